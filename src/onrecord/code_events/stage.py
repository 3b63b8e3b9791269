"""The stage: from a parsed report with its statements to its events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.code_events import contexts, modality, modes, place, quantity, speakers, status, when
from onrecord.code_events.conversions import convert
from onrecord.code_events.detect import FOLDER, Detection, Detector
from onrecord.code_events.frames import grounded
from onrecord.code_events.merge import merged
from onrecord.code_events.noun_phrases import Phrases, by_sentence
from onrecord.code_events.rows import Sentence
from onrecord.code_events.syntax import tree_at
from onrecord.errors import PipelineError
from onrecord.model import Event, Omission, Parse, Reading, Reason, Reference, Span, Status

EVENT = 0.5
"""Least probability of a coded event."""
FLOOR = 0.3
"""Candidates below `EVENT` and above this leave an Omission; those below are not news of anything."""
SHORTEST = 3
"""Words of the shortest sentence that is read."""


class CodeEvents:
    """Adds events. Loads the model once; raises ModelError where it is missing or damaged."""

    name = "code_events"
    requires = frozenset({"parse", "statements"})
    adds = frozenset({"events"})

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        self.detector = Detector(folder, threads)

    def __call__(self, reading: Reading) -> Reading:
        """The reading with its events in text order, and an omission for each that was left out."""
        if reading.parse is None:
            raise PipelineError("code_events needs a parse; run the stage that adds it first.")
        sentences = self._sentences(reading.report.text, reading.parse)
        omissions = list(_too_long(sentences))
        phrases = by_sentence(reading.parse)
        detections = merged(self.detector([sentence for _, sentence in sentences]), reading.parse, FLOOR)
        events: list[Event] = []
        for detection in detections:
            k, _ = sentences[detection.sentence]
            actors, recipients = _roles(detection, phrases[k], reading.parse)
            if detection.score < EVENT:
                omissions.append(_omission(Reason.LOW_SCORE, detection))
            elif not actors and not recipients:
                omissions.append(_omission(Reason.NO_ACTOR, detection))
            else:
                event = _event(f"{reading.report.id}-e{len(events)}", detection, actors, recipients)
                event = _with_circumstances(event, detection, reading)
                if event.actors or event.recipients:
                    events.append(event)
                else:
                    omissions.append(_omission(Reason.NO_ACTOR, detection))
        return replace(reading, events=tuple(events), omissions=(*reading.omissions, *omissions))

    def _sentences(self, text: str, parse: Parse) -> list[tuple[int, Sentence]]:
        """Sentences worth reading, with their index in the parse."""
        cut = ((k, self.detector.reader.sentence(text, span)) for k, span in enumerate(parse.sentences))
        return [(k, sentence) for k, sentence in cut if len(sentence.words) >= SHORTEST]


def _too_long(sentences: Sequence[tuple[int, Sentence]]) -> Iterator[Omission]:
    for _, sentence in sentences:
        if not sentence.whole:
            span = Span(sentence.words[0].start, sentence.words[-1].end)
            detail = "only the beginning of the sentence was read"
            yield Omission(stage=CodeEvents.name, reason=Reason.LONG_SENTENCE, detail=detail, span=span)


def _roles(detection: Detection, phrases: Phrases, parse: Parse) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Actors and recipients as noun phrases; a phrase in both roles stays an actor."""
    actors, recipients = (
        list(dict.fromkeys(p for span in spans for p in phrases(span, detection.trigger)))
        for spans in (detection.actors, detection.recipients)
    )
    if tree := tree_at(parse, detection.trigger):
        actors, recipients = grounded(tree, detection.trigger, detection.type, actors, recipients)
    actors = phrases.without_appositions(actors)
    recipients = phrases.without_appositions(recipients)
    return tuple(actors), tuple(p for p in recipients if p not in actors)


def _omission(reason: Reason, detection: Detection) -> Omission:
    detail = f"{detection.type}, score {detection.score:.2f}"
    return Omission(stage=CodeEvents.name, reason=reason, detail=detail, span=detection.trigger)


def _event(
    identity: str, detection: Detection, actors: tuple[Span, ...], recipients: tuple[Span, ...]
) -> Event:
    return Event(
        id=identity,
        type=detection.type,
        trigger=detection.trigger,
        status=Status.ASSERTED,
        score=detection.score,
        actors=tuple(Reference(span=span) for span in actors),
        recipients=tuple(Reference(span=span) for span in recipients),
    )


def _with_circumstances(event: Event, detection: Detection, reading: Reading) -> Event:
    """Modality first, because PLOVER's type may follow from it; then everything that hangs on both."""
    event = modality.assign(event, reading, detection.modality)
    event = convert(event)
    event = modes.assign(event, reading, detection.modes)
    for assign in (
        status.assign,
        speakers.remove,
        when.assign,
        place.assign,
        quantity.assign,
        contexts.assign,
    ):
        event = assign(event, reading)
    return event
