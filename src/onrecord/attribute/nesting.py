"""Statements inside statements: which one is reported within which, and those the model leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.attribute.cues import lookup
from onrecord.attribute.draft import Draft, trimmed
from onrecord.attribute.tables import rows
from onrecord.attribute.tree import SUBJECTS, Tree
from onrecord.model import Span

SCORE = 0.5
"""Score of a statement that a rule found."""

OWN_VOICE = frozenset(
    ("i", "me", "we", "you", "it", "there", "that", "which", "who", "what", "this", "one", "let")
)
"""Subjects with which a verb of saying or thinking inside a quotation reports nobody else."""


@cache
def _figurative() -> frozenset[str]:
    return frozenset(lemma for lemma, _ in rows("figurative.tsv"))


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the one within whose content it is reported, None at the top.

    A draft lies within another when its cue (or, without one, its content) lies in the other's
    content; of several the one with the shortest content counts.
    """
    result: list[int | None] = []
    for i, draft in enumerate(drafts):
        marks = draft.cue or draft.content
        around = [
            k
            for k, other in enumerate(drafts)
            if k != i and all(_within(mark, other.content) for mark in marks) and _size(other) > _size(draft)
        ]
        result.append(min(around, key=lambda k: (_size(drafts[k]), k), default=None))
    return result


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(other.contains(span) for other in others)


def _size(draft: Draft) -> int:
    return sum(map(len, draft.content))


def nested(drafts: Sequence[Draft], tree: Tree, text: str) -> list[Draft]:
    """Attributions inside the content of others that the model did not mark, by the grammar.

    Found are verbs of the cue table with a subject and a clause ("many experts believe the US is
    waging..."), inside one content span, that no draft has as its cue.
    """
    taken = {i for d in drafts for span in d.cue for i in tree.inside(span)}
    found: list[Draft] = []
    for outer in drafts:
        for span in outer.content:
            for verb in tree.inside(span):
                if verb not in taken and tree.tokens[verb].pos == "VERB":
                    inner = _reported(verb, span, tree, text)
                    if inner is not None and not _same_content(inner, outer):
                        taken.add(verb)
                        found.append(inner)
    return found


def _reported(verb: int, within: Span, tree: Tree, text: str) -> Draft | None:
    token = tree.tokens[verb]
    lemma = token.lemma.lower()
    if lemma in _figurative() or lookup([lemma]) is None:
        return None
    subject = tree.child(verb, *SUBJECTS)
    if (
        subject is None
        or tree.tokens[subject].dep != "nsubj"
        or tree.tokens[subject].text.lower() in OWN_VOICE
    ):
        return None
    clause = next(_clauses(verb, tree), None)
    if clause is None:
        return None
    content = _clip(tree.extent(clause), within, text)
    source = _clip(tree.noun_phrase(subject), within, text)
    if (
        content is None
        or source is None
        or content.overlaps(Span(token.start, token.end))
        or source.overlaps(content)
    ):
        return None
    return Draft(content=(content,), cue=(Span(token.start, token.end),), source=(source,), score=SCORE)


def _clauses(verb: int, tree: Tree) -> Iterator[int]:
    """Finite clauses that the verb governs and that follow it."""
    for child in tree.children[verb]:
        if (
            child > verb
            and tree.tokens[child].dep == "ccomp"
            and tree.child(child, "nsubj", "nsubjpass", "expl")
        ):
            yield child


def _clip(span: Span, within: Span, text: str) -> Span | None:
    start, end = max(span.start, within.start), min(span.end, within.end)
    return trimmed(text, start, end) if start < end else None


def _same_content(inner: Draft, outer: Draft) -> bool:
    return _size(inner) >= _size(outer)
