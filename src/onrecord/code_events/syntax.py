"""One sentence of a parse as a tree: who governs whom, and where a clause begins and ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from onrecord.model import Parse, Span, Token

CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis", "pcomp"})
"""Relations that open a clause of their own; an `xcomp` shares the clause of its governor."""

ATTACHED = frozenset({"amod", "cc", "compound", "conj", "det", "nmod", "nummod", "poss", "punct"})
"""Relations of words that do not head a phrase where another word of it has a relation of its own."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
VERBAL = frozenset({"VERB", "AUX"})


class Tree:
    """The tokens of one sentence. Indices count from the first token of the sentence."""

    def __init__(self, tokens: tuple[Token, ...], offset: int = 0) -> None:
        self.tokens = tokens
        self._offset = offset

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    @property
    def span(self) -> Span:
        """The characters from the first token to the last."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    def head(self, index: int) -> int:
        """The governor; the index itself at a root."""
        head = self.tokens[index].head - self._offset
        return head if 0 <= head < len(self.tokens) else index

    @cached_property
    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for index in range(len(self.tokens)):
            if (head := self.head(index)) != index:
                children[head].append(index)
        return children

    def children(self, index: int, *relations: str) -> list[int]:
        """The dependents in text order, of these relations if any are given."""
        return [c for c in self._children[index] if not relations or self.tokens[c].dep in relations]

    def ancestors(self, index: int) -> Iterator[int]:
        """The governors, nearest first."""
        while (head := self.head(index)) != index:
            yield head
            index = head

    def subtree(self, index: int) -> list[int]:
        """The token and everything below it, in text order."""
        found, waiting = [], [index]
        while waiting:
            found.append(node := waiting.pop())
            waiting += self._children[node]
        return sorted(found)

    def at(self, span: Span) -> int | None:
        """The highest token of a span: the first whose governor lies outside it and that heads a phrase.

        In "Ruiz and Speaker Ito" the parse makes "Speaker" a second "Ruiz"; "Speaker Ito" is headed by "Ito".
        """
        inside = [
            i for i, token in enumerate(self.tokens) if token.start < span.end and span.start < token.end
        ]
        tops = [i for i in inside if self.head(i) == i or self.head(i) not in inside]
        return next((i for i in tops if self.tokens[i].dep not in ATTACHED), tops[0] if tops else None)

    def clause(self, index: int) -> int:
        """The head of the clause that a token stands in: a verb, or the root of a fragment."""
        while self.tokens[index].dep not in CLAUSAL and not self._is_clausal_conjunct(index):
            if (head := self.head(index)) == index:
                break
            index = head
        return index

    def _is_clausal_conjunct(self, index: int) -> bool:
        return self.tokens[index].dep == "conj" and self.tokens[index].pos in VERBAL

    def clause_span(self, index: int) -> Span:
        """The characters of the clause that a token stands in, without the clauses below it."""
        top = self.clause(index)
        inside = [i for i in self.subtree(top) if self.clause(i) == top]
        return Span(self.tokens[inside[0]].start, self.tokens[inside[-1]].end)

    def lemmas(self, index: int, *relations: str) -> list[str]:
        """The lemmas of the dependents, lower case."""
        return [self.tokens[c].lemma.lower() for c in self.children(index, *relations)]


class _Latest(NamedTuple):
    parse: Parse | None
    trees: dict[int, Tree]


# Every rule of this stage asks for the tree of the same few sentences of one report.
_latest = _Latest(None, {})


def tree_at(parse: Parse, span: Span) -> Tree | None:
    """The sentence in which a span begins; None where the parse has no token there."""
    global _latest
    starts = bisect_right(parse.tokens, span.start, key=_start)
    index = max(starts - 1, 0)
    if not parse.tokens or parse.tokens[index].end <= span.start:
        if starts >= len(parse.tokens) or parse.tokens[starts].start >= span.end:
            return None
        index = starts
    latest, number = _latest, parse.tokens[index].sentence
    if latest.parse is not parse:
        latest = _latest = _Latest(parse, {})
    if number not in latest.trees:
        latest.trees[number] = _tree(parse, number)
    return latest.trees[number]


def _tree(parse: Parse, number: int) -> Tree:
    first = bisect_left(parse.tokens, number, key=_sentence)
    last = bisect_right(parse.tokens, number, key=_sentence)
    return Tree(parse.tokens[first:last], first)


def _start(token: Token) -> int:
    return token.start


def _sentence(token: Token) -> int:
    return token.sentence
