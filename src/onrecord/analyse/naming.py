"""The chains that a name may belong to, found by the ends of names instead of by looking at all."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.analyse.chains import COMPANY, SUFFIXES, Chain, may_name, without
from onrecord.analyse.phrases import Phrase
from onrecord.analyse.spelling import respelled, respelled_all

NO_INITIALS = frozenset({"of", "the", "and", "for", "on"})


class NameIndex:
    """The chains of one label by keys of their names: first, last and last but one word, and initials.

    `may_name` accepts a pair only where the names share one of these, so that the chains without a
    shared key need no look.
    """

    def __init__(self, label: str) -> None:
        self.label = label
        self.chains: dict[str, dict[int, Chain]] = {}
        self.size = 0

    def best(self, phrase: Phrase) -> list[Chain]:
        """The chains that the name fits best, in the order they were made."""
        found: dict[int, Chain] = {}
        for key in self._keys(phrase.words):
            found |= self.chains.get(key, {})
        fits = [(may_name(chain, phrase), chain) for _, chain in sorted(found.items(), key=lambda i: i[0])]
        best = max((fit for fit, _ in fits), default=0)
        return [chain for fit, chain in fits if fit == best and best]

    def new(self, phrase: Phrase) -> Chain:
        """A chain of its own for a name."""
        self.size += 1
        return Chain(phrase.label, phrase.number, order=self.size)

    def add(self, chain: Chain, phrase: Phrase) -> None:
        """Make a chain found by a name of its own."""
        for key in self._keys(phrase.words):
            self.chains.setdefault(key, {})[chain.order] = chain

    def _keys(self, name: tuple[str, ...]) -> Iterator[str]:
        words = without(respelled_all(name), SUFFIXES if self.label == "PERSON" else COMPANY)
        if not words:
            return
        yield from {words[0], words[-1], words[-2:][0]}
        if self.label != "PERSON":
            yield respelled("".join(w[0] for w in words if w not in NO_INITIALS))
            yield words[0].replace(".", "")
