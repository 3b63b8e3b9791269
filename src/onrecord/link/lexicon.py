"""Tables by which linking knows words for the same thing, opposites and phrases that say nothing."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from onrecord.link.words import stem, words

Stems = tuple[str, ...]


def _rows(name: str) -> list[list[str]]:
    lines = (files("onrecord.link") / "data" / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def stems(phrase: str) -> Stems:
    """A phrase as the stems of its words."""
    return tuple(stem(word) for word in words(phrase))


@cache
def concepts() -> dict[Stems, str]:
    """The class of each word or phrase; where it stands in several, the first."""
    found: dict[Stems, str] = {}
    for name, listed in _rows("concepts.tsv"):
        for phrase in listed.split(","):
            found.setdefault(stems(phrase), "#" + name)
    return found


@cache
def opposites() -> dict[str, frozenset[str]]:
    """For each term the terms that cannot hold beside it."""
    names = {name: "#" + name for name, _ in _rows("concepts.tsv")}
    found: dict[str, set[str]] = {}
    for row in _rows("opposites.tsv"):
        one, other = (names.get(word, stem(word)) for word in row)
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {term: frozenset(others) for term, others in found.items()}


@cache
def denial_cues() -> frozenset[Stems]:
    """Words by which somebody calls what others say untrue."""
    return frozenset(stems(row[0]) for row in _rows("denial_cues.tsv"))


@cache
def plain_phrases() -> frozenset[Stems]:
    """Phrases of words that mean no class of `concepts` in them."""
    return frozenset(stems(row[0]) for row in _rows("plain_phrases.tsv"))


@cache
def stock_phrases() -> tuple[str, ...]:
    """Phrases that say nothing on the matter, in lower case."""
    return tuple(row[0] for row in _rows("stock_phrases.tsv"))
