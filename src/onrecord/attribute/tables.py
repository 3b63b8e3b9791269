"""Word lists of this stage: tab-separated files in `data/`, comment lines begin with "#"."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources


def rows(name: str) -> Iterator[tuple[str, str]]:
    """First and second column of a table, in order."""
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            key, _, value = line.partition("\t")
            yield key, value
