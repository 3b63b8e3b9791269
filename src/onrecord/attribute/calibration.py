"""From a score to the probability that an attribution is right: a logistic map, fitted on PolNeAR dev.

The weights stand in `data/calibration.json`; a model folder may bring a file `calibration.json` of its own.
`onrecord train calibration` fits them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from onrecord.attribute.cues import read_cue
from onrecord.attribute.draft import Draft
from onrecord.attribute.manner import manner
from onrecord.attribute.pieces import words_in
from onrecord.attribute.tree import Tree
from onrecord.errors import ModelError
from onrecord.model import Manner, Span

NAME = "calibration.json"

FEATURES = ("constant", "score", "no source", "unknown cue", "quoted", "in pieces", "one word")

EDGE = 1e-3
"""Scores count as no nearer to 0 and 1 than this."""

Features = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A weight for each of FEATURES. `model` is the SHA-256 of the weights of the model they are for."""

    weights: tuple[float, ...]
    model: str

    def probability(self, features: Features) -> float:
        """The probability that an attribution with these features is right, 0 to 1."""
        total = sum(w * x for w, x in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-total))


def features(draft: Draft, tree: Tree, quotes: Sequence[Span], text: str) -> Features:
    """What a draft's probability depends on: its score as log odds, and what its parts are like."""
    score = min(max(draft.score, EDGE), 1 - EDGE)
    words = sum(words_in(span.of(text)) for span in draft.content)
    flags = (
        not draft.source,
        not read_cue(draft.cue, tree).known,
        manner(draft.content, text, quotes) is Manner.DIRECT,
        len(draft.content) > 1,
        words <= 1,
    )
    return (1.0, math.log(score / (1 - score)), *map(float, flags))


def load(folder: Path) -> Calibration:
    """The calibration of a model folder, else the one that comes with onrecord.

    Raises ModelError where its file is damaged.
    """
    own = folder / NAME
    path = own if own.is_file() else Path(str(resources.files(__package__).joinpath("data", NAME)))
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        weights = tuple(float(found["weights"][name]) for name in FEATURES)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path} is damaged: {error}. Fit it anew: onrecord train calibration.") from error
    return Calibration(weights, str(found.get("model", "")))


def dump(calibration: Calibration, about: str) -> str:
    """A calibration as the text of its file."""
    weights = dict(zip(FEATURES, (round(w, 4) for w in calibration.weights), strict=True))
    return json.dumps({"model": calibration.model, "set": about, "weights": weights}, indent=2) + "\n"
