"""What the words of a phrase say: the known actors, countries, places and roles in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.identify.gazetteer import Entry, Gazetteer, Role, gazetteer
from onrecord.identify.names import fold

_TOKEN = re.compile(r"\w(?:\.\w)+\.?|[\w'’]+(?:\.(?=\w))?|,")
MAX_WORDS = 7
_PLURALS = (
    (re.compile(r"men$"), "man"),
    (re.compile(r"ies$"), "y"),
    (re.compile(r"(?<=[sxz])es$|(?<=[cs]h)es$"), ""),
    (re.compile(r"s$"), ""),
)


@dataclass(frozen=True, slots=True)
class Found:
    """Something known at words `start` to `end` of the phrase."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A describing noun at words `start` to `end` of the phrase."""

    start: int
    end: int
    role: Role
    words: str


@dataclass(frozen=True, slots=True)
class Clues:
    """The words of a phrase (possessive endings kept), folded words, and what was found among them."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    known: tuple[Found, ...]
    roles: tuple[FoundRole, ...]

    @property
    def core(self) -> int:
        """The number of words before the first preposition, comma or relative outside a role: the head's."""
        titles = {n for r in self.roles for n in range(r.start + 1, r.end)}
        breaks = (n for n, w in enumerate(self.folded) if n and n not in titles and (w in BREAKS or not w))
        return next(breaks, len(self.words))


BREAKS = frozenset(
    {"of", "in", "at", "for", "from", "to", "on", "near", "across", "outside", "inside", "with", "by"}
    | {"who", "which", "that", "against", "between"}
)
"""Words that end the head of a phrase."""


@lru_cache(maxsize=16384)
def clues_of(phrase: str) -> Clues:
    """Read a phrase. Longer names win over shorter ones that they contain."""
    words = tuple(_TOKEN.findall(phrase.replace("-", " ").replace("–", " ")))
    folded = tuple(fold(w) for w in words)
    known = gazetteer()
    entries = tuple(_entries(words, folded, known))
    return Clues(words, folded, entries, tuple(_roles(folded, known)))


def _entries(words: tuple[str, ...], folded: tuple[str, ...], known: Gazetteer) -> Iterator[Found]:
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + MAX_WORDS), start, -1):
            entry = known.entries.get(" ".join(folded[start:end])) if folded[start] else None
            if entry and _fits(entry, words[start:end]) and not _in_name(entry, words, start, end, known):
                yield Found(start, end, entry)
                start = end - 1
                break
        start += 1


def _fits(entry: Entry, words: tuple[str, ...]) -> bool:
    """Names have a capital; a short acronym ("US", "WHO") is all capitals, because it is also a word."""
    if entry.acronym:
        return all(w.isupper() for w in words)
    return any(w[:1].isupper() for w in words)


def _in_name(entry: Entry, words: tuple[str, ...], start: int, end: int, known: Gazetteer) -> bool:
    """Whether it is part of an unknown name: "Sana Malik", and of two words the first ("Liberation Tigers").

    An acronym in small letters, or one word for a firm or a paper, beside a capitalised word unknown here.
    """
    first = end == 1 and len(words) == 2 and entry.known.sector in ("BUS", "JRN")
    if not first and (not entry.capitals or all(w.isupper() for w in words[start:end])):
        return False
    beside = (*words[max(0, start - 1) : start], *words[end : end + 1])
    unknown = (w for w in beside if w[:1].isupper() and fold(w) not in known.entries)
    return any(role_of(fold(w), known) is None for w in unknown)


def _roles(folded: tuple[str, ...], known: Gazetteer) -> Iterator[FoundRole]:
    start = 0
    while start < len(folded):
        for end in range(min(len(folded), start + 4), start, -1):
            words = " ".join(folded[start:end])
            role = role_of(words, known)
            if role:
                yield FoundRole(start, end, role, words)
                start = end - 1
                break
        start += 1


def role_of(words: str, known: Gazetteer) -> Role | None:
    """The role of these folded words, whose last may be a plural."""
    return next((known.roles[form] for form in singulars(words) if form in known.roles), None)


def singulars(words: str) -> Iterator[str]:
    """The words as they are, then with the plural ending of the last taken off."""
    yield words
    first, _, last = words.rpartition(" ")
    for pattern, replacement in _PLURALS:
        if len(last) > 3 and pattern.search(last):
            yield f"{first} {pattern.sub(replacement, last)}".strip()
