"""PLOVER contexts of an event, from words in its sentence (`data/context_words.tsv`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from onrecord.code_events.syntax import Tree, tree_at
from onrecord.code_events.words import rows
from onrecord.model import Event, Reading

LONGEST = 3
"""Words of the longest phrase in the table."""


def assign(event: Event, reading: Reading) -> Event:
    """Set `event.contexts`: those that a word of its sentence or its mode shows, in PLOVER's order."""
    tree = tree_at(reading.parse, event.trigger) if reading.parse else None
    found = set(of_sentence(tree)) if tree else set()
    found.update(mode for mode in event.modes if mode in order())
    return replace(event, contexts=tuple(name for name in order() if name in found))


def of_sentence(tree: Tree) -> list[str]:
    """The contexts that the words of a sentence show, each as often as it is shown."""
    words = [(token.text.lower(), token.lemma.lower()) for token in tree.tokens]
    found: list[str] = []
    for start in (n for n, forms in enumerate(words) if not _openings().isdisjoint(forms)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            for form in (0, 1):
                phrase = " ".join([*(word[0] for word in words[start : end - 1]), words[end - 1][form]])
                found += _table().get(phrase, ())
    return found


@cache
def order() -> tuple[str, ...]:
    """The contexts in the order of PLOVER's table."""
    return tuple(dict.fromkeys(row[0] for row in rows("context_words")))


@cache
def _openings() -> frozenset[str]:
    """First words of the phrases in the table."""
    return frozenset(phrase.split(" ")[0] for phrase in _table())


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for context, phrases in rows("context_words"):
        for phrase in phrases.split(", "):
            table[phrase] = (*table.get(phrase, ()), context)
    return table
