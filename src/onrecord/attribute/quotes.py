"""Quotations in a text: every style of mark, over sentences and paragraphs, closed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Span

MARK = re.compile(r"''|``|[“”„«»\"‘’']|\n\s*")
CLOSERS = {"“": '”"', '"': '"”', "„": "“”", "«": "»", "``": "''", "''": "''", "‘": "’", "'": "'’"}
SINGLE = "‘’'"
MARKS = "\"“”„«»‘’'`"
DIRECTED = ("“", "„", "«", "``")


def quotations(text: str, skip: Sequence[Span] = ()) -> list[Span]:
    """Quotations with their marks, in text order, the outermost only.

    One that is not closed ends with its paragraph.
    """
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    for match in MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark[0] == "\n":
            if opened is not None:
                found.append(Span(opened[0], at))
                opened = None
        elif opened is None:
            if mark in CLOSERS and _opens(text, match):
                opened = (at, CLOSERS[mark])
        elif mark in opened[1] and _closes(text, match):
            found.append(Span(opened[0], match.end()))
            opened = None
    if opened is not None and opened[0] + 1 < len(text):
        found.append(Span(opened[0], len(text)))
    return [q for q in found if not any(q.overlaps(s) for s in skip)] if skip else found


def _opens(text: str, match: re.Match[str]) -> bool:
    if match[0] in DIRECTED:
        return True
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if match[0] in SINGLE:
        return not before.isalnum() and after.isalnum()
    return not before.isalnum() and not after.isspace()


def _closes(text: str, match: re.Match[str]) -> bool:
    if match[0] not in SINGLE:
        return True
    after = text[match.end() : match.end() + 1]
    return not after.isalnum()


def joined(spans: Sequence[Span]) -> list[Span]:
    """The same stretches in order, those that overlap made one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def inside(quote: Span, text: str) -> list[Span]:
    """Quotations within a quotation, whose own marks stand at its ends or nowhere."""
    words = quote.of(text)
    left = len(words) - len(words.lstrip(MARKS))
    right = len(words.rstrip(MARKS))
    return [
        Span(quote.start + left + q.start, quote.start + left + q.end) for q in quotations(words[left:right])
    ]


def covered(span: Span, quotes: Sequence[Span]) -> Iterator[Span]:
    """The parts of a span that are quoted."""
    for quote in quotes:
        if quote.overlaps(span):
            yield Span(max(span.start, quote.start), min(span.end, quote.end))
