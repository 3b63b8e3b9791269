"""Readings built by hand: a text, its mentions by their words, and the sources of its statements."""

from __future__ import annotations

from onrecord.model import (
    Event,
    Found,
    Manner,
    Mention,
    MentionKind,
    PartialDate,
    Precision,
    Reading,
    Reference,
    Report,
    Span,
    Statement,
    Status,
)

PRONOUNS = {"he", "she", "they", "it", "i", "we", "his", "her", "our"}


def find(text, words, nth=1):
    """The span of the nth occurrence of the words."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def mention(text, words, label, *, nth=1, kind=None, head=None, same_as=None, candidates=()):
    """A mention; its head is its last word unless given; `same_as` are the words of its antecedent."""
    span = find(text, words, nth)
    head = find(words, head or words.split()[-1])
    if kind is None:
        kind = MentionKind.PRONOUN if words.lower() in PRONOUNS else MentionKind.NAME
    return Mention(
        span=span,
        head=Span(span.start + head.start, span.start + head.end),
        kind=kind,
        label=label,
        antecedent=find(text, same_as) if same_as else None,
        candidates=tuple(find(text, c) for c in candidates),
    )


def described(text, words, label="OTHER", **given):
    """A mention by description."""
    return mention(text, words, label, kind=MentionKind.DESCRIPTION, **given)


def statement(text, source, content, *, manner=Manner.DIRECT, number=0):
    """A statement with the words of its source and content."""
    return Statement(
        id=f"s{number}",
        content=(find(text, content),),
        cue=(),
        source=(find(text, source),) if isinstance(source, str) else (source,),
        manner=manner,
        act="say",
        score=1.0,
    )


def event(text, trigger, actors=(), recipients=()):
    """An asserted event between actors and recipients given by their words."""
    return Event(
        id="e0",
        type="CONSULT",
        trigger=find(text, trigger),
        status=Status.ASSERTED,
        score=1.0,
        actors=tuple(Reference(span=find(text, a)) for a in actors),
        recipients=tuple(Reference(span=find(text, r)) for r in recipients),
    )


def reading(text, parse_of, mentions=(), statements=(), events=(), day=None):
    """A reading of an English report, published on an ISO day if one is given."""
    published = None
    if day:
        published = Found(value=PartialDate(value=day, precision=Precision.DAY), method="given")
    report = Report(id="r1", text=text, language="en", digest="", published=published)
    return Reading(
        report=report,
        parse=parse_of(text),
        mentions=tuple(sorted(mentions, key=lambda m: m.span)),
        statements=tuple(statements),
        events=tuple(events),
    )
