"""The stage: from a parsed report with its statements to its events."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.code_events import (
    contexts,
    demands,
    modality,
    modes,
    parties,
    place,
    quantity,
    speakers,
    status,
    when,
)
from onrecord.code_events.conversions import convert
from onrecord.code_events.detect import FOLDER, Detection, Detector
from onrecord.code_events.find import EVENT, STAGE, find, left_out
from onrecord.code_events.grounding import confirmed, grounded
from onrecord.code_events.noun_phrases import Phrases, by_sentence
from onrecord.code_events.syntax import tree_at
from onrecord.errors import PipelineError
from onrecord.model import Event, Omission, Reading, Reason, Reference, Span, Status

CERTAIN = 0.97
"""Chance from which the model knows better who acts than the rules of grammar do. On 2,700 sentences of
articles that it had not seen it was right in 13 of 19 such cases in which they differ, the rules in 5;
recipients gained nothing."""


class CodeEvents:
    """Adds events. Loads the model once; raises ModelError where it is missing or damaged."""

    name = STAGE
    requires = frozenset({"parse", "statements"})
    adds = frozenset({"events"})

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        self.detector = Detector(folder, threads)

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its events in text order, and an omission for each that was left out."""
        if reading.parse is None:
            raise PipelineError("code_events needs a parse; run the stage that adds it first.")
        found = find(self.detector, reading.report.text, reading.parse)
        phrases = by_sentence(reading.parse)
        events: list[Event] = []
        omissions = found.omissions
        for detection in found.detections:
            if detection.score < EVENT:
                omissions.append(_omission(Reason.LOW_SCORE, detection, detection.score))
                continue
            actors, recipients = _roles(detection, phrases[found.sentences[detection.sentence]], reading)
            event = _event(f"{reading.report.id}-e{len(events)}", detection, actors, recipients)
            if actors or recipients:
                event = _with_circumstances(event, detection, reading)
            if not (event.actors or event.recipients):
                omissions.append(_omission(Reason.NO_ACTOR, detection, event.score))
            elif event.score < EVENT:
                omissions.append(_omission(Reason.LOW_SCORE, detection, event.score))
            else:
                events.append(event)
        return replace(reading, events=tuple(events), omissions=(*reading.omissions, *omissions))


def _roles(detection: Detection, phrases: Phrases, reading: Reading) -> tuple[list[Span], list[Span]]:
    """Actors and recipients as noun phrases; a phrase in both roles stays an actor."""

    def nominal(spans: Iterable[Span]) -> list[Span]:
        return list(dict.fromkeys(p for span in spans for p in phrases(span, detection.trigger)))

    actors, recipients = nominal(detection.actors), nominal(detection.recipients)
    if reading.parse and (tree := tree_at(reading.parse, detection.trigger)):
        certain = detection.certain_of_actors >= CERTAIN
        found = grounded(tree, detection.trigger, detection.type, actors, recipients, certain)
        actors, recipients = map(nominal, found)
        if parties.is_accident(actors, tree):
            return [], []
        actors = parties.actors(actors, tree, reading.mentions)
        recipients = parties.recipients(recipients, detection.type, tree, reading.mentions)
    actors = phrases.without_appositions(actors)
    recipients = phrases.without_appositions(recipients)
    actors = [p for p in actors if not phrases.is_date(p)]
    return actors, [p for p in recipients if p not in actors and not phrases.is_date(p)]


def _omission(reason: Reason, detection: Detection, score: float) -> Omission:
    return left_out(reason, f"{detection.type}, score {score:.2f}", detection.trigger)


def _event(identity: str, detection: Detection, actors: Sequence[Span], recipients: Sequence[Span]) -> Event:
    return Event(
        id=identity,
        type=detection.type,
        trigger=detection.trigger,
        status=Status.ASSERTED,
        score=detection.score,
        actors=tuple(Reference(span=span) for span in actors),
        recipients=tuple(Reference(span=span) for span in recipients),
    )


def _score(event: Event, detection: Detection, reading: Reading) -> float:
    """The chance, by the model, that this is an event, of its type, with its actors and in its voice.

    Of the actors' the root is taken where grammar names the same, and of the voice's always; where a word of
    the sentence denies the event or leaves it to somebody unnamed the rules are believed: they know more of
    that than the model.
    """
    chances = dict(detection.types)
    kind = chances.get(detection.type, 0.0) / (sum(chances.values()) or 1.0)
    own = detection.status.get(Status.ASSERTED, 1.0)
    voice = {Status.ASSERTED: own, Status.CLAIMED: 1 - own if event.asserted_by else 1.0}
    tree = tree_at(reading.parse, event.trigger) if reading.parse else None
    actors = [actor.span for actor in event.actors]
    agreed = tree is not None and confirmed(tree, event.trigger, detection.type, actors)
    doing = math.sqrt(detection.certain_of_actors) if agreed else detection.certain_of_actors
    return round(detection.score * kind * doing * math.sqrt(voice.get(event.status, 1.0)), 4)


def _with_circumstances(event: Event, detection: Detection, reading: Reading) -> Event:
    """Modality first, because PLOVER's type may follow from it; then everything that hangs on both."""
    event = modality.assign(event, reading, detection.modality)
    event = convert(event)
    event = modes.assign(event, reading, [(m, p) for kind, m, p in detection.modes if kind == event.type])
    event = status.assign(event, reading, detection.status)
    event = replace(event, score=_score(event, detection, reading))
    for assign in (
        speakers.remove,
        demands.assign,
        when.assign,
        place.assign,
        place.suffers,
        quantity.assign,
        contexts.assign,
    ):
        event = assign(event, reading)
    return event
