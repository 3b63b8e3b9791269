"""A record as Parquet files, one a table, and back: for DuckDB, polars, R and clusters.

Rows are sorted by what they say and carry no row numbers, so that records with the same content give
the same files, whatever the order in which reports were added.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.errors import RecordError
from onrecord.record import corrections
from onrecord.record.adding import AddResult

BATCH = 10_000
"""Rows held in memory at a time."""

_BY_REPORT = {
    "authors": "report_id, position",
    "boilerplate": "report_id, position",
    "actors": "report_id, position",
    "mentions": "report_id, actor_id, position",
    "statements": "report_id, position",
    "statement_spans": "report_id, statement_id, role, position",
    "statement_marks": "report_id, statement_id, position",
    "events": "report_id, position",
    "participants": "report_id, event_id, role, position",
    "quantities": "report_id, event_id, position",
    "places": "report_id, event_id",
    "corrections": "report_id, item_id, field",
    "omissions": "report_id, position, stage, reason, detail, path",
}
_DERIVED = {
    "links": "relation, left_id, right_id",
    "stories": "id",
    "story_reports": "story_id, position",
    "matters": "id",
    "matter_reports": "matter_id, position",
    "copies": "id",
    "copy_reports": "copy_id, position",
    "claims": "id",
    "claim_statements": "claim_id, position",
    "denials": "report_id, statement_id, clause, denied_report_id, denied_statement_id, denied_clause",
    "identities": "report_id, actor_id",
    "wordings": "position",
    "linked_matters": "matter_id",
}
TABLES = {
    "runs": "id",
    "run_models": "run_id, name",
    "reports": "id",
    **_BY_REPORT,
    **_DERIVED,
    "judgements": "left_id, right_id, judged_at, judge, number",
}
"""Every table and the order of its rows. Tables that others refer to come first."""

_ADDED_LATER = ("corrections",)
"""Tables that folders of an older version lack."""

_TYPES = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}


def export(connection: sqlite3.Connection, folder: Path) -> list[Path]:
    """Write `<table>.parquet` for every table into `folder`, which is made. Returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    connection.execute("BEGIN")  # one snapshot for all tables, while others write
    try:
        return [_write(connection, table, order, folder) for table, order in TABLES.items()]
    finally:
        connection.execute("ROLLBACK")


def _write(connection: sqlite3.Connection, table: str, order: str, folder: Path) -> Path:
    schema = _schema(connection, table)
    path = folder / f"{table}.parquet"
    rows = connection.execute(f"SELECT {', '.join(schema.names)} FROM {table} ORDER BY {order}")
    with pq.ParquetWriter(path, schema) as writer:
        while batch := rows.fetchmany(BATCH):
            writer.write_table(pa.Table.from_pylist([dict(row) for row in batch], schema=schema))
    return path


def _schema(connection: sqlite3.Connection, table: str) -> pa.Schema:
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return pa.schema([(c["name"], _TYPES[c["type"]]) for c in columns if c["name"] != "number"])


def load(connection: sqlite3.Connection, folder: Path) -> AddResult:
    """Insert what is new in an exported folder. Links and groups come along only into an empty record;
    elsewhere `link` finds them anew. The caller holds the transaction. Raises RecordError."""
    given = [row["id"] for row in _rows(folder, "reports")]
    empty = connection.execute("SELECT 1 FROM reports LIMIT 1").fetchone() is None
    known = "SELECT 1 FROM reports WHERE id = ?"
    here = {report for report in given if connection.execute(known, [report]).fetchone()}
    for table in ("runs", "run_models"):
        _insert(connection, table, _rows(folder, table))
    _insert(connection, "reports", (r for r in _rows(folder, "reports") if r["id"] not in here))
    for table in _BY_REPORT:
        _insert(connection, table, (r for r in _rows(folder, table) if _wanted(connection, table, r, here)))
    if empty:
        load_links(connection, folder)
    for row in _rows(folder, "judgements"):
        _insert(connection, "judgements", [row] if not _there(connection, "judgements", row) else [])
    corrections.apply_all(connection)
    already = sum(report in here for report in given)
    return AddResult(added=len(given) - already, already=already)


def load_links(connection: sqlite3.Connection, folder: Path) -> None:
    """Insert what linking found from an exported folder into a record that is not linked."""
    for table in ("runs", "run_models", *_DERIVED):
        _insert(connection, table, _rows(folder, table))


def take_links(connection: sqlite3.Connection, folder: Path) -> bool:
    """`load_links` where the record is not linked and holds just the reports that were; whether it did."""
    if connection.execute("SELECT 1 FROM matters LIMIT 1").fetchone():
        return False
    here = {row["id"] for row in connection.execute("SELECT id FROM reports")}
    if {row["report_id"] for row in _rows(folder, "matter_reports")} != here:
        return False
    load_links(connection, folder)
    return True


def _wanted(connection: sqlite3.Connection, table: str, row: dict[str, Any], here: set[str]) -> bool:
    if row["report_id"] is None:
        return not _there(
            connection, table, {k: v for k, v in row.items() if k not in ("run_id", "position")}
        )
    return row["report_id"] not in here


def _there(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> bool:
    same = " AND ".join(f"{name} IS :{name}" for name in row)
    return connection.execute(f"SELECT 1 FROM {table} WHERE {same}", row).fetchone() is not None


def _rows(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    path = folder / f"{table}.parquet"
    if table in _ADDED_LATER and not path.exists():
        return
    try:
        source = pq.ParquetFile(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise RecordError(f"{path}: not a table that `export_parquet` wrote: {error}") from error
    with source:
        for batch in source.iter_batches(BATCH):
            yield from batch.to_pylist()


def _insert(
    connection: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]] | list[dict[str, Any]]
) -> None:
    names = _schema(connection, table).names
    # A run, known by what it is made of, may be in both records.
    verb = "INSERT OR IGNORE" if table in ("runs", "run_models") else "INSERT"
    sql = f"{verb} INTO {table} ({', '.join(names)}) VALUES ({', '.join(':' + name for name in names)})"
    connection.executemany(sql, (dict.fromkeys(names) | row for row in rows))
