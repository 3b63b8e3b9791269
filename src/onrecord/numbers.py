"""English numbers, in figures and in words."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources


@cache
def table(kind: str) -> dict[str, float]:
    """The words of one kind ("unit", "scale", "suffix") with their values."""
    lines = resources.files("onrecord").joinpath("data/numbers.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {word: float(value) for row_kind, word, value in rows if row_kind == kind}


_FIGURES = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def value(text: str) -> float | None:
    """The number that `text` spells ("75,000", "31.7 billion", "two million", "a dozen"), else None.

    A comma groups figures and a point is a decimal point, as English-language news writes them.
    """
    total, group, seen = 0.0, 0.0, False
    for word in _words(text):
        number = _simple(word)
        if number is not None:
            group, seen = group + number, True
        elif word in ("a", "an") and not seen:
            group = 1.0
        elif word in _scales():
            scale, seen = _scales()[word], True
            group = (group or 1.0) * scale
            if scale > 100:
                total, group = total + group, 0.0
        elif not (word == "and" and seen):
            return None
    return total + group if seen else None


def _words(text: str) -> list[str]:
    spaced = re.sub(r"(?<=[\d])(?=[A-Za-z])", " ", text.lower())
    return spaced.replace("-", " ").split()


def _simple(word: str) -> float | None:
    if _FIGURES.fullmatch(word):
        return float(re.sub(r"[^\d.]", "", word))
    return table("unit").get(word)


@cache
def _scales() -> dict[str, float]:
    return {"dozen": 12.0, **table("suffix"), **table("scale")}
