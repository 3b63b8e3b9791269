"""The table of wordings that show what a line is, as one regular expression a role."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from importlib.resources import files

from onrecord import dates
from onrecord.acquire.lines import Line


class Role(Enum):
    """What a line is in its report."""

    BODY = "body"
    TITLE = "title"
    CAPTION = "caption"
    BYLINE = "byline"
    DATED = "dated"
    FURNITURE = "furniture"
    TEASERS = "teasers"
    COMMENTS = "comments"
    BLURB = "blurb"


ORDER = (Role.TEASERS, Role.COMMENTS, Role.BYLINE, Role.DATED, Role.CAPTION, Role.FURNITURE)
# Longer lines are paragraphs that only mention sharing, cookies or the like.
LONGEST = 60
LONGEST_CHARACTERS = 1_000
LONGEST_DATE = 12
# So much of a line that is a date is date; what is left is a label or a clock.
DATE_SHARE = 0.6


def role_of(line: Line) -> Role:
    """The role that the wording of a line shows; body where it shows none."""
    if line.words > LONGEST or len(line.text) > LONGEST_CHARACTERS:
        return Role.BODY
    for role in ORDER:
        if _patterns()[role].search(line.text):
            return role if role is not Role.BYLINE or not line.prose else Role.BODY
    return Role.DATED if _is_date(line) else Role.BODY


def is_blurb(line: Line) -> bool:
    """Whether a line tells who the author or the outlet is."""
    return len(line.text) <= LONGEST_CHARACTERS and _patterns()[Role.BLURB].search(line.text) is not None


def _is_date(line: Line) -> bool:
    """Whether a date and a time are all that a line says."""
    if line.words > LONGEST_DATE or not any(c.isdigit() for c in line.text):
        return False
    covered = sum(len(when.span) for when in dates.absolute(line.text))
    return covered >= DATE_SHARE * len(line.text)


@cache
def _patterns() -> dict[Role, re.Pattern[str]]:
    table = files("onrecord.acquire").joinpath("data", "furniture.tsv").read_text("utf-8")
    rows = [line.split("\t", 1) for line in table.splitlines() if line and not line.startswith("#")]
    patterns = {}
    for role in (*ORDER, Role.BLURB):
        alternatives = "|".join(f"(?:{pattern})" for name, pattern in rows if name == role.value)
        flags = re.NOFLAG if role is Role.BLURB else re.IGNORECASE
        patterns[role] = re.compile(alternatives, flags)
    return patterns
