"""Records that older versions wrote open, whole, and can be added to and linked."""

import sqlite3
from pathlib import Path

import pytest
from readings_by_hand import many, provenance

from onrecord.model import Relation, Verdict
from onrecord.record import Record
from onrecord.record.across import link_record
from onrecord.record.connection import migrations

OLDER = sorted((Path(__file__).parent / "older").glob("schema_*.sql"))
"""Dumps of records of three and four reports, made by the version named in their first line."""


@pytest.fixture(params=OLDER, ids=lambda path: path.stem)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A record of an older schema, as a file."""
    with sqlite3.connect(tmp_path / "older.db") as connection:
        connection.executescript(request.param.read_text("utf-8"))
    connection.close()
    return tmp_path / "older.db"


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table of the file that is not an index of words."""
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'"
    with sqlite3.connect(path) as connection:
        names = [name for (name,) in connection.execute(listed)]
        found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    connection.close()
    return found


def test_nothing_is_lost(older: Path) -> None:
    before = rows(older)
    Record(older).close()
    after = rows(older)
    assert before["reports"] and before["statements"] and before["judgements"]
    for table, there in before.items():
        assert [row[: len(old)] for old, row in zip(there, after[table], strict=True)] == there, table


def test_it_is_a_whole_record_of_this_version(older: Path) -> None:
    with Record(older) as record:
        assert record._connection.execute("PRAGMA user_version").fetchone()[0] == len(migrations())
        assert list(record.check()) == []
        assert len(list(record.readings())) == len(record.reports()) >= 3
        assert record.search("boats", "report") and record.search("boats", "statement")
        assert record.omissions()
        (judgement,) = record.judgements(Relation.SAME_STORY)
        assert judgement.verdict is Verdict.UNSURE


def test_it_can_be_added_to_and_linked(older: Path, tmp_path: Path) -> None:
    with Record(older) as record:
        record.add(many(6), (), provenance())
        link_record(record)
        assert sum(len(matter.reports) for matter in record.matters()) == len(record.reports())
        with Record(tmp_path / "new.db") as fresh:
            for reading in record.readings():
                run = record.facts()[reading.report.id].run
                fresh.add([reading], (), provenance(run))
            link_record(fresh)
            assert fresh.matters() == record.matters()
            assert fresh.claims() == record.claims()


def test_it_is_told_where_it_cannot_be_brought_up_to_date(older: Path) -> None:
    with pytest.raises(Exception, match="open it writable once"):
        Record(older, read_only=True)
