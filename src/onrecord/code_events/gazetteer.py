"""Countries, first-level divisions and towns by name. Tables of GeoNames (CC BY 4.0), read at first use."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from onrecord.countries import countries as known_countries

FOLDER = Path(__file__).parent / "data"
_PLAIN = str.maketrans("łøđðþıß-", "loddtis ", "'’‘ʼ`´.")
_KINDS = (
    "oblast|province|region|state|governorate|republic|krai|district|county|prefecture|department|territory"
)
_KIND = re.compile(rf"^(?:autonomous )?(?:{_KINDS}) of (?:the )?|[ ](?:autonomous )?(?:{_KINDS})$")


class Town(NamedTuple):
    """A populated place. `admin1` is the code of its first-level division in GeoNames ("UA.17")."""

    population: int
    geonames: int
    name: str
    latitude: float
    longitude: float
    country: str
    admin1: str

    @property
    def is_capital(self) -> bool:
        """Whether it is the seat of its country's government."""
        return fold(self.name) in _seats().get(self.country, ())


class Region(NamedTuple):
    """A first-level division of a country with its code in GeoNames."""

    code: str
    country: str
    name: str


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Lower case without accents and apostrophes, hyphens as spaces: "Al-Ḩasakah" gives "al hasakah"."""
    plain = unicodedata.normalize("NFKD", name.removeprefix("the ").removeprefix("The ")).casefold()
    return "".join(c for c in plain.translate(_PLAIN) if not unicodedata.combining(c)).strip()


def towns(name: str) -> list[Town]:
    """The towns of 5,000 people and more of this name; large ones by other names too. Largest first."""
    return sorted((_town(line) for line in _town_lines(fold(name))), reverse=True)


def regions(name: str) -> tuple[Region, ...]:
    """The first-level divisions of this name, with or without their kind ("Donetsk Oblast", "Donetsk")."""
    key = fold(name)
    found = _regions_by_name().get(key) or _regions_by_name().get(_KIND.sub("", key))
    return tuple(found or ())


def region_name(code: str) -> str | None:
    """The name of the first-level division with this code; None where the table has none."""
    return _region_names().get(code)


def country(name: str) -> str | None:
    """The country that this name, or the adjective or word for its people, stands for."""
    key = fold(name)
    return _country_words().get(key) or _country_names().get(_KIND.sub("", key))


def is_country_name(name: str) -> bool:
    """Whether this names a country itself, with or without its kind ("Montenegro province")."""
    key = fold(name)
    return key in _country_names() or _KIND.sub("", key) in _country_names()


def knows(name: str) -> bool:
    """Whether a country, division or town has this name."""
    key = fold(name)
    return key in _country_names() or bool(_town_lines(key)) or key in _regions_by_name()


@cache
def _country_names() -> dict[str, str]:
    rows = [row for row in known_countries() if row.status != "partly"]
    named = {fold(row.name): row.code for row in rows}
    return {fold(alias): row.code for row in rows for alias in row.aliases} | named


@cache
def _country_words() -> dict[str, str]:
    rows = known_countries()
    words = {fold(word): row.code for row in rows for word in (*row.adjectives, *row.people)}
    return words | _country_names()


@cache
def _seats() -> dict[str, frozenset[str]]:
    return {row.code: frozenset(map(fold, row.seats)) for row in known_countries()}


def _rows(name: str) -> Iterator[str]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                yield line.rstrip("\n")


@lru_cache(maxsize=8192)
def _town_lines(key: str) -> tuple[str, ...]:
    """The rows with this name, by halving the sorted table: an index of it takes a third of a second."""
    table, wanted = _town_table(), f"{key}\t".encode()
    at = bisect_left(range(len(table)), wanted, key=lambda place: _line(table, place))
    found = []
    while (line := _line(table, at)).startswith(wanted):
        found.append(line.decode())
        at += len(line) + 1
    return tuple(found)


def _line(table: bytes, place: int) -> bytes:
    """The line that holds the byte at a place, without its newline; none after the last."""
    return table[table.rfind(b"\n", 0, place) + 1 : table.find(b"\n", place)]


@cache
def _town_table() -> bytes:
    return (FOLDER / "towns.tsv").read_bytes()


def fold_once(name: str) -> str:
    """`fold` for a name met once: plain letters, as most are, take the short way."""
    if name.isascii():
        return name.lower().translate(_PLAIN)
    return fold.__wrapped__(name)


def _town(line: str) -> Town:
    _, number, name, latitude, longitude, code, admin1, population = line.split("\t")
    return Town(int(population), int(number), name, float(latitude), float(longitude), code, admin1)


@cache
def _region_names() -> dict[str, str]:
    return {code: name for code, _, name in (line.split("\t") for line in _rows("admin1.tsv"))}


@cache
def _regions_by_name() -> dict[str, list[Region]]:
    index: dict[str, list[Region]] = {}
    for line in _rows("admin1.tsv"):
        region = Region(*line.split("\t"))
        for key in {fold_once(region.name), _KIND.sub("", fold_once(region.name))}:
            index.setdefault(key, []).append(region)
    return index
