"""Scores of `resolve` against a gold set of actor phrases.

Gold: JSON lines with "text", "context", "date", "country", "sector". An empty country or sector
means that there is none; a null one was not coded and matches anything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from onrecord.errors import GoldError
from onrecord.identify.phrase import resolve
from onrecord.identify.resolution import Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseScores:
    """Counts over a gold set, and the rows that were wrong (gold object, resolution)."""

    phrases: int
    country: int
    both: int
    errors: tuple[tuple[dict[str, Any], Resolution], ...]

    @property
    def country_accuracy(self) -> float:
        """Share of phrases with the right country."""
        return self.country / self.phrases

    @property
    def both_accuracy(self) -> float:
        """Share of phrases with the right country and the right sector."""
        return self.both / self.phrases


def evaluate_phrases(path: Path) -> PhraseScores:
    """Resolve every phrase of a gold file and compare. Raises GoldError for another form."""
    gold = _load(path)
    countries = both = 0
    errors = []
    for row in gold:
        found = resolve(row["text"], on=_day(row.get("date", "")), context=row.get("context") or "")
        right_country = _equal(row["country"], found.country)
        right_both = right_country and _equal(row["sector"], found.sector)
        countries += right_country
        both += right_both
        if not right_both:
            errors.append((row, found))
    return PhraseScores(phrases=len(gold), country=countries, both=both, errors=tuple(errors))


def _load(path: Path) -> list[dict[str, Any]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: cannot be read as JSON lines ({error}).") from error
    if not rows or any(not {"text", "country", "sector"} <= row.keys() for row in rows):
        raise GoldError(f"{path}: each line needs text, country and sector.")
    return rows


def _equal(gold: str | None, found: str | None) -> bool:
    return gold is None or gold == (found or "")


def _day(text: str) -> date | None:
    """The day of "2022-03-01" or "1 January 2018"; None for anything else ("Today")."""
    for form in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
