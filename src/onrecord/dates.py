"""Dates in English text: explicit ones, and relative ones read against a day of writing.

A date is never more precise than its words. Where they give a stretch of time that is not a whole
month or year ("last week", "from 2014 to 2022", "late February"), `earliest` and `latest` bound it
and `value` is the longest prefix that holds for all of it: the month, else the year, else "XXXX"
(no year is common to all, or one bound is open). Weeks run from Monday to Sunday; "early", "mid"
and "late" are thirds of a month (days 1-10, 11-20, 21-) or of a year. Times are as written, without
a time zone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord import date_grammar
from onrecord.model import PartialDate, Span, When
from onrecord.periods import DAY, day_of, limits, period, pin_year

__all__ = ["absolute", "find", "limits", "period", "pin_year"]


def absolute(text: str, start: int = 0, end: int | None = None) -> list[When]:
    """Explicit dates of `text[start:end]` in text order; a day without a year is "XXXX-08-02".

    An all-figures date whose day and month could be swapped ("09/10/2022") has the year as its
    value and both readings as bounds. A four-figure number is a year only where it reads as one.
    """
    end = len(text) if end is None else end
    return _longest(date_grammar.explicit(text, start, end))


def find(text: str, start: int, end: int, anchor: PartialDate | None, *, future: bool = False) -> list[When]:
    """Explicit and relative dates of `text[start:end]` in text order.

    `anchor` is when the text was written; without it relative expressions are skipped, and with
    less than a day ("2022-10", "XXXX-08-02") only what holds for every day it may be is given.
    A bare weekday, day or month is the latest one up to the anchor, with `future` the next one.
    """
    return list(_find(text, start, end, anchor, future))


# A sentence is asked for its dates once for each event in it, and for each thing that has a date.
@lru_cache(maxsize=64)
def _find(text: str, start: int, end: int, anchor: PartialDate | None, future: bool) -> tuple[When, ...]:
    found = date_grammar.explicit(text, start, end)
    found += date_grammar.relative(text, start, end, anchor, future)
    dated = [_with_year(when, text, anchor, future) for when in _longest(found)]
    return tuple(_bounded(_ranges(dated, text), text, start, anchor))


def _longest(found: list[When]) -> list[When]:
    """The leftmost, then longest of those that overlap; at equal length the first rule's."""
    kept: list[When] = []
    for when in sorted(found, key=lambda w: (w.span.start, -w.span.end)):
        if not kept or when.span.start >= kept[-1].span.end:
            kept.append(when)
    return kept


def _with_year(when: When, text: str, anchor: PartialDate | None, future: bool) -> When:
    """Give a day without a year the latest year up to 60 days past the anchor, or the next one."""
    today = anchor.day if anchor else None
    if today is None or not when.date.value.startswith("XXXX-") or "-XX" in when.date.value:
        return when
    month, words = int(when.date.value[5:7]), when.span.of(text)
    shown = [int(figure) for figure in re.findall(r"\d+", words)]
    spells = [[day_of(year, month, day) for day in shown] for year in range(today.year - 1, today.year + 2)]
    days = [(spell[0], spell[-1]) for spell in spells if spell and spell[0] and spell[-1]]
    if future:
        fitting = [pair for pair in days if pair[1] >= today][:1]
    else:
        fitting = [pair for pair in days if pair[0] <= today + 60 * DAY][-1:]
    return When(date=period(*fitting[0]), span=when.span) if fitting else when


_RANGE = re.compile(r"\s*[-–]\s*|\s+(?:and|to|until|till|through)\s+(?:on\s+)?")
_FROM = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)


def _ranges(found: list[When], text: str) -> list[When]:
    """Join "between A and B", "from A to B" and "A - B"."""
    joined: list[When] = []
    for when in found:
        if joined and (whole := _range(joined[-1], when, text)):
            joined[-1] = whole
        else:
            joined.append(when)
    return joined


def _range(left: When, right: When, text: str) -> When | None:
    between = text[left.span.end : right.span.start]
    opened = _FROM.search(text, 0, left.span.start) if _RANGE.fullmatch(between) else None
    first, last = limits(left.date)[0], limits(right.date)[1]
    if opened is None or first is None or last is None or first > last:
        return None
    return When(date=period(first, last), span=Span(opened.start(), right.span.end))


_BOUND = re.compile(r"\b(since|by|until|till|before|prior to|after)\s+$", re.IGNORECASE)


def _bounded(found: list[When], text: str, start: int, anchor: PartialDate | None) -> list[When]:
    """Turn "since", "by", "until", "before" and "after" a date into bounds."""
    return [_bound(when, text, start, anchor) for when in found]


def _bound(when: When, text: str, start: int, anchor: PartialDate | None) -> When:
    word = _BOUND.search(text, max(start, when.span.start - 12), when.span.start)
    first, last = limits(when.date)
    if word is None or first is None or last is None or text[when.span.end : when.span.end + 1] in ("'", "’"):
        return when
    today = limits(anchor) if anchor else (None, None)
    low, high = {
        "since": (first, today[1] if today[1] and today[1] >= first else None),
        "by": (today[0] if today[0] and today[0] <= last else None, last),
        "after": (last + DAY, None),
        "before": (None, first - DAY),
        "prior to": (None, first - DAY),
    }.get(" ".join(word[1].lower().split()), (None, last))
    return When(date=period(low, high), span=Span(word.start(), when.span.end))
