"""The words of a report, as linking compares them."""

from __future__ import annotations

import re

from onrecord.model import Report

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


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
