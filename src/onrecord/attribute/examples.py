"""Training examples: words with labels and links, from gold attributions."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attribute.encoding import LABELS, WINDOW, Encoded
from onrecord.attribute.own_gold import Passage
from onrecord.attribute.polnear import Attribution, GoldReport, Pairs
from onrecord.encoder import Array, Window, Word, split_words
from onrecord.model import Span

IGNORE = -100
"""Label and link of a word that training does not look at."""

NO_SOURCE = -1
"""Link of a cue that has no source."""

GOLD_SHARE = 0.5
"""Weight of a gold label beside a teacher's distribution for the same word."""

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
    soft: Sequence[Array | None] | None = None
    """For each word a teacher's distribution over the labels, None where it has none."""


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
    """Label distributions and link targets for the positions of one window; position 0 stands for "not here".

    A distribution of zeros is one that training does not look at.
    """
    positions, words = encoded.heads(window)
    size = window.stop - window.start + 2
    result = {name: np.full(size, IGNORE, dtype=np.int64) for name in ("cue", "source")}
    result["labels"] = np.zeros((size, len(LABELS)), dtype=np.float32)
    position_of = dict(zip(words.tolist(), positions.tolist(), strict=True))
    for word, position in position_of.items():
        result["labels"][position] = distribution(document, word)
        if document.cue_of[word] != IGNORE:
            result["cue"][position] = position_of.get(document.cue_of[word], 0)
        source = document.source_of[word]
        if source == NO_SOURCE or source in position_of:
            result["source"][position] = position_of.get(source, 0)
    return result


def distribution(document: Example, word: int) -> Array:
    """What the network should say of a word: the gold label, the teacher's opinion, or both weighed."""
    gold = np.zeros(len(LABELS), dtype=np.float32)
    if document.labels[word] != IGNORE:
        gold[document.labels[word]] = 1.0
    soft = document.soft[word] if document.soft is not None else None
    if soft is None:
        return gold
    return GOLD_SHARE * gold + (1 - GOLD_SHARE) * soft if gold.any() else np.asarray(soft, dtype=np.float32)


def passage_reports(passage: Passage) -> Iterator[GoldReport]:
    """What a passage of ours teaches: its outermost statements, and the content of each as a text of its own.

    The labels have one layer, as PolNeAR has. Content without a cue is left out of training.
    """
    yield _layer(passage, None, Span(0, len(passage.text)))
    for number, outer in enumerate(passage.statements):
        for piece in outer.content:
            if any(s.via == number and piece.contains(s.content[0]) for s in passage.statements):
                yield _layer(passage, number, piece)


def _layer(passage: Passage, via: int | None, within: Span) -> GoldReport:
    found: list[Attribution] = []
    discard: list[tuple[int, int]] = []
    for statement in passage.statements:
        if statement.via != via or not all(within.contains(s) for s in (*statement.content, *statement.cue)):
            continue
        content = _pairs(statement.content, within)
        if statement.cue:
            source = _pairs([s for s in statement.source if within.contains(s)], within)
            found.append(Attribution(source=source, cue=_pairs(statement.cue, within), content=content))
        else:
            discard.extend(content)
    return GoldReport(
        name=passage.name,
        text=within.of(passage.text),
        attributions=tuple(found),
        discard=tuple(discard),
    )


def _pairs(spans: Iterable[Span], within: Span) -> Pairs:
    return tuple((span.start - within.start, span.end - within.start) for span in spans)


def examples(reports: Iterable[GoldReport]) -> list[Example]:
    """Examples of many reports, in order."""
    return [example(r) for r in reports]
