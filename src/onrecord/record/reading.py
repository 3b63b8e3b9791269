"""Reading the tables back into readings."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from onrecord.errors import NotInRecordError
from onrecord.model import Actor, Event, Omission, Reading, Report, Statement
from onrecord.record import columns

Rows = list[sqlite3.Row]


def reading(connection: sqlite3.Connection, report_id: str) -> Reading:
    """The reading of one report, without its parse. Raises RecordError for an id the record lacks."""
    row = connection.execute("SELECT * FROM reports WHERE id = ?", [report_id]).fetchone()
    if row is None:
        raise NotInRecordError(
            f"no report {report_id} in this record. `onrecord reports` lists what there is."
        )
    return Reading(
        report=_report(connection, row),
        actors=_actors(connection, report_id),
        statements=_statements(connection, report_id),
        events=_events(connection, report_id),
        omissions=_omissions(connection, report_id),
    )


def _of(connection: sqlite3.Connection, table: str, report_id: str, order: str = "position") -> Rows:
    sql = f"SELECT * FROM {table} WHERE report_id = ? ORDER BY {order}"
    return connection.execute(sql, [report_id]).fetchall()


def _grouped(rows: Sequence[sqlite3.Row], key: str) -> dict[str, Rows]:
    groups: dict[str, Rows] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _report(connection: sqlite3.Connection, row: sqlite3.Row) -> Report:
    authors = _of(connection, "authors", row["id"])
    return columns.to_report(row, authors, _of(connection, "boilerplate", row["id"]))


def _actors(connection: sqlite3.Connection, report_id: str) -> tuple[Actor, ...]:
    mentions = _grouped(_of(connection, "mentions", report_id), "actor_id")
    rows = _of(connection, "actors", report_id)
    return tuple(columns.to_actor(row, mentions.get(row["id"], [])) for row in rows)


def _statements(connection: sqlite3.Connection, report_id: str) -> tuple[Statement, ...]:
    spans = _grouped(_of(connection, "statement_spans", report_id), "statement_id")
    marks = _grouped(_of(connection, "statement_marks", report_id), "statement_id")
    rows = _of(connection, "statements", report_id)
    return tuple(
        columns.to_statement(row, spans.get(row["id"], []), marks.get(row["id"], [])) for row in rows
    )


def _events(connection: sqlite3.Connection, report_id: str) -> tuple[Event, ...]:
    participants = _grouped(_of(connection, "participants", report_id), "event_id")
    places = _grouped(_of(connection, "places", report_id, "event_id"), "event_id")
    quantities = _grouped(_of(connection, "quantities", report_id), "event_id")
    return tuple(
        columns.to_event(
            row, participants.get(row["id"], []), places.get(row["id"], []), quantities.get(row["id"], [])
        )
        for row in _of(connection, "events", report_id)
    )


def _omissions(connection: sqlite3.Connection, report_id: str) -> tuple[Omission, ...]:
    return tuple(columns.to_omission(row) for row in _of(connection, "omissions", report_id))


def loose_omissions(connection: sqlite3.Connection) -> list[Omission]:
    """What never became a report, in the order in which it was met."""
    rows = connection.execute("SELECT * FROM omissions WHERE report_id IS NULL ORDER BY number")
    return [columns.to_omission(row) for row in rows]
