"""The word lists of this stage. Each is a TSV file under `data/` with its source in the first lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Role(NamedTuple):
    """What a noun says of the one it stands for."""

    kind: str
    """person, people, body, media, document or place."""
    gender: str
    """m, f or - where the noun does not say."""
    broader: tuple[str, ...]
    """Nouns that may stand for the same one later on."""


class Pronoun(NamedTuple):
    """Grammatical person, number (s, p, -) and gender (m, f, n, -) of a pronoun."""

    person: str
    number: str
    gender: str


def _rows(name: str) -> Iterator[list[str]]:
    table = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _pairs(name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in _rows(name)}


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviation without its full stop → before, number or anywhere."""
    return _pairs("abbreviations.tsv")


@cache
def honorifics() -> dict[str, tuple[str, str]]:
    """Title in lower case → gender and role."""
    return {title: (gender, role) for title, gender, role in _rows("honorifics.tsv")}


@cache
def after_names() -> frozenset[str]:
    """Letters behind a person's name: KC, MP, PhD."""
    return frozenset(row[0] for row in _rows("after_names.tsv"))


@cache
def pronouns() -> dict[str, Pronoun]:
    """Pronoun in lower case → its features."""
    return {word: Pronoun(*features) for word, *features in _rows("pronouns.tsv")}


@cache
def roles() -> dict[str, Role]:
    """Noun (singular, lower case, one to four words) → what it says."""
    return {
        noun: Role(kind, gender, () if broader == "-" else tuple(broader.split(",")))
        for noun, kind, gender, broader in _rows("roles.tsv")
    }


@cache
def broader(noun: str) -> frozenset[str]:
    """The noun and every noun that may stand for it: ambassador → {ambassador, diplomat, official, …}."""
    found: set[str] = set()
    queue = [noun]
    while queue:
        word = queue.pop()
        if word not in found:
            found.add(word)
            queue.extend(roles()[word].broader if word in roles() else ())
    return frozenset(found)


@cache
def speech_nouns() -> frozenset[str]:
    """Nouns for somebody's words: comment, remark, …"""
    return frozenset(row[0] for row in _rows("speech_nouns.tsv"))


@cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of verbs of saying."""
    return frozenset(row[0] for row in _rows("speech_verbs.tsv"))


@cache
def fields() -> dict[str, str]:
    """Word for a field of work → one word for all its synonyms: defence, army → military."""
    return {word: row[0] for row in _rows("fields.tsv") for word in row[1].split(",")}


@cache
def known_names() -> dict[str, str]:
    """Name → label; a key with a hyphen before it is the last word of names."""
    return _pairs("known_names.tsv")


@cache
def employers() -> dict[str, str]:
    """Body in a title, in lower case → what its people may be called: foreign ministry → diplomat."""
    return _pairs("employers.tsv")


@cache
def pronoun_weights() -> dict[str, float]:
    """Feature of a pronoun and a chain → its weight."""
    return {name: float(weight) for name, weight in _rows("pronoun_weights.tsv")}


@cache
def first_names() -> dict[str, str]:
    """First name in lower case → m, f, or - where it goes with both."""
    return _pairs("first_names.tsv") | _pairs("names_elsewhere.tsv")


@cache
def nations() -> dict[str, str]:
    """Name or adjective of a country or union, in lower case → its key."""
    rows = _rows("nations.tsv")
    return {form.lower(): key for key, names, people, *_ in rows for form in _forms(names, people)}


@cache
def capitals() -> dict[str, str]:
    """City that stands for a government, in lower case → the key of its country."""
    return {form.lower(): row[0] for row in _rows("nations.tsv") for form in _forms(row[3])}


@cache
def houses() -> dict[str, str]:
    """House that stands for a government ("Kremlin"), in lower case → the key of its country."""
    return {form.lower(): row[0] for row in _rows("nations.tsv") for form in _forms(row[4])}


@cache
def places() -> dict[str, str]:
    """All of the three: a name that points to a country, in lower case → its key."""
    return houses() | capitals() | nations()


@cache
def place_keys() -> frozenset[str]:
    """The keys of all countries."""
    return frozenset(places().values())


def _forms(*cells: str) -> Iterator[str]:
    return (form for cell in cells for form in cell.split(";") if form)
