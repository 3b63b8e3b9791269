"""Names as ranges of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Token


@dataclass(frozen=True, slots=True)
class Name:
    """A name over tokens `first` to `end` (half-open), with an OntoNotes label."""

    first: int
    end: int
    label: str


def text_of(tokens: Sequence[Token], name: Name) -> str:
    """The words of a name, joined by blanks."""
    return " ".join(t.text for t in tokens[name.first : name.end])


def taken(names: Sequence[Name]) -> set[int]:
    """The tokens that names cover."""
    return {i for n in names for i in range(n.first, n.end)}
