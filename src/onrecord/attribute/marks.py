"""Marks inside the words of a statement: brackets, ellipses, "[sic]", quoted parts of indirect speech."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.attribute.quotes import covered
from onrecord.model import Manner, Mark, MarkKind, Span

MARK = re.compile(r"[\[(]sic[.!]?[\])]|\[[^\[\]\n]{1,120}\]|\.(?:\s?\.){2,}|…", re.I)


def marks(content: Sequence[Span], manner: Manner, text: str, quotes: Sequence[Span]) -> tuple[Mark, ...]:
    """The marks in a content, in text order. `quotes` are the quotations of the text."""
    found = [mark for span in content for mark in _of(span, manner, text, quotes)]
    return tuple(sorted(found, key=lambda mark: (mark.span, mark.kind)))


def _of(span: Span, manner: Manner, text: str, quotes: Sequence[Span]) -> Iterator[Mark]:
    for part in covered(span, quotes):
        if manner is not Manner.DIRECT:
            yield Mark(kind=MarkKind.QUOTED, span=part)
        for match in MARK.finditer(text, part.start, part.end):
            yield Mark(kind=_kind(match[0]), span=Span(*match.span()))


def _kind(mark: str) -> MarkKind:
    inner = mark.strip("[]() ").lower()
    if inner.rstrip(".!") == "sic":
        return MarkKind.SIC
    return MarkKind.ELLIPSIS if not inner.strip(". …") else MarkKind.BRACKETS
