"""Events made by saying, and events that one report tells in two ways."""

from dataclasses import replace

import pytest

from onrecord.model import Event, Manner, Modality, Reference, Span, Statement, Status
from onrecord.speech import disputed_by, speech_act

ACCUSING = Statement(
    id="s0",
    content=(Span(20, 40),),
    cue=(Span(5, 12),),
    source=(Span(0, 4),),
    manner=Manner.INDIRECT,
    act="accuse",
    score=1.0,
)


def event(identity: str, start: int = 5, **fields: object) -> Event:
    plain = Event(
        id=identity,
        type="ASSAULT",
        trigger=Span(start, start + 7),
        status=Status.CLAIMED,
        score=1.0,
        actors=(Reference(span=Span(0, 4), actor="chad"),),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def test_the_cue_of_a_statement_is_its_act_and_the_act_inside_is_not() -> None:
    assert speech_act(event("e0", 5), [ACCUSING]) == "s0"
    assert speech_act(event("e1", 25), [ACCUSING]) is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": Status.DENIED}, ["e1"]),
        ({"modality": (Modality.NEGATION,)}, ["e1"]),
        ({}, []),
        ({"status": Status.DENIED, "type": "AID"}, []),
        ({"status": Status.DENIED, "actors": (Reference(span=Span(0, 4), actor="mali"),)}, []),
        ({"modality": (Modality.NEGATION, Modality.FUTURE)}, []),
    ],
    ids=["denied", "negated", "said alike", "another type", "another actor", "not yet"],
)
def test_disputed(fields: dict[str, object], expected: list[str]) -> None:
    one, other = event("e0"), event("e1", 60, **fields)
    assert disputed_by(one, [one, other]) == expected


def test_other_recipients_are_another_act() -> None:
    one = event("e0", recipients=(Reference(span=Span(50, 54), actor="a"),))
    other = event("e1", status=Status.DENIED, recipients=(Reference(span=Span(60, 64), actor="b"),))
    assert disputed_by(one, [one, other]) == []
