"""Training examples: words with labels and links, from gold attributions."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attribute.encoding import LABELS, WINDOW, Encoded
from onrecord.attribute.polnear import Attribution, GoldReport, Pairs
from onrecord.encoder import Array, Window, Word, split_words

IGNORE = -100
"""Label and link of a word that training does not look at."""

NO_SOURCE = -1
"""Link of a cue that has no source."""

SHORTEST = 32
"""Subwords below which the rest of a document makes no window of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A document for training; all lists run parallel to `words`."""

    words: Sequence[str]
    labels: Sequence[int]
    cue_of: Sequence[int]
    """For a word of content, the first word of its cue."""
    source_of: Sequence[int]
    """For the first word of a cue, the first word of its source, or NO_SOURCE."""


def example(report: GoldReport) -> Example:
    """The example that an annotated report gives. Attributions without cue or content do not count."""
    words = split_words(report.text)
    owner = _owners(report.text, words)
    labels = [0] * len(words)
    cue_of = [IGNORE] * len(words)
    source_of = [IGNORE] * len(words)
    for attribution in report.attributions:
        cue = _indices(attribution.cue, owner, words)
        content = _indices(attribution.content, owner, words)
        source = _indices(attribution.source, owner, words)
        if not cue or not content:
            continue
        _label(labels, attribution, owner, words)
        for i in content:
            cue_of[i] = cue[0]
        source_of[cue[0]] = source[0] if source else NO_SOURCE
    for i in _indices(report.discard, owner, words):
        labels[i] = cue_of[i] = source_of[i] = IGNORE
    return Example(words=[w.text for w in words], labels=labels, cue_of=cue_of, source_of=source_of)


def _owners(text: str, words: Sequence[Word]) -> list[int]:
    owner = [IGNORE] * (len(text) + 1)
    for i, word in enumerate(words):
        owner[word.start : word.end] = [i] * (word.end - word.start)
    return owner


def _indices(pairs: Pairs, owner: Sequence[int], words: Sequence[Word]) -> list[int]:
    found = {i for start, end in pairs for i in owner[start:end] if i >= 0}
    return sorted(i for i in found if not words[i].is_break)


def _label(labels: list[int], attribution: Attribution, owner: Sequence[int], words: Sequence[Word]) -> None:
    """Write the labels of one attribution. Where spans overlap, cue goes before source before content."""
    for role in ("content", "source", "cue"):
        begin = LABELS.index(f"B-{role.upper()}")
        for pair in getattr(attribution, role):
            for k, i in enumerate(_indices((pair,), owner, words)):
                labels[i] = begin if k == 0 else begin + 1


def training_windows(length: int, overlap: int, rng: random.Random) -> list[Window]:
    """Windows over a document of `length` subwords from a random start, so that no epoch cuts alike."""
    at = -rng.randrange(WINDOW // 2) if length > WINDOW else 0
    found = []
    while True:
        window = Window(max(0, at), min(length, at + WINDOW))
        if window.stop - window.start > SHORTEST or length <= SHORTEST:
            found.append(window)
        if at + WINDOW >= length:
            return found
        at += WINDOW - overlap


def targets(document: Example, encoded: Encoded, window: Window) -> dict[str, Array]:
    """Labels and link targets for the positions of one window; position 0 stands for "not here"."""
    positions, words = encoded.heads(window)
    size = window.stop - window.start + 2
    result = {name: np.full(size, IGNORE, dtype=np.int64) for name in ("labels", "cue", "source")}
    position_of = dict(zip(words.tolist(), positions.tolist(), strict=True))
    for word, position in position_of.items():
        result["labels"][position] = document.labels[word]
        if document.cue_of[word] != IGNORE:
            result["cue"][position] = position_of.get(document.cue_of[word], 0)
        source = document.source_of[word]
        if source == NO_SOURCE or source in position_of:
            result["source"][position] = position_of.get(source, 0)
    return result


def examples(reports: Iterable[GoldReport]) -> list[Example]:
    """Examples of many reports, in order."""
    return [example(r) for r in reports]
