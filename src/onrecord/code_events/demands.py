"""Saying that somebody should do something is asking for it.

"Morocco should release the journalists, Amnesty said" is a REQUEST by Amnesty to Morocco, and nothing
that Morocco does. PLOVER has no other place for what a speaker says others ought to do.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.code_events.syntax import SUBJECTS, Tree, tree_at
from onrecord.code_events.words import cues
from onrecord.model import Event, Modality, Reading, Reference, Span, Statement

TABLE = "modality_cues"
CONDITIONS = frozenset({"if", "unless"})
ARTICLES = ("the ", "a ", "an ")


def assign(event: Event, reading: Reading) -> Event:
    """The event as a REQUEST of its speaker where it is what another should do. `asserted_by` must be set."""
    statement = next((s for s in reading.statements if s.id == event.asserted_by), None)
    tree = tree_at(reading.parse, event.trigger) if reading.parse else None
    word = tree.at(event.trigger) if tree else None
    if statement is None or not statement.source or tree is None or word is None:
        return event
    if not ought(tree, word) or _is_first_person(tree, word):
        return event
    rest = tuple(m for m in event.modality if m not in (Modality.HYPOTHETICAL, Modality.FUTURE))
    asked = tuple(a for a in event.actors if not a.span.overlaps(statement.source[0]))
    source = (Reference(span=_bare(statement, reading.report.text)),)
    if event.type == "REQUEST" and len(asked) < len(event.actors):
        return replace(event, modality=rest)
    if event.type == "REQUEST" and not asked:
        return replace(event, actors=source, modality=rest)
    if not asked:
        return event
    return replace(event, type="REQUEST", modes=(), actors=source, recipients=asked, modality=rest)


def ought(tree: Tree, word: int) -> bool:
    """Whether "should", "must" or "ought" stands over an act that is still to be done."""
    if tree[word].dep == "acomp":
        word = tree.head(word)
    auxiliaries = [tree[c].text.lower() for c in tree.children(word, "aux")]
    conditional = any(
        tree[mark].text.lower() in CONDITIONS
        for clause in tree.children(word, "advcl")
        for mark in tree.children(clause, "mark")
    )
    done = any(a in ("have", "'ve") for a in auxiliaries)
    ought = [c for c in tree.children(word, "aux") if tree[c].text.lower() in cues(TABLE, "ought")]
    inverted = any(c < s for c in ought for s in tree.children(word, *SUBJECTS))
    return bool(ought) and not (done or conditional or inverted)


def _is_first_person(tree: Tree, word: int) -> bool:
    return any(tree[s].text.lower() in ("we", "i") for s in tree.children(word, "nsubj", "nsubjpass"))


def _bare(statement: Statement, text: str) -> Span:
    """The words of the source without their article."""
    span = statement.source[0]
    words = span.of(text)
    skipped = next((len(a) for a in ARTICLES if words.lower().startswith(a) and len(words) > len(a)), 0)
    return Span(span.start + skipped, span.end)
