import dataclasses

import pytest

from onrecord.errors import PipelineError
from onrecord.model import Manner, Parse, Reading, Reason, Report, Span, Statement
from onrecord.pipeline import Pipeline, above


@dataclasses.dataclass
class Step:
    """A stage made to order."""

    name: str
    requires: frozenset[str]
    adds: frozenset[str]
    fails: bool = False

    def __call__(self, reading: Reading) -> Reading:
        if self.fails:
            raise RuntimeError("out of paper")
        return dataclasses.replace(reading, parse=Parse(tokens=(), sentences=(), entities=()))


def step(name: str, requires: str = "", adds: str = "", fails: bool = False) -> Step:
    return Step(name, frozenset(requires.split()), frozenset(adds.split()), fails)


def report(language: str = "en") -> Report:
    return Report(id="r1", text="Hello.", language=language, digest="")


@pytest.mark.parametrize(
    ("stages", "message"),
    [
        ([step("late", requires="parse")], "requires ['parse'], which no earlier stage adds"),
        ([step("odd", adds="weather")], "names ['weather'], which a Reading does not have"),
        ([step("b", requires="events"), step("a", adds="events")], "no earlier stage adds"),
    ],
    ids=["missing", "unknown field", "wrong order"],
)
def test_refuses_a_chain_that_cannot_work(stages: list[Step], message: str) -> None:
    with pytest.raises(PipelineError, match=message.replace("[", r"\[").replace("]", r"\]")):
        Pipeline(stages)


def test_a_failing_stage_leaves_an_omission_and_the_rest_runs() -> None:
    chain = Pipeline(
        [
            step("bad", adds="parse", fails=True),
            step("dependent", "parse", "mentions"),
            step("free", adds="events"),
        ]
    )
    reading = chain(report())
    assert [(o.stage, o.reason) for o in reading.omissions] == [
        ("bad", Reason.STAGE_FAILED),
        ("dependent", Reason.STAGE_FAILED),
    ]
    assert "out of paper" in reading.omissions[0].detail
    assert reading.parse is not None


def test_other_languages_are_kept_and_not_analysed() -> None:
    reading = Pipeline([step("bad", adds="parse", fails=True)])(report("de"))
    assert [o.reason for o in reading.omissions] == [Reason.NOT_ENGLISH]
    assert reading.parse is None


def statement(id: str, score: float, via: str | None = None) -> Statement:
    return Statement(
        id=id, content=(Span(0, 5),), cue=(), source=(), manner=Manner.DIRECT, act="say", score=score, via=via
    )


def test_above_counts_what_it_leaves_out() -> None:
    reading = Reading(report=report(), statements=(statement("s1", 0.2), statement("s2", 0.9, via="s1")))
    kept = above(reading, 0.5)
    assert [(s.id, s.via) for s in kept.statements] == [("s2", None)]
    assert [o.reason for o in kept.omissions] == [Reason.LOW_SCORE]
    assert above(reading, 0.0) is reading
