"""Finding known persons in a phrase, and what they were on a given day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from onrecord.identify.clues import Clues
from onrecord.identify.gazetteer import Person, gazetteer
from onrecord.identify.names import PARTICLES, person_key
from onrecord.identify.terms import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The one person that a phrase means, or the candidates among which it leaves the choice."""

    person: Person | None = None
    score: float = 0.0
    why: str = ""
    candidates: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class SectorAt:
    """Country and sector of a person on a day, and why."""

    country: str | None
    code: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office, the term, and the title that named it."""

    person: Person
    term: Term
    title: str


def find_person(clues: Clues, country: str | None, on: date | None) -> Match:
    """The known person whom the phrase names, with titles around the name or not.

    A name that other words follow without a comma or preposition ("Scholz's office", "the Biden
    administration") only describes them, and matches nobody.
    """
    known = gazetteer()
    for start, end in _name_runs(clues):
        if end - start > 1 and (people := known.persons.get(person_key(" ".join(clues.words[start:end])))):
            return _choose(people, clues, country, on, "known person")
    single = _lone_name(clues)
    if single is not None:
        people = known.surnames.get(person_key(single)) or known.persons.get(person_key(single)) or ()
        return _choose(people, clues, country, on, "surname")
    return Match()


def _name_runs(clues: Clues) -> list[tuple[int, int]]:
    """Stretches of up to eight words from a capital to where a name may end, longest first."""
    ends = [n for n in range(1, len(clues.words) + 1) if _may_end(clues, n)]
    capital = [n for n, w in enumerate(clues.words) if w[:1].isupper() and _may_start(clues, n)]
    runs = [(a, b) for b in ends for a in capital if a < b <= a + 8]
    return sorted(runs, key=lambda run: (run[0] - run[1], run[0]))


def _may_start(clues: Clues, start: int) -> bool:
    """In the head, or in apposition behind a comma: what follows a preposition is somebody else."""
    return start < clues.core or not clues.folded[start - 1]


def _may_end(clues: Clues, end: int) -> bool:
    follows = clues.folded[end] if end < len(clues.words) else ""
    return end == clues.core or not follows or follows in ("of", "in", "who", "from")


def _lone_name(clues: Clues) -> str | None:
    """The only capitalised stretch of the head that is neither a title nor a known name: a bare surname."""
    taken = {n for f in clues.known for n in range(f.start, f.end)}
    taken |= {n for r in clues.roles for n in range(r.start, r.end)}
    free = [n for n in range(clues.core) if n not in taken and clues.folded[n] not in _SMALL]
    if not free or free[-1] != clues.core - 1 or any(not _is_name(clues.words[n]) for n in free):
        return None
    return " ".join(clues.words[n] for n in free)


_SMALL = frozenset({"the", "former", "ex", "then", "late", "mr", "mrs", "ms", "dr", "sir"})


def _is_name(word: str) -> bool:
    return word[:1].isupper() or word in PARTICLES


def _choose(
    people: tuple[Person, ...], clues: Clues, country: str | None, on: date | None, why: str
) -> Match:
    """Narrow by country, title, day, rank and having held an office, while that leaves somebody."""
    titles = titles_in(clues)
    tests: tuple[Callable[[Person], bool], ...] = (
        lambda p: country is None or country in p.countries,
        lambda p: not titles or any(t.office in titles for t in p.terms),
        lambda p: on is None or any(t.may_cover(on) for t in p.terms),
        lambda p: any(t.office in _TOP and _holds(t, on) for t in p.terms),
        lambda p: bool(p.terms),
    )
    left = people
    for test in tests:
        if len(left) > 1:
            left = tuple(filter(test, left)) or left
    if len(left) != 1:
        return Match(candidates=left)
    surname_only = why == "surname"
    if surname_only and country and country not in left[0].countries:
        return Match()
    return Match(person=left[0], score=0.8 if surname_only else 0.95, why=why)


def _holds(term: Term, on: date | None) -> bool:
    return on is None or term.may_cover(on)


_TOP = frozenset({"president", "pm", "monarch", "leader", "head-of-government"})


def titles_in(clues: Clues) -> frozenset[str]:
    """The offices that titles in the phrase may name: "secretary of state" names a foreign minister."""
    known = gazetteer()
    spans = ((n, end) for n in range(len(clues.folded)) for end in range(n + 1, len(clues.folded) + 1))
    titles = (known.titles.get(" ".join(clues.folded[a:b]), ()) for a, b in spans if b - a <= LONGEST_TITLE)
    return frozenset(office for found in titles for office, _ in found)


LONGEST_TITLE = 5


def sector_at(person: Person, on: date | None) -> SectorAt:
    """What a person was on a day: in office, out of it, or in the other role that is known.

    Without a day it is what the person is best known for, in office or no longer.
    """
    held = [t for t in person.terms if t.may_cover(on)] if on else [t for t in person.terms if t.end is None]
    if not held and on is None and not person.sector:
        held = list(person.terms)
    if held:
        term = max(held, key=lambda t: t.start)
        return SectorAt(term.country, sector_of(term), f"{term.office} since {term.start}")
    if on is None or not person.terms:
        return SectorAt(person.country, person.sector, "public person")
    if on < min(t.start for t in person.terms):
        return SectorAt(person.country, person.sector or "PTY", "before the first known office")
    last = max(person.terms, key=lambda t: t.start)
    return SectorAt(last.country, person.sector or "ELI", f"{last.office} from {last.start}, out of office")


def sector_of(term: Term) -> str:
    """The sector of whoever holds the office."""
    if term.country == "NGO":
        return "NGO"
    if term.office == "army-chief":
        return "MIL"
    return "REL" if term.country == "VAT" else "GOV"


def find_holder(clues: Clues, country: str | None, on: date | None) -> Holder | None:
    """Who held, on a day, the office of a country or body that the head of the phrase names."""
    if on is None:
        return None
    known = gazetteer()
    for title, key in offices_named(clues, country):
        for term, person in known.holders.get(key, ()):
            if term.covers(on):
                return Holder(person, term, title)
    return None


def offices_named(clues: Clues, country: str | None) -> list[tuple[str, tuple[str, str]]]:
    """Each office that the head of the phrase may name: its title, and its key in `Gazetteer.holders`."""
    bodies = [f.entry.known.id for f in clues.known if f.entry.known.kind == "body"]
    return [
        (title, (place, office))
        for title, office, limit in _titles_at_head(clues)
        for place in (*bodies, country)
        if place is not None and limit in ("", place)
    ]


def _titles_at_head(clues: Clues) -> list[tuple[str, str, str]]:
    """(title, office, country) for the longest title that ends the head or goes on over "of"."""
    known = gazetteer()
    spans = [(a, b) for b in range(clues.core, len(clues.words) + 1) for a in range(clues.core)]
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        title = " ".join(clues.folded[start:end])
        before = clues.folded[start - 1] if start else ""
        if title in known.titles and before not in _DEPUTY:
            limited = sorted(known.titles[title], key=lambda pair: not pair[1])
            return [(title, office, country) for office, country in limited]
    return []


_DEPUTY = frozenset({"deputy", "vice", "first", "assistant", "acting", "shadow", "under", "junior"})
