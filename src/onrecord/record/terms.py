"""What a person types into the search field, as a query that FTS5 accepts.

Words must all occur, in any order; "words in quotes" in that order; `word*` begins with; AND, OR and
NOT in capitals combine (NOT binds closest, then AND, then OR). Everything else is punctuation.
"""

from __future__ import annotations

import re

from onrecord.errors import UsageError

_TERM = re.compile(r'"([^"]*)"?|([^\s"()]+)')
_OPERATORS = ("AND", "OR", "NOT")


def match(query: str) -> str:
    """The query in the syntax of FTS5, every term quoted. Raises UsageError where no word is left."""
    query = query.encode("utf-8", "replace").decode().replace("\0", " ")
    parts: list[str] = []
    operator = ""
    for found in _TERM.finditer(query):
        phrase, word = found.groups()
        if word in _OPERATORS:
            operator = word
            continue
        term = _quoted(phrase) if word is None else _quoted(word.rstrip("*"), begins=word.endswith("*"))
        if not term:
            continue
        if operator == "NOT" and not parts:
            raise UsageError(f"NOT needs something to find before it: in {query!r} write `word NOT other`.")
        parts += [operator or "AND", term] if parts else [term]
        operator = ""
    if not parts:
        raise UsageError(f"no word to search for in {query!r}.")
    return " ".join(parts)


def _quoted(text: str, begins: bool = False) -> str:
    """A term between quotes; empty where it holds no letter or digit, which FTS5 would never find."""
    if not any(char.isalnum() for char in text):
        return ""
    return f'"{text}"' + (" *" if begins else "")
