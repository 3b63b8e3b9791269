"""What each line of a flattened page is: headline, body, caption, or the furniture around a report."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from onrecord.acquire import headline
from onrecord.acquire.lines import Line, split
from onrecord.acquire.patterns import Role, is_blurb, role_of
from onrecord.model import Span

# Words from which a line is surely a paragraph, and no summary or caption without a credit.
PARAGRAPH = 15
# After a heading such as "Check Also" single paragraphs are teasers if this little of the prose is left.
TAIL = 0.25
CUT_OFF = ("…", "...", "[…]", "[...]")
# What a line counts for when the report is sought as the stretch of lines with the most prose.
MOST_FOR_PROSE = 40
FOR_SHORT_LINE = -3
FOR_CAPTION = -1
FOR_FURNITURE = -6
# Prose this many lines of navigation away from the report does not belong to it.
APART = 3
# Bylines and dates farther from headline and body belong to other reports.
NEAR = 3


HEADINGS = (Role.TEASERS, Role.COMMENTS)


class Layout(NamedTuple):
    """The lines of a text and the role of each, in parallel."""

    lines: list[Line]
    roles: list[Role]
    top: int = 0
    """Index of the headline, or of the first paragraph where there is none."""
    first: int = 0
    """Index of the first paragraph."""
    end: int = 0
    """Index after the last line of the stretch that holds the report."""

    def beside(self, *roles: Role) -> list[Line]:
        """Lines in these roles under the headline, then right above it, then right below the body."""
        below = range(self.end, min(self.end + NEAR, len(self.lines)))
        order = [
            *range(self.top, min(self.first + NEAR + 1, len(self.lines))),
            *range(max(0, self.top - NEAR), self.top),
            *takewhile(lambda i: self.roles[i] not in HEADINGS, below),
        ]
        return [self.lines[i] for i in order if self.roles[i] in roles]

    def having(self, *roles: Role) -> list[Line]:
        """Lines in any of these roles, in order."""
        return [line for line, role in zip(self.lines, self.roles, strict=True) if role in roles]

    def boilerplate(self) -> list[Span]:
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
        return spans


def read(text: str, given: str | None = None) -> Layout:
    """Lay out a text. A headline that is `given` is only sought above the body; else one is found there."""
    lines = split(text)
    roles = [role_of(line) for line in lines]
    begin, end = _densest(lines, roles)
    if begin == end:
        return Layout(lines, roles)
    first = _first_paragraph(lines, roles, begin, end)
    title = _line_of(given, lines[:first]) if given else headline.find(lines, roles, first)
    _mark_above(lines, roles, first, title)
    _mark_below(lines, roles, end)
    _mark_teasers(lines, roles)
    _mark_blurbs(lines, roles)
    _mark_repeated(lines, roles, title)
    if title is not None:
        roles[title] = Role.TITLE
    return Layout(lines, roles, first if title is None else title, first, _end(lines, roles))


def _line_of(given: str, lines: Sequence[Line]) -> int | None:
    wanted = given.casefold().split()
    return next((i for i, line in enumerate(lines) if line.text.casefold().split() == wanted), None)


def _end(lines: Sequence[Line], roles: Sequence[Role]) -> int:
    """Index after the last line of the body."""
    return max((i + 1 for i, role in enumerate(roles) if role is Role.BODY and lines[i].prose), default=0)


def _densest(lines: Sequence[Line], roles: Sequence[Role]) -> tuple[int, int]:
    """The stretch of lines with the most prose in it, as a half-open range; empty without prose."""
    best, best_range, total, start = 0, (0, 0), 0, 0
    for i, (line, role) in enumerate(zip(lines, roles, strict=True)):
        if total <= 0:
            total, start = 0, i
        total += _weight(line, role)
        if total > best:
            best, best_range = total, (start, i + 1)
    return best_range


def _weight(line: Line, role: Role) -> int:
    if role is Role.BODY:
        return min(line.words, MOST_FOR_PROSE) if line.prose else FOR_SHORT_LINE
    return FOR_CAPTION if role is Role.CAPTION else FOR_FURNITURE


def _first_paragraph(lines: Sequence[Line], roles: Sequence[Role], begin: int, end: int) -> int:
    """The first line of the stretch that is surely a paragraph, else its first prose."""
    prose = [i for i in range(begin, end) if roles[i] is Role.BODY and lines[i].prose]
    sure = (i for i in prose if lines[i].words >= PARAGRAPH and not _question(lines, roles, i))
    return next(sure, prose[0])


def _question(lines: Sequence[Line], roles: Sequence[Role], index: int) -> bool:
    """A question above a byline, a date or another short line is a headline."""
    after = index + 1
    ends = lines[index].text.endswith(("?", "!", "?’", "?”"))
    return ends and after < len(lines) and not (roles[after] is Role.BODY and lines[after].prose)


def _mark_above(lines: Sequence[Line], roles: list[Role], first: int, title: int | None) -> None:
    """Above the first paragraph: navigation, labels; a standfirst right under the headline stays."""
    navigation = 0
    for i in range(first - 1, -1, -1):
        prose = roles[i] is Role.BODY and lines[i].prose
        navigation += not prose
        if roles[i] is not Role.BODY or i == title:
            continue
        standfirst = title is not None and i == title + 1 and lines[i].words >= headline.STANDFIRST
        near = navigation < APART or title is None or i > title
        if not (standfirst or (prose and near)):
            roles[i] = Role.FURNITURE


def _mark_below(lines: Sequence[Line], roles: list[Role], end: int) -> None:
    """Below the report: short lines, and prose that lines of navigation part from it."""
    navigation = 0
    for i in range(end, len(lines)):
        prose = roles[i] is Role.BODY and lines[i].prose
        navigation += not prose
        if roles[i] is Role.BODY and (not prose or navigation >= APART):
            roles[i] = Role.FURNITURE


def _mark_teasers(lines: Sequence[Line], roles: list[Role]) -> None:
    """Headlines and summaries under "Check Also" and its like, until the report goes on."""
    prose = [i for i, role in enumerate(roles) if role is Role.BODY and lines[i].prose]
    until = 0
    for i, role in enumerate(roles):
        if role not in HEADINGS or i < until:
            continue
        last_part = len(prose) - bisect(prose, i) <= TAIL * len(prose)
        for j in range(i + 1, len(lines)):
            if _goes_on(lines, roles, j, last_part, role):
                break
            roles[j] = Role.FURNITURE if roles[j] is Role.BODY else roles[j]
            until = j


def _goes_on(
    lines: Sequence[Line], roles: Sequence[Role], index: int, last_part: bool, heading: Role
) -> bool:
    """Whether the report goes on here: a paragraph; near the end two of them, as summaries come singly."""
    run = lines[index : index + 2] if last_part else lines[index : index + 1]
    body = all(line.prose and not line.text.endswith(CUT_OFF) for line in run)
    same = all(role is Role.BODY for role in roles[index : index + len(run)])
    whole = len(run) == 1 + last_part
    return body and same and whole and not (last_part and heading is Role.COMMENTS)


def _mark_blurbs(lines: Sequence[Line], roles: list[Role]) -> None:
    """Below the last paragraph: who the author is, where the report appeared first."""
    for i in range(len(lines) - 1, 0, -1):
        if roles[i] is Role.BODY:
            if not is_blurb(lines[i]):
                return
            roles[i] = Role.BLURB


def _mark_repeated(lines: Sequence[Line], roles: list[Role], title: int | None) -> None:
    """Short lines that come again are labels of the page; the standfirst is often among its links too."""
    seen: dict[str, int] = {}
    for i, line in enumerate(lines):
        if line.prose:
            continue
        first = seen.setdefault(line.text, i)
        for j in (first, i) if first != i else ():
            if roles[j] is Role.BODY and (title is None or j != title + 1):
                roles[j] = Role.FURNITURE
