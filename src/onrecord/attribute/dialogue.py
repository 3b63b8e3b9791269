"""Speech that a dash opens, as in several European languages: "— He is ill, says the nurse. — Come back."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.attribute.draft import Draft, trimmed
from onrecord.attribute.inquits import Inquit, inquit
from onrecord.attribute.tree import Tree
from onrecord.model import Report, Span

SCORE = 0.8
"""Score of a statement that a rule found."""

PARAGRAPH = re.compile(r"^[ \t]*(?P<dash>[—–―]|-(?=[ \t]))[ \t]*(?P<words>\S.*)$", re.M)
"""A paragraph of speech. Two make a dialogue; one may be the item of a list."""

PAUSE = re.compile(r"(?:[,!?…]|\.\.\.)[»”\"]?(?:\s+[—–―-])?\s+|\s+[—–―-]\s+")
"""Where the speaker may be named."""

RESUMED = re.compile(r"(?:[.!?…]\s*|\s[—–―-]\s|,\s+[—–―-]\s|;\s*)")
"""Where the speech goes on after the speaker's name."""

DASHES = "—–―- \t.,"


def dialogue(report: Report) -> list[Span]:
    """Paragraphs of speech after a dash, without the dash, outside boilerplate."""
    found = [Span(*m.span("words")) for m in PARAGRAPH.finditer(report.text)]
    found = [span for span in found if not any(span.overlaps(b) for b in report.boilerplate)]
    return found if len(found) > 1 else []


def spoken_lines(report: Report, tree: Tree) -> list[Draft]:
    """A statement for each paragraph of dialogue that names its speaker."""
    drafts = (_line(paragraph, report.text, tree) for paragraph in dialogue(report))
    return [d for d in drafts if d is not None]


def _line(paragraph: Span, text: str, tree: Tree) -> Draft | None:
    for pause in PAUSE.finditer(text, paragraph.start, paragraph.end):
        named = inquit(_token_at(pause.end(), tree), paragraph.end, tree)
        if named is None or not _closes(named, paragraph.end, text):
            continue
        content = tuple(_content(paragraph, pause, named, text))
        if content:
            return Draft(content=content, cue=(named.cue,), source=(named.source,), score=SCORE)
    return None


def _token_at(offset: int, tree: Tree) -> int:
    return tree.inside(Span(offset, offset + 1)).start


def _closes(named: Inquit, end: int, text: str) -> bool:
    """Whether a stop follows: "he says." but not "he says he is ill"."""
    return named.end >= end or not text[named.end].isspace() or named.source.start > named.cue.start


def _content(paragraph: Span, pause: re.Match[str], named: Inquit, text: str) -> Iterator[Span]:
    mark = pause.start() + (text[pause.start()] in "!?…")
    before = trimmed(text, paragraph.start, mark)
    if before is not None:
        yield before
    resumed = RESUMED.search(text, named.end, paragraph.end)
    start = resumed.end() if resumed is not None else paragraph.end
    while start < paragraph.end and text[start] in DASHES:
        start += 1
    after = trimmed(text, start, paragraph.end) if start < paragraph.end else None
    if after is not None:
        yield after
