"""Random rewriting of training examples, for text that does not look like 2016 US politics.

PolNeAR writes quotations in double marks, its names are few, its paragraphs are whole. A rewritten
example keeps labels and links: each word becomes some words (or none) and hands its label on.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.attribute.examples import IGNORE, NO_SOURCE, Example
from onrecord.encoder import Array

QUOTES: tuple[tuple[str, str], ...] = (
    ("“", "”"),
    ('"', '"'),
    ("''", "''"),
    ("``", "''"),
    ("‘", "’"),
    ("'", "'"),
    ("«", "»"),
    ("„", "“"),
)
"""Opening and closing marks in use in English-language and translated news."""


def augment(example: Example, names: Sequence[str], rng: random.Random) -> Example:
    """The example itself in about half of the cases, else rewritten in one or more ways.

    `names` is the pool from which names are drawn.
    """
    steps: tuple[tuple[float, Callable[[Example, random.Random], Example]], ...] = (
        (0.25, requote),
        (0.20, lambda e, r: rename(e, names, r)),
        (0.06, drop_closing_quotes),
        (0.08, join_paragraphs),
        (0.08, recase),
    )
    for chance, step in steps:
        if rng.random() < chance:
            example = step(example, rng)
    return example


def rewrite(example: Example, words: Sequence[Sequence[str]]) -> Example:
    """Put the i-th list of words in the place of the i-th word."""
    new_index: list[int] = []
    labels: list[int] = []
    soft: list[Array | None] = []
    for i, some in enumerate(words):
        new_index.append(len(labels))
        begin = example.labels[i]
        inside = begin + begin % 2 if begin > 0 else begin
        labels.extend([begin if k == 0 else inside for k in range(len(some))])
        opinion = example.soft[i] if example.soft is not None else None
        soft.extend([opinion if k == 0 else None for k in range(len(some))])

    def moved(links: Sequence[int]) -> list[int]:
        result = []
        for i, some in enumerate(words):
            target = links[i]
            if target >= 0:
                target = new_index[target] if words[target] else IGNORE
            result.extend([target] * len(some))
        return result

    return Example(
        words=[w for some in words for w in some],
        labels=labels,
        cue_of=moved(example.cue_of),
        source_of=moved(example.source_of),
        soft=soft,
    )


def requote(example: Example, rng: random.Random) -> Example:
    """Double quotation marks in another style."""
    opening, closing = rng.choice(QUOTES)
    inside, words = False, []
    for word in example.words:
        if word[0] == "\n":
            inside = False
        if word in ('"', "“", "”"):
            inside = not inside if word == '"' else word == "“"
            words.append(list(opening if inside else closing))
        else:
            words.append([word])
    return rewrite(example, words)


def drop_closing_quotes(example: Example, rng: random.Random) -> Example:
    """Some closing marks lost."""
    return rewrite(example, [[] if w == "”" and rng.random() < 0.3 else [w] for w in example.words])


def join_paragraphs(example: Example, rng: random.Random) -> Example:
    """Paragraphs run together, as in text cut from a page."""
    keep = rng.random() < 0.3
    return rewrite(
        example, [[] if w[0] == "\n" and not (keep and rng.random() < 0.5) else [w] for w in example.words]
    )


def recase(example: Example, rng: random.Random) -> Example:
    """The whole text, or its first line, in one case."""
    case = str.upper if rng.random() < 0.5 else str.lower
    whole = rng.random() < 0.4
    words, first_line = [], True
    for word in example.words:
        first_line = first_line and word[0] != "\n"
        words.append(case(word) if whole or first_line else word)
    return replace(example, words=words)


def name_pool(examples: Sequence[Example]) -> list[str]:
    """Words that stand capitalised within a line and hardly ever in lower case."""
    upper: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for example in examples:
        for before, word in zip(example.words, example.words[1:], strict=False):
            if word.istitle() and before[0].isalnum():
                upper[word] += 1
            elif word.islower():
                lower[word.title()] += 1
    return sorted(w for w, n in upper.items() if len(w) > 2 and lower[w] * 20 < n)


def rename(example: Example, names: Sequence[str], rng: random.Random) -> Example:
    """About half of the names replaced, each everywhere by the same other one."""
    known = set(names)
    present = sorted({w for w in example.words if w in known})
    other = {w: rng.choice(names) for w in present if rng.random() < 0.5}
    return replace(example, words=[other.get(w, w) for w in example.words])


__all__ = ["NO_SOURCE", "QUOTES", "augment", "name_pool", "rewrite"]
