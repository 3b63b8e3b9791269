"""Filters of pages as SQL over the inner tables; actors are asked by id, never by a scan over names."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Mapping

from onrecord.record.filters import CONDITIONS, Filters

_MINE = (
    "(SELECT report_id, actor_id FROM identities WHERE identity = :{name}"
    " UNION ALL SELECT report_id, id FROM actors WHERE id = :{name})"
)
_EVENT_OF = (
    "e.number IN (SELECT e.number FROM {mine} AS me JOIN participants AS p ON p.report_id = me.report_id"
    " AND +p.actor_id = me.actor_id{role}"
    " JOIN events AS e ON e.report_id = p.report_id AND e.id = p.event_id)"
)
_SAID_BY = (
    "s.number IN (SELECT s.number FROM {mine} AS me"
    " JOIN statements AS s ON s.report_id = me.report_id AND +s.speaker = me.actor_id)"
)
_BY_ID: Mapping[str, Mapping[str, str]] = {
    "statements": {"speaker": _SAID_BY.format(mine=_MINE.format(name="speaker"))},
    "events": {
        "actor": _EVENT_OF.format(mine=_MINE.format(name="actor"), role=""),
        "by": _EVENT_OF.format(mine=_MINE.format(name="by"), role=" AND p.role = 'actor'"),
        "to": _EVENT_OF.format(mine=_MINE.format(name="to"), role=" AND p.role = 'recipient'"),
        "place": "(e.report_id, e.id) IN (SELECT report_id, event_id FROM places WHERE name = :place)",
        "speaker": "(e.report_id, e.asserted_by) IN (SELECT s.report_id, s.id FROM statements AS s"
        f" WHERE {_SAID_BY.format(mine=_MINE.format(name='speaker'))})",
    },
    "reports": {},
    "denials": {"speaker": _SAID_BY.format(mine=_MINE.format(name="speaker"))},
}
EVENTS = (
    "outlet",
    "actor",
    "by",
    "to",
    "speaker",
    "type",
    "status",
    "modality",
    "since",
    "until",
    "story",
    "matter",
    "place",
    "text",
)
STATEMENTS = ("outlet", "speaker", "act", "since", "until", "story", "matter", "text")
REPORTS = ("outlet", "since", "until", "story", "matter", "text")
DENIALS = ("outlet", "speaker", "kind", "tier", "since", "until", "story", "matter", "text")
NAMES = {"statements": STATEMENTS, "events": EVENTS, "reports": REPORTS, "denials": DENIALS}
NAMED = ("actor", "by", "to", "speaker", "story", "matter")
"""Filters whose values are ids."""


def condition(kind: str, chosen: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The condition on `kind` that a page was asked for, and its parameters. Raises UsageError."""
    known = {**CONDITIONS[kind], **_BY_ID[kind]}
    values = {**chosen, **checked(chosen)}
    parts = [f"({known[name]})" for name in values if name in known]
    return (" AND ".join(parts) or "1"), values


def checked(chosen: Mapping[str, str]) -> dict[str, str]:
    """The filters among `chosen` that `Filters` knows, as parameters. Raises UsageError for a wrong value."""
    known = {f.name for f in dataclasses.fields(Filters)}
    filters = Filters(**{name: value for name, value in chosen.items() if name in known})  # type: ignore[arg-type]
    return {name: str(value) for name, value in filters.values().items()}


def labels(connection: sqlite3.Connection, chosen: Mapping[str, str]) -> dict[str, str]:
    """What the ids among the filters stand for, in words."""
    return {name: _label(connection, name, chosen[name]) for name in NAMED if name in chosen}


def _label(connection: sqlite3.Connection, name: str, value: str) -> str:
    table = {"story": "stories", "matter": "matters"}.get(name)
    sql = (
        f"SELECT title FROM {table} WHERE id = ?" if table else "SELECT name FROM actors WHERE id = ? LIMIT 1"
    )
    row = connection.execute(sql, [value]).fetchone()
    return (row[0] if row else None) or value
