"""Statements split into the assertions that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.model import Clause, Report, Span, Statement

LEAST_WORDS = 3

# Between two assertions: the end of a sentence, a semicolon, or a comma before a conjunction and a subject.
_BREAK = re.compile(
    r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])"
    r"|;\s+"
    r"|,\s+(?:and|but|while|whereas|adding|although)\s+(?:that\s+)?"
    r"(?=(?:he|she|it|they|we|I|you|there|this|these|those|the|no|his|her|its|their|our|[A-Z][\w’'-]+)\s)"
    r"|\s+(?:and|but)\s+(?=that\s)"
)
_DATELINE = re.compile(r"[A-Z][A-Z .,’'-]{2,}[^\n—–-]{0,40}\([A-Z][A-Za-z]+\)\s*[—–-]+\s*")
_EDGE = re.compile(r"^[\s\"“”‘’'`(\[,;:.–—-]+|[\s\"“”‘’'`)\],;:–—-]+$")
_WORDS = re.compile(r"\w+")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Lt|Col|Gov|St|No|vs)\.\s+$")


def clauses(report: Report, statement: Statement) -> list[Clause]:
    """The assertions of a statement, in text order; fragments of fewer than three words are joined on."""
    found: list[tuple[Span, ...]] = []
    for span in _without_dateline(report, statement.content):
        parts = [part for part in _split(report.text, span) if _count(report.text, part)]
        for part in parts:
            short = _count(report.text, part) < LEAST_WORDS
            if found and short and part is not parts[0]:
                found[-1] = (*found[-1][:-1], Span(found[-1][-1].start, part.end))
            else:
                found.append((part,))
    return [
        Clause(
            report=report.id,
            statement=statement.id,
            number=number,
            content=content,
            text=" … ".join(" ".join(span.of(report.text).split()) for span in content),
        )
        for number, content in enumerate(found)
    ]


def _without_dateline(report: Report, content: Iterable[Span]) -> Iterator[Span]:
    """Spans less the place, date and agency at the head of a report."""
    for span in content:
        found = _DATELINE.match(report.text, span.start, span.end)
        start = found.end() if found else span.start
        if report.dateline and report.dateline.span.overlaps(Span(start, start + 1)):
            start = report.dateline.span.end
        if start < span.end:
            yield Span(start, span.end)


def _split(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for found in _BREAK.finditer(text, span.start, span.end):
        if _ABBREVIATION.search(text, start, found.end()) or not text[start : found.start()].strip():
            continue
        yield from _trimmed(
            text, start, found.start() + 1 if text[found.start()] in ".!?…" else found.start()
        )
        start = found.end()
    yield from _trimmed(text, start, span.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretch without quotation marks and punctuation at its edges."""
    lead = _EDGE.match(text[start:end])
    start += lead.end() if lead else 0
    tail = _EDGE.search(text[start:end])
    if tail and tail.start():
        end = start + tail.start()
    if end > start:
        yield Span(start, end)


def _count(text: str, span: Span) -> int:
    return len(_WORDS.findall(span.of(text)))
