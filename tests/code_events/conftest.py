"""Readings and events from one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from onrecord.model import (
    Event,
    Found,
    Manner,
    Parse,
    PartialDate,
    Precision,
    Reading,
    Reference,
    Report,
    Span,
    Statement,
    Status,
)


@pytest.fixture(scope="session")
def reading_of(parse_of: Callable[[str], Parse]) -> Callable[..., Reading]:
    """A reading of a text published on Friday 2 December 2022, with the statements given."""

    def reading(text: str, statements: Sequence[Statement] = (), published: str = "2022-12-02") -> Reading:
        day = PartialDate(value=published, precision=Precision.DAY)
        report = Report(
            id="r", text=text, language="en", digest="", published=Found(value=day, method="test")
        )
        return Reading(report=report, parse=parse_of(text), statements=tuple(statements))

    return reading


@pytest.fixture(scope="session")
def event_of() -> Callable[..., Event]:
    """An event whose trigger and actor are the first of these words in the text."""

    def event(text: str, trigger: str, actor: str = "", kind: str = "ASSAULT") -> Event:
        actors = (Reference(span=_span(text, actor)),) if actor else ()
        trigger_span = _span(text, trigger)
        return Event(
            id="e", type=kind, trigger=trigger_span, status=Status.ASSERTED, score=1.0, actors=actors
        )

    return event


@pytest.fixture(scope="session")
def statement_of() -> Callable[..., Statement]:
    """A statement whose content, cue and source are the first of these words in the text."""

    def statement(
        text: str,
        cue: str,
        content: str,
        act: str = "say",
        source: str = "",
        manner: Manner = Manner.INDIRECT,
        identity: str = "s0",
        via: str | None = None,
    ) -> Statement:
        return Statement(
            id=identity,
            content=(_span(text, content),),
            cue=(_span(text, cue),),
            source=(_span(text, source),) if source else (),
            manner=manner,
            act=act,
            score=1.0,
            via=via,
        )

    return statement


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))
