"""A text as lines with offsets and the few features of shape that tell body from navigation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Span

LINE = re.compile(r"[^\r\n]+")
WORD = re.compile(r"\w[\w’'.,-]*")
# A stop closes a sentence, also inside quotation marks or brackets; an agency may sign after it.
CLOSED = re.compile(r"""[.!?…:;।。؟][)\]"'”’»*]*$|[.!?,…]["”’»]|[.!?]["”’)]?\s\(?[A-Z]{2,5}\)?$""")
HEADING = re.compile(r"#{1,6}\s+")
EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<words>[^\s*_](?:[^*_]*[^\s*_])?)(?P=mark)")
SENTENCE_BREAK = re.compile(r"""[.!?]["”’)]?\s+["“‘(]?[A-Z]""")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, without the blanks around it."""

    start: int
    end: int
    text: str
    words: int
    after_gap: bool
    """Whether a blank line, or the start of the text, is above it."""

    @property
    def span(self) -> Span:
        """Where the line lies in the text."""
        return Span(self.start, self.end)

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return CLOSED.search(self.text) is not None

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph: closed and not tiny, or long, or of several sentences."""
        if self.words >= 30 or (self.words >= 20 and SENTENCE_BREAK.search(self.text)):
            return True
        return self.words >= 4 and self.closed


def _bare(line: str) -> str:
    """A line without the marks of Markdown around it: of a heading, or of emphasis on the whole line."""
    line = line[len(mark[0]) :] if (mark := HEADING.match(line)) else line
    whole = EMPHASIS.fullmatch(line)
    return whole["words"] if whole else line


def split(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order."""
    lines: list[Line] = []
    previous_end = 0
    for match in LINE.finditer(text):
        stripped = _bare(match[0].strip())
        if not stripped:
            continue
        start = match.start() + match[0].index(stripped)
        gap = text[previous_end:start].count("\n") != 1 or not lines
        lines.append(Line(start, start + len(stripped), stripped, len(WORD.findall(stripped)), gap))
        previous_end = start + len(stripped)
    return lines
