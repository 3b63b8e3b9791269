"""Who wrote a report, as its byline says."""

from __future__ import annotations

import re

from onrecord import dates
from onrecord.acquire.layout import Layout
from onrecord.acquire.lines import Line
from onrecord.acquire.patterns import Role
from onrecord.model import Found, Span

LEAD = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words|analysis|opinion|report|text)\s+)?by[:\s]\s*"
    r"|^(?:the\s+)?(?:authors?|writers?|reporters?|correspondents?|byline|journalists?)\s*[:：|]\s*",
    re.IGNORECASE,
)
ABOUT = re.compile(r"^about\s+(?=[^\x00-\x7f])", re.IGNORECASE)
# What follows the names in a byline: a date, a place, a role, another column.
STOP = re.compile(
    r"\s*(?:[|•·–—/(\[]|\s-\s|\d|\b(?:in|for|at|on|from|of|with)\s|\b(?:published|updated|posted|last|modified)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b)\s*", re.IGNORECASE)
ROLE = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|staff|agency|agencies|bureau|desk|chief|columnist|analyst|producer|"
    r"news|press|times|post|reuters|afp|ap|efe|associated press)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"^[^\W\d_][\w.'’\u200c-]*(?:\s+[^\W\d_][\w.'’\u200c-]*){0,4}$")


def read(layout: Layout) -> tuple[Found[str], ...]:
    """The authors in the order of the byline; none where no line names one."""
    for line in [*layout.beside(Role.BYLINE), *_author_boxes(layout)]:
        lead, method = LEAD.match(line.text), "byline"
        if lead is None:
            lead, method = ABOUT.match(line.text), "author box"
        if lead and (authors := _names(line, lead.end(), method)):
            return authors
    return ()


def _author_boxes(layout: Layout) -> list[Line]:
    return [line for line in layout.having(Role.BYLINE) if ABOUT.match(line.text)]


def _names(line: Line, start: int, method: str) -> tuple[Found[str], ...]:
    found = dates.absolute(line.text, start)
    end = start + len(STOP.sub("", line.text[start : found[0].span.start if found else None]))
    names: list[Found[str]] = []
    at = start
    for separator in [*BETWEEN.finditer(line.text, start, end), None]:
        stop = separator.start() if separator else end
        name = line.text[at:stop]
        is_first = not names
        if NAME.match(name.strip()) and (is_first or not ROLE.search(name)):
            names.append(Found(value=name.strip(), method=method, evidence=_span(line, at, stop)))
        at = separator.end() if separator else end
    return tuple(names)


def _span(line: Line, start: int, end: int) -> Span:
    piece = line.text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(line.start + start + left, line.start + start + len(piece.rstrip()))
