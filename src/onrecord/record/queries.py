"""Queries over a record, as typed rows. Rows stand by date, report and place in the report, whatever the
order in which reports were added."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from onrecord.record.filters import Filters, where
from onrecord.record.rows import (
    ActorRow,
    CopyRow,
    Corrected,
    EventRow,
    MatterRow,
    Member,
    Pairs,
    ReportRow,
    StatementRow,
    StoryRow,
    Why,
)

BY_DATE = "r.published NULLS LAST, r.id"
_LIMIT = " LIMIT coalesce(:limit, -1) OFFSET coalesce(:offset, 0)"
_ALL = {"limit": None, "offset": None}
_BATCH = 500
_DESCRIBED = """
WITH me AS MATERIALIZED (
    SELECT j.value AS id, i.report_id, i.actor_id
    FROM json_each(:ids) AS j JOIN identities AS i ON i.identity = j.value
    UNION ALL SELECT j.value, a.report_id, a.id FROM json_each(:ids) AS j JOIN actors AS a ON a.id = j.value
    WHERE NOT EXISTS (
        SELECT 1 FROM identities AS i WHERE i.report_id = a.report_id AND i.actor_id = a.id)
)
SELECT me.id, a.name, a.kind, a.country, a.sector, a.aliases, count(*) AS n,
    json_group_array(a.report_id) AS reports
FROM me JOIN actors AS a ON a.report_id = me.report_id AND a.id = me.actor_id
GROUP BY me.id, a.name, a.kind, a.country, a.sector, a.aliases
"""


def reports(connection: sqlite3.Connection, filters: Filters) -> Iterator[ReportRow]:
    """Reports, the earliest first."""
    sql = (
        "SELECT r.id, r.input_id, r.path, r.url, r.outlet, nullif(r.published, 'XXXX') AS date,"
        " r.published_earliest AS earliest, r.published_latest AS latest, r.title,"
        " v.statements, v.events, v.omissions, v.story, v.copy"
        " FROM reports AS r JOIN v_reports AS v ON v.id = r.id"
    )
    for row in _select(connection, "reports", sql, filters, BY_DATE):
        names = connection.execute(
            "SELECT name FROM authors WHERE report_id = ? ORDER BY position", [row["id"]]
        )
        yield ReportRow(authors=tuple(r["name"] for r in names), **row)


def statements(connection: sqlite3.Connection, filters: Filters) -> Iterator[StatementRow]:
    """Statements."""
    sql = (
        "SELECT s.report_id AS report, r.input_id, r.path, r.outlet, nullif(r.published, 'XXXX') AS date,"
        " s.id, s.speaker,"
        " a.name AS speaker_name, s.act, s.manner, s.text, s.said, s.via, s.score, r.text AS report_text"
        " FROM statements AS s JOIN reports AS r ON r.id = s.report_id"
        " LEFT JOIN actors AS a ON a.report_id = s.report_id AND a.id = s.speaker"
    )
    for row in _select(connection, "statements", sql, filters, f"{BY_DATE}, s.position"):
        text = row.pop("report_text")
        spans = _spans(connection, row["report"], row["id"])
        yield StatementRow(
            content=spans["content"],
            cue=spans["cue"],
            source=spans["source"],
            cue_text=_words(text, spans["cue"]),
            source_text=_words(text, spans["source"]),
            corrected=_corrected(connection, row["report"], row["id"]),
            **row,
        )


def events(connection: sqlite3.Connection, filters: Filters) -> Iterator[EventRow]:
    """Events."""
    sql = (
        "SELECT e.report_id AS report, r.input_id, r.path, r.outlet, nullif(r.published, 'XXXX') AS date,"
        " e.id, e.type,"
        " e.modes, e.status, e.asserted_by, v.according_to, e.modality, e.trigger_start, e.trigger_end,"
        " v.place, e.happened, e.score, r.text AS report_text"
        " FROM events AS e JOIN reports AS r ON r.id = e.report_id"
        " JOIN v_events AS v ON v.report_id = e.report_id AND v.id = e.id"
    )
    said = _sentences_with(connection, filters)
    left = filters.limit if said is not None else None
    asked = filters if said is None else replace(filters, limit=None)
    for row in _select(connection, "events", sql, asked, f"{BY_DATE}, e.position"):
        if said is not None and ((row["report"], row["id"]) not in said or left == 0):
            continue
        left = left - 1 if left else left
        text = row.pop("report_text")
        trigger = (row.pop("trigger_start"), row.pop("trigger_end"))
        for name in ("modes", "modality"):
            row[name] = tuple(json.loads(row[name]))
        if row["asserted_by"] and not row["according_to"]:
            row["according_to"] = _words(
                text, _spans(connection, row["report"], row["asserted_by"])["source"]
            )
        yield EventRow(
            trigger=trigger,
            trigger_text=_words(text, [trigger]),
            quantities=_quantities(connection, row, text),
            corrected=_corrected(connection, row["report"], row["id"]),
            **_participants(connection, row, text),
            **row,
        )


_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n")


def sentence(text: str, start: int, end: int) -> str:
    """The sentence of `text` in which the characters from `start` to `end` stand."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    first = max((e for e in ends if e <= start), default=0)
    last = min((e for e in ends if e >= end), default=len(text))
    return text[first:last]


def _sentences_with(connection: sqlite3.Connection, filters: Filters) -> set[tuple[str, str]] | None:
    """Report and id of the events in whose sentence the words of `filters.text` occur; None for no words."""
    if filters.text is None:
        return None
    condition, values = where("events", Filters(text=filters.text))
    rows = connection.execute(
        "SELECT e.report_id, e.id, e.trigger_start, e.trigger_end, r.text FROM events AS e"
        f" JOIN reports AS r ON r.id = e.report_id{condition}",
        values,
    ).fetchall()
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.sentences USING fts5 (report_id UNINDEXED, id UNINDEXED,"
        " text, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    connection.execute("DELETE FROM temp.sentences")
    said = (
        (r["report_id"], r["id"], sentence(r["text"], r["trigger_start"], r["trigger_end"])) for r in rows
    )
    connection.executemany("INSERT INTO temp.sentences (report_id, id, text) VALUES (?, ?, ?)", said)
    sql = "SELECT report_id, id FROM temp.sentences WHERE sentences MATCH :text"
    return {(r["report_id"], r["id"]) for r in connection.execute(sql, values)}


def actors(connection: sqlite3.Connection, filters: Filters) -> Iterator[ActorRow]:
    """Actors, those with the most statements and events first. Those that linking found to be one are one."""
    condition, values = where("actors", filters)
    named = (
        " WHERE id IN (SELECT coalesce(i.identity, a.id) FROM actors AS a LEFT JOIN identities AS i"
        f" ON i.report_id = a.report_id AND i.actor_id = a.id{condition})"
    )
    sql = (
        f"SELECT id, mentions, statements, events FROM actor_counts{named if condition else ''}"
        " ORDER BY statements + events DESC, mentions DESC, id" + _LIMIT
    )
    rows = connection.execute(sql, _ALL | values).fetchall()
    for first in range(0, len(rows), _BATCH):
        batch = rows[first : first + _BATCH]
        described = _described(connection, [row["id"] for row in batch])
        for row in batch:
            yield ActorRow(**dict(row), **described[row["id"]])


def _described(connection: sqlite3.Connection, ids: list[str]) -> dict[str, dict[str, Any]]:
    """What the reports say of each actor, under the name that most of them give it."""
    found: dict[str, list[sqlite3.Row]] = {}
    for row in connection.execute(_DESCRIBED, {"ids": json.dumps(ids)}):
        found.setdefault(row["id"], []).append(row)
    return {id: _description(rows) for id, rows in found.items()}


def _description(rows: list[sqlite3.Row]) -> dict[str, Any]:
    names: Counter[str] = Counter()
    for row in rows:
        names[row["name"]] += row["n"]
    name = min(names, key=lambda name: (-names[name], name))
    aliases = {alias for row in rows for alias in json.loads(row["aliases"])} | set(names)
    least = {
        field: min((row[field] for row in rows if row[field] is not None), default=None)
        for field in ("kind", "country", "sector")
    }
    reports = {report for row in rows for report in json.loads(row["reports"])}
    return {"name": name, "aliases": tuple(sorted(aliases - {name})), "reports": len(reports), **least}


def stories(connection: sqlite3.Connection, filters: Filters) -> Iterator[StoryRow]:
    """Stories that have a report which passes the filters; the largest first."""
    for row in _groups(connection, "stories", "story_reports", "story_id", filters):
        yield StoryRow(**row, links=_links(connection, "same_story", row["reports"]))


def copies(connection: sqlite3.Connection, filters: Filters) -> Iterator[CopyRow]:
    """Copies that have a report which passes the filters; the largest first."""
    for row in _groups(connection, "copies", "copy_reports", "copy_id", filters):
        yield CopyRow(**row, links=_links(connection, "copy_of", row["reports"]))


def matters(connection: sqlite3.Connection, filters: Filters) -> Iterator[MatterRow]:
    """Matters that have a report which passes the filters; the largest first."""
    for row in _groups(connection, "matters", "matter_reports", "matter_id", filters):
        found = connection.execute(
            "SELECT DISTINCT s.id FROM matter_reports AS m"
            " JOIN story_reports AS sr ON sr.report_id = m.report_id JOIN stories AS s ON s.id = sr.story_id"
            " WHERE m.matter_id = ? ORDER BY s.first_date IS NULL, s.first_date, s.id",
            [row["id"]],
        )
        yield MatterRow(**row, stories=tuple(r["id"] for r in found))


def _select(
    connection: sqlite3.Connection, kind: str, sql: str, filters: Filters, order: str
) -> Iterator[dict[str, Any]]:
    """Rows of `sql` in order. Their numbers are sorted first: sorting whole rows would sort whole texts."""
    condition, values = where(kind, filters)
    name = kind[0]
    source = (
        "reports AS r"
        if kind == "reports"
        else f"{kind} AS {name} JOIN reports AS r ON r.id = {name}.report_id"
    )
    chosen = f"SELECT {name}.number FROM {source}{condition} ORDER BY {order}{_LIMIT}"
    numbers = [row[0] for row in connection.execute(chosen, _ALL | values)]
    sql = sql.replace("SELECT", f"SELECT {name}.number AS number,", 1)
    for first in range(0, len(numbers), _BATCH):
        batch = numbers[first : first + _BATCH]
        rows = connection.execute(
            f"{sql} WHERE {name}.number IN (SELECT value FROM json_each(?))", [json.dumps(batch)]
        )
        found = {row["number"]: dict(row) for row in rows}
        for number in batch:
            row = found[number]
            del row["number"]
            yield row


def _spans(connection: sqlite3.Connection, report: str, statement: str) -> dict[str, Pairs]:
    rows = connection.execute(
        "SELECT role, start_char, end_char FROM statement_spans"
        " WHERE report_id = ? AND statement_id = ? ORDER BY position",
        [report, statement],
    ).fetchall()
    return {
        role: tuple((r["start_char"], r["end_char"]) for r in rows if r["role"] == role)
        for role in ("content", "cue", "source")
    }


def _corrected(connection: sqlite3.Connection, report: str, item: str) -> tuple[Corrected, ...]:
    sql = "SELECT field, was FROM corrections WHERE report_id = ? AND item_id = ? ORDER BY field"
    rows = connection.execute(sql, [report, item])
    return tuple(Corrected(**dict(r)) for r in rows)


def _participants(connection: sqlite3.Connection, event: dict[str, Any], text: str) -> dict[str, Any]:
    rows = connection.execute(
        "SELECT p.role, p.actor_id, a.name, p.start_char, p.end_char FROM participants AS p"
        " LEFT JOIN actors AS a ON a.report_id = p.report_id AND a.id = p.actor_id"
        " WHERE p.report_id = ? AND p.event_id = ? ORDER BY p.position",
        [event["report"], event["id"]],
    ).fetchall()
    found: dict[str, Any] = {}
    for role in ("actor", "recipient"):
        mine = [r for r in rows if r["role"] == role]
        found[f"{role}s"] = tuple(r["actor_id"] for r in mine)
        found[f"{role}_names"] = tuple(
            r["name"] or _words(text, [(r["start_char"], r["end_char"])]) for r in mine
        )
    return found


def _quantities(connection: sqlite3.Connection, event: dict[str, Any], text: str) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT start_char, end_char FROM quantities WHERE report_id = ? AND event_id = ? ORDER BY position",
        [event["report"], event["id"]],
    )
    return tuple(_words(text, [(r["start_char"], r["end_char"])]) for r in rows)


def _groups(
    connection: sqlite3.Connection, table: str, members: str, key: str, filters: Filters
) -> Iterator[dict[str, Any]]:
    condition, values = where("reports", filters)
    extra = ", g.origin, g.agency" if table == "copies" else ""
    sql = (
        f"SELECT g.id, g.title, g.first_date AS first, g.last_date AS last{extra} FROM {table} AS g"
        f" WHERE g.id IN (SELECT m.{key} FROM {members} AS m"
        f" JOIN reports AS r ON r.id = m.report_id{condition})"
        f" ORDER BY (SELECT count(*) FROM {members} AS m WHERE m.{key} = g.id) DESC,"
        f" g.first_date, g.id{_LIMIT}"
    )
    for row in connection.execute(sql, _ALL | values).fetchall():
        inside = connection.execute(
            "SELECT r.id, r.input_id, r.path, r.outlet, nullif(r.published, 'XXXX') AS date"
            f" FROM {members} AS m"
            f" JOIN reports AS r ON r.id = m.report_id WHERE m.{key} = ? ORDER BY m.position",
            [row["id"]],
        )
        yield {**dict(row), "reports": tuple(Member(**dict(r)) for r in inside)}


def _links(connection: sqlite3.Connection, relation: str, members: Iterable[Member]) -> tuple[Why, ...]:
    ids = json.dumps([m.id for m in members])
    rows = connection.execute(
        "SELECT left_id, right_id, score, reasons FROM links WHERE relation = ?"
        " AND left_id IN (SELECT value FROM json_each(?)) AND right_id IN (SELECT value FROM json_each(?))"
        " ORDER BY score DESC, left_id, right_id",
        [relation, ids, ids],
    )
    return tuple(
        Why(left=r["left_id"], right=r["right_id"], score=r["score"], reasons=tuple(json.loads(r["reasons"])))
        for r in rows
    )


def _words(text: str, spans: Iterable[tuple[int, int]]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)
