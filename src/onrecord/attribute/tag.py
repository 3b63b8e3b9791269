"""Runs the model over a document: label scores and link scores for every word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from onrecord.attribute.encoding import LABELS, WINDOW, Encoded, encode
from onrecord.encoder import Array, Model, Window, Word, windows

STRIDE = 190
"""Subwords between the starts of neighbouring windows."""

CANDIDATE = 0.05
"""Probability of a role above which a word can be what a link points at."""

CUE = (LABELS.index("B-CUE"), LABELS.index("I-CUE"))
SOURCE = (LABELS.index("B-SOURCE"), LABELS.index("I-SOURCE"))


class Links(NamedTuple):
    """Where one word may point: words, and the log probability of each."""

    words: Array
    scores: Array
    none: float
    """Log probability that it points at nothing."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What the model says of each word of a document."""

    probabilities: Array
    """[words, labels]."""
    cues: Sequence[Links]
    """From a word of content to the first word of its cue."""
    sources: Sequence[Links]
    """From the first word of a cue to the first word of its source."""


def tag(words: Sequence[Word], model: Model) -> Tags:
    """Label and link all words. Where windows overlap, a word's most central window counts."""
    encoded = encode([w.text for w in words], model.tokenizer)
    nothing = Links(np.zeros(0, np.int64), np.zeros(0, np.float32), 0.0)
    probabilities = np.zeros((len(words), len(LABELS)), np.float32)
    probabilities[:, 0] = 1.0
    cues, sources = [nothing] * len(words), [nothing] * len(words)
    centrality = np.full(len(words), -1.0)
    spans = windows(len(encoded.subwords.ids), WINDOW, STRIDE)
    for window, output in zip(spans, model.run(map(encoded.row, spans)), strict=True):
        positions, owners = encoded.heads(window)
        central = _centrality(positions, window, encoded)
        better = central > centrality[owners]
        centrality[owners[better]] = central[better]
        here = _softmax(output["label"][positions])
        probabilities[owners[better]] = here[better]
        _keep(cues, output["cue"], positions, owners, better, here[:, CUE].sum(1) > CANDIDATE)
        _keep(sources, output["source"], positions, owners, better, here[:, SOURCE].sum(1) > CANDIDATE)
    return Tags(probabilities, cues, sources)


def _centrality(positions: Array, window: Window, encoded: Encoded) -> Array:
    """Distance to the nearer edge of the window; an edge of the document is no edge."""
    length = window.stop - window.start + 2
    before = positions if window.start > 0 else np.full(len(positions), np.inf)
    at_end = window.stop == len(encoded.subwords.ids)
    after = np.full(len(positions), np.inf) if at_end else length - 1 - positions
    return np.asarray(np.minimum(before, after), dtype=np.float64)


def _keep(
    links: list[Links], matrix: Array, positions: Array, owners: Array, rows: Array, columns: Array
) -> None:
    """Store the links of the words `rows` to the words `columns` of one window."""
    logs = _log_softmax(matrix[positions][:, np.concatenate(([0], positions))])
    targets = owners[columns]
    for k in np.nonzero(rows)[0]:
        links[owners[k]] = Links(targets, logs[k, 1:][columns], float(logs[k, 0]))


def _log_softmax(scores: Array) -> Array:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def _softmax(scores: Array) -> Array:
    return np.asarray(np.exp(_log_softmax(scores)))
