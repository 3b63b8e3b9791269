"""Finding one's way in a parse: from characters to tokens, from heads to clauses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from onrecord.model import Parse, Span

SUBJECTS = ("nsubj", "nsubjpass")


class Tree:
    """Children and extents over the tokens of a parse. Every index is a token index."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.children: list[list[int]] = [[] for _ in parse.tokens]
        for i, token in enumerate(parse.tokens):
            if token.head != i:
                self.children[token.head].append(i)
        self._starts = [t.start for t in parse.tokens]
        self._sentence_starts = [s.start for s in parse.sentences]

    def inside(self, span: Span) -> range:
        """The tokens that share a character with the span."""
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self.tokens[first].end <= span.start:
            first += 1
        return range(first, bisect_left(self._starts, span.end))

    def head(self, span: Span) -> int | None:
        """The token of the span that governs the others; None where the span holds none."""
        inside = self.inside(span)
        for i in inside:
            if self.tokens[i].head not in inside or self.tokens[i].head == i:
                return i
        return None

    def sentence(self, offset: int) -> int | None:
        """The index of the sentence in which a character lies."""
        i = bisect_right(self._sentence_starts, offset) - 1
        return i if i >= 0 and offset < self.parse.sentences[i].end else None

    def child(self, i: int, *labels: str) -> int | None:
        """The first child of `i` with one of these labels."""
        return next((c for c in self.children[i] if self.tokens[c].dep in labels), None)

    def below(self, i: int) -> Iterator[int]:
        """`i` and everything under it, in no particular order."""
        stack = [i]
        while stack:
            at = stack.pop()
            yield at
            stack.extend(self.children[at])

    def extent(self, i: int) -> Span:
        """From the first to the last character of what stands under `i`."""
        every = list(self.below(i))
        return Span(self.tokens[min(every)].start, self.tokens[max(every)].end)

    def subject(self, verb: int) -> int | None:
        """The subject of a verb: its own, or that of the verb it is coordinated with or depends on."""
        for _ in range(6):
            own = self.child(verb, *SUBJECTS)
            if own is not None:
                return own
            token = self.tokens[verb]
            if token.head == verb or token.dep not in ("conj", "xcomp", "advcl"):
                return None
            verb = token.head
        return None

    def noun_phrase(self, i: int) -> Span:
        """The phrase of a noun without clauses, appositions and other nouns that hang on it."""
        kept = [i]
        stack = [
            c
            for c in self.children[i]
            if self.tokens[c].dep not in ("relcl", "acl", "conj", "cc", "punct", "advcl")
        ]
        while stack:
            at = stack.pop()
            kept.append(at)
            stack.extend(c for c in self.children[at] if self.tokens[c].dep not in ("relcl",))
        return Span(self.tokens[min(kept)].start, self.tokens[max(kept)].end)
