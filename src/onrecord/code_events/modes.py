"""The modes of an event's type: from a table of words, else from the model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from onrecord.code_events.words import rows
from onrecord.model import Event, Reading, Span

CONFIDENT = 0.5
"""Least probability of a mode that the model alone supports."""
REACH = 60
"""Characters on either side of the trigger in which a word of the table speaks for a mode."""


class Cue(NamedTuple):
    """A word form that speaks for a mode, in the trigger itself or near it."""

    mode: str
    near: bool
    pattern: re.Pattern[str]


def assign(event: Event, reading: Reading, scores: Sequence[tuple[str, float]] = ()) -> Event:
    """The event with its modes. `scores` are the model's probabilities of the modes of its type."""
    cued = set(cued_modes(event, reading))
    chosen = [mode for mode, score in scores if score >= CONFIDENT or mode in cued]
    return replace(event, modes=tuple(chosen))


def cued_modes(event: Event, reading: Reading) -> list[str]:
    """Modes for which the table has a word in the trigger or, within its sentence, near it."""
    text = reading.report.text
    trigger = event.trigger.of(text).lower()
    around = _around(event, reading).of(text).lower()
    return [
        cue.mode for cue in table().get(event.type, ()) if cue.pattern.search(around if cue.near else trigger)
    ]


def _around(event: Event, reading: Reading) -> Span:
    start, end = max(0, event.trigger.start - REACH), event.trigger.end + REACH
    sentences = reading.parse.sentences if reading.parse else ()
    for sentence in sentences:
        if sentence.overlaps(event.trigger):
            return Span(max(start, sentence.start), min(end, sentence.end))
    return Span(start, min(end, len(reading.report.text)))


@cache
def table() -> dict[str, tuple[Cue, ...]]:
    """The cues of each type, from data/modes.tsv."""
    found: dict[str, list[Cue]] = {}
    for kind, mode, where, words in rows("modes"):
        pattern = re.compile(rf"\b(?:{words})")
        found.setdefault(kind, []).append(Cue(mode, where == "near", pattern))
    return {kind: tuple(cues) for kind, cues in found.items()}
