"""Which line of a flattened page is its headline, if any is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.acquire.lines import Line
from onrecord.acquire.patterns import Role

WORDS = range(4, 36)
STOP = re.compile(r"[.,:;…।。][\"'”’)\]]*$")
BREADCRUMB = re.compile(r"\s+[/>»›|→]\s+|\s*[»›→]\s*")
# The weights below were set on 34 whole pages of 24 outlets and on bodies without a headline
# (`onrecord eval pages`, `onrecord eval bodies`): a wrong headline costs more than a missing one.
LEAST = 2.0
REPEATED = 6.0
BEFORE_BYLINE = 3.0
RIGHT_BEFORE_BYLINE = 2.0
BEFORE_STANDFIRST = 2.5
FIRST_LINE = 1.5
A_WORD = 0.5
MOST_WORDS = 10
A_LINE_AWAY = 0.35
MOST_AWAY = 5.0
BYLINE_WITHIN = 4
# Words from which a line above the body is a summary, and not the name of an author or a section.
STANDFIRST = 6
UNDER_TEASERS = 6.0
SITE = re.compile(r"^\s*[-–—|»]\s*\S")
SITE_BEFORE = re.compile(r"(?:\S\s*[-–—|»›/]|^\w+)\s*$")
LONGEST_SITE = 40
# Bounds that keep hostile texts of very many short lines from costing the square of their number.
WITHIN = 200
LINES_OF_A_PAGE = 3_000


def find(lines: Sequence[Line], roles: Sequence[Role], first: int) -> int | None:
    """Index of the headline above `first`, the first paragraph; None where no line is surely one.

    What speaks for a line: it comes again (in a breadcrumb, beside the name of the site), a byline or
    a date follows, it is near the first paragraph, and it is as long as headlines are.
    """
    candidates = [
        i for i in range(max(0, first - WITHIN), first) if roles[i] is Role.BODY and _headline_like(lines[i])
    ]
    scored = [(_score(lines, roles, first, i), -i) for i in candidates]
    best = max(scored, default=(0.0, 0))
    if best[0] < LEAST:
        return None
    return max(i for i in candidates if lines[i].text == lines[-best[1]].text)


def parts(text: str) -> list[str]:
    """The parts of a navigation path; the text itself where it is none."""
    return [part.strip() for part in BREADCRUMB.split(text) if part.strip()]


def title_case(text: str) -> bool:
    """Whether the long words of a line begin with capitals, as headlines of some outlets do."""
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", text) if len(w) > 3]
    return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.9 * len(words)


def _headline_like(line: Line) -> bool:
    """A line as long as headlines are, without a full stop unless its words are capitalised."""
    is_open = STOP.search(line.text) is None or title_case(line.text)
    return line.words in WORDS and is_open and len(parts(line.text)) <= 2


def _score(lines: Sequence[Line], roles: Sequence[Role], first: int, index: int) -> float:
    length = min(lines[index].words, MOST_WORDS)
    after = roles[index + 1 : index + 1 + BYLINE_WITHIN]
    away = sum(role is Role.BODY for role in roles[index:first])
    score = A_WORD * length - min(A_LINE_AWAY * away, MOST_AWAY)
    if _in_breadcrumb(lines, index):
        score += REPEATED
    elif _repeated(lines, index):
        score += REPEATED * length / MOST_WORDS
    score += BEFORE_BYLINE * (Role.BYLINE in after or Role.DATED in after)
    score += RIGHT_BEFORE_BYLINE * (length >= STANDFIRST and after[:1] in ([Role.BYLINE], [Role.DATED]))
    score += BEFORE_STANDFIRST * (after[:1] == [Role.BODY] and _standfirst(lines, first, index + 1))
    return score + FIRST_LINE * (index == 0) - UNDER_TEASERS * _under_teasers(lines, roles, index)


def _standfirst(lines: Sequence[Line], first: int, index: int) -> bool:
    """Whether a line can be the summary that stands between headline and body."""
    return index < first and lines[index].words >= STANDFIRST


def _in_breadcrumb(lines: Sequence[Line], index: int) -> bool:
    """Whether a navigation path above ends in this line."""
    text = lines[index].text
    return any(
        len(path := parts(line.text)) > 1 and path[-1] == text
        for line in lines[max(0, index - WITHIN) : index]
    )


def _repeated(lines: Sequence[Line], index: int) -> bool:
    """Whether the line comes again: alone, or with the name of the site before or after it."""
    text = lines[index].text
    others = [
        line.text for i, line in enumerate(lines[:LINES_OF_A_PAGE]) if abs(i - index) > 1 or line.text != text
    ]
    return any(
        other == text or SITE.match(other.removeprefix(text)) or SITE_BEFORE.search(other.removesuffix(text))
        for other in others
        if len(other) <= 2 * len(text) + LONGEST_SITE and (other.startswith(text) or other.endswith(text))
    )


def _under_teasers(lines: Sequence[Line], roles: Sequence[Role], index: int) -> bool:
    """Whether only lines like it are between it and a heading such as "Related Articles"."""
    while index > 0 and roles[index - 1] is Role.BODY and lines[index - 1].words in WORDS:
        index -= 1
    return index > 0 and roles[index - 1] is Role.TEASERS
