"""The country that the text around a mention shows, for those whose own words name none.

"The police", "rebels", "the president" are those of the country that their sentence, or the report,
is about. What grammar ties to the mention counts first: its possessor and modifiers, what follows
"of" or "in", the place of its clause. Then the only country of the sentence counts, then the country
that the report is mostly about, then the dateline's. Where several compete, nothing is said.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.identify.clues import clues_of
from onrecord.identify.countries import country_named
from onrecord.identify.gazetteer import gazetteer
from onrecord.identify.reading import Named
from onrecord.model import Entity, MentionKind, Reading, Span, Statement, Token

_NOMINAL = frozenset({"poss", "amod", "compound", "nmod", "appos", "conj", "pobj", "prep"})
"""Relations of a name to the noun whose phrase it stands in."""
_CLAUSAL = frozenset({"VERB", "AUX"})
_SHARED = frozenset({"xcomp", "conj", "advcl", "pcomp", "acl", "relcl"})
"""Relations of a verb whose place may be said beside its governor. What is reported is not of the place of
its reporting."""
_OWNING = frozenset({"of", "in", "at", "from", "near", "across", "throughout", "outside", "inside", "around"})
_PLACING = (_OWNING - {"of", "from"}) | {"on", "along", "off", "within", "over"}
MAJORITY = 0.5
"""Least share of the names in a report that its main country has; more than any two rivals together."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A country, how the text shows it (a value of `Actor.country_from`), and the words that do."""

    country: str
    how: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Name:
    """Words that name a country: the index of their head token in the parse, and their characters."""

    token: int
    country: str
    span: Span


class Surroundings:
    """The countries named in a report, by where they stand. Built once a report, at first use."""

    def __init__(self, reading: Reading, named: Sequence[Named]) -> None:
        assert reading.parse is not None
        self.report, self.parse = reading.report, reading.parse
        self.tokens = reading.parse.tokens
        self.statements = reading.statements
        self.persons = {
            m.mention.head: m.found.country for m in named if m.is_person and m.known and m.found.country
        }

    def country(self, members: Sequence[Named]) -> Shown | None:
        """The country of an actor whose own words name none, by the mentions of it that are no pronouns.

        Mentions that grammar ties to different countries show nothing. What merely stands in one sentence
        or report with a country is of it only if it has a role there: as a police, a party, a people.
        """
        worded = [m for m in members if m.mention.kind is not MentionKind.PRONOUN]
        roles = [m for m in worded if has_role(m)]
        tied = [self.tied(m) if m in roles else self.of_phrase(m) for m in worded]
        shown = [found for found in tied if found is not None] or [
            found for m in roles[:1] if (found := self.around(m)) is not None
        ]
        return shown[0] if len({found.country for found in shown}) == 1 else None

    def tied(self, item: Named) -> Shown | None:
        """The country that grammar ties to the mention: by its phrase, or by the place of its clause."""
        head = self._token(item.mention.head)
        return None if head is None else self._of_phrase(head) or self._of_clause(head)

    def of_phrase(self, item: Named) -> Shown | None:
        """The country that stands in the noun phrase of the mention, outside relative clauses."""
        head = self._token(item.mention.head)
        return None if head is None else self._of_phrase(head)

    def around(self, item: Named) -> Shown | None:
        """The country of the sentence, else of the report, where there is just one that it can be."""
        head = self._token(item.mention.head)
        if head is None:
            return None
        names = self._heard_with(item.mention.span, self._names[self.tokens[head].sentence])
        countries = {name.country for name in names}
        if len(countries) == 1:
            return Shown(names[0].country, "sentence", names[0].span)
        general = self.main or self.dateline
        return general if general and (not countries or general.country in countries) else None

    @cached_property
    def main(self) -> Shown | None:
        """The country that most names of the report stand for."""
        names = [name for sentence in self._names for name in sentence]
        counts = Counter(name.country for name in names)
        ((country, times),) = counts.most_common(1) or [("", 0)]
        if times < 2 or times <= MAJORITY * len(names):
            return None
        return next(Shown(country, "report", name.span) for name in names if name.country == country)

    @cached_property
    def dateline(self) -> Shown | None:
        """The country of the place where the report was filed."""
        line = self.report.dateline
        country = country_named(line.place, "GPE") if line and line.place else None
        return Shown(country, "dateline", line.span) if line and country else None

    def _heard_with(self, mention: Span, names: Sequence[_Name]) -> Sequence[_Name]:
        """The names that stand on the mention's side of a statement: who says it is not whom it is about."""
        sources = [s.source for s in self.statements if _covers(s, mention)]
        spans = [span for source in sources for span in source]
        inside = [name for name in names if not any(span.overlaps(name.span) for span in spans)]
        return inside or names

    def _of_phrase(self, head: int) -> Shown | None:
        found = []
        for name in self._names[self.tokens[head].sentence]:
            steps = self._climb(name.token, head)
            if steps:
                found.append((steps, name.token, name))
        nearest = min(found, default=None)
        return Shown(nearest[2].country, "phrase", nearest[2].span) if nearest else None

    def _climb(self, token: int, head: int) -> int:
        """The steps from a name up to the head of its noun phrase; 0 where it stands in another phrase."""
        steps = 0
        while token != head:
            here = self.tokens[token]
            above = self.tokens[here.head]
            owned = here.dep != "pobj" or above.lemma.lower() in _OWNING
            if here.dep not in _NOMINAL or not owned or here.head == token:
                return 0
            token, steps = here.head, steps + 1
        return steps

    def _of_clause(self, head: int) -> Shown | None:
        """The one country in which the nearest verb that says where is said to happen."""
        verb = self._verb(head)
        while verb is not None:
            names = [n for n in self._names[self.tokens[verb].sentence] if self._places(n.token, verb)]
            countries = {name.country for name in names}
            if countries:
                return Shown(names[0].country, "place", names[0].span) if len(countries) == 1 else None
            shared = self.tokens[verb].dep in _SHARED
            verb = self._verb(self.tokens[verb].head) if shared and self.tokens[verb].head != verb else None
        return None

    def _verb(self, token: int) -> int | None:
        """The verb over a token, or the token itself."""
        while self.tokens[token].pos not in _CLAUSAL:
            above = self.tokens[token].head
            if above == token:
                return None
            token = above
        return token

    def _places(self, token: int, verb: int) -> bool:
        """Whether a name is the place of a verb: below a preposition of place that hangs on it or its object."""
        preposition = ""
        while token != verb:
            here = self.tokens[token]
            if here.pos in _CLAUSAL or here.head == token:
                return False
            if here.dep in ("prep", "agent"):
                preposition = here.lemma.lower()
            elif here.dep in ("nsubj", "nsubjpass", "poss"):
                return False
            token = here.head
        return preposition in _PLACING

    def _token(self, span: Span) -> int | None:
        index = bisect.bisect_right(self._starts, span.start) - 1
        return index if index >= 0 and self.tokens[index].end > span.start else None

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _names(self) -> list[list[_Name]]:
        """The names of countries in each sentence, in text order."""
        found: list[list[_Name]] = [[] for _ in self.parse.sentences]
        for name in sorted(self._found(), key=lambda name: name.token):
            found[self.tokens[name.token].sentence].append(name)
        return found

    def _found(self) -> Iterator[_Name]:
        """Names by the parser's entities, and those that it saw none in."""
        covered: set[int] = set()
        for entity in self.parse.entities:
            inside = self._inside(entity)
            covered.update(inside)
            country = self._country(entity, inside)
            if country in gazetteer().countries and not self._is_backer(inside):
                yield _Name(self._top(inside), country, Span(entity.start, entity.end))
        for n, token in enumerate(self.tokens):
            if n not in covered and token.pos in ("PROPN", "ADJ") and token.text[:1].isupper():
                country = country_named(token.text, "NORP")
                if country in gazetteer().countries and not self._is_backer(range(n, n + 1)):
                    yield _Name(n, country, Span(token.start, token.end))

    def _country(self, entity: Entity, inside: range) -> str | None:
        if entity.label == "PERSON":
            spans = (Span(self.tokens[n].start, self.tokens[n].end) for n in inside)
            return next((self.persons[span] for span in spans if span in self.persons), None)
        return country_named(self.report.text[entity.start : entity.end], entity.label)

    def _inside(self, entity: Entity) -> range:
        return range(
            bisect.bisect_left(self._starts, entity.start), bisect.bisect_left(self._starts, entity.end)
        )

    def _top(self, inside: range) -> int:
        return next((n for n in inside if self.tokens[n].head not in inside), inside[-1])

    def _is_backer(self, inside: range) -> bool:
        """Whether the name only says on whose side somebody is: "Turkish-backed", "ethnic Turks"."""
        head: Token = self.tokens[self.tokens[inside[-1]].head] if inside else self.tokens[0]
        before = self.tokens[inside[0] - 1].text.lower() if inside and inside[0] else ""
        return head.tag == "VBN" and head.dep == "amod" or before in ("ethnic", "pro", "anti")


_ABROAD = frozenset({"BUS", "JRN", "NGO"})
"""Sectors that work across borders: the country around them says little about theirs."""


def has_role(item: Named) -> bool:
    """Whether the words of a mention describe somebody by what they are: "protesters", "General Ruiz"."""
    roles = [r.role for r in clues_of(item.found.phrase).roles]
    return bool(roles) and not any(role.sector in _ABROAD for role in roles)


def _covers(statement: Statement, span: Span) -> bool:
    return any(part.contains(span) for part in statement.content)
