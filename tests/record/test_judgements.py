"""Judgements are rows that stay."""

import sqlite3
from dataclasses import replace

import pytest

from onrecord.errors import RecordError
from onrecord.model import Judgement, Relation, Verdict
from onrecord.record import Record

SAME = Judgement(
    left="ra",
    right="rb",
    relation=Relation.COPY_OF,
    verdict=Verdict.SAME,
    by="me",
    at="2031-05-03T10:00:00Z",
    reasons=("same dateline",),
)


def test_a_judgement_holds_until_it_is_retracted(record: Record) -> None:
    number = record.judge(SAME)
    assert record.judgements(Relation.COPY_OF) == [SAME]
    assert record.judgements() == [] == record.judgements(Relation.SAME_STORY)
    record.retract(number, "2031-05-04T10:00:00Z")
    assert record.judgements(Relation.COPY_OF) == []
    with pytest.raises(RecordError, match="no judgement"):
        record.retract(number, "2031-05-05T10:00:00Z")


def test_the_same_said_again_adds_no_row(record: Record) -> None:
    numbers = [record.judge(judgement) for judgement in (SAME, replace(SAME, at="2031-05-04T10:00:00Z"))]
    other = record.judge(replace(SAME, verdict=Verdict.DIFFERENT))
    again = record.judge(SAME)
    record.retract(again, "2031-05-05T10:00:00Z")
    assert numbers == [1, 1]
    assert [other, again, record.judge(SAME)] == [2, 3, 4]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM judgements",
        "UPDATE judgements SET verdict = 'different'",
        "UPDATE judgements SET judge = 'you', retracted_at = '2031'",
    ],
)
def test_a_judgement_cannot_be_changed_or_deleted(record: Record, sql: str) -> None:
    record.judge(SAME)
    with sqlite3.connect(record.path) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(sql)
    assert record.judgements(Relation.COPY_OF) == [SAME]
