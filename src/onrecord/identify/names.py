"""How names are compared: case, accents, transliteration and titles put aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from onrecord.identify.tables import names, rows

_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])(?=\W|$)")
_APOSTROPHE = re.compile(r"['’‘ʼ`´]")
_DOTS = re.compile(r"(?<=\b\w)\.(?=\w|\W|$)")
_WORD = re.compile(r"\w+")
_PLAIN = str.maketrans("łøđðþıß", "loddtis")
# Transliterations of one ending: Zelensky, Zelenskyy, Zelenskiy; Dmitri, Dmitry, Dmitriy.
_ENDINGS = re.compile(r"(?:iyy|iy|yy|ii|yi|ij|yj|i)$")
_INITIALS = re.compile(r"(?<=\b\w) (?=\w\b)")
_ARTICLES = frozenset({"al", "el", "as", "ash", "an"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, possessive endings and punctuation: "Élysée's" gives "elysee"."""
    words = text.split()
    if text.isascii() and all(map(str.isalnum, words)):  # most names: a sixth of the time
        return " ".join(words).lower()
    text = _POSSESSIVE.sub("", text)
    text = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _DOTS.sub("", _APOSTROPHE.sub("", text))
    return " ".join(_WORD.findall(text))


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """A key that variants of a person's name share: Sergei and Sergey, Zelensky and Zelenskyy.

    One initial is left out; several are kept as one word, however they are spaced ("H. W." and "H.W.").
    """
    variants = _variants()
    folded = _INITIALS.sub("", fold(name))
    words = [w for w in folded.split() if w not in _ARTICLES and len(w) > 1]
    spelled = [variants.get(w, w) for w in words]
    return " ".join(_ENDINGS.sub("y", word) if len(word) > 3 else word for word in spelled)


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    """Each spelling of a name, and the spelling that stands for all of them."""
    return {word: row[0] for row in rows("name_variants.tsv") for word in names(row[1])}


def slug(name: str) -> str:
    """The name as part of an id: "Sergey Lavrov" gives "sergey-lavrov"."""
    return fold(name).replace(" ", "-")


def surname(name: str, *, family_first: bool = False) -> str:
    """The family name of a full name, as far as its form shows: "von der Leyen"."""
    words = name.split()
    if family_first and len(words) > 1:
        return words[0]
    start = len(words) - 1
    if start > 1 and fold(words[-1]) in {"jr", "sr", "ii", "iii"}:
        start -= 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join(words[start:])


PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "da", "dos", "das", "del", "della", "di", "du", "la", "le", "zu"}
    | {"bin", "ibn", "bint", "al", "el", "ter", "ten"}
)
