"""Quotations signed with a name: after a dash, or on the line below, as in lists of voices."""

from __future__ import annotations

import re

from onrecord.attribute.draft import Draft
from onrecord.attribute.tree import Tree
from onrecord.model import Report, Span

SCORE = 0.9
"""Score of a signed quotation: its form leaves little doubt."""

QUOTED = r"^[^\S\n]*(?:[•*·–-]|\d{1,2}[.)])?[^\S\n]*(?P<content>[\"“”«‘'].+[\"”“»’'])"
NAME = r"(?P<name>(?!(?:he|she|they|it|I|we|who|said|says)\b)[^\W\d_][^\n!?:\"“”]{0,70}[^\s.!?;:,])"
END = r"[.]?[^\S\n]*$"

DASHED = re.compile(
    QUOTED + r"(?:[^\S\n]*\n?[^\S\n]*(?P<dash>[―—–]|--)|[^\S\n]+(?P<hyphen>-))[^\S\n]*" + NAME + END, re.M
)
"""A quotation and a name after a dash, on one line or on two."""

BELOW = re.compile(QUOTED + r"[^\S\n]*\n[^\S\n]*" + NAME + END, re.M)
"""A quotation that fills its line, and a name on the next one. It counts from two on."""

LONGEST_NAME = 14
"""Words of a signature."""

FINITE = ("VBZ", "VBD", "VBP", "MD")


def signed(report: Report, tree: Tree) -> list[Draft]:
    """Signed quotations outside boilerplate, in no order."""
    found = [_draft(m, report) for m in DASHED.finditer(report.text) if _is_name(m, tree)]
    below = [_draft(m, report) for m in BELOW.finditer(report.text) if _is_name(m, tree)]
    if len(below) > 1:
        found += below
    return [d for d in found if d is not None]


def _is_name(match: re.Match[str], tree: Tree) -> bool:
    """Whether the words are no sentence: few, and without a finite verb."""
    words = tree.inside(Span(*match.span("name")))
    return len(words) <= LONGEST_NAME and not any(tree.tokens[i].tag in FINITE for i in words)


def _draft(match: re.Match[str], report: Report) -> Draft | None:
    content, name = Span(*match.span("content")), Span(*match.span("name"))
    if any(b.overlaps(content) or b.overlaps(name) for b in report.boilerplate):
        return None
    dash = next((g for g in ("dash", "hyphen") if match.groupdict().get(g)), None)
    cue = (Span(*match.span(dash)),) if dash is not None else ()
    return Draft(content=(content,), cue=cue, source=(name,), score=SCORE)
