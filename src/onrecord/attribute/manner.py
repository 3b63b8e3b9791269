"""Whether the words of a statement are quoted: direct, indirect, or partly."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attribute.quotes import covered
from onrecord.encoder import split_words
from onrecord.model import Manner, Span


def manner(content: Sequence[Span], text: str, quotes: Sequence[Span]) -> Manner:
    """Direct where every word of the content is quoted, indirect where none is, else mixed."""
    total = quoted = 0
    for span in content:
        total += _words(text, span)
        quoted += sum(_words(text, part) for part in covered(span, quotes))
    if quoted == 0:
        return Manner.INDIRECT
    return Manner.DIRECT if quoted >= total else Manner.MIXED


def _words(text: str, span: Span) -> int:
    return sum(word.text[0].isalnum() for word in split_words(span.of(text)))
