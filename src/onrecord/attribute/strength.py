"""Which attributions are kept.

The bounds were chosen on the dev split of PolNeAR, where they raise end to end from .735 to .748 at the
same detection.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.attribute.cues import read_cue
from onrecord.attribute.draft import Draft
from onrecord.attribute.tree import Tree

LOWEST = 0.55
"""Score below which an attribution is not kept."""

LOWEST_OF_UNKNOWN_CUE = 0.7
"""The same, where the cue table lacks its cue."""

LOWEST_WITHOUT_SOURCE = 0.75
"""The same, where it has no source."""


def strong(drafts: Iterable[Draft], tree: Tree) -> list[Draft]:
    """The drafts that score enough to be kept."""
    return [d for d in drafts if d.score >= _bound(d, tree)]


def _bound(draft: Draft, tree: Tree) -> float:
    if not draft.source:
        return LOWEST_WITHOUT_SOURCE
    return LOWEST if read_cue(draft.cue, tree).known else LOWEST_OF_UNKNOWN_CUE
