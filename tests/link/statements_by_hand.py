"""Reports with one statement each, of one invented matter."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.model import (
    Actor,
    Found,
    Manner,
    PartialDate,
    Precision,
    Reading,
    Report,
    Span,
    Statement,
)

BACKGROUND = (
    "The dispute of Avel and Baia over the boats of Port Vell goes on since the coast guard and the harbour"
    " police met the fishermen of the Marisol there in the spring of 2031."
)


class Said(NamedTuple):
    """What a speaker says, and the act of saying."""

    words: str
    speaker: str
    act: str = "say"


def reading(number: int, said: Said) -> Reading:
    """A report with this statement alone."""
    title = "Boats of Port Vell"
    head = f"{BACKGROUND}\n{said.speaker} {said.act} "
    text = f"{head}{said.words}."
    report = Report(
        id=Report.id_of(text, title, str(number)),
        text=text,
        language="en",
        digest="",
        title=Found(value=title, method="column"),
        outlet=Found(value=f"Outlet {number}", method="column"),
        published=Found(
            value=PartialDate(value=f"2031-05-{number + 1:02}", precision=Precision.DAY), method="column"
        ),
    )
    speaker = Span(len(BACKGROUND) + 1, len(BACKGROUND) + 1 + len(said.speaker))
    statement = Statement(
        id=f"{report.id}-s1",
        content=(Span(len(head), len(text) - 1),),
        cue=(Span(speaker.end + 1, len(head) - 1),),
        source=(speaker,),
        manner=Manner.INDIRECT,
        act=said.act,
        score=0.9,
        speaker=f"{report.id}-a0",
    )
    actor = Actor(id=f"{report.id}-a0", name=said.speaker, kind="person", mentions=(speaker,))
    return Reading(report=report, statements=(statement,), actors=(actor,))


def readings(*said: Said) -> list[Reading]:
    """A report for each statement, a day apart."""
    return [reading(number, one) for number, one in enumerate(said)]
