"""Reading the tables under `data/`: tab-separated, comment lines start with "#"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table as lists of strings. A missing last field is an empty string."""
    with (FOLDER / name).open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#") and line != "\n":
                yield line.rstrip("\n").split("\t")


def names(field: str) -> list[str]:
    """The names of a field that holds several, split by "|"."""
    return [n for n in field.split("|") if n]


@lru_cache(maxsize=8)
def mapping(name: str) -> dict[str, str]:
    """A table of two columns as a mapping."""
    with (FOLDER / name).open(encoding="utf-8") as file:
        return dict(line.rstrip("\n").split("\t") for line in file if not line.startswith("#"))
