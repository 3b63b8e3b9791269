"""How a document is put before the model: the same in training and at run time.

Words carry the labels and the links; the encoder sees windows of subwords, and the first subword of
a word speaks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.encoder import (
    Array,
    Row,
    Subwords,
    SubwordTokenizer,
    Window,
    surface,
)

ROLES = ("source", "cue", "content")
LABELS = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT")

WINDOW = 254
"""Subwords of a window, without the two special tokens."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document as subwords and surface features."""

    subwords: Subwords
    features: Sequence[int]
    """One a word."""
    cls: int
    sep: int

    def row(self, window: Window) -> Row:
        """What the model gets for one window."""
        ids = self.subwords.ids[window.start : window.stop]
        owners = self.subwords.owner[window.start : window.stop]
        return {
            "ids": [self.cls, *ids, self.sep],
            "feat": [0, *(self.features[w] for w in owners), 0],
        }

    def heads(self, window: Window) -> tuple[Array, Array]:
        """Positions in the row of the first subwords of words, and the indices of those words."""
        owners = np.asarray(self.subwords.owner[window.start : window.stop], dtype=np.int64)
        firsts = np.asarray(self.subwords.first, dtype=np.int64)[owners]
        offsets = np.nonzero(firsts == np.arange(window.start, window.stop))[0]
        return offsets + 1, owners[offsets]


def encode(words: Sequence[str], tokenizer: SubwordTokenizer) -> Encoded:
    """Encode the words of a whole document."""
    return Encoded(tokenizer(words), surface(words), tokenizer.cls, tokenizer.sep)


def label_runs(labels: Sequence[int], role: str, breaks: Sequence[bool]) -> list[list[int]]:
    """Runs of words of one role: B starts a run, I too where no run of the role is open.

    A line break inside a run neither belongs to it nor ends it.
    """
    begin = LABELS.index(f"B-{role.upper()}")
    runs: list[list[int]] = []
    open_run = False
    for i, label in enumerate(labels):
        if label == begin or (label == begin + 1 and not open_run):
            runs.append([i])
            open_run = True
        elif label == begin + 1:
            runs[-1].append(i)
        elif not breaks[i]:
            open_run = False
    return runs
