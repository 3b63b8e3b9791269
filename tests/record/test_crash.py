"""Kills, other processes, and files that are not what they should be."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from readings_by_hand import full_reading, many, plain_reading, provenance

from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.record.connection import migrate, migrations

CHILD = """
import os, signal, sys
sys.path.insert(0, {here!r})
from readings_by_hand import many, provenance
from onrecord.record import Record

record = Record({path!r})
die = lambda: os.kill(os.getpid(), signal.SIGKILL)
record._connection.create_function("die", 0, die)
record._connection.execute(
    "CREATE TEMP TRIGGER fatal AFTER INSERT ON main.{table} WHEN "
    "(SELECT count(*) FROM main.reports) > {after} BEGIN SELECT die(); END"
)
record.add(many(8), [], provenance())
"""

ADDS = """
import sys
sys.path.insert(0, {here!r})
from readings_by_hand import many, provenance
from onrecord.record import Record

with Record({path!r}) as record:
    record.add(many(30, first={first}), [], provenance())
"""


def child(script: str, **values: object) -> "subprocess.Popen[bytes]":
    values["here"] = str(Path(__file__).parent)
    return subprocess.Popen([sys.executable, "-c", script.format(**values)])


def content(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return list(connection.iterdump())


@pytest.mark.parametrize(
    ("table", "after"),
    [("reports", 0), ("mentions", 3), ("statement_spans", 5), ("participants", 7)],
    ids=["first-report", "actors", "statements", "last-events"],
)
def test_a_killed_add_leaves_whole_reports_and_a_rerun_completes_it(
    tmp_path: Path, table: str, after: int
) -> None:
    killed, calm = tmp_path / "killed.db", tmp_path / "calm.db"
    assert child(CHILD, path=str(killed), table=table, after=after).wait() == -signal.SIGKILL
    with Record(killed) as record:
        assert len(record.reports()) == after
        for reading in many(after):
            assert record.reading(reading.report.id) == reading
        assert record.add(many(8), [], provenance()).added == 8 - after
    with Record(calm) as record:
        record.add(many(8), [], provenance())
    assert content(killed) == content(calm)


def test_two_processes_may_add_at_once(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    writers = [child(ADDS, path=str(path), first=first) for first in (0, 15)]
    assert [writer.wait() for writer in writers] == [0, 0]
    with Record(path) as record:
        assert len(record.reports()) == 45
    content(path)


def test_a_reader_sees_whole_reports_while_another_writes(record: Record) -> None:
    seen: list[int] = []

    def readings() -> object:
        for reading in many(3):
            with Record(record.path, read_only=True) as reader:
                seen.append(len(reader.reports()))
            yield reading

    record.add(readings(), [], provenance())  # type: ignore[arg-type]
    assert seen == [0, 1, 2]


def test_a_reader_is_not_stopped_by_an_open_transaction(record: Record) -> None:
    record.add(many(1), [], provenance())
    record._connection.execute("BEGIN IMMEDIATE")
    record._connection.execute("DELETE FROM reports")
    with Record(record.path, read_only=True) as reader:
        assert len(reader.statements()) == 2
    record._connection.execute("ROLLBACK")


def _text(path: Path) -> None:
    path.write_text("This is no database. " * 300)


def _other_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def _newer(path: Path) -> None:
    Record(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")


def _damaged(path: Path) -> None:
    with Record(path) as record:
        record.add(many(3), [], provenance())
    content = bytearray(path.read_bytes())
    content[100:4096] = bytes(3996)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_text, "not a SQLite file"),
        (_other_program, "another program"),
        (_newer, "Update onrecord"),
        (_damaged, "damaged"),
        (Path.mkdir, "cannot be opened"),
    ],
    ids=["text", "other-program", "newer", "damaged", "folder"],
)
def test_a_file_that_is_no_record_is_refused_in_words(tmp_path: Path, make: object, words: str) -> None:
    path = tmp_path / "x.db"
    make(path)  # type: ignore[operator]
    with pytest.raises(RecordError, match=words):
        Record(path).reports()


def test_a_record_that_is_not_there_is_not_made_by_a_query(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="onrecord add"):
        Record(tmp_path / "x.db", create=False)
    assert not (tmp_path / "x.db").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="folder exists"):
        Record(tmp_path / "no" / "x.db")


def test_a_full_disk_loses_nothing(record: Record) -> None:
    record.add(many(2), [], provenance())
    pages = record._connection.execute("PRAGMA page_count").fetchone()[0]
    record._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(RecordError, match="disk is full"):
        record.add([plain_reading("word " * 100_000)], [], provenance())
    record._connection.execute("PRAGMA max_page_count = 1000000")
    assert record.add(many(3), [], provenance()).added == 1


def test_a_read_only_record_refuses_to_be_written(record: Record) -> None:
    record.add(many(1), [], provenance())
    with Record(record.path, read_only=True) as reader, pytest.raises(RecordError, match="read-only"):
        reader.add(many(2), [], provenance())


@pytest.mark.parametrize("version", range(len(migrations())), ids=lambda v: f"schema-{v}")
def test_an_older_schema_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    connection = sqlite3.connect(old, isolation_level=None)
    connection.row_factory = sqlite3.Row
    if version:
        migrate(connection, old, to=version)
        connection.execute("INSERT INTO runs VALUES ('r', '0.0.1', 'c', NULL)")
        connection.execute(
            "INSERT INTO reports (id, run_id, language, digest, text)"
            " VALUES ('ra', 'r', 'en', '', 'old ships')"
        )
    connection.close()
    with Record(old) as record, Record(new) as fresh:
        assert len(record.search("ship", "report")) == (1 if version else 0)
        assert record.add([full_reading()], [], provenance()).added == 1
        schemas = [
            r._connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
            for r in (record, fresh)
        ]
        assert [tuple(row) for row in schemas[0]] == [tuple(row) for row in schemas[1]]


def test_a_closed_record_is_one_file(tmp_path: Path) -> None:
    with Record(tmp_path / "x.db") as record:
        record.add(many(2), [], provenance())
    assert [path.name for path in tmp_path.iterdir()] == ["x.db"]
