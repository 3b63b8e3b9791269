"""Checks that a record is whole: the file, its keys, its full text, what made it, every span and every id."""

from __future__ import annotations

import dataclasses
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from onrecord.model import Reading, Report, Span
from onrecord.record import reading
from onrecord.record.provenance import run_id

SHA256 = re.compile(r"[0-9a-f]{64}")

DERIVED = (
    ("story_reports", "report_id", None),
    ("matter_reports", "report_id", None),
    ("copy_reports", "report_id", None),
    ("identities", "report_id", None),
    ("claim_statements", "report_id", "content"),
    ("denials", "report_id", "content"),
    ("denials", "denied_report_id", "denied_content"),
    ("wordings", "report_id", "json_array(json_array(start_char, end_char))"),
)
"""What linking writes: a table, its column of reports, and its spans in them as JSON. None has a foreign key,
as a report that is read anew goes and comes back."""


class Fault(NamedTuple):
    """Something in a record that cannot be right."""

    where: str
    """A report, a table, or "file"."""
    what: str


def check(connection: sqlite3.Connection) -> Iterator[Fault]:
    """All faults of a record, those of the file first, then report by report in the order of their ids."""
    yield from _file(connection)
    yield from _runs(connection)
    # Counted here, as SQLite's length() ends at a NUL.
    sizes = {row["id"]: len(row["text"]) for row in connection.execute("SELECT id, text FROM reports")}
    for table, column, spans_of in DERIVED:
        yield from _derived(connection, table, column, spans_of, sizes)
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


def _runs(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Whether each run is named by what it is made of, and each digest is one."""
    models: dict[str, list[tuple[str, str]]] = {}
    for row in connection.execute("SELECT run_id, name, digest FROM run_models ORDER BY name"):
        models.setdefault(row["run_id"], []).append((row["name"], row["digest"]))
    for row in connection.execute("SELECT id, version, config FROM runs ORDER BY id"):
        used = tuple(models.get(row["id"], ()))
        made = run_id(row["version"], row["config"], used)
        if row["id"].startswith("run-") and row["id"] != made:
            yield Fault(row["id"], f"its version, configuration and models give the id {made}")
        for name, digest in (("configuration", row["config"]), *used):
            if not SHA256.fullmatch(digest):
                yield Fault(row["id"], f"the digest of {name} is {digest!r}")


def _derived(
    connection: sqlite3.Connection, table: str, column: str, spans_of: str | None, sizes: Mapping[str, int]
) -> Iterator[Fault]:
    """Whether what linking wrote names reports that are there, and spans inside their texts."""
    sql = f"SELECT {column} AS report, {spans_of or 'NULL'} AS spans FROM {table} ORDER BY rowid"
    for row in connection.execute(sql):
        if row["report"] not in sizes:
            yield Fault(table, f"names the report {row['report']}, which is not there")
        elif not _inside(row["spans"], sizes[row["report"]]):
            yield Fault(table, f"has the spans {row['spans']} outside the text of {row['report']}")


def _inside(spans_given: str | None, size: int) -> bool:
    try:
        return all(0 <= start <= end <= size for start, end in json.loads(spans_given or "[]"))
    except (ValueError, TypeError):
        return False


def faults(found: Reading) -> Iterator[Fault]:
    """What cannot be right in one reading: its id, spans outside its text, ids that lead nowhere."""
    report = found.report
    if report.id != report_id(report):
        yield Fault(report.id, f"its text, title and url give the id {report_id(report)}")
    if not SHA256.fullmatch(report.digest):
        yield Fault(report.id, f"the digest of its bytes is {report.digest!r}")
    for part in (report, *found.actors, *found.statements, *found.events, *found.omissions):
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
