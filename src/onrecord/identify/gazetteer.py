"""The known actors: countries, bodies, media, offices and persons, read once from `data/`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from onrecord.countries import countries
from onrecord.identify.names import fold, person_key, slug, surname
from onrecord.identify.tables import mapping, names, rows
from onrecord.identify.terms import Term, first_day, terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An actor of the gazetteer. `country` and `sector` as in `Actor`."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of the gazetteer with the offices held; `sector` is that of a role outside those offices."""

    id: str
    name: str
    country: str
    sector: str | None
    aliases: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def countries(self) -> frozenset[str]:
        """The countries and international codes that the person has stood for."""
        return frozenset({self.country, *(t.country for t in self.terms)})


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a known actor, and what sort of name it is: name, seat, adjective or people."""

    known: Known
    form: str
    acronym: bool = False
    """Whether it is one of two or three letters, which lower case turns into another word."""
    capitals: bool = False
    """Whether it is one of four letters or more: "Nato" is NATO, but "Sana Malik" is not SANA."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a describing noun says: a sector, a kind, and the body it names where a country has just one."""

    sector: str
    weight: str
    kind: str
    body: str | None

    @property
    def strong(self) -> bool:
        """Whether it decides the sector beside other roles."""
        return self.weight == "strong"


@dataclass(slots=True)
class Gazetteer:
    """Indexes of the tables. Keys are folded; persons are under their `person_key`."""

    entries: dict[str, Entry] = field(default_factory=dict)
    countries: dict[str, Known] = field(default_factory=dict)
    persons: dict[str, tuple[Person, ...]] = field(default_factory=dict)
    surnames: dict[str, tuple[Person, ...]] = field(default_factory=dict)
    holders: dict[tuple[str, str], tuple[tuple[Term, Person], ...]] = field(default_factory=dict)
    titles: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)

    regions: dict[str, str] = field(default_factory=dict)
    not_places: frozenset[str] = frozenset()

    def place(self, key: str) -> str | None:
        """The country in which the place or region of this folded name lies."""
        if key in self.not_places:
            return None
        return self.regions.get(key) or mapping("places.tsv").get(key) or mapping("regions.tsv").get(key)

    def other_places(self, key: str) -> list[str]:
        """The countries with a town of this folded name beside the one that `place` gives."""
        if key in self.not_places or key in self.regions:
            return []
        return names(mapping("place_rivals.tsv").get(key, ""))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded at first use."""
    made = Gazetteer()
    _load_countries(made)
    _load_bodies(made)
    made.regions = {fold(name): country for name, country in rows("regions_news.tsv")}
    made.not_places = frozenset(fold(word) for (word,) in rows("not_places.tsv"))
    _load_roles(made)
    _load_persons(made)
    return made


def _load_countries(made: Gazetteer) -> None:
    for row in countries():
        code, partly = row.code, row.status == "partly"
        actor = f"gov:{code}-{slug(row.name)}" if partly else f"gov:{code}"
        sector = "PRE" if partly else None
        land = Known(id=actor, name=row.name, kind="country", country=code, sector=sector)
        if not partly:
            made.countries[code] = land
        folk_name = (row.people or (row.name,))[0]
        for form, known, words in (
            ("name", land, (row.name, *row.aliases)),
            ("seat", replace(land, sector=sector or "GOV"), row.seats),
            ("adjective", land, row.adjectives),
            (
                "people",
                Known(id=f"people:{actor[4:]}", name=folk_name, kind="group", country=code, sector="CVL"),
                row.people,
            ),
        ):
            for word in words:
                _add(made, word, known, form)


def _load_bodies(made: Gazetteer) -> None:
    for actor, name, kind, country, sector, aliases in rows("bodies.tsv"):
        if kind.startswith("alias:"):
            target = kind.removeprefix("alias:")
            full = target if ":" in target else f"org:{target}"
            kind = "country" if ":" in target else "body"
            known = Known(id=full, name=name, kind=kind, country=country, sector=sector)
        else:
            known = Known(
                id=f"org:{actor}", name=name, kind=kind, country=country or None, sector=sector or None
            )
        for word in (name, *names(aliases)):
            _add(made, word, known, "name")
    for name, country, aliases in rows("peoples.tsv"):
        actor = f"people:{slug(name)}"
        people = Known(id=actor, name=name, kind="group", country=country or None, sector="CVL")
        for word in (name, *names(aliases)):
            _add(made, word, people, "ethnic")
    for actor, name, country, aliases in rows("media.tsv"):
        outlet = Known(id=f"media:{actor}", name=name, kind="media", country=country, sector="JRN")
        for word in (name, *names(aliases)):
            _add(made, word, outlet, "name")


def _add(made: Gazetteer, word: str, known: Known, form: str) -> None:
    """The first row that claims a name keeps it."""
    key = fold(word)
    if key not in made.entries:
        upper = word.isupper()
        made.entries[key] = Entry(known, form, upper and len(key) < 4, upper and len(key) > 3)


def _load_roles(made: Gazetteer) -> None:
    for phrase, sector, weight, kind, body in rows("roles.tsv"):
        made.roles[fold(phrase)] = Role(sector, weight, kind, body or None)
    for office, country, titles in rows("office_titles.tsv"):
        for title in names(titles):
            made.titles[title] = (*made.titles.get(title, ()), (office, country))


def _load_persons(made: Gazetteer) -> None:
    found: dict[str, _Draft] = {}
    for country, sector, spellings in rows("persons.tsv"):
        _remember(found, spellings.split("/"), country, sector, ())
    until = {table: first_day(day) for table, day in mapping("as_of.tsv").items()}
    for country, office, holders in rows("offices.tsv"):
        for holder, term in terms_of(
            holders, office=office, country=country, known_until=until["offices.tsv"]
        ):
            _remember(found, holder, country, None, (term,))
    for code, body, office, holders in rows("body_heads.tsv"):
        for holder, term in terms_of(
            holders,
            office=office.lower(),
            country=code,
            known_until=until["body_heads.tsv"],
            body=f"org:{body}",
        ):
            _remember(found, holder, code, None, (term,))
    for draft in found.values():
        _index(made, draft.person())


@dataclass(slots=True)
class _Draft:
    """A person while the rows are read. Name and country are those of the first row, a national one."""

    name: str
    country: str
    sector: str | None = None
    aliases: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)

    def person(self) -> Person:
        return Person(
            id=f"person:{slug(self.name)}",
            name=self.name,
            country=self.country,
            sector=self.sector,
            aliases=tuple(dict.fromkeys(self.aliases)),
            terms=tuple(self.terms),
        )


def _remember(
    found: dict[str, _Draft], spellings: list[str], country: str, sector: str | None, terms: tuple[Term, ...]
) -> None:
    """Merge a row into the person of that name."""
    draft = found.setdefault(person_key(spellings[0]), _Draft(spellings[0], country))
    draft.sector = draft.sector or sector
    draft.aliases += spellings[1:]
    draft.terms += terms


FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "MAC", "PRK", "KOR", "VNM", "SGP", "KHM"})


def _index(made: Gazetteer, person: Person) -> None:
    for name in (person.name, *person.aliases):
        _append(made.persons, person_key(name), person)
        _append(made.surnames, person_key(_family_name(name, person.country)), person)
    for term in person.terms:
        key = (term.body or term.country, term.office)
        made.holders[key] = (*made.holders.get(key, ()), (term, person))


def _family_name(name: str, country: str) -> str:
    first = name.split()[0]
    western = country == "SGP" and first not in {"Goh", "Lee", "Ng", "Chan"}
    return surname(name, family_first=country in FAMILY_FIRST and not western)


def _append(index: dict[str, tuple[Person, ...]], key: str, person: Person) -> None:
    known = index.get(key, ())
    if key and all(p.id != person.id for p in known):
        index[key] = (*known, person)
