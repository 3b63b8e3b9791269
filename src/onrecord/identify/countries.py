"""The country that the words of a phrase show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from onrecord.identify.clues import Clues, Found, clues_of
from onrecord.identify.gazetteer import gazetteer
from onrecord.identify.names import fold


def country_in(clues: Clues, *, backers: bool = False) -> str | None:
    """The first country that the phrase names, by name, adjective, people, a body of its own, or capital.

    "Turkish-backed" names no country of the backed unless `backers` is set.
    """
    named = [f for f in clues.known if f.entry.known.country and (backers or not is_backer(clues, f))]
    found = [f for f, after in zip_longest(named, named[1:]) if not _is_origin(f, after)]
    seats = [f for f in found if f.entry.form == "seat"]
    lands = [f for f in found if f not in seats and f.entry.known.kind in ("country", "group")]
    for group in (lands, found, seats):
        if group:
            return group[0].entry.known.country
    return None


def _is_origin(name: Found, after: Found | None) -> bool:
    """Whether it only says from where a people that follows once came: "Finnish Americans"."""
    if after is None or name.end != after.start or name.entry.form != "adjective":
        return False
    return after.entry.form == "people" or after.entry.known.id == "gov:USA"


_BACKED = frozenset(
    {"backed", "led", "sponsored", "supported", "aligned", "allied", "funded", "trained", "armed", "linked"}
    | {"occupied", "annexed", "controlled", "held", "made", "brokered", "born", "member"}
)


def is_backer(clues: Clues, found: Found) -> bool:
    """Whether the name only says on whose side somebody is: "Turkish-backed", "pro-Russian"."""
    after = clues.folded[found.end] if found.end < len(clues.words) else ""
    before = clues.folded[found.start - 1] if found.start else ""
    return after in _BACKED or before in ("pro", "anti", "ethnic")


def is_side_only(phrase: str) -> bool:
    """Whether the only country in a phrase is that of a backer or an origin: "ethnic Turks"."""
    clues = clues_of(phrase)
    own = country_in(clues) or country_of_place(clues)
    return own is None and country_in(clues, backers=True) is not None


def country_of_place(clues: Clues) -> str | None:
    """The country of the first town or region in the phrase.

    It must fill the phrase, follow a preposition, or stand before a role ("Minsk police"); elsewhere
    a capital is more often part of a name ("Senator Valencia", "the Boston Globe").
    """
    known = gazetteer()
    for start, end in _place_spans(clues):
        key = " ".join(clues.folded[start:end])
        named = clues.words[start][:1].isupper() and len(key) > 3 and key not in known.roles
        if named and (country := known.place(key)):
            return country
    return None


def _place_spans(clues: Clues) -> Iterator[tuple[int, int]]:
    """Stretches of up to three words where a place may stand, in text order, the longest first."""
    size = len(clues.words)
    roles = {r.start for r in clues.roles}
    for start in range(size):
        located = start > 0 and clues.folded[start - 1] in _LOCATING
        for end in range(min(size, start + 3), start, -1):
            if located or end in roles or (start == 0 and end == size):
                yield start, end


_LOCATING = frozenset(
    {"in", "at", "of", "from", "near", "outside", "inside", "across", "around", "throughout"}
)


@lru_cache(maxsize=16384)
def country_named(words: str, label: str) -> str | None:
    """The country that a name of this entity label stands for: itself, its people, its town, its body.

    News media are left out: who reports something is not whom it is about.
    """
    clues = clues_of(_ARTICLE.sub("", " ".join(words.split())))
    if label not in _NAMING or any(f.entry.known.kind == "media" for f in clues.known):
        return None
    country = country_in(clues)
    if country is None and label in _PLACES:
        parts = (fold(part) for part in _place_names(words))
        country = next(filter(None, map(gazetteer().place, parts)), None)
    return country


def other_countries(words: str) -> frozenset[str]:
    """The countries with a town of this name, beside the one that the name alone stands for."""
    if country_in(clues_of(words)):
        return frozenset()
    found = (gazetteer().other_places(fold(part)) for part in _place_names(words))
    return frozenset(next(filter(None, found), ()))


_NAMING = frozenset({"GPE", "NORP", "LOC", "FAC", "ORG"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def _place_names(words: str) -> Iterator[str]:
    """The name of a place as a whole, then without a word for its part or kind ("southern", "Province")."""
    plain = _ARTICLE.sub("", " ".join(words.split()))
    yield plain
    yield _PART.sub("", plain)


_PART = re.compile(
    r"^(?:(?:north|south|east|west|central)(?:ern)?|northeast(?:ern)?|northwest(?:ern)?|southeast(?:ern)?"
    r"|southwest(?:ern)?|upper|lower|greater)\s+|\s+(?:city|province|region|district|state|county|governorate"
    r"|oblast|prefecture)$",
    re.IGNORECASE,
)
