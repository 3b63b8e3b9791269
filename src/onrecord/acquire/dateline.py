"""The line of place, date and agency with which a report opens: "Moscow, Aug 2 (EFE).-", "KYIV (AP) —"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from onrecord import dates
from onrecord.acquire.lines import Line
from onrecord.model import Dateline, Span, When

SEPARATOR = re.compile(
    r"\.\s?[-–—]+\s?|\s+[-–—_]{1,3}\s*|[-–—]{1,2}\s|/[.:]?\s|\)\s?(?:[-–—:]+\s?|(?=[A-Z\"“]))|:\s"
)
DASH = re.compile(r"[-–—_/]")
FOLDER = Path(__file__).parent / "data"
LONGEST = 90
# A standfirst may stand above the paragraph with the dateline.
LINES = 2
AGENCY = re.compile(r"\((?P<round>[A-Z][\w .&'’/-]{1,30})\)|/(?P<slash>[A-Z][\w .-]{1,20})/")
LABEL = re.compile(r"(?:date|published|updated)\b[:\s]*", re.IGNORECASE)
PLACE = re.compile(
    r"^[A-ZÀ-Þ][\w.'’-]*(?:(?: |, ?| ?/ ?|-)(?:[A-ZÀ-Þ][\w.'’-]*|of|de|la|el|al|and|the)){0,6}$"
)
TURN = re.compile(r"^[ \t]*(?:[A-Z][A-Z.'’-]+ ?){1,4}:[ \t]", re.M)
"""A line that begins with a name in capitals and a colon: from two on, the text is a transcript."""
BLANKS = " \t\u00a0,.;/|–—-"


class Opening(NamedTuple):
    """What stands before the first word of a report's body."""

    prefix: Span
    """All of it, with the dash."""
    dateline: Dateline | None = None
    outlet: Span | None = None
    """A name that is no place, after a date: "date 2022-10-09 The Harbour Post - The ..."."""
    when: When | None = None
    """The date before that name."""


class _Parts(NamedTuple):
    """The pieces of a prefix: place or outlet, agency, date."""

    name: Span | None
    agency: str | None
    when: When | None


def read(text: str, lines: Sequence[Line]) -> Opening | None:
    """The opening of a report whose body begins with `lines`; None where it has none."""
    for line in lines[:LINES]:
        for match in SEPARATOR.finditer(text, line.start, min(line.end, line.start + LONGEST)):
            opening = _parse(text, line.start, match)
            if opening:
                return opening
    return None


def _parse(text: str, start: int, separator: re.Match[str]) -> Opening | None:
    end = separator.start() + separator[0].startswith((")", "/"))
    prefix, parts = Span(start, separator.end()), _parts(text, start, end)
    name = parts.name.of(text) if parts.name else None
    if (name is None and parts.agency is None) or (name is not None and not PLACE.match(name)):
        return None
    if DASH.search(separator[0]) is None:
        is_dateline = _upper(name) and not (parts.when is None and len(TURN.findall(text)) > 1)
    else:
        is_dateline = _upper(name) or (is_place(name) if name else parts.agency is not None)
        is_dateline = is_dateline or bool(parts.agency and parts.when)
        if not is_dateline and parts.when:
            return Opening(prefix, outlet=parts.name, when=parts.when)
    if not is_dateline:
        return None
    day = parts.when.date if parts.when else None
    return Opening(prefix, Dateline(span=Span(start, end), place=name, date=day, agency=parts.agency))


def _parts(text: str, start: int, end: int) -> _Parts:
    agency = AGENCY.search(text, start, end)
    found = dates.absolute(text, start, end)
    when = found[0] if found else None
    label = LABEL.match(text, start, end) if when else None
    taken = [Span(*match.span()) for match in (agency, label) if match]
    taken += [when.span] if when else []
    written = (agency["round"] or agency["slash"]).strip() if agency else None
    return _Parts(_rest(text, start, end, taken), written, when)


def _rest(text: str, start: int, end: int, taken: list[Span]) -> Span | None:
    """What is left of a prefix without its date, agency and label; None if nothing is."""
    at = start
    pieces = []
    for span in sorted(taken):
        pieces.append((at, span.start))
        at = max(at, span.end)
    pieces.append((at, end))
    kept = [s for a, b in pieces if (s := _stripped(text, a, b))]
    return Span(kept[0].start, kept[-1].end) if kept else None


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in BLANKS:
        start += 1
    while start < end and text[end - 1] in BLANKS.replace(".", ""):
        end -= 1
    return Span(start, end) if start < end else None


def _upper(name: str | None) -> bool:
    """Whether the place itself is in capitals ("RAMALLAH, West Bank"), as in many a dateline."""
    first = (name or "").split(",")[0]
    return first.isupper() and len(first) > 2


def is_place(name: str) -> bool:
    """Whether the name before the first comma is that of a country or a city of more than 15,000 people."""
    return name.split(",")[0].strip().lower() in _places()


@cache
def _places() -> frozenset[str]:
    table = (FOLDER / "places.tsv").read_text("utf-8")
    return frozenset(line for line in table.splitlines() if not line.startswith("#"))
