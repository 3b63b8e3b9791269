"""The sentences' trees: children, and the phrases that a head noun spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import Token

BEFORE_HEAD = frozenset(
    {"det", "poss", "amod", "compound", "nummod", "nmod", "quantmod", "predet", "case", "neg"}
)


class Tree:
    """Children and clauses over the tokens of a parse. Every index is a token index."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.children: list[list[int]] = [[] for _ in tokens]
        for i, token in enumerate(tokens):
            if token.head != i:
                self.children[token.head].append(i)

    def child(self, i: int, *labels: str) -> int | None:
        """The first child of `i` with one of these dependency labels."""
        return next((c for c in self.children[i] if self.tokens[c].dep in labels), None)

    def first(self, head: int) -> int:
        """Where the noun phrase of `head` begins: its determiner, modifiers and compounds."""
        start = head
        for child in reversed([c for c in self.children[head] if c < head]):
            if self.tokens[child].tag == "HYPH":
                continue
            if self.tokens[child].dep not in BEFORE_HEAD or not self._joins(child, start):
                break
            start = self.leftmost(child)
        return start

    def leftmost(self, i: int) -> int:
        """The leftmost token below `i`."""
        while self.children[i] and self.children[i][0] < i:
            i = self.children[i][0]
        return i

    def rightmost(self, i: int) -> int:
        """The rightmost token below `i`."""
        while self.children[i] and self.children[i][-1] > i:
            i = self.children[i][-1]
        return i

    def verb(self, i: int) -> int:
        """The verb or root under which `i` stands."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            if self.tokens[i].pos in ("VERB", "AUX"):
                break
        return i

    def ancestors(self, i: int) -> Iterator[int]:
        """The tokens above `i`, up to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def is_subject(self, i: int) -> bool:
        """Whether `i` is, or is coordinated with, a subject."""
        while self.tokens[i].dep in ("conj", "appos") and self.tokens[i].head != i:
            i = self.tokens[i].head
        return self.tokens[i].dep in ("nsubj", "nsubjpass", "csubj")

    def is_topic(self, i: int) -> bool:
        """Whether `i` alone is the subject of a main clause, or of one coordinated with it."""
        verb = self.tokens[i].head
        if any(self.tokens[c].dep == "conj" for c in self.children[i]):
            return False
        while self.tokens[verb].dep == "conj" and self.tokens[verb].head != verb:
            verb = self.tokens[verb].head
        return self.tokens[i].dep in ("nsubj", "nsubjpass") and self.tokens[verb].head == verb

    def _joins(self, child: int, start: int) -> bool:
        """Whether nothing but brackets, quotes and hyphens lies between a modifier and the phrase so far."""
        between = self.tokens[self.rightmost(child) + 1 : start]
        return all(t.pos in ("PUNCT", "ADV", "ADJ", "PART") and t.text != "," for t in between)
