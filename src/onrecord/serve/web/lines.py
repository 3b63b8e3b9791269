"""Statements and events as lines that say at once who says so: the same on every page.

`condition` is SQL over the inner tables (`s` or `e`, and `r` for the report); the rows are chosen and put in
order before anything long is read, so that a page of fifty costs the same in a small and a large record.
`given` is a WITH clause that the condition refers to.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

Line = dict[str, Any]

DATED = "CASE WHEN r.published GLOB 'X*' THEN NULL ELSE r.published END"
NEWEST = f"{DATED} DESC NULLS LAST, r.id DESC, {{table}}.position"
"""As the index `reports_newest` has it; reports without a year come last."""
OLDEST = "r.published NULLS LAST, r.id, {table}.position"

_BEGINS = (
    "max(coalesce(r.dateline_end, 0), coalesce((SELECT b.end_char FROM boilerplate AS b"
    " WHERE b.report_id = r.id AND b.start_char < 3 ORDER BY b.position LIMIT 1), 0))"
)
_FIRST = f"replace(substr(r.text, {_BEGINS} + 1, 80), char(10), ' ')"
_WHOLE = f"coalesce(nullif(rtrim({_FIRST}, replace({_FIRST}, ' ', '')), ''), {_FIRST})"
"""The first words of a text, without the last, which may be cut: `rtrim` takes off what is no blank."""
TITLE = f"coalesce(nullif(r.title, ''), '“' || trim({_WHOLE}, ' -–—:') || ' …”')"
"""The title of a report `r`; of one that has none, how its text begins behind page furniture and dateline."""

_WORDS = (
    "(SELECT group_concat(substr(r.text, p.start_char + 1, p.end_char - p.start_char), ' … ')"
    " FROM statement_spans AS p"
    " WHERE p.report_id = {s}.report_id AND p.statement_id = {s}.id AND p.role = '{role}')"
)
_CORRECTED = """(SELECT json_group_array(json_object('field', c.field, 'was', CASE c.field
        WHEN 'speaker' THEN (SELECT x.name FROM actors AS x WHERE x.report_id = c.report_id AND x.id = c.was)
        WHEN 'asserted_by' THEN (SELECT coalesce(x.name, 'another') FROM statements AS y
            LEFT JOIN actors AS x ON x.report_id = y.report_id AND x.id = y.speaker
            WHERE y.report_id = c.report_id AND y.id = c.was)
        ELSE c.was END))
     FROM corrections AS c WHERE c.report_id = {item}.report_id AND c.item_id = {item}.id)"""
_STATEMENTS = f"""
SELECT s.number, s.id, s.report_id, s.act, s.manner, s.text, s.score, s.said, s.speaker,
    a.name AS speaker_name, a.kind AS speaker_kind, a.country, a.sector,
    r.outlet, r.published, r.title, s.via, {_WORDS.format(s="s", role="source")} AS source,
    {_WORDS.format(s="s", role="cue")} AS cue, v.speaker AS via_speaker, va.name AS via_name,
    {_WORDS.format(s="v", role="source")} AS via_source, {_CORRECTED.format(item="s")} AS corrected
FROM ({{chosen}}) AS chosen JOIN statements AS s ON s.number = chosen.number
JOIN reports AS r ON r.id = s.report_id
LEFT JOIN actors AS a ON a.id = s.speaker AND a.report_id = s.report_id
LEFT JOIN statements AS v ON v.report_id = s.report_id AND v.id = s.via
LEFT JOIN actors AS va ON va.id = v.speaker AND va.report_id = v.report_id
ORDER BY chosen.place
"""
_EVENTS = f"""
SELECT e.number, e.id, e.report_id, e.type, e.modes, e.contexts, e.status, e.modality, e.happened, e.score,
    e.asserted_by,
    substr(r.text, e.trigger_start + 1, e.trigger_end - e.trigger_start) AS word,
    r.outlet, r.published, r.title, s.speaker, a.name AS speaker_name, a.country, a.sector,
    {_WORDS.format(s="s", role="source")} AS source, s.act,
    (SELECT p.name FROM places AS p WHERE p.report_id = e.report_id AND p.event_id = e.id) AS place,
    (SELECT json_group_array(json_object('role', p.role, 'id', p.actor_id,
        'name', coalesce(pa.name, substr(r.text, p.start_char + 1, p.end_char - p.start_char))))
     FROM participants AS p LEFT JOIN actors AS pa ON pa.id = p.actor_id AND pa.report_id = p.report_id
     WHERE p.report_id = e.report_id AND p.event_id = e.id) AS participants,
    (SELECT json_group_array(substr(r.text, q.start_char + 1, q.end_char - q.start_char)) FROM quantities AS q
     WHERE q.report_id = e.report_id AND q.event_id = e.id) AS quantities,
    {_CORRECTED.format(item="e")} AS corrected
FROM ({{chosen}}) AS chosen JOIN events AS e ON e.number = chosen.number
JOIN reports AS r ON r.id = e.report_id
LEFT JOIN statements AS s ON s.report_id = e.report_id AND s.id = e.asserted_by
LEFT JOIN actors AS a ON a.id = s.speaker AND a.report_id = s.report_id
ORDER BY chosen.place
"""


def statements(
    connection: sqlite3.Connection,
    condition: str,
    values: Mapping[str, Any],
    *,
    order: str = OLDEST,
    limit: int,
    offset: int = 0,
    given: str = "",
) -> list[Line]:
    """Lines of the statements that meet a condition."""
    sql = _STATEMENTS.format(chosen=_chosen("statements", "s", condition, order))
    rows = connection.execute(given + sql, {**values, "limit": limit, "offset": offset})
    return [{**dict(row), "corrected": json.loads(row["corrected"])} for row in rows]


def events(
    connection: sqlite3.Connection,
    condition: str,
    values: Mapping[str, Any],
    *,
    order: str = OLDEST,
    limit: int,
    offset: int = 0,
    given: str = "",
) -> list[Line]:
    """Lines of the events that meet a condition."""
    sql = _EVENTS.format(chosen=_chosen("events", "e", condition, order))
    rows = connection.execute(given + sql, {**values, "limit": limit, "offset": offset})
    return [_event(dict(row)) for row in rows]


def _chosen(table: str, name: str, condition: str, order: str) -> str:
    by = order.format(table=name)
    return (
        f"SELECT {name}.number, row_number() OVER () AS place FROM ("
        f"SELECT {name}.number FROM {table} AS {name} JOIN reports AS r ON r.id = {name}.report_id"
        f" WHERE {condition} ORDER BY {by} LIMIT :limit OFFSET :offset) AS {name}"
    )


def _event(line: Line) -> Line:
    for name in ("modes", "contexts", "modality", "quantities", "corrected"):
        line[name] = json.loads(line[name])
    people = json.loads(line.pop("participants"))
    line["actors"] = [p for p in people if p["role"] == "actor"]
    line["recipients"] = [p for p in people if p["role"] == "recipient"]
    return line
