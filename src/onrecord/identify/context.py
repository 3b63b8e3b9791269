"""The country that the text around a mention shows, for those whose own words name none.

"The police", "rebels", "the president" are those of the country that their sentence, or the report,
is about. What grammar ties to the mention counts first: its possessor and modifiers, what follows
"of" or "in", the place of its clause. Then the only country of the sentence counts, then the country
that the report is mostly about, then the dateline's. Where several compete, nothing is said.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.identify.clues import clues_of
from onrecord.identify.countries import country_named, is_side_only
from onrecord.identify.named_countries import PLACES, CountryName, CountryNames, place_nouns
from onrecord.identify.names import fold
from onrecord.identify.reading import Named
from onrecord.identify.tables import rows
from onrecord.model import MentionKind, Reading, Span, Statement

_NOMINAL = frozenset({"poss", "amod", "compound", "nmod", "appos", "conj", "pobj", "prep"})
"""Relations of a name to the noun whose phrase it stands in."""
_CLAUSAL = frozenset({"VERB", "AUX"})
_SHARED = frozenset({"xcomp", "conj", "advcl", "pcomp", "acl"})
"""Relations of a verb whose place may be said beside its governor. What is reported is not of the place of
its reporting."""
_NONE: frozenset[str] = frozenset()
_BESIDE = frozenset({"xcomp", "conj", "advcl"})
_OWNING = frozenset({"of", "in", "at", "from", "near", "across", "throughout", "outside", "inside", "around"})
_TOWARD = frozenset({"to", "with", "against", "for"})
_PLACING = (_OWNING - {"of", "from"}) | {"on", "along", "off", "within", "over"}
CHAIN = 4
"""Most pronouns that are followed from one to the next."""
MAJORITY = 0.5
"""Least share of the names in a report that its main country has; more than any two rivals together."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A country, how the text shows it (a value of `Actor.country_from`), and the words that do."""

    country: str
    how: str
    span: Span


class Surroundings:
    """The countries named in a report, by where they stand. Built once a report, at first use."""

    def __init__(self, reading: Reading, named: Sequence[Named]) -> None:
        assert reading.parse is not None
        self.report = reading.report
        self.tokens = reading.parse.tokens
        self.statements = reading.statements
        persons = {
            m.mention.head: m.found.country for m in named if m.is_person and m.known and m.found.country
        }
        self._found = CountryNames(reading.report, reading.parse, persons)
        self._named_at = {item.mention.span: item for item in named}

    @cached_property
    def names(self) -> list[list[CountryName]]:
        """The names of countries in each sentence."""
        return self._found.by_sentence()

    def country(self, members: Sequence[Named]) -> Shown | None:
        """The country of an actor whose own words name none, or only a side, by its mentions but pronouns.

        Mentions that grammar ties to different countries show nothing. What merely stands in one sentence
        or report with a country is of it only if it has a role there: as a police, a party, a people; a
        person who is named is of no country only because the report is about it.
        """
        worded = [m for m in members if m.mention.kind is not MentionKind.PRONOUN]
        named = any(map(_is_named, worded))
        roles = [m for m in worded if m.origin or has_role(m)]
        tied = [self.tied(m) if m in roles else self.of_phrase(m) for m in worded]
        shown = [found for found in tied if found is not None] or [
            found
            for m in roles[:1]
            if self._owner(m) is None
            and (found := self.around(m)) is not None
            and not (named and found.how == "report")
        ]
        return shown[0] if len({found.country for found in shown}) == 1 else None

    def overrides(self, members: Sequence[Named]) -> bool:
        """Whether the country that an actor's words name is not its own: "ethnic Turks"."""
        shown = [m for m in members if m.found.country]
        return bool(shown) and all(m.origin or is_side_only(m.found.phrase) for m in shown)

    def tied(self, item: Named) -> Shown | None:
        """The country that grammar ties to the mention: by its phrase, or by the place of its clause."""
        head = self._token(item.mention.head)
        return None if head is None else self.of_phrase(item) or self._of_clause(head)

    def of_phrase(self, item: Named) -> Shown | None:
        """The country that stands in the noun phrase of the mention, outside relative clauses.

        A pronoun that owns it counts as whom it stands for: "its forces" behind "Moscow" are Russia's, "its
        allies" nobody's.
        """
        head = self._token(item.mention.head)
        if head is None:
            return None
        if (owner := self._owner(item)) is not None:
            return self._of_pronoun(owner) if has_role(item) else None
        found = []
        for name in self.names[self.tokens[head].sentence]:
            if steps := self._climb(name.token, head, item.mention.span):
                found.append((steps, name.token, name))
        nearest = min(found, default=None)
        return Shown(nearest[2].country, "phrase", nearest[2].span) if nearest else None

    def _owner(self, item: Named) -> Span | None:
        """The pronoun in the mention that says whose it is."""
        head = self._token(item.mention.head)
        first = self._token(Span(item.mention.span.start, item.mention.span.start + 1))
        if head is None or first is None:
            return None
        return next((self._span(i) for i in range(first, head) if self._owns(i, head)), None)

    def _owns(self, token: int, head: int) -> bool:
        here = self.tokens[token]
        return here.dep == "poss" and here.tag == "PRP$" and here.head == head

    def _of_pronoun(self, pronoun: Span) -> Shown | None:
        """The country of whom a pronoun stands for, as far as the words for them name one."""
        here = self._named_at.get(pronoun)
        for _ in range(CHAIN):
            if here is None or here.mention.antecedent is None:
                return None
            here = self._named_at.get(here.mention.antecedent)
            if here is not None and here.found.country:
                return Shown(here.found.country, "phrase", here.mention.span)
        return None

    def around(self, item: Named) -> Shown | None:
        """The country of the sentence, else of the report, where there is just one that it can be.

        "The government" that backs Ukraine in a report on Britain is not Ukraine's, and not surely Britain's.
        """
        head = self._token(item.mention.head)
        if head is None:
            return None
        names = self._heard_with(item.mention.span, self.names[self.tokens[head].sentence])
        if any(r.role.sector == "GOV" for r in clues_of(item.found.phrase).roles):
            names = [name for name in names if not self._is_acted_on(name, head)]
        countries = {name.country for name in names}
        if len(countries) == 1 and (self.main is None or self.main.country in countries):
            return Shown(names[0].country, "sentence", names[0].span)
        if _is_named(item):  # whom a report is mostly about need not be whose minister somebody is
            return None
        general = self.main or self.dateline
        return general if general and (not countries or general.country in countries) else None

    def _is_acted_on(self, name: CountryName, head: int) -> bool:
        """Whether a subject acts on a country: "the government will back Ukraine" is not Ukraine's."""
        token = self.tokens[name.token]
        if token.dep == "pobj":
            token = self.tokens[token.head]
        acted_on = token.dep in ("dobj", "dative") or (token.dep == "prep" and token.lemma in _TOWARD)
        return name.label == "GPE" and acted_on and self._subject_of(head) == token.head

    def _subject_of(self, head: int) -> int | None:
        token = self.tokens[head]
        return token.head if token.dep == "nsubj" else None

    @cached_property
    def main(self) -> Shown | None:
        """The country that most names of the report stand for."""
        names = [name for sentence in self.names for name in sentence]
        counts = Counter(name.country for name in names)
        ((country, times),) = counts.most_common(1) or [("", 0)]
        sentences = sum(any(name.country == country for name in names) for names in self.names)
        if sentences < 2 or times <= MAJORITY * len(names):
            return None
        return next(Shown(country, "report", name.span) for name in names if name.country == country)

    @cached_property
    def dateline(self) -> Shown | None:
        """The country of the place where the report was filed."""
        line = self.report.dateline
        country = country_named(line.place, "GPE") if line and line.place else None
        return Shown(country, "dateline", line.span) if line and country else None

    def _heard_with(self, mention: Span, names: Sequence[CountryName]) -> Sequence[CountryName]:
        """The names that stand on the mention's side of a statement: who says it is not whom it is about."""
        covering = [s for s in self.statements if _covers(s, mention)]
        said_here = [part for s in covering for part in s.content]
        inside = [name for name in names if any(part.contains(name.span) for part in said_here)]
        elsewhere = [span for s in self.statements for span in s.source]
        inside = inside or [n for n in names if not any(span.overlaps(n.span) for span in elsewhere)]
        said = [
            span for s in self.statements if any(x.overlaps(mention) for x in s.source) for span in s.content
        ]
        if said:
            return [name for name in names if not any(span.overlaps(name.span) for span in said)]
        return inside or names

    def _climb(self, token: int, head: int, mention: Span) -> int:
        """The steps from a name up to the mention or its head; 0 where it stands in another phrase."""
        steps, outside = 0, not mention.contains(self._span(token))
        while token != head and not (outside and mention.contains(self._span(token))):
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
            for below in (_NONE, _BESIDE):
                names = self._places_of(verb, below)
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

    def _places_of(self, verb: int, clauses: frozenset[str]) -> list[CountryName]:
        names = self.names[self.tokens[verb].sentence]
        return [n for n in names if self._is_place(n) and self._places(n.token, verb, clauses)]

    def _is_place(self, name: CountryName) -> bool:
        """Whether a name says where: an adjective does only before a noun for a place, "on Peru" never."""
        noun = self.tokens[self.tokens[name.token].head].text.lower()
        return (name.label in PLACES and noun not in ("on", "over")) or noun in place_nouns()

    def _places(self, token: int, verb: int, clauses: frozenset[str]) -> bool:
        """Whether a name is the place of a verb, or of one of these clauses below it.

        It stands below a preposition of place that hangs on the verb or on its object.
        """
        preposition = ""
        while token != verb:
            here = self.tokens[token]
            if here.head == token or (here.pos in _CLAUSAL and here.dep not in clauses):
                return False
            if here.dep in ("prep", "agent"):
                preposition = here.lemma.lower()
            elif here.dep in ("nsubj", "nsubjpass", "poss"):
                return False
            token = here.head
        return preposition in _PLACING

    def _span(self, token: int) -> Span:
        return Span(self.tokens[token].start, self.tokens[token].end)

    def _token(self, span: Span) -> int | None:
        index = bisect.bisect_right(self._found.starts, span.start) - 1
        return index if index >= 0 and self.tokens[index].end > span.start else None


_ABROAD = frozenset({"BUS", "JRN", "NGO"})
"""Sectors that work across borders: the country around them says little about theirs."""


def _is_named(item: Named) -> bool:
    return item.is_person and item.mention.kind is MentionKind.NAME


def has_role(item: Named) -> bool:
    """Whether the words of a mention describe somebody by what they are: "protesters", "General Ruiz"."""
    clues = clues_of(item.found.phrase)
    roles = [r.role for r in clues.roles]
    if not roles or any(role.sector in _ABROAD for role in roles):
        return False
    words = f" {' '.join(clues.folded)} "
    return not any(f" {word} " in words for word in _cross_border())


@lru_cache(maxsize=1)
def _cross_border() -> tuple[str, ...]:
    return tuple(fold(word) for (word,) in rows("cross_border.tsv"))


def _covers(statement: Statement, span: Span) -> bool:
    return any(part.contains(span) for part in statement.content)
