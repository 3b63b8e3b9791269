"""Who acts on whom: nodes and edges with a place on the plane, drawn on the server."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

_STATUSES = ("asserted", "claimed", "denied")
_PAIRS = """
SELECT e.report_id, p.actor_id AS source, q.actor_id AS target, e.status, e.type
FROM events AS e JOIN reports AS r ON r.id = e.report_id
JOIN participants AS p ON p.report_id = e.report_id AND p.event_id = e.id AND p.role = 'actor'
JOIN participants AS q ON q.report_id = e.report_id AND q.event_id = e.id AND q.role = 'recipient'
WHERE {condition} AND p.actor_id IS NOT NULL AND q.actor_id IS NOT NULL
"""
_AROUND = """
WITH me (report_id, actor_id) AS MATERIALIZED (
    SELECT report_id, actor_id FROM identities WHERE identity = :id
    UNION SELECT report_id, id FROM actors WHERE id = :id)
SELECT coalesce(i.identity, q.actor_id) AS id, max(a.name) AS name, q.role, e.status, count(*) AS n,
    group_concat(DISTINCT e.type) AS types
FROM me JOIN participants AS p ON p.report_id = me.report_id AND +p.actor_id = me.actor_id
JOIN events AS e ON e.report_id = p.report_id AND e.id = p.event_id
JOIN participants AS q ON q.report_id = p.report_id AND q.event_id = p.event_id AND q.role <> p.role
JOIN actors AS a ON a.id = q.actor_id AND a.report_id = q.report_id
LEFT JOIN identities AS i ON i.report_id = q.report_id AND i.actor_id = q.actor_id
GROUP BY 1, q.role, e.status ORDER BY n DESC, 1 LIMIT 60
"""


Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor on the plane; `size` grows with the number of its events."""

    id: str
    name: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Edge:
    """What one actor does to another, of one status; coordinates of the drawn curve."""

    source: Node
    target: Node
    status: str
    count: int
    types: tuple[str, ...]
    path: str
    width: float


def around(connection: sqlite3.Connection, actor_id: str) -> list[dict[str, Any]]:
    """With whom an actor has to do: each other actor with how often, in which role and status."""
    found: dict[str, dict[str, Any]] = {}
    for row in connection.execute(_AROUND, {"id": actor_id}):
        if row["id"] == actor_id:
            continue
        other = found.setdefault(
            row["id"], {"id": row["id"], "name": row["name"], "n": 0, "types": set(), "does": 0, "done": 0}
        )
        other["n"] += row["n"]
        other["does" if row["role"] == "actor" else "done"] += row["n"]
        other["types"] |= set(row["types"].split(","))
    ordered = sorted(found.values(), key=lambda o: (-o["n"], o["id"]))[:12]
    return [{**other, "types": sorted(other["types"])} for other in ordered]


_BESIDE = """
WITH me (report_id, actor_id) AS MATERIALIZED (
    SELECT report_id, actor_id FROM identities WHERE identity = :id
    UNION SELECT report_id, id FROM actors WHERE id = :id)
SELECT a.report_id, coalesce(i.identity, a.id) AS id, a.name
FROM (SELECT DISTINCT report_id FROM me LIMIT 1000) AS mine JOIN actors AS a ON a.report_id = mine.report_id
LEFT JOIN identities AS i ON i.report_id = a.report_id AND i.actor_id = a.id
WHERE a.kind IN ('person', 'country', 'body', 'group', 'media') ORDER BY a.report_id, a.position
"""


def beside(connection: sqlite3.Connection, actor_id: str, most: int = 18) -> dict[str, Any]:
    """Those who are named in the same reports as an actor, as a drawing; lines grow with the reports."""
    reports: dict[str, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(_BESIDE, {"id": actor_id}):
        reports[row["report_id"]].setdefault(row["id"], row["name"])
    weight = Counter(other for named in reports.values() for other in named)
    kept = sorted(weight, key=lambda other: (other != actor_id, -weight[other], other))[:most]
    names = {other: name for named in reports.values() for other, name in named.items()}
    pairs: Counter[tuple[str, str]] = Counter()
    for named in reports.values():
        pairs.update(combinations([other for other in kept if other in named], 2))
    rows = [
        {"source": left, "target": right, "status": "asserted", "n": n, "types": ""}
        for (left, right), n in pairs.items()
        if n > 1 or actor_id in (left, right)
    ]
    placed = _placed(kept, names, weight, rows)
    return {"nodes": list(placed.values()), "edges": [_edge(row, placed) for row in rows]}


def network(
    connection: sqlite3.Connection,
    condition: str,
    values: Mapping[str, Any],
    nodes: int = 40,
    edges: int = 400,
) -> tuple[list[Node], list[Edge], list[Row]]:
    """The actors with the most events among each other, what they do to each other, and that as rows."""
    rows = _named(connection, _edges(connection, condition, values, edges))
    weight: dict[str, int] = defaultdict(int)
    names: dict[str, str] = {}
    for row in rows:
        for end in ("source", "target"):
            weight[row[end]] += row["n"]
            names.setdefault(row[end], row[f"{end}_name"])
    kept = _connected(sorted(weight, key=lambda i: (-weight[i], i))[:nodes], rows)
    inside = [r for r in rows if r["source"] in kept and r["target"] in kept]
    placed = _placed(kept, names, weight, inside)
    return list(placed.values()), [_edge(row, placed) for row in reversed(inside)], rows[:80]


def _edges(connection: sqlite3.Connection, condition: str, values: Mapping[str, Any], most: int) -> list[Row]:
    """Who acts on whom and how often, by status; the most frequent. SQLite would sort all pairs for this."""
    sql = "SELECT report_id, actor_id, identity FROM identities WHERE identity <> actor_id"
    renamed = connection.execute(sql)
    identity = {(report, actor): same for report, actor, same in renamed}
    counts: Counter[tuple[str, str, str]] = Counter()
    types: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    pairs = connection.execute(_PAIRS.format(condition=condition), values)
    for report, source, target, status, kind in pairs:
        edge = (identity.get((report, source), source), identity.get((report, target), target), status)
        if edge[0] != edge[1]:
            counts[edge] += 1
            types[edge].add(kind)
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [
        {"source": e[0], "target": e[1], "status": e[2], "n": n, "types": ",".join(sorted(types[e]))}
        for e, n in top
    ]


def _named(connection: sqlite3.Connection, rows: Sequence[Row]) -> list[Row]:
    """The rows with the names of both ends."""
    ids = dict.fromkeys(row[end] for row in rows for end in ("source", "target"))
    sql = "SELECT name FROM actors WHERE id = ? ORDER BY report_id LIMIT 1"
    names = {id: (connection.execute(sql, [id]).fetchone() or [id])[0] for id in ids}
    return [{**row, "source_name": names[row["source"]], "target_name": names[row["target"]]} for row in rows]


def _connected(kept: list[str], rows: Sequence[Row]) -> list[str]:
    """The actors that hang together, where that is most of them.

    Pairs apart from all others would take room from the rest; they stand in the list below the drawing.
    """
    near: dict[str, set[str]] = {actor: set() for actor in kept}
    for row in rows:
        if row["source"] in near and row["target"] in near:
            near[row["source"]].add(row["target"])
            near[row["target"]].add(row["source"])
    largest: set[str] = set()
    left = set(kept)
    for start in kept:
        if start in left:
            found, fresh = set(), {start}
            while fresh:
                found |= fresh
                fresh = {other for actor in fresh for other in near[actor]} - found
            left -= found
            largest = max(largest, found, key=len)
    return [actor for actor in kept if actor in largest] if 3 * len(largest) >= len(kept) else kept


def _placed(
    kept: Sequence[str], names: Mapping[str, str], weight: Mapping[str, int], rows: Sequence[Row]
) -> dict[str, Node]:
    index = {actor: number for number, actor in enumerate(kept)}
    pairs = [(index[r["source"]], index[r["target"]]) for r in rows]
    places = layout(len(kept), pairs)
    most = max(weight.values(), default=1)
    return {
        actor: Node(
            actor,
            names[actor] or actor,
            round(float(places[n, 0]), 1),
            round(float(places[n, 1]), 1),
            round(5 + 13 * math.sqrt(weight[actor] / most), 1),
        )
        for actor, n in index.items()
    }


def layout(count: int, pairs: Sequence[tuple[int, int]], width: float = 960, height: float = 600) -> Any:
    """Places of nodes by Fruchterman and Reingold (1991), from a circle, so that they are always the same."""
    angles = np.arange(count) * 2.399963  # the golden angle spreads neighbours in the list
    radius = np.sqrt((np.arange(count) + 0.5) / max(count, 1))
    at = np.stack([np.cos(angles) * radius, np.sin(angles) * radius], axis=1)
    ideal = math.sqrt(4 / max(count, 1)) * 0.75
    links = np.zeros((count, count))
    for left, right in pairs:
        links[left, right] = links[right, left] = 1
    for step in range(220):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
        force = ideal**2 / distance - links * distance**2 / ideal
        move = (apart / distance[..., None] * force[..., None]).sum(axis=1) - at * 0.6 * ideal
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        at = at + move / length * np.minimum(length, 0.12 * (1 - step / 220))
    return _fitted(at, width, height)


def _fitted(at: Any, width: float, height: float) -> Any:
    if not len(at):
        return at
    low, high = at.min(axis=0), at.max(axis=0)
    margin = np.array([110.0, 40.0])
    return margin + (at - low) / np.maximum(high - low, 1e-6) * (np.array([width, height]) - 2 * margin)


def _edge(row: Row, placed: Mapping[str, Node]) -> Edge:
    source, target = placed[row["source"]], placed[row["target"]]
    bend = 0.1 + 0.07 * _STATUSES.index(row["status"])
    dx, dy = target.x - source.x, target.y - source.y
    cx, cy = (source.x + target.x) / 2 - dy * bend, (source.y + target.y) / 2 + dx * bend
    back = (target.size + 5) / (math.hypot(target.x - cx, target.y - cy) or 1.0)
    x, y = target.x - (target.x - cx) * back, target.y - (target.y - cy) * back
    path = f"M{source.x:.1f} {source.y:.1f}Q{cx:.1f} {cy:.1f} {x:.1f} {y:.1f}"
    width = round(min(1.2 + 0.7 * math.log2(row["n"]), 6), 1)
    return Edge(source, target, row["status"], row["n"], tuple(row["types"].split(",")), path, width)
