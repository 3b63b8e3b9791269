"""A mention with what its own words say about who it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.identify.clues import clues_of
from onrecord.identify.countries import country_in
from onrecord.identify.gazetteer import gazetteer
from onrecord.identify.names import fold, person_key
from onrecord.identify.people import offices_named, titles_in
from onrecord.identify.phrase import resolve
from onrecord.identify.resolution import Resolution
from onrecord.model import Mention, MentionKind, Parse, Report, Span

_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
ORIGINS = frozenset({"ethnic", "pro", "anti"})
"""Words after which a people or country is where somebody comes from, or sides with, and no more."""
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
    holders: frozenset[str] = frozenset()
    """Ids of all who ever held the office that it names, where the day does not decide."""
    offices: frozenset[str] = frozenset()
    """The offices of state that its words name: foreign-minister."""
    origin: bool = False
    """Whether its country is only an origin or a side: "ethnic Turks"."""

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
    resolved = [(m, _resolved(m, report.text, day, persons)) for m in mentions]
    named = (m for m in mentions if m.label == "PERSON" and m.kind is MentionKind.NAME)
    full = _family_names([_core(m, report.text, persons) for m in named])
    countries = frozenset(f.country for m, f in resolved if f.country and m.label != "PERSON")
    evidence = _Evidence(persons, countries, full)
    return [_named(m, f, report.text, evidence) for m, f in resolved]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Where the parser sees persons, the countries named, and the family names in full names."""

    persons: Sequence[Span]
    countries: frozenset[str]
    full: frozenset[str]


def _family_names(cores: Sequence[str]) -> frozenset[str]:
    """The words of full names of persons that may be family names: the last, or where it leads the first."""
    names = (person_key(core).split() for core in cores)
    return frozenset(word for words in names if len(words) > 1 for word in (words[0], words[-1]))


def day_of(report: Report) -> date | None:
    """The day the report appeared, as far as it is known."""
    published = report.published.value if report.published else None
    filed = report.dateline.date if report.dateline else None
    return next((d.day for d in (published, filed) if d is not None and d.day is not None), None)


def _resolved(mention: Mention, text: str, day: date | None, persons: Sequence[Span]) -> Resolution:
    if mention.kind is MentionKind.PRONOUN:
        return Resolution(phrase=mention.span.of(text))
    found = resolve(" ".join(mention.span.of(text).split()), on=day)
    if mention.label == "PERSON" and mention.kind is MentionKind.NAME and found.id is None:
        core = _core(mention, text, persons)
        by_name = resolve(core, on=day)
        known = by_name.why.startswith("known person")
        found = replace(by_name if known else _without_name(found, core), phrase=found.phrase)
    misread = found.why.startswith("place") and mention.label != "GPE"
    return Resolution(phrase=found.phrase) if misread else found


def _without_name(found: Resolution, core: str) -> Resolution:
    """What the words around an unknown person's name show: "Chad Smith" is not of Chad."""
    if found.candidates or core not in found.phrase:
        return found
    title = resolve(found.phrase.replace(core, " ", 1))
    return replace(title, id=None, name=None, kind="person", why=f"title: {title.why}")


def _named(mention: Mention, found: Resolution, text: str, evidence: _Evidence) -> Named:
    core = _core(mention, text, evidence.persons)
    if found.why.startswith("surname") and not _surname_is_sure(found, core, evidence):
        found = Resolution(phrase=found.phrase)
    place = found.why.startswith("seat") and _word_before(text, mention.span.start) in _INSIDE
    origin = _word_before(text, mention.span.start) in ORIGINS
    known = found.id if _fits(mention, found) and not place and not origin else None
    titled = known is None and mention.antecedent is None and mention.kind is not MentionKind.PRONOUN
    holders = _holders(found.phrase) if titled else frozenset()
    offices = _offices(mention, found.phrase, core) if mention.label == "PERSON" else frozenset()
    return Named(mention, core, found, known, place, holders, offices, origin)


def _holders(phrase: str) -> frozenset[str]:
    clues = clues_of(phrase)
    keys = [key for _, key in offices_named(clues, country_in(clues))]
    return frozenset(person.id for key in keys for _, person in gazetteer().holders.get(key, ()))


def _offices(mention: Mention, phrase: str, core: str) -> frozenset[str]:
    """Offices of state that a description or the title before a name stands for."""
    named = mention.kind is MentionKind.NAME
    if mention.kind is MentionKind.PRONOUN or (named and not phrase.endswith(core)):
        return frozenset()
    clues = clues_of(phrase.removesuffix(core).strip(" ,") if named else phrase)
    country = country_in(clues)
    found = offices_named(clues, country or "")
    alone = {fold(title) for title, _ in found} == {" ".join(clues.folded)}
    return frozenset(office for _, (_, office) in found) if alone or country else frozenset()


def _surname_is_sure(found: Resolution, core: str, evidence: _Evidence) -> bool:
    """A title stands with it; or nobody of that name is named in full, and the report names the country."""
    if titles_in(clues_of(found.phrase)):
        return True
    if person_key(core).split()[-1:] and person_key(core).split()[-1] in evidence.full:
        return False
    return found.country in evidence.countries or country_in(clues_of(found.phrase)) == found.country


def _fits(mention: Mention, found: Resolution) -> bool:
    """Whether mention and known actor are of one kind: a person is a person."""
    if mention.label == "DOCUMENT":
        return False
    return found.id is not None and (mention.label == "PERSON") == (found.kind == "person")


def _core(mention: Mention, text: str, persons: Sequence[Span]) -> str:
    """A person's name without titles, as far as the parser shows it; else the words as they are."""
    inside = [p for p in persons if mention.span.contains(p) and p.overlaps(mention.head)]
    is_person = mention.label == "PERSON" and mention.kind is MentionKind.NAME
    words = (inside[0] if inside and is_person else mention.span).of(text)
    words = " ".join(words.split()).removesuffix("’s").removesuffix("'s")
    return _clean(_untitled(words)) if is_person else _clean(_ARTICLE.sub("", words))


def _clean(name: str) -> str:
    """Without punctuation at the ends, and without a bracket that opens and never closes."""
    for left, right in ("()", "[]"):
        if name.count(left) > name.count(right):
            name = name[: name.rindex(left)]
    return name.strip(" ,;:–—-\"“”‘’'") or name


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
