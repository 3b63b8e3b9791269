"""Names written alike: without accents and without the ways of writing the same sounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

RESPELLED = (
    (re.compile("ks|cks"), "x"),
    (re.compile("[yj]"), "i"),
    (re.compile("i?e?i+e?"), "i"),
    (re.compile(r"(.)\1"), r"\1"),
)


@lru_cache(maxsize=65536)
def respelled(word: str) -> str:
    """A name without accents and without the ways of writing the same sounds: Zelenskyy and Zelensky."""
    plain = unicodedata.normalize("NFKD", word.lower())
    word = "".join(c for c in plain if c.isalnum() or c in "-.")
    for pattern, spelling in RESPELLED:
        word = pattern.sub(spelling, word)
    return word


def respelled_all(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a name respelled; those without a letter or figure are left out."""
    return tuple(filter(None, map(respelled, words)))
