"""Speaker, colon, words: transcripts ("PENCE: ...") and headlines ("Russia FM: ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.attribute.draft import Draft, trimmed
from onrecord.attribute.tables import rows
from onrecord.model import Entity, Parse, Report, Span

SCORE = 0.5
"""Score of a statement that a rule found."""

TURN = re.compile(
    r"^[ \t]*(?P<name>(?:[A-Z][A-Z.'’-]+ ?){1,4}(?:\([^)\n]{1,40}\))?|Q|A)(?P<colon>:)[ \t]+(?=\S)", re.M
)
"""A turn of a transcript: a line that begins with a name in capitals, or Q and A, and a colon."""

HEADLINE = re.compile(r"[ \t]*(?P<name>[^:\n]{2,60}?)(?P<colon>:)[ \t]+(?=[^\s\d])")

SPEAKING = frozenset(("PERSON", "ORG", "GPE", "NORP"))
"""Labels of entities that can speak in a headline."""


@cache
def _roles() -> frozenset[str]:
    return frozenset(word for word, _ in rows("roles.tsv"))


def colon_drafts(report: Report, parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """Turns and headlines with a colon that none of the drafts covers."""
    found = [*_turns(report), *_headline(report, parse)]
    return [d for d in found if not any(_overlap(d, other) for other in drafts)]


def _turns(report: Report) -> list[Draft]:
    matches = list(TURN.finditer(report.text))
    turns = []
    for match in matches:
        end = report.text.find("\n", match.end())
        turns.append(_draft(match, report.text, len(report.text) if end < 0 else end))
    return [t for t in turns if t is not None and not any(t.cue[0].overlaps(b) for b in report.boilerplate)]


def _headline(report: Report, parse: Parse) -> list[Draft]:
    evidence = report.title.evidence if report.title is not None else None
    if evidence is None:
        return []
    match = HEADLINE.match(report.text, evidence.start, evidence.end)
    if match is None or not _can_speak(Span(*match.span("name")), report.text, parse.entities):
        return []
    found = _draft(match, report.text, evidence.end)
    return [found] if found is not None else []


def _can_speak(name: Span, text: str, entities: Sequence[Entity]) -> bool:
    """Whether the words before the colon end in a role ("Russia FM") or are somebody's name."""
    last = name.of(text).split()[-1].lower().strip(".'’")
    if last in _roles():
        return True
    return any(e.label in SPEAKING and e.start < name.end == e.end for e in entities)


def _draft(match: re.Match[str], text: str, end: int) -> Draft | None:
    content, source = trimmed(text, match.end(), end), trimmed(text, *match.span("name"))
    if content is None or source is None:
        return None
    return Draft(content=(content,), cue=(Span(*match.span("colon")),), source=(source,), score=SCORE)


def _overlap(one: Draft, other: Draft) -> bool:
    return any(a.overlaps(b) for a in (*one.content, *one.cue) for b in (*other.content, *other.cue))
