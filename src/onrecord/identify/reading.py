"""A mention with what its own words say about who it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.identify.clues import clues_of
from onrecord.identify.names import fold
from onrecord.identify.phrase import country_in, resolve
from onrecord.identify.resolution import Resolution
from onrecord.model import Mention, MentionKind, Parse, Report, Span

_INSIDE = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout"})


@dataclass(frozen=True, slots=True)
class Named:
    """A mention, its words without titles, what the words resolve to, and the id where that is sure."""

    mention: Mention
    core: str
    found: Resolution
    known: str | None
    place: bool = False
    """Whether it only says where: "in Moscow"."""

    @property
    def is_person(self) -> bool:
        """Whether it names or describes one person."""
        return self.mention.label == "PERSON"

    @property
    def label_may_be_person(self) -> bool:
        """Parsers label a bare surname as anything; only places and peoples are left out."""
        return self.is_person or (self.mention.label in ("ORG", "OTHER") and self.known is None)


def name_mentions(report: Report, parse: Parse, mentions: Sequence[Mention]) -> list[Named]:
    """Resolve every mention by its own words, on the report's day.

    A bare surname counts as a known person only in a report that names the person's country too.
    """
    day = day_of(report)
    persons = sorted(Span(e.start, e.end) for e in parse.entities if e.label == "PERSON")
    resolved = [(m, _resolved(m, report.text, day)) for m in mentions]
    countries = frozenset(f.country for m, f in resolved if f.country and m.label != "PERSON")
    return [_named(m, f, report.text, persons, countries) for m, f in resolved]


def day_of(report: Report) -> date | None:
    """The day the report appeared, as far as it is known."""
    published = report.published.value if report.published else None
    filed = report.dateline.date if report.dateline else None
    return next((d.day for d in (published, filed) if d is not None and d.day is not None), None)


def _resolved(mention: Mention, text: str, day: date | None) -> Resolution:
    if mention.kind is MentionKind.PRONOUN:
        return Resolution(phrase=mention.span.of(text))
    return resolve(" ".join(mention.span.of(text).split()), on=day)


def _named(
    mention: Mention, found: Resolution, text: str, persons: Sequence[Span], countries: frozenset[str]
) -> Named:
    core = _core(mention, text, persons)
    known = found.id if _is_sure(mention, found, core, countries) else None
    place = found.why.startswith("seat") and _word_before(text, mention.span.start) in _INSIDE
    return Named(mention, core, found, None if place else known, place)


def _is_sure(mention: Mention, found: Resolution, core: str, countries: frozenset[str]) -> bool:
    if found.id is None or (mention.label == "PERSON") != (found.kind == "person"):
        return found.id is not None and mention.label not in ("PERSON", "DOCUMENT") and found.kind != "person"
    if found.why.startswith("surname"):
        return found.country in countries or country_in(clues_of(found.phrase)) == found.country
    return True


def _core(mention: Mention, text: str, persons: Sequence[Span]) -> str:
    """A person's name without titles, as far as the parser shows it; else the words as they are."""
    inside = [p for p in persons if mention.span.contains(p) and p.overlaps(mention.head)]
    is_person = mention.label == "PERSON" and mention.kind is MentionKind.NAME
    words = (inside[0] if inside and is_person else mention.span).of(text)
    words = " ".join(words.split()).removesuffix("’s").removesuffix("'s")
    return _untitled(words) if is_person else words.removeprefix("the ").removeprefix("The ")


def _untitled(name: str) -> str:
    """A person's name without country, title and rank before it."""
    clues = clues_of(name)
    ends = [f.end for f in clues.known] + [r.end for r in clues.roles]
    last = max((end for end in ends if end < len(clues.words)), default=0)
    if not last:
        return name
    return (
        name[name.index(clues.words[last - 1]) + len(clues.words[last - 1]) :].lstrip(" .,-–").strip() or name
    )


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - 24) : start].split()
    return fold(words[-1]) if words else ""
