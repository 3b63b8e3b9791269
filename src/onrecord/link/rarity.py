"""How rare words are in the news at large: a weight that does not depend on what else is in the record."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

PAIR_SHARE = 0.6
"""What the weights of its words count for in a pair of neighbouring words, which overlap with both."""


@cache
def _table() -> tuple[int, dict[str, int]]:
    """The number of articles counted, and in how many of them each word occurs."""
    lines = (files("onrecord.link") / "data" / "word_frequencies.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#") and "\t" in line)
    counts = {word: int(count) for word, count in rows if count.isdigit()}
    return max(counts.values()), counts


@cache
def rarity(term: str) -> float:
    """Inverse document frequency of a word in lower case, or of two words with a space between."""
    if " " in term:
        return max(1.0, PAIR_SHARE * sum(map(rarity, term.split(" "))))
    articles, counts = _table()
    return math.log((articles + 1) / (counts.get(term, 0) + 1)) + 0.3
