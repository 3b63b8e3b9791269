"""Events that are made by saying, and what one report has on both sides.

Accusing, threatening, rejecting, promising and asking are events whose word is the cue of a statement;
the act inside the words is another event, claimed by the same statement. The link keeps them apart in
counts: `speech_act(accusing) == inner.asserted_by`. Both are derived, not stored.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Event, Reference, Statement, Status


def speech_act(event: Event, statements: Sequence[Statement]) -> str | None:
    """The id of the statement that this event makes, whose cue its trigger is; None for other events."""
    made = [s for s in statements if any(cue.overlaps(event.trigger) for cue in s.cue)]
    return min(made, key=lambda s: s.content[0].start if s.content else 0).id if made else None


def disputed_by(event: Event, events: Sequence[Event]) -> list[str]:
    """The ids of events of the same report that contradict this one, in text order.

    They have its type and share an actor, and one is denied or negated while the other is not. Actors
    must be resolved; recipients may not differ where both have some.
    """
    return [other.id for other in events if other is not event and _contradicts(event, other)]


def _contradicts(one: Event, other: Event) -> bool:
    if one.type != other.type or _is_denied(one) == _is_denied(other) or _is_open(one) or _is_open(other):
        return False
    doers, sufferers = (_ids(one.actors) & _ids(other.actors), _ids(one.recipients) & _ids(other.recipients))
    return bool(doers) and bool(sufferers or not (one.recipients and other.recipients))


def _is_denied(event: Event) -> bool:
    return event.status is Status.DENIED or "negation" in event.modality


def _is_open(event: Event) -> bool:
    return bool({"future", "hypothetical", "historical"} & set(event.modality))


def _ids(references: Sequence[Reference]) -> set[str]:
    return {reference.actor for reference in references if reference.actor}
