from collections.abc import Callable

import pytest
from events_by_hand import span

from onrecord.code_events.detect import Detection
from onrecord.code_events.merge import merged
from onrecord.model import Parse

FLOOR = 0.3


def detection(text: str, words: str, kind: str, score: float) -> Detection:
    return Detection(
        sentence=0,
        trigger=span(text, words),
        type=kind,
        score=score,
        types=((kind, 1.0),),
        modes=(),
        modality={},
        status={},
        actors=(),
        recipients=(),
        certain_of_actors=0.0,
    )


@pytest.mark.parametrize(
    ("text", "found", "kept"),
    [
        ("They held talks.", [("held", "CONSULT", 0.6), ("talks", "CONSULT", 0.9)], ["talks"]),
        ("They held talks.", [("held", "CONSULT", 0.9), ("talks", "CONSULT", 0.7)], ["held"]),
        ("They agreed to send men.", [("agreed", "AGREE", 0.9), ("send", "AGREE", 0.9)], ["agreed"]),
        ("They held rebels.", [("held", "COERCE", 0.9), ("rebels", "ASSAULT", 0.7)], ["held", "rebels"]),
        ("They bombed Oslo and shelled Bonn.", [("bombed", "ASSAULT", 0.9), ("shelled", "ASSAULT", 0.8)], 2),
        ("The raid killed ten soldiers.", [("raid", "ASSAULT", 0.9), ("killed", "ASSAULT", 0.9)], ["killed"]),
        ("They bombed Oslo.", [("bombed", "ASSAULT", 0.2)], []),
        ("Oda was shot after he shot Lie.", [("shot", "ASSAULT", 0.9), ("shot Lie", "ASSAULT", 0.9)], 2),
    ],
    ids=[
        "object of a light verb",
        "light verb of an object",
        "what is agreed",
        "two types",
        "two clauses",
        "the attack that kills",
        "below the floor",
        "a clause with a doer of its own",
    ],
)
def test_one_act_is_one_event(
    parse_of: Callable[[str], Parse],
    text: str,
    found: list[tuple[str, str, float]],
    kept: list[str] | int,
) -> None:
    detections = [detection(text, *row) for row in found]
    words = [d.trigger.of(text) for d in merged(detections, parse_of(text), FLOOR)]
    assert words == kept if isinstance(kept, list) else len(words) == kept
