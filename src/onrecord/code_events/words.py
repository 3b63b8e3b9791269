"""The cue tables of this stage, `data/*.tsv`: kind, word, value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/<name>.tsv` without comments."""
    table = resources.files("onrecord").joinpath(f"code_events/data/{name}.tsv").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in table.splitlines() if line and not line.startswith("#"))


@cache
def cues(name: str, kind: str) -> Mapping[str, str]:
    """The words of one kind with their values ("" where the table gives none)."""
    return MappingProxyType({row[1]: row[2] if len(row) > 2 else "" for row in rows(name) if row[0] == kind})
