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
# Words in the same clause that put a date into the future, or leave it open.
NOT_PAST = re.compile(
    r"\b(?:will|would|shall|may|might|could|by|until|till|through|before|due|next|plans?|planned|expected|scheduled|"
    r"deadline|if|unless|to be|set to|ending|expires?)\b",
    re.IGNORECASE,
)
CLAUSE_START = re.compile(r"[.;,!?\n\r]")


def read(text: str, layout: Layout, opening: Opening | None) -> Found[PartialDate] | None:
    """The date of publication: stated, by the dateline, else bounds from what the text dates in the past."""
    stated = _stated(layout, text) or _of_opening(opening.when if opening else None)
    if stated:
        return settle(text, stated)
    if opening and opening.dateline and opening.dateline.date:
        return _of_dateline(text, opening.dateline, opening.dateline.date)
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
    """A line that says when: one that says "published" first, then one that is a date and no more."""
    lines = layout.having(Role.DATED, Role.BYLINE)
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


def _of_dateline(text: str, dateline: Dateline, moment: PartialDate) -> Found[PartialDate] | None:
    """The dateline's date; its year, if not given, where weekday and other dates of the text pin it."""
    found = dates.absolute(text, dateline.span.start, dateline.span.end)
    evidence = found[0].span if found else dateline.span
    if moment.year is not None:
        return Found(value=moment, method="dateline", evidence=evidence)
    year = _pinned_year(text, dateline.span, moment) if moment.precision is Precision.DAY else None
    if year is not None:
        value = replace(moment, value=f"{year}{moment.value[4:]}")
        return Found(
            value=value, method="dateline; year pinned by weekday and other dates", evidence=evidence
        )
    first = _latest_past(text, [])
    bounded = replace(moment, earliest=dates.limits(first.date)[0].isoformat()) if first else moment  # type: ignore[union-attr]
    return Found(value=bounded, method="dateline; no year in the text", evidence=evidence)


def _pinned_year(text: str, dateline: Span, moment: PartialDate) -> int | None:
    """The one year in which the weekday is right and another date of the text lies shortly before."""
    weekday = WEEKDAY.search(text, dateline.end, dateline.end + 400)
    if weekday is None:
        return None
    month, day = int(moment.value[5:7]), int(moment.value[8:10])
    years = set()
    for when in dates.absolute(text):
        first = dates.limits(when.date)[0]
        if first is None or when.date.precision is Precision.YEAR:
            continue
        for year in (first.year, first.year + 1):
            found = dates.pin_year(month, day, WEEKDAYS.index(weekday[1].lower()), year, year)
            if found and timedelta(0) <= date(found, month, day) - first <= NEAR:
                years.add(found)
    return years.pop() if len(years) == 1 else None


def _bounds(text: str, layout: Layout) -> Found[PartialDate] | None:
    """Published no earlier than the latest day that the text puts into the past."""
    latest = _latest_past(text, layout.having(Role.CAPTION))
    first = dates.limits(latest.date)[0] if latest else None
    if latest is None or first is None:
        return None
    return Found(
        value=dates.period(first, None),
        method="no earlier than a past date of the text",
        evidence=latest.span,
    )


def _latest_past(text: str, captions: list[Line]) -> When | None:
    """The latest date, of a month or a day, of something that has happened when the text was written."""
    best: tuple[date, When] | None = None
    for when in dates.absolute(text):
        first = dates.limits(when.date)[0]
        if first is None or when.date.precision is Precision.YEAR:
            continue
        in_caption = any(line.span.contains(when.span) for line in captions)
        if (in_caption or _is_past(text, when.span)) and (best is None or first > best[0]):
            best = (first, when)
    return best[1] if best else None


def _is_past(text: str, span: Span) -> bool:
    start = max(
        (m.end() for m in CLAUSE_START.finditer(text, max(0, span.start - 300), span.start)), default=0
    )
    return NOT_PAST.search(text, start, span.start) is None
