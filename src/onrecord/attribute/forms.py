"""What the form of a line shows: turns ("PENCE: ..."), headlines ("Russia FM: ..."), dialogue, signatures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from onrecord.attribute.answers import answers
from onrecord.attribute.dialogue import dialogue, spoken_lines
from onrecord.attribute.draft import Draft, trimmed
from onrecord.attribute.signatures import signed
from onrecord.attribute.tables import rows
from onrecord.attribute.tree import Tree
from onrecord.model import Entity, Parse, Report, Span

SCORE = 0.9
"""Score of a statement that its form shows: all of 46 on our own passages are right."""

TURN = re.compile(
    r"^[ \t]*[\"“]?(?P<name>(?:[A-Z][A-Z.'’-]+ ?){1,4}(?:\([^)\n]{1,40}\))?|Q|A)(?P<colon>:)[ \t]+(?=\S)",
    re.M,
)
"""A turn of a transcript: a line that begins with a name in capitals, or Q and A, and a colon."""

NAMED = re.compile(r"^[ \t]*(?P<name>(?:[A-Z][\w.'’-]+ ){0,3}[A-Z][\w.'’-]+)(?P<colon>:)[ \t]+(?=\S)", re.M)
"""The same with a name in usual case; it counts where the name takes more than one turn."""

HEADLINE = re.compile(r"[ \t]*(?P<name>[^:\n]{2,60}?)(?P<colon>:)[ \t]+(?=[^\s\d])")

SPEAKING = frozenset(("PERSON", "ORG", "GPE", "NORP"))
"""Labels of entities that can speak in a headline."""


@cache
def _no_speakers() -> frozenset[str]:
    return frozenset(word for word, _ in rows("no_speakers.tsv"))


@cache
def _roles() -> frozenset[str]:
    return frozenset(word for word, _ in rows("roles.tsv"))


def with_forms(drafts: Sequence[Draft], report: Report, tree: Tree) -> list[Draft]:
    """The drafts with what the form of a line shows.

    Signed quotations, turns of a transcript, answers and dialogue stand in the place of drafts that share
    their content; a headline with a colon is added where no draft covers it.
    """
    shown = [*signed(report, tree), *turns(report), *answers(report), *spoken_lines(report, tree)]
    result = in_place_of(shown, drafts)
    headline = _headline(report, tree.parse)
    return result + [d for d in headline if not any(_overlap(d, other) for other in result)]


def turns(report: Report) -> list[Draft]:
    """Turns of a transcript, each up to the end of its line. One line alone makes no transcript."""
    matches = [m for m in TURN.finditer(report.text) if _names_speaker(m)]
    named = [m for m in NAMED.finditer(report.text) if _names_speaker(m)]
    often = Counter(m["name"] for m in named)
    starts = {m.start(): m for m in named if often[m["name"]] > 1} | {m.start(): m for m in matches}
    if len(starts) < 2:
        return []
    found = []
    for _, match in sorted(starts.items()):
        end = report.text.find("\n", match.end())
        found.append(_draft(match, report.text, len(report.text) if end < 0 else end))
    return [d for d in found if d is not None and not any(d.cue[0].overlaps(b) for b in report.boilerplate)]


def _names_speaker(match: re.Match[str]) -> bool:
    return match["name"].split()[-1].lower() not in _no_speakers()


def spoken(report: Report, tree: Tree) -> list[Span]:
    """Stretches that are word for word without quotation marks: turns, answers, and dialogue after dashes."""
    lines = dialogue(report) if spoken_lines(report, tree) else []
    return [span for d in (*turns(report), *answers(report)) for span in d.content] + lines


def in_place_of(better: Sequence[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """The better drafts, and of the others those apart from them or wholly within the content of one."""
    contents = [span for d in better for span in d.content]
    taken = [*contents, *(span for d in better for span in d.cue)]
    return [*better, *(d for d in drafts if _apart(d, taken) or _inside(d, contents))]


def _apart(draft: Draft, taken: Sequence[Span]) -> bool:
    spans = (*draft.content, *draft.cue)
    return not any(span.overlaps(other) for span in spans for other in taken)


def _inside(draft: Draft, taken: Sequence[Span]) -> bool:
    spans = (*draft.content, *draft.cue, *draft.source)
    return bool(draft.cue) and any(all(t.contains(span) for span in spans) for t in taken)


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
