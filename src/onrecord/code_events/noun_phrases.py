"""From the words that the model tags to the noun phrases of actors: whole names, one phrase an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Entity, Parse, Span, Token

JOINED = frozenset({"NOUN", "PROPN", "PRON", "ADJ"})
"""Parts of speech of coordinated actors: "France and Germany", "Turkish and Azerbaijani pilots"."""
QUALIFYING = frozenset({"amod", "compound", "nummod", "quantmod", "nmod"})
"""Relations of words that do not stand for somebody without the noun behind them."""
PEOPLES = frozenset({"NORP", "GPE", "PERSON"})
EDGES = frozenset({"DET", "PUNCT", "CCONJ", "ADP", "SCONJ", "SPACE", "PART"})
TIMES = frozenset({"DATE", "TIME"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """The tokens and names of one sentence."""

    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]
    first: int
    """Index in the parse of the first of the tokens."""

    def __call__(self, span: Span, trigger: Span) -> tuple[Span, ...]:
        """The noun phrases that the span stands for, in text order; empty where it holds no word.

        A phrase is never stretched over the trigger: of "Iraqi attacks" the actor is "Iraqi".
        """
        inside = [i for i, t in enumerate(self.tokens) if t.start < span.end and span.start < t.end]
        inside = self._before_bracket(self._to_the_head(self._whole_names(inside), trigger))
        pieces = [self._trimmed(piece) for part in self._speakers(inside) for piece in self._split(part)]
        return tuple(Span(self.tokens[p[0]].start, self.tokens[p[-1]].end) for p in pieces if p)

    def _whole_names(self, inside: list[int]) -> list[int]:
        """The tokens, with those of a name that begins or ends among them."""
        if not inside:
            return inside
        low, high = inside[0], inside[-1]
        for entity in self.entities:
            if entity.label in NAMES and entity.start < self.tokens[inside[-1]].end:
                within = self._of(entity)
                if within and within[0] < low <= within[-1]:
                    low = within[0]
                if within and within[0] <= high < within[-1]:
                    high = within[-1]
        return list(range(low, high + 1))

    def _speakers(self, inside: list[int]) -> list[list[int]]:
        """What stands before and after a colon: in a headline, the speaker and the one spoken of."""
        colons = [k for k, i in enumerate(inside) if self.tokens[i].text == ":"]
        bounds = [-1, *colons, len(inside)]
        return [inside[a + 1 : b] for a, b in pairwise(bounds)]

    def _to_the_head(self, inside: list[int], trigger: Span) -> list[int]:
        """With the noun that the last word qualifies: "country's largest" is "country's largest prison"."""
        last = inside[-1] if inside else -1
        while inside and self.tokens[last].dep in QUALIFYING:
            head = self.tokens[last].head - self.first
            words = range(last + 1, head + 1)
            if not words or any(
                self.tokens[i].start < trigger.end and trigger.start < self.tokens[i].end for i in words
            ):
                break
            inside, last = [*inside, *words], head
        return inside

    def _before_bracket(self, inside: list[int]) -> list[int]:
        """What stands before a bracket: "It [Kiev]" is "It"."""
        opened = [k for k, i in enumerate(inside) if self.tokens[i].text in "([" and k]
        return inside[: opened[0]] if opened else inside

    def _of(self, entity: Entity) -> list[int]:
        return [i for i, t in enumerate(self.tokens) if entity.start <= t.start < entity.end]

    def without_appositions(self, spans: Sequence[Span]) -> list[Span]:
        """The spans but for those that say again who another is: "the envoy, Ana Ruiz"."""
        return [span for span in spans if not any(self._says_again(span, other) for other in spans)]

    def _says_again(self, span: Span, other: Span) -> bool:
        if self._is_person(span) and self._is_person(other):
            return False  # "Major Ito, Captain Abe and Captain Ono": the parse takes lists for appositions
        tops = [t for t in self.tokens if span.start <= t.start < span.end and t.dep == "appos"]
        return (
            any(other.start <= self.tokens[t.head - self.first].start < other.end for t in tops)
            and span != other
        )

    def is_date(self, span: Span) -> bool:
        """Whether a phrase lies in a date or a time: the "May" of "the May 22 raid"."""
        return any(e.label in TIMES and e.start <= span.start and span.end <= e.end for e in self.entities)

    def _is_person(self, span: Span) -> bool:
        """Whether a phrase ends with the name of a person: "Captain Abe", but not "Abe's lawyer"."""
        return any(e.label == "PERSON" and e.start < span.end <= e.end for e in self.entities)

    def _split(self, inside: list[int]) -> Iterator[list[int]]:
        """The span cut where coordination joins one actor to the next."""
        begin = 0
        for k, i in enumerate(inside):
            if k and self._joins(inside, i):
                cut = k - 1
                while cut > begin and self.tokens[inside[cut]].pos not in ("CCONJ", "PUNCT"):
                    cut -= 1
                if cut > begin:
                    yield inside[begin:cut]
                    begin = cut + 1
        yield inside[begin:]

    def _joins(self, inside: list[int], i: int) -> bool:
        """Whether token `i` is a further actor, coordinated with an earlier one of the span."""
        token, head = self.tokens[i], self.tokens[i].head - self.first
        if token.dep != "conj" or head not in inside or token.pos not in JOINED:
            return False
        names = (self._of(e) for e in self.entities if e.label != "PERSON")
        if any(i in named and head in named for named in names) or self._lands(i):
            return False
        while self.tokens[head].dep == "conj" and self.tokens[head].head - self.first in inside:
            head = self.tokens[head].head - self.first
        governor = self.tokens[head].head - self.first
        if token.pos != "ADJ" and (governor == head or governor not in inside):
            return True
        # Further down ("ambassadors of Peru and Chile") one phrase names them together.
        return self.tokens[head].dep in QUALIFYING and self._people(head) and token.text.istitle()

    def _lands(self, i: int) -> bool:
        """Whether a name goes with the one before it behind an "of": "Islamic State of Iraq and Syria"."""
        if i < 3 or self.tokens[i - 1].pos != "CCONJ":
            return False
        before, preposition = self.tokens[i - 2], self.tokens[i - 3]
        names = before.pos == self.tokens[i].pos == "PROPN" and before.dep == "pobj"
        return names and preposition.text == "of"

    def _people(self, i: int) -> bool:
        start = self.tokens[i].start
        return any(e.label in PEOPLES and e.start <= start < e.end for e in self.entities)

    def _trimmed(self, piece: list[int]) -> list[int]:
        """Without articles, prepositions ("including" too) and punctuation at the edges; "his" stays."""
        while piece and self._edge(piece[0]):
            piece = piece[1:]
        while piece and (self._edge(piece[-1]) or self.tokens[piece[-1]].tag == "POS"):
            piece = piece[:-1]
        return piece

    def _edge(self, i: int) -> bool:
        token = self.tokens[i]
        return token.pos in EDGES or (token.dep == "prep" and token.tag == "VBG")


def by_sentence(parse: Parse) -> list[Phrases]:
    """The phrases of each sentence of the parse."""
    bounds: list[list[int]] = [[] for _ in parse.sentences]
    for i, token in enumerate(parse.tokens):
        bounds[token.sentence].append(i)
    names = _entities(parse)
    return [
        Phrases(tuple(parse.tokens[i] for i in of), tuple(names[k]), of[0] if of else 0)
        for k, of in enumerate(bounds)
    ]


def _entities(parse: Parse) -> Sequence[Sequence[Entity]]:
    """The entities of each sentence; both are in text order."""
    found: list[list[Entity]] = [[] for _ in parse.sentences]
    k = 0
    for entity in parse.entities:
        while k < len(parse.sentences) - 1 and parse.sentences[k].end <= entity.start:
            k += 1
        found[k].append(entity)
    return found
