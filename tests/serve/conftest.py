"""One hand-made reading with everything in it that a page or a terminal can show."""

import pytest

from onrecord.model import (
    Actor,
    Event,
    Found,
    Manner,
    Modality,
    Omission,
    PartialDate,
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

TEXT = (
    "Mayor says harbour was shelled\n\n"
    'Mayor Ada Lund told radio on Friday that "gunboats shelled 3 houses". '
    "Her office said the navy denied it.\n\n"
    "Share this <script>alert(1)</script>"
)


def span(words: str, nth: int = 1) -> Span:
    """The nth place of some words in TEXT."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


@pytest.fixture
def reading() -> Reading:
    day = PartialDate(value="2031-03-07", precision=Precision.DAY)
    report = Report(
        id="r1",
        text=TEXT,
        language="en",
        digest="0" * 64,
        path="lund.txt",
        title=Found(
            value="Mayor says harbour was shelled",
            method="first line",
            evidence=span("Mayor says harbour was shelled"),
        ),
        published=Found(value=day, method="given"),
        boilerplate=(span("Share this <script>alert(1)</script>"),),
    )
    outer = Statement(
        id="r1-s1",
        content=(span("gunboats shelled 3 houses"),),
        cue=(span("told"),),
        source=(span("Mayor Ada Lund"),),
        manner=Manner.DIRECT,
        act="say",
        score=0.9,
        speaker="r1-a1",
        addressee=Reference(span=span("radio")),
        said=When(date=day, span=span("on Friday")),
    )
    second = Statement(
        id="r1-s2",
        content=(span("the navy denied it"),),
        cue=(span("said"),),
        source=(span("Her office"),),
        manner=Manner.INDIRECT,
        act="say",
        score=0.8,
    )
    nested = Statement(
        id="r1-s3",
        content=(span("it"),),
        cue=(span("denied"),),
        source=(span("the navy"),),
        manner=Manner.INDIRECT,
        act="deny",
        score=0.3,
        via="r1-s2",
    )
    event = Event(
        id="r1-e1",
        type="ASSAULT",
        modes=("heavy-weapons",),
        trigger=span("shelled", 2),
        status=Status.CLAIMED,
        asserted_by="r1-s1",
        modality=(Modality.HISTORICAL,),
        actors=(Reference(span=span("gunboats")),),
        quantities=(Quantity(what="houses", value=3, unit=None, span=span("3 houses")),),
        score=0.7,
    )
    actor = Actor(
        id="r1-a1",
        name="Ada Lund",
        kind="person",
        country="NOR",
        sector="GOV",
        mentions=(span("Mayor Ada Lund"),),
    )
    return Reading(
        report=report,
        statements=(outer, second, nested),
        events=(event,),
        actors=(actor,),
        omissions=(Omission(stage="identify", reason=Reason.UNRESOLVED_SPEAKER, detail="Her office"),),
    )
