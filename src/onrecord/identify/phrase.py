"""Resolving an actor phrase to who it is, its country and its sector."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from onrecord.identify.clues import Clues, Found, FoundRole, clues_of
from onrecord.identify.coordination import shared_countries
from onrecord.identify.countries import country_in, country_of_place, is_backer
from onrecord.identify.gazetteer import Entry, Known, gazetteer
from onrecord.identify.names import fold
from onrecord.identify.people import Holder, find_holder, find_person, sector_at, sector_of
from onrecord.identify.resolution import Resolution
from onrecord.identify.tables import rows

_LEADING = re.compile(r"^(?:the|a|an|some|many|several|its|his|her|their|our)\s+", re.IGNORECASE)
_FORMER = frozenset({"former", "ex", "onetime", "erstwhile", "late", "retired", "deposed", "ousted"})
_PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them", "i", "we", "us", "it", "you", "who"})
OFFICIAL = frozenset({"GOV", "LEG", "MIL", "COP", "SPY", "JUD", "PTY"})


@lru_cache(maxsize=8192)
def resolve(phrase: str, *, on: date | None = None, context: str = "") -> Resolution:
    """Who a phrase stands for, by name, office, institution or description.

    `on` is the day for offices; without it an office names no holder, and a person whose last
    term is over counts as a former official. `context` is other text that may show the country.
    """
    words = " ".join(phrase.split()).strip(" .,;:'\"“”‘’")
    plain = _LEADING.sub("", words)
    if not fold(plain):
        return Resolution(phrase=phrase, why="no words")
    if fold(plain) in _PRONOUNS and not plain.isupper():
        return Resolution(phrase=phrase, sector="UNK", why="pronoun without antecedent")
    if plain != words and (named := _whole(words, clues_of(words), on, context)):
        return replace(named, phrase=phrase)
    plain = _without_the_related(plain)
    clues = clues_of(plain)
    for method in (_whole, _person, _office, _institution, _description):
        found = method(plain, clues, on, context)
        if found is not None:
            return replace(found, phrase=phrase)
    return Resolution(phrase=phrase, why="nothing known in it")


_OWNER = re.compile(r"^.*?(?:[’']s|s[’'])\s+")
_OWNED = re.compile(r"\s+(?:of|to)\s+.*$")


def _without_the_related(plain: str) -> str:
    """A phrase without those to whom somebody is only related: "Kyiv's European allies", "allies of Kyiv"."""
    core = _OWNED.sub("", plain)
    if fold(core).split()[-1:] and fold(core).split()[-1] in _relations():
        return _OWNER.sub("", core)
    return plain


@lru_cache(maxsize=1)
def _relations() -> frozenset[str]:
    return frozenset(word for (word,) in rows("relations.tsv"))


def _whole(plain: str, clues: Clues, on: date | None, context: str) -> Resolution | None:
    """The phrase as a whole is a known name."""
    entry = _only_known(clues)
    if entry is None:
        return None
    why, score = _FORMS[entry.form]
    return _of_known(entry.known, score, f"{why}: {entry.known.name}")


_FORMS = {
    "name": ("known name", 0.95),
    "seat": ("seat of government", 0.95),
    "adjective": ("demonym", 0.7),
    "people": ("demonym", 0.95),
    "ethnic": ("people", 0.7),
}


def _only_known(clues: Clues) -> Entry | None:
    """The known name that fills the phrase, alone or after its own country ("UK Foreign Office")."""
    last = clues.known[-1] if clues.known else None
    if last is None or sum(f.end - f.start for f in clues.known) != len(clues.words):
        return None
    countries = {f.entry.known.country for f in clues.known}
    return (
        last.entry if len(clues.known) == 1 or (len(countries) == 1 and last.entry.form == "name") else None
    )


def _of_known(known: Known, score: float, why: str) -> Resolution:
    return Resolution(
        phrase="", id=known.id, name=known.name, kind=known.kind, country=known.country,
        sector=known.sector, score=score, why=why,
    )  # fmt: skip


def _person(plain: str, clues: Clues, on: date | None, context: str) -> Resolution | None:
    """A person of the gazetteer, named in full, or by surname with a title, or alone where only one fits."""
    country = country_in(clues)
    match = find_person(clues, country, on)
    if match.person is None and context and country is None:
        match = find_person(clues, country_in(clues_of(context)), on)
    if match.person is None:
        if not match.candidates:
            return None
        rest = _description(plain, clues, on, context) or Resolution(phrase="", kind="person")
        pairs = tuple((p.id, p.name) for p in match.candidates)
        shared = {p.country for p in match.candidates}
        own = rest.country or (shared.pop() if len(shared) == 1 else None)
        why = f"{rest.why}; several persons of that name".strip("; ")
        return replace(rest, candidates=pairs, country=own, why=why)
    person = match.person
    was = sector_at(person, on)
    return Resolution(
        phrase="", id=person.id, name=person.name, kind="person", country=was.country,
        sector="ELI" if _is_former(clues) else was.code, score=match.score,
        why=f"{match.why}: {person.name}; {was.why}",
    )  # fmt: skip


def _is_former(clues: Clues) -> bool:
    return bool(_FORMER & set(clues.folded[: clues.core]))


def _office(plain: str, clues: Clues, on: date | None, context: str) -> Resolution | None:
    """An office of a country, and its holder on the day given."""
    if _is_former(clues):
        return None
    holder: Holder | None = find_holder(clues, country_in(clues), on)
    if holder is None:
        return None
    person = holder.person
    return Resolution(
        phrase="", id=person.id, name=person.name, kind="person", country=holder.term.country,
        sector=sector_of(holder.term), score=0.9, why=f"{holder.title} of {holder.term.country} on {on}",
    )  # fmt: skip


def _institution(plain: str, clues: Clues, on: date | None, context: str) -> Resolution | None:
    """A body of which a country has one: "Chile's Defense Ministry", "the Serbian army"."""
    head = _head(clues)
    country = country_in(clues) or _country_of_leader(clues, on)
    several = "and" in clues.folded
    if head is None or head.role.body is None or country is None or _is_former(clues) or several:
        return None
    if head.end != clues.core and not _OF.match(plain):
        return None
    if head.role.body == "government":
        return (
            replace(_of_known(gazetteer().countries[country], 0.9, "government of a country"), sector="GOV")
            if country in gazetteer().countries
            else None
        )
    return Resolution(
        phrase="", id=f"org:{country}-{head.role.body}", name=plain, kind="body", country=country,
        sector=head.role.sector, score=0.9, why=f"{head.words} of {country}",
    )  # fmt: skip


def _country_of_leader(clues: Clues, on: date | None) -> str | None:
    """The country of the person whose name stands before "administration" or "government"."""
    name = tuple(w for w in clues.words[: clues.core - 1] if w[:1].isupper())
    match = find_person(clues_of(" ".join(name)), None, on) if name else None
    return match.person.country if match and match.person else None


_OF = re.compile(r"^\w+(?: \w+)? of ", re.IGNORECASE)


def _description(plain: str, clues: Clues, on: date | None, context: str) -> Resolution | None:
    """Country and sector from the words; no id, because a description names nobody."""
    body = _named_body(clues)
    head = _head(clues)
    country = (body.entry.known.country if body else None) or country_in(clues)
    why = []
    if country is None:
        country = country_of_place(clues) or country_in(clues, backers=True)
    if country is None and context:
        country = country_in(clues_of(context)) or country_of_place(clues_of(context))
    sector = _sector(clues, head, body, country)
    if country is None and sector is None:
        return None
    if head:
        why.append(f"{head.words}: {sector}")
    if country:
        why.append(f"country {country}" if clues.known or head else f"place in {country}")
        why += [f"and {also}" for also in shared_countries(clues) if also != country]
    return Resolution(
        phrase="", kind=_kind(clues, head, sector), country=country, sector=sector,
        score=0.3 + 0.3 * bool(head) + 0.2 * bool(country), why=", ".join(why),
    )  # fmt: skip


def _named_body(clues: Clues) -> Found | None:
    """The first known body in the phrase that is not a country."""
    named = (f for f in clues.known if f.entry.known.kind not in ("country", "group"))
    return next((f for f in named if not is_backer(clues, f)), None)


def _head(clues: Clues) -> FoundRole | None:
    """The role that decides: the last strong one in the head, else further on, else a weak one."""
    covered = [f for f in clues.known if f.entry.form == "name"]
    roles = [r for r in clues.roles if not any(f.start <= r.start and r.end <= f.end for f in covered)]
    core = [r for r in roles if r.start < clues.core]
    for group in (core, roles):
        strong = [r for r in group if r.role.strong]
        if strong:
            return strong[-1]
    return core[-1] if core else (roles[-1] if roles else None)


_PEOPLE = frozenset({"CVL", "UAF", "PTY", "MIL", "GOV"})
"""Sectors of a role that give way to a named body's own: Hamas soldiers are as Hamas is."""


def _sector(clues: Clues, head: FoundRole | None, body: Found | None, country: str | None) -> str | None:
    named = body.entry.known.sector if body else None
    role = head.role if head else None
    if role and role.weight == "hint" and not country:
        role = None
    sector = named or (role.sector if role else None)
    if role and role.strong and role.sector not in _PEOPLE:
        sector = role.sector
    if sector in OFFICIAL and _is_former(clues):
        return "ELI"
    if sector is None and any(f.entry.known.sector == "PRE" for f in clues.known):
        return "PRE"
    return sector or _sector_of_place(clues, country)


def _sector_of_place(clues: Clues, country: str | None) -> str | None:
    """A town alone stands for its people, as the field's gold sets have it."""
    alone = not clues.known and len(clues.words) == clues.core
    return "CVL" if country and alone else None


def _kind(clues: Clues, head: FoundRole | None, sector: str | None) -> str:
    if head is None:
        return "place" if sector == "CVL" and not clues.known else "unknown"
    if head.role.kind != "person":
        return "body"
    plural = head.words.endswith(("men", "people")) or head.words not in gazetteer().roles
    return "group" if plural or any(w.isdigit() for w in clues.folded) else "person"
