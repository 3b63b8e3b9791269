"""Adding is idempotent and atomic, and what comes back is what went in."""

import sqlite3
from dataclasses import replace

import pytest
from readings_by_hand import day, full_reading, many, plain_reading, provenance

from onrecord.jsonl import reading_object
from onrecord.model import Found, Omission, Provenance, Reading, Reason, Report
from onrecord.record import AddResult, Record

LOST = Omission(stage="acquire", reason=Reason.EMPTY, detail="an empty file", path="in/empty.txt")


def dump(record: Record) -> list[str]:
    """Everything that the file says, as SQL."""
    with sqlite3.connect(record.path) as connection:
        return list(connection.iterdump())


def test_a_reading_comes_back_as_it_went_in(record: Record) -> None:
    reading = full_reading()
    record.add([reading], [], provenance())
    assert reading_object(record.reading(reading.report.id)) == reading_object(reading)
    assert record.reading(reading.report.id) == reading


def test_a_bare_report_comes_back_as_it_went_in(record: Record) -> None:
    reading = plain_reading("Nothing was said.")
    record.add([reading], [], provenance())
    assert record.reading(reading.report.id) == reading


@pytest.mark.parametrize(
    "text",
    ["", "\0 a NUL \0", "\u202eright to left", "\U0001f6a2 ship", "e\u0301 combining", "x" * 1_000_000],
    ids=["empty", "nul", "bidi", "astral", "combining", "long"],
)
def test_any_text_comes_back_as_it_went_in(record: Record, text: str) -> None:
    reading = plain_reading(text)
    record.add([reading], [], provenance())
    assert record.reading(reading.report.id).report.text == text


def test_adding_twice_changes_nothing(record: Record) -> None:
    readings = many(3)
    assert record.add(readings, [LOST], provenance()) == AddResult(added=3, omitted=1)
    before = dump(record)
    assert record.add(readings, [LOST], provenance()) == AddResult(already=3, omitted=1)
    assert dump(record) == before


def test_omissions_may_fill_while_readings_run(record: Record) -> None:
    omissions: list[Omission] = []

    def readings() -> "list[Reading]":
        omissions.append(LOST)
        return many(1)

    record.add((r for r in readings()), omissions, provenance())
    assert record.omissions() == [LOST]


@pytest.mark.parametrize(
    ("again", "outcome", "act"),
    [
        (provenance("0.1.0", "other run"), "replaced", "warn"),
        (provenance("0.2.0", "newer"), "replaced", "warn"),
        (provenance("0.0.9", "older"), "already", "say"),
        (provenance("0.1.0"), "already", "say"),
    ],
    ids=["other-run", "newer-version", "older-version", "same-run"],
)
def test_only_a_later_run_replaces(record: Record, again: Provenance, outcome: str, act: str) -> None:
    old = full_reading()
    new = replace(old, statements=(replace(old.statements[0], act="warn"), *old.statements[1:]))
    record.add([*many(1), old, *many(1, first=5)], [], provenance())
    result = record.add([new], [], again)
    assert getattr(result, outcome) == 1
    assert record.reading(old.report.id).statements[0].act == act
    assert len(record.search("seized", "report")) == 3


def test_replacing_leaves_search_and_foreign_keys_whole(record: Record) -> None:
    record.add(many(3), [], provenance())
    record.add([replace(r, statements=(), events=()) for r in many(3)], [], provenance(run="b"))
    assert record.search("seized", "statement") == []
    with sqlite3.connect(record.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("reports_fts", "statements_fts"):
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")


def test_the_same_text_in_another_outlet_is_not_lost_unseen(record: Record) -> None:
    reading = full_reading()
    other = replace(reading.report, outlet=Found(value="Baia Post", method="column"), path="in/b.txt")
    result = record.add([reading, Reading(report=other)], [], provenance())
    assert result == AddResult(added=1, already=1, omitted=1)
    [omission] = record.omissions()
    assert (omission.reason, omission.path) == (Reason.DUPLICATE, "in/b.txt")
    assert "Baia Post" in omission.detail


@pytest.mark.parametrize(
    "unfit",
    [
        replace(full_reading(), statements=full_reading().statements[:1] * 2),
        plain_reading("half a pair \ud83d"),
    ],
    ids=["an-id-twice", "lone-surrogate"],
)
def test_a_reading_that_does_not_fit_stops_nothing(record: Record, unfit: Reading) -> None:
    result = record.add([*many(1), unfit, *many(1, first=1)], [], provenance())
    assert (result.added, result.omitted) == (2, 1)
    [omission] = record.omissions()
    assert (omission.stage, omission.reason) == ("record", Reason.STAGE_FAILED)


def test_only_the_table_of_runs_holds_a_clock(record: Record) -> None:
    record.add(many(1), [], provenance(), started="2031-05-04T08:00:00+00:00")
    told = [line for line in dump(record) if "2031-05-04" in line]
    assert [line.split()[:3] for line in told] == [["INSERT", "INTO", '"runs"']]


def test_every_row_names_its_run(record: Record) -> None:
    record.add([full_reading()], [LOST], provenance())
    with sqlite3.connect(record.path) as connection:
        for table in ("reports", "actors", "statements", "events", "omissions"):
            runs = connection.execute(f"SELECT DISTINCT run_id FROM {table}").fetchall()
            assert runs == [("run1",)], table
        assert connection.execute("SELECT name FROM run_models").fetchall() == [("attribution",)]


def test_holds_says_what_add_would_leave(record: Record) -> None:
    reading = plain_reading("A.", date="2031-01-01")
    assert not record.holds(reading.report.id, provenance())
    record.add([reading], [], provenance())
    assert record.holds(reading.report.id, provenance())
    assert not record.holds(reading.report.id, provenance(run="b"))
    assert record.holds(reading.report.id, provenance("0.0.1", "older"))


def test_a_date_keeps_its_precision(record: Record) -> None:
    assert isinstance(full_reading().report, Report)
    record.add([full_reading()], [], provenance())
    found = record.reading(full_reading().report.id).report.published
    assert found is not None
    assert found.value == day("2031-05-03")
