"""Labels before the turns of a transcript or an interview: "LUND: ...", "A: ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Mention, MentionKind, Span

_QUESTION = re.compile(r"^[ \t]*(?:Q|Question)[.:]\s", re.M)
_ANSWERS = frozenset({"a", "answer"})


class Turns:
    """The labels of one report, and who answers where the labels are but Q and A."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        first = _QUESTION.search(text)
        self.interviewee = _only_person(text, mentions, first.start()) if first else None

    def is_label(self, span: Span) -> bool:
        """Whether a span is what stands between the start of a line and a colon."""
        before = self.text[self.text.rfind("\n", 0, span.start) + 1 : span.start]
        return not before.strip(" \t*[") and self.text[span.end : span.end + 1] == ":"

    def answering(self, span: Span) -> Mention | None:
        """The interviewee, for an "A" before a colon."""
        if self.interviewee is None or span.of(self.text).rstrip(":.").lower() not in _ANSWERS:
            return None
        return self.interviewee if self.is_label(Span(span.start, span.start + 1)) else None


def _only_person(text: str, mentions: Sequence[Mention], before: int) -> Mention | None:
    """The person named in full in title and lead; None where there are none or several."""
    named = [
        m
        for m in mentions
        if m.label == "PERSON"
        and m.kind is MentionKind.NAME
        and m.span.end <= before
        and " " in m.span.of(text)
        and m.antecedent is None
    ]
    return named[0] if len({m.span.of(text) for m in named}) == 1 else None
