"""Corrections: what people set right holds, says so, stays through everything, and can be undone."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer
from readings_by_hand import full_reading, provenance, span
from typer.testing import CliRunner

from onrecord.errors import OnrecordError
from onrecord.model import Field, Judgement, Reading, Verdict
from onrecord.record import Filters, Record, commands
from onrecord.record.rows import Corrected

REPORT = full_reading().report.id
POLICE, RUIZ = "c:avel-police", "p:ana-ruiz"
APP = typer.Typer()
commands.register(APP)


def correct(record: Record, item: str, field: Field, value: str, verdict: Verdict = Verdict.SAME) -> int:
    judgement = Judgement(
        left=item, right=value, verdict=verdict, by="ana", at="2031-05-03T10:00:00Z", relation=field
    )
    return record.judge(judgement)


def value(record: Record, item: str, field: Field) -> tuple[Any, tuple[Corrected, ...]]:
    """What the row of an item has now, and what it says of being corrected."""
    rows = [*record.statements(), *record.events()]
    row = next(row for row in rows if row.id == item)
    return getattr(row, field.value), row.corrected


@pytest.fixture
def filled(record: Record) -> Record:
    record.add([full_reading()], [], provenance())
    return record


CASES = [
    ("s1", Field.SPEAKER, POLICE, RUIZ),
    ("s2", Field.SPEAKER, "nobody", RUIZ),
    ("s1", Field.ACT, "deny", "say"),
    ("e1", Field.STATUS, "denied", "claimed"),
    ("e1", Field.TYPE, "AID", "SEIZE"),
    ("e1", Field.ASSERTED_BY, "s2", "s1"),
]


@pytest.mark.parametrize(("item", "field", "wanted", "read"), CASES)
def test_a_correction_holds_and_is_undone(
    filled: Record, item: str, field: Field, wanted: str, read: str
) -> None:
    before = filled.reading(REPORT)
    number = correct(filled, f"{REPORT}/{item}", field, wanted)
    shown = None if wanted == "nobody" else wanted
    assert value(filled, item, field) == (shown, (Corrected(field=field.value, was=read),))
    [row] = filled.all_judgements()
    assert (row.left, row.relation, row.was, row.right) == (f"{REPORT}/{item}", field.value, read, wanted)
    filled.retract(number, "2031-05-04T10:00:00Z")
    assert value(filled, item, field) == (read, ())
    assert filled.reading(REPORT) == before
    assert [row.retracted for row in filled.all_judgements()] == ["2031-05-04T10:00:00Z"]


def test_queries_find_by_the_corrected_value(filled: Record) -> None:
    correct(filled, "s1", Field.SPEAKER, POLICE)
    correct(filled, "s1", Field.ACT, "ADMIT")
    assert [row.id for row in filled.statements(Filters(speaker=POLICE, act="admit"))] == ["s1"]
    assert [row.id for row in filled.statements(Filters(speaker=RUIZ))] == ["s2"]
    assert filled.events()[0].according_to == "harbour police"


def test_the_last_correction_that_holds_counts(filled: Record) -> None:
    first = correct(filled, "s1", Field.ACT, "deny")
    second = correct(filled, "s1", Field.ACT, "admit")
    assert value(filled, "s1", Field.ACT) == ("admit", (Corrected(field="act", was="say"),))
    filled.retract(first, "2031-05-04T10:00:00Z")
    assert value(filled, "s1", Field.ACT)[0] == "admit"
    filled.retract(second, "2031-05-04T10:00:00Z")
    assert value(filled, "s1", Field.ACT) == ("say", ())


def test_the_outlets_own_voice_has_no_sayer(filled: Record) -> None:
    number = correct(filled, "e1", Field.STATUS, "asserted")
    assert (filled.events()[0].asserted_by, filled.events()[0].according_to) == (None, None)
    filled.retract(number, "2031-05-04T10:00:00Z")
    assert filled.events()[0].asserted_by == "s1"


@pytest.mark.parametrize(
    ("item", "field", "wanted", "says"),
    [
        ("s9", Field.ACT, "deny", "none of the statements"),
        ("e1", Field.ACT, "deny", "none of the statements"),
        ("other/s1", Field.ACT, "deny", "none of the statements"),
        ("s1", Field.ACT, "shouted", "act takes one of say, report"),
        ("s1", Field.ACT, "say", "is say already"),
        ("s1", Field.SPEAKER, "p:nowhere", "one of the actors of"),
        ("e1", Field.STATUS, "true", "status takes one of asserted, claimed, denied"),
        ("e1", Field.TYPE, "NICE", "type takes one of"),
        ("e1", Field.ASSERTED_BY, "s9", "one of the statements of"),
    ],
)
def test_what_cannot_be_is_refused(filled: Record, item: str, field: Field, wanted: str, says: str) -> None:
    with pytest.raises(OnrecordError, match=says):
        correct(filled, item, field, wanted)
    assert filled.all_judgements() == []


def test_a_correction_is_a_judgement_same(filled: Record) -> None:
    with pytest.raises(OnrecordError, match="takes `same`"):
        correct(filled, "s1", Field.ACT, "deny", Verdict.UNSURE)


def shifted() -> Reading:
    """The same report read by a newer version: other ids, another first statement, another speaker."""
    reading = full_reading()
    first, second = reading.statements
    new = replace(first, id="s1", content=(span("the harbour police"),), speaker=POLICE)
    statements = (new, replace(first, id="s2", speaker=None), replace(second, id="s3", via=None))
    names = {RUIZ: "a0", POLICE: RUIZ}
    actors = tuple(replace(actor, id=names[actor.id]) for actor in reading.actors)
    spoken = {None: None, RUIZ: "a0", POLICE: RUIZ}
    statements = tuple(replace(s, speaker=spoken[s.speaker], candidates=()) for s in statements)
    return replace(reading, statements=statements, actors=actors, events=())


def test_reading_the_report_anew_keeps_corrections_where_they_belong(filled: Record) -> None:
    number = correct(filled, "s1", Field.SPEAKER, POLICE)
    correct(filled, "s2", Field.ACT, "admit")
    correct(filled, "e1", Field.TYPE, "AID")
    filled.add([full_reading()], [], provenance())
    assert value(filled, "s1", Field.SPEAKER)[0] == POLICE
    filled.add([shifted()], [], provenance(version="0.2.0", run="run2"))
    found = {row.id: (row.speaker, row.act) for row in filled.statements()}
    assert found == {"s1": (RUIZ, "say"), "s2": (RUIZ, "say"), "s3": ("a0", "admit")}
    assert filled.statements()[1].corrected == (Corrected(field="speaker", was=None),)
    filled.retract(number, "2031-05-04T10:00:00Z")
    assert filled.statements()[1].speaker is None
    assert len(filled.all_judgements()) == 3


def test_corrections_travel_by_parquet(filled: Record, tmp_path: Path) -> None:
    correct(filled, "s1", Field.ACT, "deny")
    filled.export_parquet(tmp_path / "out")
    with Record(tmp_path / "other.db") as other:
        other.import_parquet(tmp_path / "out")
        assert value(other, "s1", Field.ACT) == ("deny", (Corrected(field="act", was="say"),))
        other.retract(1, "2031-05-04T10:00:00Z")
        assert value(other, "s1", Field.ACT) == ("say", ())
    with Record(tmp_path / "third.db") as third:
        third.add([full_reading()], [], provenance())
        third.import_parquet(tmp_path / "out")
        assert value(third, "s1", Field.ACT)[0] == "deny"


def test_a_folder_of_an_older_version_is_loaded(filled: Record, tmp_path: Path) -> None:
    filled.export_parquet(tmp_path / "out")
    (tmp_path / "out" / "corrections.parquet").unlink()
    with Record(tmp_path / "other.db") as other:
        assert other.import_parquet(tmp_path / "out").added == 1


@pytest.mark.parametrize("column", ["was = 'x'", "left_start = 1", "right_end = 2"])
def test_what_a_correction_says_cannot_be_changed(filled: Record, column: str) -> None:
    correct(filled, "s1", Field.ACT, "deny")
    sql = f"UPDATE judgements SET {column}, retracted_at = '2031'"
    with sqlite3.connect(filled.path) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(sql)


def run(*arguments: object) -> Any:
    return CliRunner().invoke(APP, [str(argument) for argument in arguments])


def test_the_command_corrects_and_shows_it(filled: Record) -> None:
    result = run("judge", "s1", "--act", "deny", "--speaker", POLICE, "--by", "ana", "--record", filled.path)
    assert result.exit_code == 0, result.output
    assert "harbour police (corrected)" in run("statements", "--record", filled.path).stdout
    assert "deny (corrected)" in run("statements", "--record", filled.path).stdout
    assert "speaker" in run("judgements", "--record", filled.path).stdout
    again = run("judge", "s1", "--act", "deny", "--record", filled.path)
    assert "has these values already" in again.stderr
    half = run("judge", "s1", "--act", "admit", "--speaker", "p:nowhere", "--record", filled.path)
    assert half.exit_code != 0
    assert len(filled.all_judgements()) == 2
    for number in (1, 2):
        run("judge", "--undo", number, "--record", filled.path)
    assert "corrected" not in run("statements", "--record", filled.path).stdout


@pytest.mark.parametrize(
    "arguments", [("s1",), ("s1", "same", "s2", "--act", "deny"), ("--act", "deny")], ids=str
)
def test_the_command_says_how_it_is_used(filled: Record, arguments: tuple[str, ...]) -> None:
    assert "judge takes LEFT" in str(run("judge", *arguments, "--record", filled.path).exception)


def test_a_speaker_may_be_given_by_name(filled: Record) -> None:
    name = next(row.name for row in filled.actors() if row.id == POLICE)
    correct(filled, "s2", Field.SPEAKER, name.upper())
    assert next(s for s in filled.statements() if s.id == "s2").speaker == POLICE
