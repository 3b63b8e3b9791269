"""Which line of a flattened page is its headline, if any is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.acquire.lines import Line
from onrecord.acquire.patterns import Role

WORDS = range(3, 36)
OPEN_END = (".", ":", ",", ";", "…", "...")
BREADCRUMB = re.compile(r"\s+[/>»›|→]\s+|\s*[»›→]\s*")
# The weights below were set on 34 whole pages of 24 outlets and on bodies without a headline
# (`onrecord eval pages`, `onrecord eval bodies`): a wrong headline costs more than a missing one.
LEAST = 2.0
REPEATED = 6.0
BEFORE_BYLINE = 3.0
BEFORE_ANOTHER = 1.0
FIRST_LINE = 1.5
A_WORD = 0.5
MOST_WORDS = 10
A_LINE_AWAY = 0.35
MOST_AWAY = 5.0
BYLINE_WITHIN = 3


def find(lines: Sequence[Line], roles: Sequence[Role], first: int) -> int | None:
    """Index of the headline above `first`, the first paragraph; None where no line is surely one.

    What speaks for a line: it comes again (in a breadcrumb, beside the name of the site), a byline or
    a date follows, it is near the first paragraph, and it is as long as headlines are.
    """
    candidates = [i for i in range(first) if roles[i] is Role.BODY and _headline_like(lines[i])]
    scored = [(_score(lines, roles, first, i), -i) for i in candidates]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= LEAST else None


def parts(text: str) -> list[str]:
    """The parts of a navigation path; the text itself where it is none."""
    return [part.strip() for part in BREADCRUMB.split(text) if part.strip()]


def title_case(text: str) -> bool:
    """Whether the long words of a line begin with capitals, as headlines of some outlets do."""
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", text) if len(w) > 3]
    return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.9 * len(words)


def _headline_like(line: Line) -> bool:
    is_open = not line.text.endswith(OPEN_END) or title_case(line.text)
    return line.words in WORDS and is_open and len(parts(line.text)) <= 2


def _score(lines: Sequence[Line], roles: Sequence[Role], first: int, index: int) -> float:
    score = A_WORD * min(lines[index].words, MOST_WORDS) - min(A_LINE_AWAY * (first - index), MOST_AWAY)
    after = roles[index + 1 : index + 1 + BYLINE_WITHIN]
    score += REPEATED * _repeated(lines, index)
    score += BEFORE_BYLINE * (Role.BYLINE in after or Role.DATED in after)
    score += BEFORE_ANOTHER * (index + 1 < first and roles[index + 1] is Role.BODY)
    return score + FIRST_LINE * (index == 0)


def _repeated(lines: Sequence[Line], index: int) -> bool:
    """Whether the line comes again: in a breadcrumb, as the page's title, among its links."""
    text = lines[index].text
    if lines[index].words < 4:
        return any(parts(line.text)[-1:] == [text] for line in lines[:index])
    near = range(index - 1, index + 2)
    return any(text in line.text for i, line in enumerate(lines) if i not in near or (i < index and text != line.text))
