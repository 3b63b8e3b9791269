"""When a report was published, as its text says: exact, or with bounds, never invented."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from onrecord import dates
from onrecord.acquire.dateline import Opening
from onrecord.acquire.layout import Layout
from onrecord.acquire.lines import Line
from onrecord.acquire.patterns import Role
from onrecord.model import Dateline, Found, PartialDate, Precision, Span, When

UPDATED = re.compile(r"\b(?:updated|modified|edited|last update)\b", re.IGNORECASE)
PUBLISHED = re.compile(r"\b(?:published|posted|created|date|issued|released?)\b", re.IGNORECASE)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(r"(?<!last )(?<!next )(?<!previous )\b(" + "|".join(WEEKDAYS) + r")\b", re.IGNORECASE)
# A dated event of the text is taken for one of the same season only if it is this near to the report.
NEAR = timedelta(days=92)

Past = tuple[date, Span]
"""First day of a past date, and the characters that give it."""

# Words in the same clause that put a date into the future, or leave it open.
NOT_PAST = re.compile(
    r"\b(?:will|would|shall|may|might|could|by|until|till|through|before|due|next|plans?|planned|expected|scheduled|"
    r"deadline|if|unless|to be|set to|ending|expires?)\b",
    re.IGNORECASE,
)
CLAUSE_LONGEST = 300
# The weekday of the first sentences is that of the dateline.
WEEKDAY_WITHIN = 400
CLAUSE_START = re.compile(r"[.;,!?\n\r]")


def read(text: str, layout: Layout, opening: Opening | None) -> Found[PartialDate] | None:
    """The date of publication: stated, by the dateline, else bounds from what the text dates in the past."""
    stated = _stated(layout, text) or _of_opening(opening.when if opening else None)
    if stated:
        return settle(text, stated)
    if opening and opening.dateline and opening.dateline.date:
        return _of_dateline(text, layout, opening.dateline)
    return _bounds(text, layout)


def settle(text: str, stated: Found[PartialDate]) -> Found[PartialDate]:
    """A date with two readings ("09/10/2022") is settled where another date of the text is one of them."""
    moment, evidence = stated.value, stated.evidence
    if not ambiguous(moment):
        return stated
    others = {
        w.date.value[-5:]
        for w in dates.absolute(text)
        if w.date.precision is Precision.DAY and w.span != evidence
    }
    readings = [day for day in (moment.earliest, moment.latest) if day and day[-5:] in others]
    if len(readings) != 1:
        return stated
    value = PartialDate(value=readings[0], precision=Precision.DAY)
    return replace(stated, value=value, method=f"{stated.method}, order settled by another date of the text")


def ambiguous(moment: PartialDate) -> bool:
    """Whether a date has exactly two readings: day and month swapped."""
    if moment.precision is not Precision.YEAR or not (moment.earliest and moment.latest):
        return False
    first, last = moment.earliest, moment.latest
    return first[:4] == last[:4] and first[5:7] == last[8:10] and first[8:10] == last[5:7]


def _stated(layout: Layout, text: str) -> Found[PartialDate] | None:
    """A line near headline or end that says when: one that says "published", then one that is a date."""
    lines = layout.beside(Role.DATED, Role.BYLINE)
    labelled = [line for line in lines if PUBLISHED.search(line.text)]
    bare = [line for line in lines if not UPDATED.search(line.text)]
    for method, candidates in (("labelled date", labelled), ("date line", bare)):
        for line in candidates:
            found = _of_line(text, line, method)
            if found:
                return found
    return _updated(text, [line for line in lines if UPDATED.search(line.text)])


def _of_line(text: str, line: Line, method: str) -> Found[PartialDate] | None:
    stop = UPDATED.search(line.text)
    end = line.start + stop.start() if stop and stop.start() > 0 else line.end
    full = [w for w in dates.absolute(text, line.start, end) if w.date.year is not None]
    return Found(value=full[0].date, method=method, evidence=full[0].span) if full else None


def _updated(text: str, lines: list[Line]) -> Found[PartialDate] | None:
    """Published no later than the date of an update."""
    for line in lines:
        for when in dates.absolute(text, line.start, line.end):
            last = dates.limits(when.date)[1]
            if last:
                return Found(
                    value=dates.period(None, last), method="no later than its update", evidence=when.span
                )
    return None


def _of_opening(opening: When | None) -> Found[PartialDate] | None:
    if opening is None or opening.date.year is None:
        return None
    return Found(value=opening.date, method="date before the first sentence", evidence=opening.span)


def _of_dateline(text: str, layout: Layout, dateline: Dateline) -> Found[PartialDate] | None:
    """The dateline's date; its year, if not given, where weekday and other dates of the text pin it."""
    when = dates.absolute(text, dateline.span.start, dateline.span.end)[0]
    moment = when.date
    if moment.year is not None:
        return Found(value=moment, method="dateline", evidence=when.span)
    past = _past(text, layout)
    year = _pinned_year(text, dateline.span, moment, past) if moment.precision is Precision.DAY else None
    if year is not None:
        value = replace(moment, value=f"{year}{moment.value[4:]}")
        return Found(
            value=value, method="dateline; year pinned by weekday and other dates", evidence=when.span
        )
    if past:
        moment = replace(moment, earliest=max(past)[0].isoformat())
    return Found(value=moment, method="dateline; no year in the text", evidence=when.span)


def _pinned_year(text: str, dateline: Span, moment: PartialDate, past: list[Past]) -> int | None:
    """The one year in which the weekday is right and a past date of the text lies shortly before."""
    weekday = WEEKDAY.search(text, dateline.end, dateline.end + WEEKDAY_WITHIN)
    if weekday is None:
        return None
    month, day, number = int(moment.value[5:7]), int(moment.value[8:10]), WEEKDAYS.index(weekday[1].lower())
    years = {dates.pin_year(month, day, number, year, year) for first, _ in past for year in _around(first)}
    near = [
        year
        for year in sorted(filter(None, years))
        if any(timedelta(0) <= date(year, month, day) - first <= NEAR for first, _ in past)
    ]
    return near[0] if len(near) == 1 else None


def _around(first: date) -> tuple[int, int]:
    return first.year, first.year + 1


def _bounds(text: str, layout: Layout) -> Found[PartialDate] | None:
    """Published no earlier than the latest day that the text puts into the past."""
    past = _past(text, layout)
    if not past:
        return None
    first, evidence = max(past)
    return Found(
        value=dates.period(first, None), method="no earlier than a past date of the text", evidence=evidence
    )


def _past(text: str, layout: Layout) -> list[Past]:
    """Days and months of what had happened when the text was written: in captions, and in the body."""
    past = []
    for role in (Role.CAPTION, Role.BODY):
        for line in layout.having(role):
            for when in dates.absolute(text, line.start, line.end):
                first = dates.limits(when.date)[0]
                exact = when.date.precision is not Precision.YEAR
                if first and exact and (role is Role.CAPTION or _is_past(text, when.span)):
                    past.append((first, when.span))
    return past


def _is_past(text: str, span: Span) -> bool:
    starts = CLAUSE_START.finditer(text, max(0, span.start - CLAUSE_LONGEST), span.start)
    return NOT_PAST.search(text, max((m.end() for m in starts), default=0), span.start) is None
