"""Who acts on whom as GraphML, for networkx, Gephi and igraph: actors are nodes, each event an edge."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from onrecord.record.export.rows import day, events

_NODE = {"name": "string", "kind": "string", "country": "string", "sector": "string"}
_EDGE = {
    "type": "string",
    "modes": "string",
    "status": "string",
    "according_to": "string",
    "modality": "string",
    "date": "string",
    "outlet": "string",
    "report": "string",
    "score": "double",
    "corrected": "string",
}
# XML 1.0 has no way to write these, not even as references.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODES = """
SELECT coalesce(i.identity, a.id) AS id, max(a.name) AS name, max(a.kind) AS kind, max(a.country) AS country,
    max(a.sector) AS sector
FROM actors AS a LEFT JOIN identities AS i ON i.report_id = a.report_id AND i.actor_id = a.id
WHERE (a.report_id, a.id) IN (SELECT report_id, actor_id FROM participants)
GROUP BY 1 ORDER BY 1
"""


def export(connection: sqlite3.Connection, out: Path) -> list[Path]:
    """Write one file: a directed graph with parallel edges."""
    with out.open("w", encoding="utf-8") as stream:
        stream.writelines(line + "\n" for line in _lines(connection))
    return [out]


def _lines(connection: sqlite3.Connection) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for owner, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys.items():
            yield f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<graph id="onrecord" edgedefault="directed">'
    for row in connection.execute(_NODES):
        yield f"<node id={_attribute(row['id'])}>{_data('node', {n: row[n] for n in _NODE})}</node>"
    identity = dict(
        connection.execute("SELECT report_id || '/' || actor_id, identity FROM identities").fetchall()
    )
    yield from _edges(connection, identity)
    yield "</graph>"
    yield "</graphml>"


def _edges(connection: sqlite3.Connection, identity: dict[str, str]) -> Iterator[str]:
    for event in events(connection):
        data = _data("edge", _facts(event))
        ends = [
            [identity.get(f"{event['report_id']}/{p['id']}", p["id"]) for p in event[role] if p["name"]]
            for role in ("actors", "recipients")
        ]
        for n, (source, target) in enumerate((s, t) for s in ends[0] for t in ends[1]):
            name = _attribute(f"{event['id']}.{n}")
            yield f"<edge id={name} source={_attribute(source)} target={_attribute(target)}>{data}</edge>"


def _facts(event: dict[str, Any]) -> dict[str, object]:
    facts = {name: event[name] for name in ("type", "status", "according_to", "outlet", "score")}
    date = day(str(event["happened"] or "")) or day(str(event["published"] or ""))
    listed = {name: ";".join(event[name]) for name in ("modes", "modality", "corrected")}
    return facts | listed | {"date": date, "report": event["report_id"]}


def _data(owner: str, values: dict[str, object]) -> str:
    given = ((n, v) for n, v in values.items() if v not in (None, ""))
    return "".join(f'<data key="{owner}_{name}">{escape(_clean(value))}</data>' for name, value in given)


def _attribute(value: object) -> str:
    return quoteattr(_clean(value))


def _clean(value: object) -> str:
    return _FORBIDDEN.sub("\ufffd", str(value))
