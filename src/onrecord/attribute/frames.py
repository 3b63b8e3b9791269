"""What a cue inside other speech may take as the words it reports: the tables of verbs and nouns."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from onrecord.attribute.cues import lookup
from onrecord.attribute.tables import rows

Frames = frozenset[str]

NONE: Frames = frozenset()
CLAUSE: Frames = frozenset(("clause",))


@cache
def _verbs() -> MappingProxyType[str, Frames]:
    return MappingProxyType({lemma: frozenset(frames.split()) for lemma, frames in rows("frames.tsv")})


@cache
def _figurative() -> frozenset[str]:
    return frozenset(lemma for lemma, _ in rows("figurative.tsv"))


@cache
def nouns() -> MappingProxyType[str, str]:
    """Nouns that report, and whether they are somebody's act or a document that speaks."""
    return MappingProxyType(dict(rows("nouns.tsv")))


def frames_of(lemma: str) -> Frames:
    """The frames of a verb; a clause where only the cue table knows it, nothing for other verbs."""
    found = _verbs().get(lemma)
    if found is not None:
        return found
    return NONE if lemma in _figurative() or lookup([lemma]) is None else CLAUSE
