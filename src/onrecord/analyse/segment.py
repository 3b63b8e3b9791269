"""Paragraphs and sentences by rule, before anything is parsed.

Published text breaks what a statistical splitter learned from: sentences glued together without a
space, lines wrapped at a column, headlines without a full stop. The rules look at characters only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.lang.en.stop_words import STOP_WORDS

from onrecord.analyse.lexicon import abbreviations
from onrecord.model import Span

BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# It begins at the line break, not at the blanks before it: those could be a million.
NEWLINES = re.compile(rf"(?:{BREAK.pattern})(?:[ \t\xa0]*(?:{BREAK.pattern}))*[ \t\xa0]*")
BULLET = re.compile(r"(?:[-–—*•·▪►●■○◦‣]|\(?\d{1,2}[.)])\s")
TERMINAL = re.compile(r"[.!?…:][)\]\"'”’»]*\Z")
STOP = re.compile(r"([.!?]+|…)([)\]\"'”’»]*(?:-(?=\s))?)(\s*)")
OPENERS = re.compile(r"[\"'“‘„«(\[¿¡—–\-•*\s]*")
WORD_BEFORE = re.compile(r"[^\W_][\w.'’&-]*\Z")
INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*\Z")
SPEECH_TAG = re.compile(
    r"(?:[A-Z][\w.'’-]{0,40}\s){1,4}(?:said|says|asked|told|added|wrote|replied|tweeted|continued|shouted)"
    r"(?:[.,:;]|\s(?:in|on|at|to|during|after|when|of|as|before|via|while|his|her|the\s\w+\sin)\b)"
)
WIDEST_WRAP = 120


def paragraphs(text: str, boilerplate: Sequence[Span] = ()) -> list[list[Span]]:
    """The paragraphs of `text` outside `boilerplate`, each as its sentences in order.

    Spans are character offsets of `text`, without white space at their ends; they do not overlap.
    """
    found = []
    for start, end in _outside(len(text), boilerplate):
        for left, right in _paragraphs(text, start, end):
            found.append(list(_sentences(text, left, right)))
    return [sentences for sentences in found if sentences]


def _outside(length: int, boilerplate: Sequence[Span]) -> Iterator[tuple[int, int]]:
    start = 0
    for span in sorted(boilerplate):
        if span.start > start:
            yield start, min(span.start, length)
        start = max(start, span.end)
    if start < length:
        yield start, length


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    width = _wrap_width(text[start:end])
    left = line = start
    for match in NEWLINES.finditer(text, start, end):
        if _ends_paragraph(text, line, match, end, width):
            yield left, match.start()
            left = match.end()
        line = match.end()
    yield left, end


def _wrap_width(text: str) -> int:
    """The column at which lines are wrapped, 0 where they are not."""
    lines = BREAK.split(text)
    longest = max(map(len, lines))
    filled = sum(len(line) > 0.8 * longest for line in lines)
    return longest if longest <= WIDEST_WRAP and filled > 2 else 0


def _ends_paragraph(text: str, line: int, newlines: re.Match[str], end: int, width: int) -> bool:
    before = text[line : newlines.start()].rstrip()
    after = text[newlines.end() : min(end, newlines.end() + 40)]
    if not before or not after or BULLET.match(after):
        return True
    continues = after[0].islower() and not TERMINAL.search(before)
    if len(BREAK.findall(newlines.group())) > 1:
        return not (continues and len(before) > 40)
    first_word = after.split(None, 1)[0]
    full = width > 0 and len(before) + 1 + len(first_word) > width - 2
    return not (continues or full)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    left = start
    quotes = 0
    counted = start
    for match in STOP.finditer(text, start, end):
        quotes += text.count('"', counted, match.start())
        counted = match.start()
        cut = _boundary(text, match, left, end, inside_quote=quotes % 2 == 1)
        if cut is not None:
            yield from _trimmed(text, left, cut)
            left = cut
    yield from _trimmed(text, left, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _boundary(text: str, match: re.Match[str], left: int, end: int, *, inside_quote: bool) -> int | None:
    """Where the next sentence starts, None where this stop does not end one."""
    stop, closers, gap = match.groups()
    if match.end() >= end:
        return None
    if not gap:
        return _glued(text, match, end, inside_quote=inside_quote)
    start = OPENERS.match(text, match.end(), end).end()  # type: ignore[union-attr]
    if start >= end or text[start].islower():
        return None
    quoted = any(c in "\"'”’»" for c in closers)
    if quoted and SPEECH_TAG.match(text, match.end(), end):
        return None
    if stop == "." and not quoted and _is_abbreviation(text, match.start(1), start, left, end):
        return None
    return match.end()


def _glued(text: str, match: re.Match[str], end: int, *, inside_quote: bool) -> int | None:
    """A sentence joined to the next without a space: `diplomat said.Washington is`, `noted."France`."""
    start = OPENERS.match(text, match.end(), end).end()  # type: ignore[union-attr]
    word = text[start : min(end, start + 2)]
    before = text[match.start() - 1 : match.start()]
    begins = word[:1].isupper() and word[1:] not in {".", "_"} and not word[1:].isupper()
    if not begins or not (before.islower() or before.isdigit() or before in "\"'”’»)]%"):
        return None
    token = text[max(0, match.start() - 40) : match.start()].rsplit(None, 1)[-1:]
    if token and (token[0] in abbreviations() or re.search(r"://|www\b|@", token[0])):
        return None
    closers = match.group(2)
    opens = closers.startswith('"') and not inside_quote
    return match.start(2) if opens else match.end(2)


def _is_abbreviation(text: str, stop: int, following: int, left: int, end: int) -> bool:
    found = WORD_BEFORE.search(text, max(left, stop - 20), stop)
    if not found:
        return False
    word = found.group()
    next_word = re.match(r"[\w’']*", text[following : min(end, following + 20)]).group()  # type: ignore[union-attr]
    if word.isdigit():
        return found.start() == left
    kind = abbreviations().get(word) or abbreviations().get(word.lower() if word.islower() else "")
    if kind == "before":
        return True
    if kind == "number":
        return next_word[:1].isdigit()
    return bool(kind or INITIALS.match(word)) and next_word.lower() not in STOP_WORDS
