"""Where a report names countries: by themselves, their people, towns, bodies and known persons."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.identify.countries import country_named, other_countries
from onrecord.identify.gazetteer import gazetteer
from onrecord.identify.reading import ORIGINS
from onrecord.identify.tables import rows
from onrecord.model import Entity, Parse, Report, Span, Token

PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class CountryName:
    """Words that show a country: the index of their head token in the parse, and their characters."""

    token: int
    country: str
    span: Span
    label: str
    others: frozenset[str] = frozenset()
    """Further countries with a town of that name."""


class CountryNames:
    """The names of countries in a report. `persons` are the countries of known persons by their head word."""

    def __init__(self, report: Report, parse: Parse, persons: Mapping[Span, str]) -> None:
        self.text, self.parse, self.tokens = report.text, parse, parse.tokens
        self.persons = persons
        self.starts = [token.start for token in parse.tokens]

    def by_sentence(self) -> list[list[CountryName]]:
        """The names in each sentence, in text order. Who only sides with a country is not counted."""
        found: list[list[CountryName]] = [[] for _ in self.parse.sentences]
        names = [name for name in self._all() if name.country in gazetteer().countries]
        for name in sorted(_settled(names), key=lambda name: name.token):
            found[self.tokens[name.token].sentence].append(name)
        return found

    def _all(self) -> Iterator[CountryName]:
        """Names by the parser's entities, and those that it saw none in."""
        covered: set[int] = set()
        for entity in self.parse.entities:
            inside = range(bisect.bisect_left(self.starts, entity.start), self._until(entity.end))
            covered.update(inside)
            if inside and not self._is_side(inside):
                yield from self._of_entity(entity, inside)
        for n, token in enumerate(self.tokens):
            if n not in covered and token.pos in ("PROPN", "ADJ") and token.text[:1].isupper():
                country = country_named(token.text, "NORP")
                if country and not self._is_side(range(n, n + 1)):
                    yield CountryName(n, country, Span(token.start, token.end), "NORP")

    def _of_entity(self, entity: Entity, inside: range) -> Iterator[CountryName]:
        top = next((n for n in inside if self.tokens[n].head not in inside), inside[-1])
        words, label = self.text[entity.start : entity.end], self._label(entity, self.tokens[top])
        country = self._of_person(inside) if label == "PERSON" else country_named(words, label)
        others = other_countries(words) if label in PLACES else frozenset()
        if country or others:
            yield CountryName(top, country or "", Span(entity.start, entity.end), label, others)

    def _label(self, entity: Entity, top: Token) -> str:
        """The parser's label; small places are often taken for persons ("in Mali")."""
        located = top.dep == "pobj" and self.tokens[top.head].lemma.lower() == "in"
        return "GPE" if entity.label == "PERSON" and located else entity.label

    def _of_person(self, inside: range) -> str | None:
        spans = (Span(self.tokens[n].start, self.tokens[n].end) for n in inside)
        return next((self.persons[span] for span in spans if span in self.persons), None)

    def _until(self, end: int) -> int:
        return bisect.bisect_left(self.starts, end)

    def _is_side(self, inside: range) -> bool:
        """Whether the name only says on whose side somebody is: "Turkish-backed", "ethnic Turks"."""
        head = self.tokens[self.tokens[inside[-1]].head]
        before = self.tokens[inside[0] - 1].text.lower() if inside[0] else ""
        return (head.tag == "VBN" and head.dep == "amod") or before in ORIGINS


def _settled(names: Sequence[CountryName]) -> Iterator[CountryName]:
    """The names; a town's is that of the one country with such a town that the report names otherwise."""
    sure = {name.country for name in names if not name.others}
    for name in names:
        fitting = sorted(sure & name.others)
        if name.others and name.country not in sure and len(fitting) == 1:
            yield replace(name, country=fitting[0])
        elif name.country:
            yield name


@lru_cache(maxsize=1)
def place_nouns() -> frozenset[str]:
    """Nouns for places; an adjective of a country before one of them says where."""
    return frozenset(noun for (noun,) in rows("place_nouns.tsv"))
