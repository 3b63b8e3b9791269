"""Checks that a record is whole: the file, its keys, its full text, and every span and id in every report."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.model import Reading, Report, Span
from onrecord.record import reading


class Fault(NamedTuple):
    """Something in a record that cannot be right."""

    where: str
    """A report, a table, or "file"."""
    what: str


def check(connection: sqlite3.Connection) -> Iterator[Fault]:
    """All faults of a record, those of the file first, then report by report in the order of their ids."""
    yield from _file(connection)
    for (report_id,) in connection.execute("SELECT id FROM reports ORDER BY id").fetchall():
        try:
            found = reading.reading(connection, report_id)
        except (ValueError, TypeError, KeyError) as error:
            yield Fault(report_id, f"its rows cannot be read: {error}")
        else:
            yield from faults(found)
            yield from _texts(connection, found)


def _file(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (line,) in connection.execute("PRAGMA integrity_check").fetchall():
        if line != "ok":
            yield Fault("file", line)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Fault(table, f"row {row} names a row of {parent} that is not there")
    for table in ("reports", "statements"):
        yield from _full_text(connection, table)


def _full_text(connection: sqlite3.Connection, table: str) -> Iterator[Fault]:
    """Whether the full text has as many rows as its table."""
    indexed = connection.execute(f"SELECT count(*) FROM {table}_fts_docsize").fetchone()[0]
    stored = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    if indexed != stored:
        yield Fault(f"{table}_fts", f"has {indexed} rows for {stored} {table}")


def faults(found: Reading) -> Iterator[Fault]:
    """What cannot be right in one reading: its id, spans outside its text, ids that lead nowhere."""
    report = found.report
    if report.id != report_id(report):
        yield Fault(report.id, f"its text, title and url give the id {report_id(report)}")
    for part in (report, *found.actors, *found.statements, *found.events):
        for span in spans(part):
            if not 0 <= span.start <= span.end <= len(report.text):
                yield Fault(report.id, f"{_name(part)} has the span {span.start}-{span.end} outside the text")
    yield from _leads(found)


def report_id(report: Report) -> str:
    """The id that the content of a report gives."""
    title = report.title.value if report.title else None
    return Report.id_of(report.text, title, report.url)


def _leads(found: Reading) -> Iterator[Fault]:
    actors = {actor.id for actor in found.actors}
    statements = {statement.id for statement in found.statements}
    for statement in found.statements:
        named = {statement.speaker, *statement.candidates} - {None}
        yield from _missing(found.report, statement.id, named, actors, "actor")
        yield from _missing(found.report, statement.id, {statement.via} - {None}, statements, "statement")
    for event in found.events:
        named = {reference.actor for reference in (*event.actors, *event.recipients)} - {None}
        yield from _missing(found.report, event.id, named, actors, "actor")
        yield from _missing(found.report, event.id, {event.asserted_by} - {None}, statements, "statement")


def _missing(
    report: Report, holder: str, named: Iterable[str | None], there: set[str], kind: str
) -> Iterator[Fault]:
    for name in sorted(str(name) for name in named):
        if name not in there:
            yield Fault(report.id, f"{holder} names the {kind} {name}, which is not there")


def _texts(connection: sqlite3.Connection, found: Reading) -> Iterator[Fault]:
    """Whether the words that a statement's row repeats are those that its spans cut out."""
    sql = "SELECT id, text FROM statements WHERE report_id = ?"
    stored = dict(connection.execute(sql, [found.report.id]).fetchall())
    for statement in found.statements:
        cut = [span.of(found.report.text) for span in statement.content]
        if not all(piece in stored.get(statement.id, "") for piece in cut):
            yield Fault(found.report.id, f"{statement.id} repeats other words than its spans give")


def spans(part: object) -> Iterator[Span]:
    """Every span anywhere inside a dataclass of the model."""
    if isinstance(part, Span):
        yield part
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from spans(getattr(part, field.name))
    elif isinstance(part, tuple):
        for item in part:
            yield from spans(item)


def _name(part: object) -> str:
    return str(getattr(part, "id", "report"))
