"""Whether the words of a statement are quoted: direct, indirect, or partly."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attribute.pieces import words_in
from onrecord.attribute.quotes import covered, inside
from onrecord.model import Manner, Span


def manner(content: Sequence[Span], text: str, quotes: Sequence[Span]) -> Manner:
    """Direct where every word of the content is quoted, indirect where none is, else mixed."""
    total = quoted = 0
    for span in content:
        total += words_in(span.of(text))
        quoted += sum(words_in(part.of(text)) for part in covered(span, quotes))
    if quoted == 0:
        return Manner.INDIRECT
    return Manner.DIRECT if quoted >= total else Manner.MIXED


def quotes_around(cue: Sequence[Span], text: str, quotes: Sequence[Span]) -> Sequence[Span]:
    """The quotations that count for a statement inside another.

    Where its cue is itself quoted, its words are the outer speaker's: only marks of its own make it direct.
    """
    around = next((q for q in quotes if cue and q.contains(cue[0])), None)
    return quotes if around is None else inside(around, text)
