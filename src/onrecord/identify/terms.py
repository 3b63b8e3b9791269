"""Terms of office: who held it from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One stretch of time in an office. `end` is the day the next begins, None where none is recorded."""

    office: str
    country: str
    start: date
    end: date | None
    known_until: date = date.max
    """The last day that the table knows of: who holds an open term after it is unknown."""
    body: str | None = None
    """The id of an international body, for its heads."""

    def covers(self, day: date) -> bool:
        """Whether the office was held on that day, as far as the table knows."""
        return self.may_cover(day) and (self.end is not None or day <= self.known_until)

    def may_cover(self, day: date) -> bool:
        """Whether the office was held on that day if nothing has changed since the table was made."""
        return self.start <= day and (self.end is None or day < self.end)


def terms_of(
    holders: str, *, office: str, country: str, known_until: date = date.max, body: str | None = None
) -> Iterator[tuple[list[str], Term]]:
    """The spellings of each holder's name and the term, from a row "FROM name/other name, FROM -, …"."""
    changes = [change.partition(" ") for change in holders.split(", ")]
    for n, (start, _, spellings) in enumerate(changes):
        if spellings == "-":
            continue
        end = first_day(changes[n + 1][0]) if n + 1 < len(changes) else None
        yield (
            spellings.split("/"),
            Term(
                office=office,
                country=country,
                start=first_day(start),
                end=end,
                known_until=known_until,
                body=body,
            ),
        )


def first_day(text: str) -> date:
    """The first day of a date as exact as it is known: "2015-08" gives 1 August 2015."""
    if len(text) == 10:
        return date.fromisoformat(text)
    year, month, day = (text + "-01-01")[:10].split("-")
    return date(int(year), int(month), int(day))
