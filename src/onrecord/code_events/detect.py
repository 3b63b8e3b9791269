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
"""A run of words is a candidate where the first pass gives it at least this chance to name an event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words of a sentence that may name an event: of which type, and how likely, by the first pass."""

    sentence: int
    words: range
    type: str
    likely: float
    framed: bool = False
    """Whether another word frames the act ("failed to release"): the second pass then gives its type only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """What the model makes of one candidate.

    `score` is the chance that it is an event at all: the product of what both passes say.
    """

    sentence: int
    trigger: Span
    type: str
    score: float
    types: tuple[tuple[str, float], ...]
    """The chances of the types, the likeliest first."""
    modes: tuple[tuple[str, str, float], ...]
    """The chances of the modes of all types: type, mode, chance."""
    modality: dict[Modality, float]
    status: dict[Status, float]
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    certain_of_actors: float
    """The least chance of a word of the actors to be one; where there is none, that there is none."""


class Detector:
    """The model of a folder. Raises ModelError where the folder is damaged or of another shape."""

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        self.model = Model(folder, threads)
        self.reader = Reader(self.model.tokenizer)

    def candidates(self, sentences: Sequence[Sentence]) -> list[Candidate]:
        """The first pass: the candidates of all sentences in text order."""
        rows = [self.reader.bare(sentence) for sentence in sentences]
        return [
            candidate
            for k, (row, output) in enumerate(zip(rows, self._run(rows), strict=True))
            for candidate in candidates(k, _of_words(softmax(output["triggers"]), row), sentences[k].lettered)
        ]

    def __call__(self, sentences: Sequence[Sentence], found: Sequence[Candidate]) -> list[Detection]:
        """The second pass: what the model makes of each candidate; the caller sets the bar."""
        rows = [self.reader.marked(sentences[c.sentence], c.words) for c in found]
        return [
            _detection(candidate, sentences[candidate.sentence], row, output)
            for candidate, row, output in zip(found, rows, self._run(rows), strict=True)
        ]

    def _run(self, rows: Sequence[Row]) -> Iterator[dict[str, Array]]:
        return self.model.run({"ids": row.ids} for row in rows)


def candidates(sentence: int, scores: Array, lettered: Sequence[bool]) -> list[Candidate]:
    """Runs of neighbouring words that likely name an event of one type. `scores`: words by TRIGGERS."""
    found: list[range] = []
    kinds = scores[:, 1:].argmax(1) + 1
    for i in np.flatnonzero((scores[:, 0] <= 1 - CANDIDATE) & np.array(lettered, dtype=bool)):
        if found and found[-1].stop == i and kinds[i] == kinds[i - 1]:
            found[-1] = range(found[-1].start, int(i) + 1)
        else:
            found.append(range(int(i), int(i) + 1))
    return [
        Candidate(
            sentence=sentence,
            words=words,
            type=TRIGGERS[kinds[words[0]]],
            likely=float(1 - scores[list(words), 0].min()),
        )
        for words in found
    ]


def _of_words(scores: Array, row: Row) -> Array:
    """The rows of `scores` at the first subword of each word; words cut off are surely outside."""
    outside = np.zeros(scores.shape[1], scores.dtype)
    outside[TRIGGERS.index("O")] = 1
    return np.array([scores[at] if at >= 0 else outside for at in row.first]).reshape(-1, scores.shape[1])


def _detection(candidate: Candidate, sentence: Sentence, row: Row, output: dict[str, Array]) -> Detection:
    chances = softmax(output["type"])
    none = float(chances[TYPES.index(NONE)])
    named = ((name, float(p)) for name, p in zip(TYPES, chances, strict=True) if name != NONE)
    types = sorted(named, key=lambda chance: -chance[1])
    modes = sigmoid(output["modes"])
    roles = _of_words(softmax(output["roles"]), row)
    actors, certain = _role(sentence, roles, "actor")
    recipients, _ = _role(sentence, roles, "recipient")
    return Detection(
        sentence=candidate.sentence,
        trigger=sentence.span(candidate.words),
        type=types[0][0],
        score=round(candidate.likely * (1.0 if candidate.framed else 1 - none), 4),
        types=tuple(types),
        modes=tuple((kind, mode, float(p)) for (kind, mode), p in zip(MODES, modes, strict=True)),
        modality=dict(zip(MODALITIES, map(float, sigmoid(output["modality"])), strict=True)),
        status=dict(zip(STATUSES, map(float, softmax(output["status"])), strict=True)),
        actors=actors,
        recipients=recipients,
        certain_of_actors=certain,
    )


def _role(sentence: Sentence, roles: Array, name: str) -> tuple[tuple[Span, ...], float]:
    """The phrases of a role, words that more likely have it than the other or none, and how sure that is."""
    here = [tag.endswith(name) for tag in ROLES]
    nowhere = [tag == "O" for tag in ROLES]
    other = [not (a or b) for a, b in zip(here, nowhere, strict=True)]
    score, *rivals = (roles[:, columns].sum(1) for columns in (here, nowhere, other))
    wanted = score > np.maximum(*rivals)
    sure = float(score[wanted].min() if wanted.any() else 1 - score.max(initial=0.0))
    return tuple(sentence.span(words) for words in runs(_bridged(sentence, wanted.tolist()))), sure


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
