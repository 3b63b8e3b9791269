"""Attributions on their way to statements, as spans of characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attribute.decode import Group
from onrecord.encoder import Word
from onrecord.model import Span

Spans = tuple[Span, ...]

SPACE_AND_COMMAS = " \t\r\n\u00a0,;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An attribution without what `Statement` adds. Spans stand in text order."""

    content: Spans
    cue: Spans
    source: Spans
    score: float

    @property
    def start(self) -> int:
        """Where its first span begins."""
        return min(span.start for span in (*self.content, *self.cue, *self.source))


def draft(group: Group, score: float, words: Sequence[Word], text: str) -> Draft | None:
    """The draft of a decoded group; None where nothing of its content is left after trimming."""
    content = _spans(group.content, words, text)
    if not content:
        return None
    cue, source = _spans(group.cue, words, text), _spans(group.source, words, text)
    return Draft(content=content, cue=cue, source=source, score=score)


def _spans(indices: Sequence[int], words: Sequence[Word], text: str) -> Spans:
    """One span for each run of neighbouring words, trimmed. A line break may lie inside a run."""
    runs: list[list[int]] = []
    for i in sorted(indices):
        if runs and _joined(runs[-1][-1], i, words, text):
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = (trimmed(text, words[run[0]].start, words[run[-1]].end) for run in runs)
    return tuple(span for span in spans if span is not None)


def _joined(left: int, right: int, words: Sequence[Word], text: str) -> bool:
    """Whether nothing but line breaks and spaces lies between two words: no other word, no boilerplate."""
    return not text[words[left].end : words[right].start].strip()


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without blanks and commas at its ends; None where nothing else is in it."""
    while start < end and text[start] in SPACE_AND_COMMAS:
        start += 1
    while end > start and text[end - 1] in SPACE_AND_COMMAS:
        end -= 1
    return Span(start, end) if start < end else None
