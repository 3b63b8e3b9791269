"""Which language a text is in, as an ISO 639-1 code."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNKNOWN = "und"
SAMPLE = 4_000
MIN_CONFIDENCE = 0.9
# Every fifth running word of English prose is one of these, even in a single sentence.
MIN_FUNCTION_WORDS = 0.2

SHORT = 30
"""Words up to which the statistics are no evidence unless they are sure."""

WORD = re.compile(r"[^\W\d_]+")


def identify(text: str, declared: str | None = None) -> str:
    """ISO 639-1 code of the language of `text`, "und" where that cannot be told.

    A text too short for the statistics is English if enough of its words are English function
    words; `declared` (an attribute of the page) settles what remains.
    """
    words = WORD.findall(text[:SAMPLE].lower())
    if not words:
        return UNKNOWN
    if _share_of_function_words(words) >= MIN_FUNCTION_WORDS:
        return "en"
    code, confidence = _identifier().classify(text[:SAMPLE])
    if confidence >= MIN_CONFIDENCE and len(words) > 3:
        return str(code)
    if declared is None and len(words) <= SHORT and text.isascii():
        return "en"  # a pasted headline: better read than refused
    return declared or UNKNOWN


def _share_of_function_words(words: list[str]) -> float:
    return sum(word in _function_words() for word in words) / len(words)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _function_words() -> frozenset[str]:
    table = files("onrecord.acquire").joinpath("data", "english_function_words.tsv").read_text("utf-8")
    return frozenset(line for line in table.splitlines() if not line.startswith("#"))
