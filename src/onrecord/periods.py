"""Days and stretches of days, as partial dates that are never more precise than they are."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from onrecord.model import PartialDate, Precision

DAY = timedelta(days=1)


def limits(moment: PartialDate) -> tuple[date | None, date | None]:
    """First and last day that a date may mean; None on a side that is open."""
    if moment.earliest or moment.latest:
        return _iso(moment.earliest), _iso(moment.latest)
    if moment.year is None:
        return None, None
    parts = [int(part) for part in moment.value[:10].split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    first = date(parts[0], parts[1] if len(parts) > 1 else 1, 1)
    last = month_end(first) if len(parts) > 1 else date(parts[0], 12, 31)
    return first, last


def period(first: date | None, last: date | None) -> PartialDate:
    """The date that holds for every day from `first` to `last`; None leaves a side open."""
    if first is None or last is None or first.year != last.year:
        value, precision = "XXXX", Precision.YEAR
    elif first == last:
        return PartialDate(value=first.isoformat(), precision=Precision.DAY)
    elif first.month == last.month:
        value, precision = f"{first:%Y-%m}", Precision.MONTH
    else:
        value, precision = f"{first:%Y}", Precision.YEAR
    whole = PartialDate(value=value, precision=precision)
    if limits(whole) == (first, last):
        return whole
    return replace(
        whole, earliest=first.isoformat() if first else None, latest=last.isoformat() if last else None
    )


def pin_year(month: int, day: int, weekday: int, low: int, high: int) -> int | None:
    """The only year in [low, high] in which that day falls on `weekday` (Monday is 0), else None."""
    years = [y for y in range(low, high + 1) if (d := day_of(y, month, day)) and d.weekday() == weekday]
    return years[0] if len(years) == 1 else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def month_end(first: date) -> date:
    """The last day of a month."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
