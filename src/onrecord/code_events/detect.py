"""Finds events in sentences with the trained model: trigger, type, roles and what else its heads say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.code_events.rows import (
    MODALITIES,
    MODES,
    NONE,
    ROLES,
    STATUSES,
    TRIGGERS,
    TYPES,
    Reader,
    Row,
    Sentence,
    runs,
)
from onrecord.encoder import Array, Model
from onrecord.model import Modality, Span, Status

FOLDER = Path(__file__).with_name("model")
CANDIDATE = 0.3
"""A word is looked at again where the first pass gives it at least this chance to name an event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """What the model makes of one candidate.

    `score` is the chance that it is an event at all: the product of what both passes say.
    """

    sentence: int
    trigger: Span
    type: str
    score: float
    modes: tuple[tuple[str, float], ...]
    modality: dict[Modality, float]
    status: dict[Status, float]
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]


class Detector:
    """The model of a folder. Raises ModelError where the folder is damaged or of another shape."""

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        self.model = Model(folder, threads)
        self.reader = Reader(self.model.tokenizer)

    def __call__(self, sentences: Sequence[Sentence]) -> list[Detection]:
        """Candidates of all sentences in text order, each with its score; the caller sets the bar."""
        found = [
            (k, words, likely)
            for k, candidates in enumerate(self._candidates(sentences))
            for words, likely in candidates
        ]
        rows = [self.reader.marked(sentences[k], words) for k, words, _ in found]
        return [
            _detection(k, sentences[k], words, likely, row, output)
            for (k, words, likely), row, output in zip(found, rows, self._run(rows), strict=True)
        ]

    def _candidates(self, sentences: Sequence[Sentence]) -> Iterator[list[tuple[range, float]]]:
        """For each sentence the runs of words that may name an event, and how likely each does."""
        rows = [self.reader.bare(sentence) for sentence in sentences]
        for sentence, row, output in zip(sentences, rows, self._run(rows), strict=True):
            scores = _of_words(softmax(output["triggers"]), row)
            some = candidates(scores, sentence.lettered)
            yield [(words, float(1 - scores[list(words), 0].min())) for words in some]

    def _run(self, rows: Sequence[Row]) -> Iterator[dict[str, Array]]:
        return self.model.run({"ids": row.ids} for row in rows)


def candidates(scores: Array, lettered: Sequence[bool]) -> list[range]:
    """Runs of neighbouring words that likely name an event of one type. `scores`: words by TRIGGERS."""
    found: list[range] = []
    kinds = scores[:, 1:].argmax(1) + 1
    for i in np.flatnonzero((scores[:, 0] <= 1 - CANDIDATE) & np.array(lettered, dtype=bool)):
        if found and found[-1].stop == i and kinds[i] == kinds[i - 1]:
            found[-1] = range(found[-1].start, int(i) + 1)
        else:
            found.append(range(int(i), int(i) + 1))
    return found


def _of_words(scores: Array, row: Row) -> Array:
    """The rows of `scores` at the first subword of each word; words cut off are surely outside."""
    outside = np.zeros(scores.shape[1], scores.dtype)
    outside[TRIGGERS.index("O")] = 1
    return np.array([scores[at] if at >= 0 else outside for at in row.first]).reshape(-1, scores.shape[1])


def _detection(
    index: int, sentence: Sentence, words: range, likely: float, row: Row, output: dict[str, Array]
) -> Detection:
    types = softmax(output["type"])
    none = TYPES.index(NONE)
    best = int(np.delete(types, none).argmax())
    modes = sigmoid(output["modes"])
    roles = _of_words(softmax(output["roles"]), row)
    return Detection(
        sentence=index,
        trigger=sentence.span(words),
        type=TYPES[best],
        score=round(likely * float(1 - types[none]), 4),
        modes=tuple((m, float(p)) for (kind, m), p in zip(MODES, modes, strict=True) if kind == TYPES[best]),
        modality=dict(zip(MODALITIES, map(float, sigmoid(output["modality"])), strict=True)),
        status=dict(zip(STATUSES, map(float, softmax(output["status"])), strict=True)),
        actors=_role(sentence, roles, "actor"),
        recipients=_role(sentence, roles, "recipient"),
    )


def _role(sentence: Sentence, roles: Array, name: str) -> tuple[Span, ...]:
    """The phrases of one role: words that more likely have it than the other or none."""
    here = [tag.endswith(name) for tag in ROLES]
    nowhere = [tag == "O" for tag in ROLES]
    other = [not (a or b) for a, b in zip(here, nowhere, strict=True)]
    score, *rivals = (roles[:, columns].sum(1) for columns in (here, nowhere, other))
    wanted = (score > np.maximum(*rivals)).tolist()
    return tuple(sentence.span(words) for words in runs(_bridged(sentence, wanted)))


def _bridged(sentence: Sentence, wanted: list[bool]) -> list[bool]:
    """With the word between two wanted ones where no space parts them: a hyphen, an apostrophe."""
    words = sentence.words
    return [
        flag
        or (
            0 < i < len(words) - 1
            and wanted[i - 1]
            and wanted[i + 1]
            and words[i - 1].end == words[i].start
            and words[i].end == words[i + 1].start
        )
        for i, flag in enumerate(wanted)
    ]


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis."""
    shifted: Array = np.exp(logits - logits.max(-1, keepdims=True))
    total: Array = shifted.sum(-1, keepdims=True)
    return shifted / total


def sigmoid(logits: Array) -> Array:
    """Independent probabilities."""
    odds: Array = np.exp(-logits)
    return 1 / (1 + odds)
