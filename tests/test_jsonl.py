import json
import re
from pathlib import Path

import pytest

from onrecord import jsonl
from onrecord.model import (
    Actor,
    Dateline,
    Event,
    Found,
    Manner,
    Omission,
    PartialDate,
    Place,
    Precision,
    Quantity,
    Reading,
    Reason,
    Reference,
    Report,
    Span,
    Statement,
    Status,
    When,
)

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "jsonl.md"
SPAN = Span(0, 4)
DAY = PartialDate(value="2031-03-07", precision=Precision.DAY)


@pytest.fixture
def full() -> Reading:
    """A reading in which every field is filled."""
    report = Report(
        id="r1",
        text="Text of a report.",
        language="en",
        digest="d",
        title=Found(value="Text", method="first line", evidence=SPAN),
        outlet=Found(value="Wire", method="given"),
        authors=(Found(value="A. Lund", method="byline", evidence=SPAN),),
        published=Found(value=DAY, method="given"),
        dateline=Dateline(span=SPAN, place="Oslo", date=DAY, agency="NAW"),
        boilerplate=(SPAN,),
    )
    statement = Statement(
        id="r1-s1",
        content=(SPAN,),
        cue=(SPAN,),
        source=(SPAN,),
        manner=Manner.DIRECT,
        act="say",
        score=1 / 3,
        speaker="a1",
        addressee=Reference(span=SPAN),
        venue=SPAN,
        said=When(date=DAY, span=SPAN),
    )
    event = Event(
        id="r1-e1",
        type="AID",
        trigger=SPAN,
        status=Status.CLAIMED,
        score=0.5,
        asserted_by="r1-s1",
        actors=(Reference(span=SPAN, actor="a1"),),
        when=When(date=DAY, span=SPAN),
        where=Place(name="Oslo", span=SPAN, country="NOR"),
        quantities=(Quantity(what="money", value=2.0, unit="EUR", span=SPAN, low=2.0),),
    )
    return Reading(
        report=report,
        statements=(statement,),
        events=(event,),
        actors=(Actor(id="a1", name="Wire", kind="media", mentions=(SPAN,)),),
        omissions=(Omission(stage="identify", reason=Reason.UNRESOLVED_ACTOR, span=SPAN),),
    )


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | set().union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_every_key_is_documented(full: Reading) -> None:
    documented = set(re.findall(r"`(\w+)`", PAGE.read_text(encoding="utf-8")))
    sections = {"report", "actors", "statements", "events", "omissions"}
    assert keys(jsonl.reading_object(full)) - sections <= documented


def test_a_line_is_one_line_of_json(full: Reading) -> None:
    line = jsonl.line(full)
    assert "\n" not in line
    assert json.loads(line) == jsonl.reading_object(full)


def test_spans_are_pairs_and_scores_are_short(full: Reading) -> None:
    made = jsonl.reading_object(full)
    assert made["statements"][0]["content"] == [[0, 4]]
    assert made["statements"][0]["score"] == 0.3333
    assert made["events"][0]["actor_spans"] == [[0, 4]]


def test_empty_reading_has_every_top_key() -> None:
    made = jsonl.reading_object(Reading(report=Report(id="r", text="", language="und", digest="")))
    assert list(made) == ["report", "actors", "statements", "events", "omissions"]
    assert made["report"]["title"] is None
