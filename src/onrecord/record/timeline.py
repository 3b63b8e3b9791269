"""Statements and events in time, with the shifts in what a speaker says."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from onrecord.record.filters import Filters, where
from onrecord.record.rows import TimelineRow

_STATEMENTS = (
    "SELECT nullif(coalesce(s.said, r.published), 'XXXX') AS date, r.id AS report, s.id, r.outlet,"
    " a.name AS actor, s.act AS status, s.text, coalesce(i.identity, s.speaker) AS speaker,"
    " (SELECT min(start_char) FROM statement_spans AS p WHERE p.report_id = s.report_id"
    " AND p.statement_id = s.id AND p.role = 'content') AS start_char,"
    " (SELECT max(end_char) FROM statement_spans AS p WHERE p.report_id = s.report_id"
    " AND p.statement_id = s.id AND p.role = 'content') AS end_char,"
    " (SELECT json_group_array(claim_id) FROM claim_statements AS m"
    " WHERE m.report_id = s.report_id AND m.statement_id = s.id) AS claims"
    " FROM statements AS s JOIN reports AS r ON r.id = s.report_id"
    " LEFT JOIN actors AS a ON a.report_id = s.report_id AND a.id = s.speaker"
    " LEFT JOIN identities AS i ON i.report_id = s.report_id AND i.actor_id = s.speaker"
)
_EVENTS = (
    "SELECT nullif(coalesce(e.happened, r.published), 'XXXX') AS date, r.id AS report, e.id, r.outlet,"
    " v.actors AS actor, e.status, e.type || ': ' || v.trigger_text AS text,"
    " e.trigger_start AS start_char, e.trigger_end AS end_char"
    " FROM events AS e JOIN reports AS r ON r.id = e.report_id"
    " JOIN v_events AS v ON v.report_id = e.report_id AND v.id = e.id"
)
_STANDS = {"deny": "denied", "admit": "admitted", "confirm": "confirmed"}


def timeline(connection: sqlite3.Connection, filters: Filters) -> list[TimelineRow]:
    """What passes the filters, the earliest first; what has no date last."""
    rows = [*_statements(connection, filters), *_events(connection, filters)]
    rows.sort(key=lambda row: (row.date or "X", row.report, row.span, row.what, row.id))
    first = filters.offset or 0
    return rows[first : first + filters.limit if filters.limit else None]


def _statements(connection: sqlite3.Connection, filters: Filters) -> Iterator[TimelineRow]:
    condition, values = where("timeline statements", filters)
    order = " ORDER BY date IS NULL, date, r.id, s.position"
    rows = connection.execute(f"{_STATEMENTS}{condition}{order}", values).fetchall()
    before: dict[tuple[str, str], list[sqlite3.Row]] = defaultdict(list)
    opposed = _opposed(connection)
    for row in rows:
        claims = json.loads(row["claims"])
        yield _with_shift(_row(row, "statement", claims), row, claims, before, opposed)
        for claim in claims:
            before[row["speaker"], claim].append(row)


def _row(row: sqlite3.Row, what: str, claims: list[str]) -> TimelineRow:
    return TimelineRow(
        date=row["date"],
        what=what,
        report=row["report"],
        id=row["id"],
        outlet=row["outlet"],
        actor=row["actor"],
        status=row["status"],
        text=" ".join(row["text"].split()),
        span=(row["start_char"], row["end_char"]),
        claim=claims[0] if claims else None,
        shift=None,
        shift_from=None,
    )


def _with_shift(
    found: TimelineRow,
    row: sqlite3.Row,
    claims: list[str],
    before: dict[tuple[str, str], list[sqlite3.Row]],
    opposed: dict[tuple[str, str], set[str]],
) -> TimelineRow:
    """A row with the earlier one of the same speaker that says otherwise, if there is one."""
    if row["speaker"] is None:
        return found
    for claim in opposed.get((row["report"], row["id"]), ()):
        for earlier in before.get((row["speaker"], claim), ())[-1:]:
            return replace(found, shift="says the opposite of what was said before", shift_from=_id(earlier))
    for claim in claims:
        for earlier in before.get((row["speaker"], claim), ())[-1:]:
            old, new = _STANDS.get(earlier["status"], "said"), _STANDS.get(row["status"], "says")
            if old != new.replace("says", "said"):
                return replace(found, shift=f"{old} before, {new} now", shift_from=_id(earlier))
    return found


def _id(row: sqlite3.Row) -> str:
    return f"{row['report']}/{row['id']}"


def _opposed(connection: sqlite3.Connection) -> dict[tuple[str, str], set[str]]:
    """For each statement that denies something, the claims against which it stands."""
    rows = connection.execute(
        "SELECT d.report_id, d.statement_id, m.claim_id FROM denials AS d JOIN claim_statements AS m"
        " ON m.report_id = d.denied_report_id AND m.statement_id = d.denied_statement_id"
        " AND m.clause = d.denied_clause"
    )
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        found[row["report_id"], row["statement_id"]].add(row["claim_id"])
    return found


def _events(connection: sqlite3.Connection, filters: Filters) -> Iterator[TimelineRow]:
    condition, values = where("timeline events", filters)
    order = " ORDER BY date IS NULL, date, r.id, e.position"
    for row in connection.execute(f"{_EVENTS}{condition}{order}", values).fetchall():
        yield _row(row, "event", [])
