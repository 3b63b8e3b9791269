"""Answers of an interview whose questions stand on lines of their own, with no name before either."""

from __future__ import annotations

import re

from onrecord.attribute.draft import Draft, trimmed
from onrecord.model import Report

SCORE = 0.8
"""Score of a statement that a rule found."""

FEWEST = 3
"""Questions that make an interview."""

EXCHANGE = re.compile(
    r"^(?P<question>[^\s\"“«‘—–-][^\n:]{3,200}\?)[^\S\n]*\n\s*(?P<answer>[^\n]*[^\n?])[^\S\n]*$", re.M
)
"""A line that ends with a question mark, and the paragraph after it."""

SPEAKER = re.compile(r"\b(?:I|we|my|our|me|us|We|My|Our)\b")
"""Words by which somebody speaks of himself, as advice in answer to a question does not."""


def answers(report: Report) -> list[Draft]:
    """The answers, as statements without cue and source. Nothing where most are not in the first person."""
    found = [m for m in EXCHANGE.finditer(report.text) if not _is_furniture(m, report)]
    personal = sum(SPEAKER.search(m["answer"]) is not None for m in found)
    if len(found) < FEWEST or 2 * personal < len(found):
        return []
    contents = (trimmed(report.text, *m.span("answer")) for m in found)
    return [Draft(content=(c,), cue=(), source=(), score=SCORE) for c in contents if c is not None]


def _is_furniture(match: re.Match[str], report: Report) -> bool:
    return any(b.start < match.end("answer") and match.start("answer") < b.end for b in report.boilerplate)
