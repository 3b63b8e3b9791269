"""Speakers of statements and actors of events, from the mentions that fill these roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.identify.actors import Actors
from onrecord.identify.references import References
from onrecord.model import (
    Event,
    Manner,
    Mention,
    MentionKind,
    Omission,
    Parse,
    Reading,
    Reason,
    Reference,
    Span,
    Statement,
)

_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})

_OTHERS = frozenset({"he", "she", "it", "they", "him", "her", "them"})
"""Pronouns that stand for somebody else than another party to the same act."""


def fill_statements(
    reading: Reading, references: References, actors: Actors
) -> tuple[tuple[Statement, ...], list[Omission]]:
    """Statements with speakers and addressees, and an omission for each source that stays unresolved."""
    filled = tuple(_fill(s, reading, references, actors) for s in reading.statements)
    voices = Voices(filled, reading.report.text)
    filled = tuple(_first_person(s, references, voices) for s in filled)
    omissions = [
        Omission(
            stage="identify",
            reason=Reason.UNRESOLVED_SPEAKER,
            detail=s.source[0].of(reading.report.text),
            span=s.source[0],
        )
        for s in filled
        if s.source and s.speaker is None
    ]
    return filled, omissions


def _fill(statement: Statement, reading: Reading, references: References, actors: Actors) -> Statement:
    addressee = statement.addressee
    if addressee is not None:
        addressee = replace(addressee, actor=_actor((addressee.span,), references, actors))
    if not statement.source:
        return replace(statement, addressee=addressee)
    mention = references.mention(statement.source)
    speaker = actors.at(mention.span) if mention else None
    if speaker is None:
        candidates = _candidates(mention, actors) if mention else ()
    else:
        beside = (actors.at(m.span) for m in references.coordinated(statement.source))
        shared = actors.beside(mention.span) if mention else ()
        candidates = tuple(dict.fromkeys(a for a in (*shared, *beside) if a and a != speaker))
    return replace(statement, speaker=speaker, candidates=candidates, addressee=addressee)


def _actor(spans: Sequence[Span], references: References, actors: Actors) -> str | None:
    mention = references.mention(spans)
    return actors.at(mention.span) if mention else None


def _candidates(mention: Mention, actors: Actors) -> tuple[str, ...]:
    found = (actors.at(span) for span in mention.candidates)
    return tuple(dict.fromkeys(actor for actor in found if actor))


class Voices:
    """Who says "I" where: the speaker of the innermost quoted statement around a place."""

    def __init__(self, statements: Sequence[Statement], text: str) -> None:
        self.text = text
        quoted = [(span, s) for s in statements if s.manner is not Manner.INDIRECT for span in s.content]
        self.quoted = sorted(quoted, key=lambda pair: len(pair[0]))

    def speaker(self, span: Span, mention: Mention | None) -> str | None:
        """The speaker whom a first-person pronoun at this place stands for, None for other words."""
        if mention is None or mention.kind is not MentionKind.PRONOUN:
            return None
        if mention.head.of(self.text).lower() not in _FIRST_PERSON:
            return None
        return next((s.speaker for content, s in self.quoted if content.contains(span) and s.speaker), None)


def _first_person(statement: Statement, references: References, voices: Voices) -> Statement:
    if statement.speaker is not None or not statement.source:
        return statement
    speaker = voices.speaker(statement.source[0], references.mention(statement.source))
    return replace(statement, speaker=speaker, candidates=()) if speaker else statement


def unresolved(events: Sequence[Event], text: str) -> list[Omission]:
    """An omission for each place in an event that resolves to nobody."""
    return [
        Omission(stage="identify", reason=Reason.UNRESOLVED_ACTOR, detail=r.span.of(text), span=r.span)
        for event in events
        for r in (*event.actors, *event.recipients)
        if r.actor is None
    ]


def fill_events(
    reading: Reading, statements: Sequence[Statement], references: References, actors: Actors
) -> tuple[Event, ...]:
    """Events with the ids of their actors and recipients, each once in a role."""
    voices = Voices(statements, reading.report.text)

    def fill(reference: Reference) -> Iterator[Reference]:
        if several := actors.in_role(reference.span):
            return (replace(reference, actor=actor) for actor in several)
        mention = references.actor(reference.span)
        found = (actors.at(mention.span) if mention else None) or voices.speaker(reference.span, mention)
        return iter((replace(reference, actor=found),))

    def fill_all(given: Sequence[Reference]) -> tuple[Reference, ...]:
        filled = [one for reference in given for one in fill(reference)]
        first = {one.actor: one for one in reversed(filled)}
        return tuple(one for one in filled if one.actor is None or first[one.actor] is one)

    return tuple(
        _between_two(replace(e, actors=fill_all(e.actors), recipients=fill_all(e.recipients)), reading)
        for e in reading.events
    )


def _between_two(event: Event, reading: Reading) -> Event:
    """The event without those who would do it to themselves.

    A pronoun beside the name it would stand for stands for somebody else ("the army freed them"): for whom is
    then not known. The subject of a passive suffers and does not act; else the doer stays.
    """
    both = {r.actor for r in event.actors if r.actor} & {r.actor for r in event.recipients}
    if not both:
        return event

    def others(given: tuple[Reference, ...]) -> tuple[Reference, ...]:
        text = reading.report.text
        other = [r.actor in both and r.span.of(text).lower() in _OTHERS for r in given]
        return tuple(replace(r, actor=None) if o else r for r, o in zip(given, other, strict=True))

    changed = replace(event, actors=others(event.actors), recipients=others(event.recipients))
    if changed != event:
        return _between_two(changed, reading)
    if reading.parse and _is_passive(reading.parse, event.trigger):
        return replace(event, actors=tuple(r for r in event.actors if r.actor not in both))
    return replace(event, recipients=tuple(r for r in event.recipients if r.actor not in both))


def _is_passive(parse: Parse, trigger: Span) -> bool:
    """Whether a word of the trigger is a passive verb."""
    inside = {i for i, t in enumerate(parse.tokens) if trigger.start <= t.start < trigger.end}
    return any(t.head in inside and t.dep in ("auxpass", "nsubjpass") for t in parse.tokens)
