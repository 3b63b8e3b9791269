"""Countries with the names that news reports use for them, read once from `data/countries.tsv`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent / "data" / "countries.tsv"


class Country(NamedTuple):
    """One row: a state, or with the status "partly" a territory that few states recognise."""

    code: str
    """ISO 3166-1 alpha-3, XKX for Kosovo; a territory has the code of the state that claims it."""
    status: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]
    """Capitals and palaces whose names stand for the government."""


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All rows of the table, in its order."""
    return tuple(_rows())


def _rows() -> Iterator[Country]:
    with TABLE.open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                code, status, name, *lists = line.rstrip("\n").split("\t")
                named = (tuple(filter(None, field.split("|"))) for field in lists)
                yield Country(code, status, name, *named)
