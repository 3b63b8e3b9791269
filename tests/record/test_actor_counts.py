"""Counts of actors are kept in step with what they count, whatever is added, linked, corrected or deleted."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from readings_by_hand import full_reading, many, plain_reading, provenance, span

from onrecord.model import Actor, Field, Judgement, Reading, Verdict
from onrecord.record import Filters, Record
from onrecord.record.derived import Across

REPORT = full_reading().report.id
POLICE, RUIZ = "c:avel-police", "p:ana-ruiz"
VIEW = "SELECT * FROM v_actors ORDER BY statements + events DESC, mentions DESC, id"


def another() -> Reading:
    """A second report that names Ana Ruiz otherwise, and somebody else."""
    reading = plain_reading("Ruiz met Lopes.", outlet="Baia Post")
    text = reading.report.text
    ruiz = Actor(id=RUIZ, name="A. Ruiz", kind="person", aliases=("Ruiz",), mentions=(span("Ruiz", text),))
    lopes = Actor(id="x:lopes", name="Lopes", kind="person", mentions=(span("Lopes", text),))
    return replace(reading, actors=(ruiz, lopes))


def add(record: Record) -> None:
    record.add([full_reading(), another(), *many(3)], [], provenance())


def link(record: Record) -> None:
    """Lopes of the other report is Ana Ruiz, who has another id from now on."""
    other = another().report.id
    identities = {(REPORT, RUIZ): "one", (other, "x:lopes"): "one", (REPORT, POLICE): POLICE}
    record.set_linked(Across(identities=identities), provenance())


def link_otherwise(record: Record) -> None:
    record.set_linked(Across(identities={(REPORT, POLICE): "two"}), provenance())


def read_anew(record: Record) -> None:
    record.add([replace(full_reading(), events=())], [], provenance("0.2.0", "run2"))


def correct(record: Record) -> None:
    made = Judgement(left=f"{REPORT}/s1", right="", verdict=Verdict.SAME, by="ana", at="2031-05-03T10:00:00Z")
    record.correct(made, {Field.SPEAKER: POLICE})


def undo(record: Record) -> None:
    record.retract(record.all_judgements()[-1].number, "2031-05-04T10:00:00Z")


def delete(record: Record) -> None:
    record._connection.execute("DELETE FROM reports WHERE id = ?", [REPORT])


@pytest.mark.parametrize(
    "steps",
    [
        [add],
        [add, link],
        [add, link, link_otherwise],
        [add, link, read_anew, link_otherwise],
        [add, correct, link, undo],
        [add, link, correct, read_anew, undo],
        [add, link, delete, add],
        [add, link, delete, link_otherwise],
    ],
    ids=lambda steps: " ".join(step.__name__ for step in steps),
)
def test_the_counts_are_those_of_the_rows(record: Record, steps: list[Callable[[Record], None]]) -> None:
    for step in steps:
        step(record)
    rows = [dict(row) for row in record._connection.execute(VIEW)]
    assert rows
    found = [{name: getattr(row, name) for name in rows[0]} for row in record.actors()]
    assert found == rows
    assert record._connection.execute("SELECT count(*) FROM actor_counts").fetchone()[0] == len(rows)
    assert record.actors(Filters(limit=1)) == record.actors()[:1]


def test_an_actor_has_the_name_that_most_reports_give(record: Record) -> None:
    later = replace(another(), report=plain_reading("Ruiz met Lopes again.").report)
    record.add([full_reading(), another(), later], [], provenance())
    (row,) = record.actors(Filters(actor=RUIZ))
    assert (row.name, row.reports) == ("A. Ruiz", 3)
    assert {"Ruiz", "Ana Ruiz"} <= set(row.aliases) and "A. Ruiz" not in row.aliases
