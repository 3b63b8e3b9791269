"""Scores status and modality on our own probe: gold/status, sentences in pairs of one kind, and traps.

Odd sentences are open, to find rules by; even ones are the measure. An event is right where type,
actors, status and modality are right together; `recipients` and `by` (who says so) are counted beside it.
A trap is a sentence without an event, built around words that name one elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.code_events.evaluate import Read, matched
from onrecord.code_events.labelled import LabelledEvent, LabelledSentence
from onrecord.model import Event, Json, Reading, Span

FIELDS = ("found", "type", "actors", "recipients", "status", "by", "modality")
TOGETHER = ("type", "actors", "status", "modality")


def evaluate(sentences: Sequence[LabelledSentence], read: Read) -> dict[str, Json]:
    """The scores of each half: how many labelled events are right in what, and how many traps are coded."""
    halves = {"open": sentences[0::2], "measure": sentences[1::2]}
    return {name: _half(half, read) for name, half in halves.items()}


def _half(sentences: Sequence[LabelledSentence], read: Read) -> Json:
    right: Counter[str] = Counter()
    events = traps = fired = beyond = 0
    for sentence in sentences:
        reading = read(sentence.text)
        events += len(sentence.events)
        beyond += max(0, len(reading.events) - len(sentence.events)) if sentence.events else 0
        traps += not sentence.events
        fired += bool(reading.events) and not sentence.events
        for label in sentence.events:
            right.update(judged(label, reading))
    shares = {name: round(right[name] / max(1, events), 3) for name in (*FIELDS, "together", "all")}
    return {"events": events, **shares, "coded beyond": beyond, "traps": traps, "traps coded": fired}


def judged(label: LabelledEvent, reading: Reading) -> list[str]:
    """The fields in which the coded event that answers to the label is right; none where there is none."""
    event = _answer(label, reading.events)
    if event is None:
        return []
    good = {
        "found": True,
        "type": event.type == label.type,
        "actors": matched(event.actors, label.actors),
        "recipients": matched(event.recipients, label.recipients),
        "status": event.status == label.status,
        "by": _said_by(event, label.by, reading),
        "modality": set(event.modality) == set(label.modality),
    }
    good |= {"together": all(good[name] for name in TOGETHER), "all": all(good.values())}
    return [name for name, value in good.items() if value]


def _answer(label: LabelledEvent, events: Sequence[Event]) -> Event | None:
    """The event at the same word; else one of the same type at another word of the act."""
    at_word = [e for e in events if e.trigger.overlaps(label.trigger)]
    of_type = [e for e in events if e.type == label.type]
    return next(iter([e for e in at_word if e in of_type] or at_word or of_type), None)


def _said_by(event: Event, by: Sequence[Span], reading: Reading) -> bool:
    statement = next((s for s in reading.statements if s.id == event.asserted_by), None)
    source = statement.source if statement else ()
    return any(s.overlaps(b) for s in source for b in by) if by else not source


def lines(scores: dict[str, Json]) -> Iterator[str]:
    """The scores for people: a column for each half."""
    yield f"{'':<24}" + "".join(f"{name:>9}" for name in scores)
    for name in next(iter(scores.values())):
        yield f"{name:<24}" + "".join(f"{half[name]:>9}" for half in scores.values())
