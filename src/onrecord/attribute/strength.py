"""Which attributions are kept, and how sure each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.attribute.calibration import Calibration, features
from onrecord.attribute.draft import Draft
from onrecord.attribute.tree import Tree
from onrecord.model import Span

LOWEST = 0.3
"""Probability below which an attribution is left out: of .2, .25, .3, .35, .4 the best on PolNeAR dev."""

LOWEST_WITHOUT_SOURCE = 0.4
"""The same where nobody is named: texts in which nobody says anything tempt a model to such ones."""


UNNAMED = re.compile(
    r"(?:that (?:he|she|they) )?(?:not (?:to )?be |(?:to )?remain )"
    r"(?:named|identified|quoted|unnamed|anonymous)\b"
    r"|(?:condition of )?anonymity\b"
)
"""How a source wants to be called is no statement; 26 of 32 in PolNeAR's train split are not labelled."""


def strong(
    drafts: Iterable[Draft], calibration: Calibration, tree: Tree, quotes: Sequence[Span], text: str
) -> list[Draft]:
    """The drafts that are likely enough right, each with that probability as its score."""
    rated = (replace(d, score=calibration.probability(features(d, tree, quotes, text))) for d in drafts)
    likely = (d for d in rated if d.score >= (LOWEST if d.source else LOWEST_WITHOUT_SOURCE))
    return [d for d in likely if not UNNAMED.match(d.content[0].of(text))]
