"""Opening a record file: one SQLite database in WAL mode, with a schema that is kept up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from onrecord.errors import RecordError

APPLICATION_ID = 0x6F6E7263
"""Marks a SQLite file as a record ("onrc" in ASCII), so that `file` and we can tell."""

BUSY_SECONDS = 60.0
"""How long a writer waits for another. One report is written in milliseconds."""

_ADVICE = {
    "SQLITE_NOTADB": "is not a record: it is not a SQLite file. Name another file with --record.",
    "SQLITE_CORRUPT": "is damaged. Restore a copy, or add the reports to a new record.",
    "SQLITE_FULL": "cannot grow: the disk is full. Free some space and run the same command again.",
    "SQLITE_READONLY": "cannot be written: it is read-only.",
    "SQLITE_CANTOPEN": "cannot be opened. Check that its folder exists and can be written.",
    "SQLITE_BUSY": f"is in use: another process kept it locked for {BUSY_SECONDS:.0f} s. Try again later.",
    "SQLITE_IOERR": "cannot be read or written: the disk reports an error.",
}


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file into a RecordError that says what to do."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        name = getattr(error, "sqlite_errorname", None) or ""
        for code, advice in _ADVICE.items():
            if name.startswith(code):
                raise RecordError(f"{path} {advice}") from error
        raise


def connect(path: Path, *, create: bool, read_only: bool) -> sqlite3.Connection:
    """Open `path` and bring its schema up to date. Raises RecordError, see `_ADVICE` for the cases."""
    if not create and not path.is_file():
        raise RecordError(f"{path}: no such record. `onrecord add PATH… --record {path}` makes one.")
    with clear_errors(path):
        connection = _open(path, read_only)
        try:
            _prepare(connection, path, read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def _open(path: Path, read_only: bool) -> sqlite3.Connection:
    mode = "mode=ro" if read_only else "mode=rwc"
    if read_only and not os.access(path.absolute().parent, os.W_OK):
        mode = "immutable=1"  # SQLite cannot put its lock files there, and nobody else can write either
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    connection.row_factory = sqlite3.Row
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, read_only: bool) -> None:
    # In WAL mode NORMAL loses nothing when a process dies; a power cut may lose the last reports, whole.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    version = _version(connection, path)
    newest = len(migrations())
    if version > newest:
        raise RecordError(
            f"{path} has schema {version}; this onrecord knows schemas up to {newest}. Update onrecord."
        )
    if version < newest and read_only:
        raise RecordError(f"{path} has the older schema {version} and is read-only: open it writable once.")
    if version < newest:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, path)


def _version(connection: sqlite3.Connection, path: Path) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    owner: int = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if owner != APPLICATION_ID and not (empty and owner == 0):
        raise RecordError(f"{path} is a SQLite file of another program, not a record.")
    return version


def migrations() -> list[str]:
    """The SQL of each schema version, oldest first: the files of `schema/` in the order of their names."""
    folder = files("onrecord.record") / "schema"
    scripts = [entry for entry in folder.iterdir() if entry.name.endswith(".sql")]
    return [entry.read_text("utf-8") for entry in sorted(scripts, key=lambda entry: entry.name)]


def migrate(connection: sqlite3.Connection, path: Path, to: int | None = None) -> None:
    """Apply the migrations that are missing, up to version `to`, in one transaction."""
    scripts = migrations()[:to]
    with transaction(connection):
        # Read again under the lock: another process may have been faster.
        for number, script in list(enumerate(scripts, 1))[_version(connection, path) :]:
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would commit the transaction it runs in."""
    buffer = ""
    for line in script.splitlines(keepends=True):
        buffer += line
        if sqlite3.complete_statement(buffer):
            yield buffer
            buffer = ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Takes the write lock at once, so that two writers queue and never deadlock."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
