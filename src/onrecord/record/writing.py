"""Writing readings into the tables. The caller holds the transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from onrecord.model import Event, Omission, Provenance, Reading, Span, Statement
from onrecord.record import columns
from onrecord.record.columns import Columns


def run(connection: sqlite3.Connection, provenance: Provenance, started: str | None) -> None:
    """Note a run. A run is known by what it is made of, so that running it again adds no row."""
    known = connection.execute("SELECT 1 FROM runs WHERE id = ?", [provenance.run]).fetchone()
    if known:
        return
    row = {"id": provenance.run, "version": provenance.version, "config": provenance.config}
    _insert(connection, "runs", [row | {"started": started}])
    models = [{"run_id": provenance.run, "name": name, "digest": sha} for name, sha in provenance.models]
    _insert(connection, "run_models", models)


def reading(connection: sqlite3.Connection, item: Reading, run_id: str, number: int | None = None) -> None:
    """Insert a report with all that was found in it. `number` is the place it had before, if any."""
    report = item.report
    here: Columns = {"report_id": report.id}
    made = here | {"run_id": run_id}
    _insert(connection, "reports", [columns.report(report) | {"run_id": run_id, "number": number}])
    authors = [{"name": a.value, "method": a.method, **columns.span(a.evidence)} for a in report.authors]
    _insert(connection, "authors", _placed(authors, here))
    _insert(connection, "boilerplate", _spans(report.boilerplate, here))
    _insert(connection, "actors", _placed(map(columns.actor, item.actors), made))
    for actor in item.actors:
        _insert(connection, "mentions", _spans(actor.mentions, here | {"actor_id": actor.id}))
    _insert(
        connection, "statements", _placed((columns.statement(s, report.text) for s in item.statements), made)
    )
    for statement in item.statements:
        _statement_spans(connection, statement, here | {"statement_id": statement.id})
    _insert(connection, "events", _placed(map(columns.event, item.events), made))
    for event in item.events:
        _event_details(connection, event, here | {"event_id": event.id})
    omissions(connection, item.omissions, run_id, report.id)


def omissions(
    connection: sqlite3.Connection, items: Iterable[Omission], run_id: str, report_id: str | None
) -> None:
    """Insert omissions, of a report or of what never became one."""
    made = {"report_id": report_id, "run_id": run_id}
    _insert(connection, "omissions", _placed(map(columns.omission, items), made))


def _statement_spans(connection: sqlite3.Connection, statement: Statement, owner: Columns) -> None:
    roles = {"content": statement.content, "cue": statement.cue, "source": statement.source}
    for role, spans in roles.items():
        _insert(connection, "statement_spans", _spans(spans, owner | {"role": role}))
    marks = [{"kind": m.kind.value, **columns.span(m.span)} for m in statement.marks]
    _insert(connection, "statement_marks", _placed(marks, owner))


def _event_details(connection: sqlite3.Connection, event: Event, owner: Columns) -> None:
    for role, references in {"actor": event.actors, "recipient": event.recipients}.items():
        rows = [{"actor_id": r.actor, **columns.span(r.span)} for r in references]
        _insert(connection, "participants", _placed(rows, owner | {"role": role}))
    _insert(connection, "quantities", _placed(map(columns.quantity, event.quantities), owner))
    if event.where:
        _insert(connection, "places", [columns.place(event.where) | owner])


def _spans(spans: Iterable[Span], owner: Columns) -> Iterator[Columns]:
    return _placed(map(columns.span, spans), owner)


def _placed(rows: Iterable[Columns], owner: Columns) -> Iterator[Columns]:
    """Each row with the columns of its owner and its position."""
    return (row | owner | {"position": position} for position, row in enumerate(rows))


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Columns]) -> None:
    rows = list(rows)
    if rows:
        names = ", ".join(rows[0])
        values = ", ".join(f":{name}" for name in rows[0])
        connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", rows)
