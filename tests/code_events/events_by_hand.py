"""Readings and events built by hand, for tests that need no parser."""

from __future__ import annotations

from typing import Any

from onrecord.model import Event, Parse, Reading, Reference, Report, Span, Status


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def reading(text: str, **fields: Any) -> Reading:
    """A report of one sentence, with no tokens unless a parse is given."""
    report = Report(id="r0", text=text, language="en", digest="0" * 64)
    plain = Parse(tokens=(), sentences=(Span(0, len(text)),), entities=())
    return Reading(report=report, **{"parse": plain, **fields})


def event(text: str, kind: str, trigger: str, actors: tuple[str, ...] = (), **fields: Any) -> Event:
    return Event(
        id="r0-e0",
        type=kind,
        trigger=span(text, trigger),
        status=Status.ASSERTED,
        score=0.9,
        actors=tuple(Reference(span=span(text, words)) for words in actors),
        **fields,
    )
