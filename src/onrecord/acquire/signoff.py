"""The agency's name at the end of its own dispatch, where the dateline credits it too: "... Ukraine. EFE"."""

from __future__ import annotations

import re

from onrecord.acquire.dateline import Opening
from onrecord.acquire.layout import Layout
from onrecord.acquire.patterns import Role
from onrecord.model import Found, Span

# A sentence ends before the name, or the line begins; the initials of a desk may follow ("EFE mos/ks").
BEFORE = r"(?:^|(?<=[.!?…\"”’)])\s+)\(?"
AFTER = r"\)?(?:\s+[a-z]{2,4}(?:[-/][a-z]{2,4})*)?\.?$"
METHOD = "agency of the dateline, signed off at the end"


def read(layout: Layout, opening: Opening | None) -> Span | None:
    """Where the agency of the dateline stands as the last word of the report; None where it does not."""
    agency = opening.dateline.agency if opening and opening.dateline else None
    if not agency:
        return None
    pattern = re.compile(f"{BEFORE}(?P<agency>{re.escape(agency)}){AFTER}")
    for line in layout.lines[max(0, layout.end - 1) : layout.end + 1]:
        if match := pattern.search(line.text):
            return Span(line.start + match.start("agency"), line.start + match.end("agency"))
    return None


def outlet(text: str, signoff: Span | None) -> Found[str] | None:
    """The outlet of an agency's own dispatch: the agency, as it signs it off."""
    return Found(value=signoff.of(text), method=METHOD, evidence=signoff) if signoff else None


def tail(text: str, layout: Layout, signoff: Span | None) -> Span | None:
    """The sign-off to the end of its line, where that line is body and none of its own."""
    for line in layout.having(Role.BODY):
        if signoff and line.span.contains(signoff):
            start = signoff.start - (text[signoff.start - 1] == "(" and signoff.start > line.start)
            return Span(start, line.end)
    return None
