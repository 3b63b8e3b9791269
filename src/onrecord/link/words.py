"""The words of a report, as linking compares them."""

from __future__ import annotations

import re
from functools import cache

from onrecord.model import Report

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")

# The longest first. What is left must have three letters and a vowel.
_ENDINGS = ("ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s")
_VOWEL = re.compile(r"[aeiouy]")


def body(report: Report) -> str:
    """The text outside boilerplate. A mark of the cut stays, so that no two words are glued."""
    parts, last = [], 0
    for span in sorted(report.boilerplate):
        parts.append(report.text[last : span.start])
        last = max(last, span.end)
    return "\n".join([*parts, report.text[last:]])


def words(text: str) -> list[str]:
    """The words of a text as they stand, without punctuation: "U.S.-led" is one, "it's" is one."""
    return _WORD.findall(text)


@cache
def stem(word: str) -> str:
    """A word in lower case without its inflection: "denied" and "denies" are "deny", "shipped" is "ship"."""
    word = re.sub(r"['’]s?$", "", word.casefold())
    for ending in _ENDINGS:
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and _VOWEL.search(rest) and not word.endswith("ss"):
            return _repaired(rest, ending)
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def _repaired(rest: str, ending: str) -> str:
    """Undoes what spelling does before an ending: a y that became i, a doubled consonant, a lost e."""
    if ending in ("ied", "ies"):
        return rest + "y"
    if ending in ("ing", "ings", "ed") and len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz":
        return rest[:-1]
    return rest[:-1] if len(rest) > 3 and rest.endswith("e") else rest
