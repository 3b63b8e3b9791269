"""The date expressions of English: one regular expression and one reading for each kind.

The words stand in `data/dates.tsv`; `dates` chooses among what the rules find, and joins it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources

from onrecord import numbers
from onrecord.model import PartialDate, Precision, Span, When
from onrecord.periods import DAY, add_months, day_of, limits, month_end, period

Resolve = Callable[[re.Match[str], date, bool], PartialDate | None]


@cache
def _table(kind: str) -> dict[str, str]:
    lines = resources.files("onrecord").joinpath("data/dates.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {word: value for row_kind, word, *rest in rows if row_kind == kind for value in rest or [""]}


def _any(kind: str) -> str:
    words = sorted(_table(kind), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"


@cache
def _named(kind: str) -> dict[str, int]:
    return {word.lower(): int(value) for word, value in _table(kind).items()}


def _code(kind: str, word: str) -> int:
    return _named(kind)[" ".join(word.lower().rstrip(".").split())]


def _compiled(pattern: str) -> re.Pattern[str]:
    """Fill in the word classes and the shapes of a day, year and time."""
    for name, part in _parts().items():
        pattern = pattern.replace("@" + name, part)
    return re.compile(rf"(?<![\w/])(?:{pattern})(?!\w)")


@cache
def _parts() -> dict[str, str]:
    whole = ("May", "June", "July")
    months = [rf"{word}\b" if len(word) > 4 or word in whole else rf"{word}\b\.?" for word in _table("month")]
    month = "|".join([*months, *(word.upper() for word in _table("month"))])
    weekday = "|".join([*_table("weekday"), *_table("short-weekday")])
    return {
        "month": rf"(?P<month>{month})",
        "weekday": rf"(?:(?P<weekday>{weekday})\.?,?\s+(?:the\s+)?)?",
        "day": r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
        "to": r"(?P<to>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
        "year": r"(?P<year>1[89]\d\d|20\d\d)",
        "time": r"(?:,?\s+(?:at\s+)?(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?"
        r"(?:\s*(?P<half>[ap]\.?m\.?))?)?",
        "part": rf"(?:(?P<part>(?i:{_any('part')}))(?:\s+|-))",
        "shift": rf"(?P<shift>(?i:{_any('shift')}))",
        "number": rf"(?P<number>\d{{1,3}}|(?i:an?|couple\s+of|{'|'.join(numbers.table('unit'))}))",
        "unit": rf"(?P<unit>(?i:{_any('unit')}))",
    }


# Explicit dates


def explicit(text: str, start: int, end: int) -> list[When]:
    """Every explicit date of `text[start:end]`, overlapping ones too."""
    found = []
    for pattern, resolve in _rules():
        for match in pattern.finditer(text, start, end):
            if (moment := resolve(match)) is not None:
                found.append(When(date=moment, span=_trimmed(match)))
    return found


def _trimmed(match: re.Match[str]) -> Span:
    """The named year alone where the words before it only show that it is one."""
    return Span(*match.span("shown" if "shown" in match.re.groupindex else 0))


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], PartialDate | None]], ...]:
    before_year, counted = _any("before-year"), _any("counted")
    return (
        (_compiled(r"@year-(?P<month>\d\d)-@day(?:T(?P<hour>\d\d):(?P<minute>\d\d)\S*)?"), _date),
        (_compiled(r"@year(?P<dot>[./])(?P<month>\d\d?)(?P=dot)@day@time"), _date),
        (_compiled(r"@weekday@day\s+(?:of\s+)?@month(?:,?\s+@year@time)?"), _date),
        (_compiled(r"@weekday@month\s+@day(?:,?\s+@year@time)?(?![:%])(?!,\d)"), _date),
        (_compiled(r"@day-@month-@year"), _date),
        (_compiled(r"@month\s+@day(?:\s*[-–]\s*|\s+(?:and|to|or)\s+)@to(?:,?\s+@year)?"), _days),
        (_compiled(r"@day(?:\s*[-–]\s*|\s+(?:and|to|or)\s+)@to\s+@month(?:,?\s+@year)?"), _days),
        (_compiled(r"@part?@month,?\s+(?:of\s+)?@year"), _month),
        (_compiled(r"(?P<a>\d\d?)(?P<dot>[./-])(?P<b>\d\d?)(?P=dot)@year"), _figures),
        (_compiled(r"@part?(?:the\s+)?(?P<decade>1[89]\d|20\d)0s"), _decade),
        (_compiled(r"@part@year"), _year),
        (_compiled(r"(?:the\s+)?(?P<nth>(?i:first|second|last))\s+half\s+of\s+@year"), _half),
        (
            _compiled(r"(?:the\s+)?(?P<nth>(?i:first|second|third|fourth|last))\s+quarter\s+of\s+@year"),
            _quarter,
        ),
        (
            _compiled(rf"(?:(?i:{before_year})|\w+['’]s?)\s+(?P<shown>@year)(?!\s+{counted}\b)(?![,.:]?\d)"),
            _year,
        ),
        (_compiled(r"(?P<shown>@year)(?=\))"), _year),
        (_compiled(r"@year(?:\s*[-–]\s*|\s+(?:to|and|until|through)\s+)(?P<last>(?:1[89]|20)?\d\d)"), _years),
    )


def _date(match: re.Match[str]) -> PartialDate | None:
    group = match.groupdict()
    month = int(group["month"]) if group["month"].isdigit() else _code("month", group["month"])
    year, day = group["year"], int(group["day"])
    if day_of(int(year or 2000), month, day) is None:
        return None
    value = f"{year or 'XXXX'}-{month:02}-{day:02}"
    if year is None or group.get("hour") is None:
        return PartialDate(value=value, precision=Precision.DAY)
    hour = _hour(int(group["hour"]), group.get("half") or "")
    return PartialDate(value=f"{value}T{hour:02}:{group['minute']}", precision=Precision.MINUTE)


def _hour(hour: int, half: str) -> int:
    return hour % 12 + (12 if half.startswith("p") else 0) if half else hour


def _days(match: re.Match[str]) -> PartialDate | None:
    month, year = _code("month", match["month"]), match["year"]
    first, last = (day_of(int(year or 2000), month, int(match[name])) for name in ("day", "to"))
    if first is None or last is None or first >= last:
        return None
    return period(first, last) if year else PartialDate(value=f"XXXX-{month:02}", precision=Precision.MONTH)


def _month(match: re.Match[str]) -> PartialDate:
    first = date(int(match["year"]), _code("month", match["month"]), 1)
    return _third(match["part"], first, month_end(first))


def _figures(match: re.Match[str]) -> PartialDate | None:
    year, a, b = int(match["year"]), int(match["a"]), int(match["b"])
    days = sorted({d for d in (day_of(year, b, a), day_of(year, a, b)) if d})
    return period(days[0], days[-1]) if days else None


def _decade(match: re.Match[str]) -> PartialDate:
    first = int(match["decade"]) * 10
    years = {None: (0, 9), 0: (0, 3), 1: (4, 6), 2: (7, 9)}
    low, high = years[_code("part", match["part"]) if match["part"] else None]
    return period(date(first + low, 1, 1), date(first + high, 12, 31))


def _year(match: re.Match[str]) -> PartialDate:
    year = int(match["year"])
    return _third(match.groupdict().get("part"), date(year, 1, 1), date(year, 12, 31))


_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def _half(match: re.Match[str]) -> PartialDate:
    return _piece(int(match["year"]), _NTH.get(match["nth"].lower(), 1), 6)


def _quarter(match: re.Match[str]) -> PartialDate:
    return _piece(int(match["year"]), _NTH.get(match["nth"].lower(), 3), 3)


def _piece(year: int, number: int, months: int) -> PartialDate:
    """A stretch of so many months of a year, counted from 0."""
    return period(date(year, number * months + 1, 1), month_end(date(year, (number + 1) * months, 1)))


def _years(match: re.Match[str]) -> PartialDate | None:
    first, last = int(match["year"]), match["last"]
    final = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return period(date(first, 1, 1), date(final, 12, 31)) if 0 < final - first < 100 else None


def _third(part: str | None, first: date, last: date) -> PartialDate:
    """The early, middle or late third of a month or year; all of it without a part."""
    if part is None:
        return period(first, last)
    third = _code("part", part)
    if first.month == last.month:
        return period(first + 10 * third * DAY, last if third == 2 else first + (10 * third + 9) * DAY)
    return period(date(first.year, 4 * third + 1, 1), month_end(date(first.year, 4 * third + 4, 1)))


# Dates read against the anchor


@cache
def _relative() -> tuple[tuple[re.Pattern[str], Resolve], ...]:
    weekday, months = "|".join(_table("weekday")), "|".join(w for w in _table("month") if len(w) > 3)
    not_named = "".join(rf"(?<!{word}\s)" for word in _table("not-before"))
    sequel = rf"(?:\s+(?:morning|afternoon|evening|night))?(?!\s+{_any('not-after')}\b)"
    alone = rf"(?P<month>(?!May\b|March\b)(?:{months}))(?!\s+(?:\d|[A-Z]))"
    return (
        (_compiled(rf"(?P<word>{_any('day')}|(?<![a-z]\s)(?i:{_any('day')}))"), _named_day),
        (_compiled(rf"{not_named}(?:@shift\s+)?(?P<name>{weekday}){sequel}"), _weekday),
        (
            _compiled(r"(?:@part|(?P<side>(?i:earlier|later))\s+)?@shift\s+(?P<unit>week|month|year|decade)"),
            _shifted,
        ),
        (_compiled(r"(?P<side>(?i:earlier|later))\s+in\s+the\s+(?P<unit>week|month|year)"), _in_the),
        (_compiled(r"(?i:overnight)"), _overnight),
        (
            _compiled(
                rf"(?i:between)\s+(?P<low>{months}|May)\s+and\s+(?P<high>{months}|May)(?!\s+(?:\d|[A-Z]))"
            ),
            _month_range,
        ),
        (_compiled(r"@shift\s+weekend|(?:over|at)\s+the\s+weekend"), _weekend),
        (_compiled(r"@part@month(?!\s+\d)"), _named_month),
        (_compiled(r"@shift\s+@month(?!\s+\d)"), _named_month),
        (
            _compiled(r"(?i:in|since|by|until|during|of|from|before|after)\s+(?P<shown>@month)(?!\s+\d)"),
            _named_month,
        ),
        (_compiled(alone), _named_month),
        (_compiled(r"@month(?:,|\s+of)?\s+@shift\s+year"), _month_of_year),
        (_compiled(r"@number\s+@unit\s+ago"), _ago),
        (_compiled(r"the\s+(?P<way>last|past|next|coming)\s+(?:@number\s+)?@unit"), _stretch),
        (_compiled(r"(?P<way>last|past|next|coming)\s+@number\s+@unit"), _stretch),
        (_compiled(r"(?i:in)\s+@number\s+@unit(?:['’]s?\s+time)?"), _ahead),
    )


def relative(text: str, start: int, end: int, anchor: PartialDate | None, future: bool) -> list[When]:
    """Every date of `text[start:end]` that is read against the anchor, overlapping ones too."""
    found = []
    for pattern, resolve in _relative():
        for match in pattern.finditer(text, start, end):
            if (moment := _resolved(resolve, match, anchor, future)) is not None:
                found.append(When(date=moment, span=_trimmed(match)))
    return found


def _resolved(
    resolve: Resolve, match: re.Match[str], anchor: PartialDate | None, future: bool
) -> PartialDate | None:
    """What the words mean on every day that the anchor may be; None where that differs."""
    moments = [resolve(match, day, future) for day in _anchor_days(anchor)]
    if not moments or moments[0] is None:
        return None
    if anchor and anchor.year is None:
        moments = [_yearless(moment) for moment in moments]
    return moments[0] if all(moment == moments[0] for moment in moments) else None


def _anchor_days(anchor: PartialDate | None) -> list[date]:
    """The first and last day that the anchor may be; of a leap and a common year if it has none."""
    if anchor is None or (len(anchor.value) < 5 and anchor.year is None):
        return []
    years = [anchor.year] if anchor.year else [2003, 2004]
    known = (replace(anchor, value=f"{year}{anchor.value[4:]}") for year in years)
    return [day for moment in known for day in limits(moment) if day]


def _yearless(moment: PartialDate | None) -> PartialDate | None:
    if moment is None or moment.precision is Precision.YEAR or moment.earliest:
        return None
    return replace(moment, value="XXXX" + moment.value[4:])


def _named_day(match: re.Match[str], anchor: date, future: bool) -> PartialDate:
    day = anchor + _code("day", match["word"]) * DAY
    return period(day, day)


def _weekday(match: re.Match[str], anchor: date, future: bool) -> PartialDate:
    days = (_code("weekday", match["name"]) - anchor.weekday()) % 7
    shift = _code("shift", match["shift"]) if match["shift"] else None
    if shift == 1:
        days = days or 7
    elif shift == -1 or (shift is None and not future):
        days -= 7 if days or shift else 0
    return period(anchor + days * DAY, anchor + days * DAY)


def _shifted(match: re.Match[str], anchor: date, future: bool) -> PartialDate | None:
    """ "last week", "earlier this month", "late next year"."""
    shift, unit = _code("shift", match["shift"]), match["unit"]
    first, last = _around(unit, anchor, shift)
    if match["part"] and unit in ("month", "year"):
        return _third(match["part"], first, last)
    if match["side"] and shift == 0:
        earlier = match["side"].lower() == "earlier"
        return period(first, anchor) if earlier else period(anchor, last)
    return period(first, last)


def _in_the(match: re.Match[str], anchor: date, future: bool) -> PartialDate:
    """ "earlier in the week"."""
    first, last = _around(match["unit"], anchor, 0)
    return period(first, anchor) if match["side"].lower() == "earlier" else period(anchor, last)


def _overnight(match: re.Match[str], anchor: date, future: bool) -> PartialDate:
    """The night to the day of writing, or with a future the one after it."""
    return period(anchor, anchor + DAY) if future else period(anchor - DAY, anchor)


def _month_range(match: re.Match[str], anchor: date, future: bool) -> PartialDate:
    """ "between March and May": the latest such stretch that has begun, with a future the next."""
    low, high = _code("month", match["low"]), _code("month", match["high"])
    year = anchor.year - (low > anchor.month and not future) + (future and high < anchor.month)
    last = month_end(date(year + (high < low), high, 1))
    return period(date(year, low, 1), last)


def _around(unit: str, anchor: date, shift: int) -> tuple[date, date]:
    """First and last day of the week, month, year or decade `shift` units away."""
    if unit == "week":
        first = anchor + (7 * shift - anchor.weekday()) * DAY
        return first, first + 6 * DAY
    if unit == "month":
        first = add_months(anchor.replace(day=1), shift)
        return first, month_end(first)
    years = 10 if unit == "decade" else 1
    start = (anchor.year // years + shift) * years
    return date(start, 1, 1), date(start + years - 1, 12, 31)


def _weekend(match: re.Match[str], anchor: date, future: bool) -> PartialDate:
    """Saturday and Sunday; before Saturday the weekend just past, unless the words point ahead."""
    shift = _code("shift", match["shift"]) if match["shift"] else 0
    saturday = anchor + (5 - anchor.weekday()) * DAY
    ahead = future or shift == 1 or (match["shift"] is not None and shift == 0)
    if shift == -1 or (not ahead and saturday > anchor):
        saturday -= 7 * DAY
    elif shift == 1 and saturday <= anchor:
        saturday += 7 * DAY
    return period(saturday, saturday + DAY)


def _named_month(match: re.Match[str], anchor: date, future: bool) -> PartialDate:
    group, month = match.groupdict(), _code("month", match["month"])
    shift = _code("shift", group["shift"]) if group.get("shift") else None
    first = date(anchor.year, month, 1)
    if shift == 1 or (shift is None and future):
        first = first if month > anchor.month - (shift is None) else add_months(first, 12)
    elif shift is None or shift == -1:
        first = first if month < anchor.month + (shift is None) else add_months(first, -12)
    return _third(group.get("part"), first, month_end(first))


def _month_of_year(match: re.Match[str], anchor: date, future: bool) -> PartialDate:
    first = date(anchor.year + _code("shift", match["shift"]), _code("month", match["month"]), 1)
    return period(first, month_end(first))


def _ago(match: re.Match[str], anchor: date, future: bool) -> PartialDate | None:
    """Days are exact; the rest is the week, month or year that lies so far back."""
    return _distant(match, anchor, -1)


def _ahead(match: re.Match[str], anchor: date, future: bool) -> PartialDate | None:
    """ "in three days" is a point only ahead; in the past it is how long something took."""
    return _distant(match, anchor, 1) if future else None


def _distant(match: re.Match[str], anchor: date, way: int) -> PartialDate | None:
    number, unit = _count(match), _unit(match)
    if number is None:
        return None
    if unit == "day":
        day = anchor + way * number * DAY
        return period(day, day)
    if unit == "fortnight":
        number, unit = 2 * number, "week"
    if unit == "decade":
        number, unit = 10 * number, "year"
    return period(*_around(unit, anchor, way * number))


def _stretch(match: re.Match[str], anchor: date, future: bool) -> PartialDate | None:
    """ "the past two weeks": from so long ago until now."""
    number = _count(match)
    if number is None:
        return None
    way = -1 if match["way"] in ("last", "past") else 1
    days, months = {"day": 1, "week": 7, "fortnight": 14}.get(_unit(match)), {"month": 1, "year": 12}
    if days:
        other = anchor + way * number * days * DAY
    else:
        other = add_months(anchor, way * number * months.get(_unit(match), 120))
    return period(min(anchor, other), max(anchor, other))


def _count(match: re.Match[str]) -> int | None:
    word = (match["number"] or "one").lower()
    number = {"a": 1.0, "an": 1.0}.get(word) or (2.0 if word.startswith("couple") else numbers.value(word))
    return int(number) if number and number < 200 else None


def _unit(match: re.Match[str]) -> str:
    return _table("unit")[match["unit"].lower()]
