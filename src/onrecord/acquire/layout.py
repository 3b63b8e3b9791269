"""What each line of a flattened page is: headline, body, caption, or the furniture around a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord import dates
from onrecord.acquire.lines import Line, split
from onrecord.model import Span


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


class Layout(NamedTuple):
    """The lines of a text and the role of each, in parallel."""

    lines: list[Line]
    roles: list[Role]

    def having(self, *roles: Role) -> list[Line]:
        """Lines in any of these roles, in order."""
        return [line for line, role in zip(self.lines, self.roles, strict=True) if role in roles]

    def boilerplate(self) -> tuple[Span, ...]:
        """Spans of the lines that are neither body nor headline; neighbours are joined."""
        spans: list[Span] = []
        previous = False
        for line, role in zip(self.lines, self.roles, strict=True):
            is_boilerplate = role not in (Role.BODY, Role.TITLE)
            if is_boilerplate and previous:
                spans[-1] = Span(spans[-1].start, line.end)
            elif is_boilerplate:
                spans.append(line.span)
            previous = is_boilerplate
        return tuple(spans)


# Words from which a paragraph surely is body, and not a summary or a caption without a credit.
PARAGRAPH = 15
HEADLINE_WORDS = range(3, 36)
# After a heading such as "Check Also" all that follows is teasers if this little of the prose is left.
TAIL = 0.25
BREADCRUMB = re.compile(r"\s+[/>»›|→]\s+|\s*[»›→]\s*")
SHORT_DATE_LINE = 12


def read(text: str, *, extracted: bool = False) -> Layout:
    """Lay out a text. `extracted` says that it is the main text of a page already, without a headline."""
    lines = split(text)
    roles = [_by_words(line) for line in lines]
    body = [i for i, line in enumerate(lines) if roles[i] is Role.BODY and line.prose]
    if not body:
        return Layout(lines, roles)
    first = next((i for i in body if lines[i].words >= PARAGRAPH), body[0])
    title = None if extracted else _title(lines, roles, first)
    _mark_head(lines, roles, first, title)
    _mark_teasers(lines, roles, body)
    _mark_tail(lines, roles)
    _mark_repeated(lines, roles)
    if title is not None:
        roles[title] = Role.TITLE
    return Layout(lines, roles)


@cache
def _patterns() -> dict[Role, re.Pattern[str]]:
    """One regular expression for each role that words alone can show."""
    table = files("onrecord.acquire").joinpath("data", "furniture.tsv").read_text("utf-8")
    rows = [line.split("\t", 1) for line in table.splitlines() if line and not line.startswith("#")]
    return {
        role: re.compile(
            "|".join(f"(?:{pattern})" for name, pattern in rows if name == role.value), re.IGNORECASE
        )
        for role in (Role.TEASERS, Role.COMMENTS, Role.BYLINE, Role.DATED, Role.CAPTION, Role.FURNITURE)
    }


# Longer lines are paragraphs that only mention sharing, cookies or the like.
LONGEST_BY_WORDS = 60


def _by_words(line: Line) -> Role:
    """The role that the wording of a line shows; body until something else is known."""
    if line.words > LONGEST_BY_WORDS:
        return Role.BODY
    for role, pattern in _patterns().items():
        if pattern.search(line.text):
            return role
    return Role.DATED if _is_date(line) else Role.BODY


def _is_date(line: Line) -> bool:
    """Whether a date and a time are all that a line says."""
    if line.words > SHORT_DATE_LINE or not any(c.isdigit() for c in line.text):
        return False
    found = dates.absolute(line.text)
    covered = sum(len(when.span) for when in found)
    return covered >= 0.6 * len(line.text)


def _title(lines: Sequence[Line], roles: Sequence[Role], first: int) -> int | None:
    """The headline: the line that a breadcrumb repeats, else the first of the last run of headline-like lines."""
    candidates = [i for i in range(first) if roles[i] is Role.BODY and _headline_like(lines[i])]
    if not candidates:
        return None
    for i in candidates:
        if _named_before(lines, i):
            return i
    start = candidates[-1]
    for i in range(start - 1, -1, -1):
        if i in candidates:
            start = i
        elif roles[i] is Role.BODY and not lines[i].prose:
            break
    return start


def _headline_like(line: Line) -> bool:
    ends_open = not line.text.endswith((".", ":", ",", ";", "…")) or _title_case(line.text)
    return line.words in HEADLINE_WORDS and ends_open and len(breadcrumb(line.text)) == 1


def _title_case(text: str) -> bool:
    """Whether the long words of a line begin with capitals, as headlines of some outlets do."""
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", text) if len(w) > 3]
    return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.9 * len(words)


def breadcrumb(text: str) -> list[str]:
    """The parts of a navigation path; the text itself where it is none."""
    return [part.strip() for part in BREADCRUMB.split(text) if part.strip()]


def _named_before(lines: Sequence[Line], index: int) -> bool:
    """Whether a breadcrumb or an earlier line ends in this very line."""
    title = lines[index].text
    return any(breadcrumb(line.text)[-1:] == [title] for line in lines[:index])


def _mark_head(lines: Sequence[Line], roles: list[Role], first: int, title: int | None) -> None:
    """Above the body: navigation before the headline; short open lines between headline and body."""
    for i in range(first):
        if roles[i] is not Role.BODY or i == title:
            continue
        navigation = title is not None and i < title
        if navigation or not lines[i].prose:
            roles[i] = Role.FURNITURE


def _mark_teasers(lines: Sequence[Line], roles: list[Role], body: Sequence[int]) -> None:
    """Headlines and summaries under "Check Also" and its like; near the end, all that is left."""
    for i, role in enumerate(roles):
        if role in (Role.TEASERS, Role.COMMENTS):
            last_part = sum(b > i for b in body) <= TAIL * len(body)
            for j in range(i + 1, len(lines)):
                if roles[j] is Role.BODY and lines[j].prose and not last_part:
                    break
                roles[j] = Role.FURNITURE if roles[j] is Role.BODY else roles[j]


def _mark_tail(lines: Sequence[Line], roles: list[Role]) -> None:
    """Below the last paragraph: short lines without a stop."""
    for i in range(len(lines) - 1, -1, -1):
        if roles[i] is Role.BODY:
            if lines[i].prose:
                return
            roles[i] = Role.FURNITURE


def _mark_repeated(lines: Sequence[Line], roles: list[Role]) -> None:
    """Short lines that come again are labels of the page."""
    seen: dict[str, int] = {}
    for i, line in enumerate(lines):
        if not line.prose and line.text in seen:
            roles[i] = Role.FURNITURE if roles[i] is Role.BODY else roles[i]
            first = seen[line.text]
            roles[first] = Role.FURNITURE if roles[first] is Role.BODY else roles[first]
        seen.setdefault(line.text, i)
