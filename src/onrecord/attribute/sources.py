"""Sources that the grammar gives where the model gives none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribute.draft import Draft
from onrecord.attribute.tree import Tree
from onrecord.model import Span

MODIFIERS = ("det", "amod", "compound", "nummod", "poss", "nmod")
"""Labels of words that stand before their noun."""


def fill_sources(drafts: Sequence[Draft], tree: Tree) -> list[Draft]:
    """The drafts with the sources that grammar gives.

    A subject inside another draft's words does not speak outside of them: "Chad said that the aim is
    peace, further warning that …" has Chad warn, not the aim.
    """
    filled = [fill_source(draft, tree) for draft in drafts]
    return [
        new if old.source else replace(new, source=_outer(new, filled))
        for old, new in zip(drafts, filled, strict=True)
    ]


def _outer(draft: Draft, drafts: Sequence[Draft]) -> tuple[Span, ...]:
    for other in drafts:
        inside = any(part.contains(span) for part in other.content for span in draft.source)
        if inside and not any(part.overlaps(cue) for part in other.content for cue in draft.cue):
            return other.source
    return draft.source


def fill_source(draft: Draft, tree: Tree) -> Draft:
    """The draft with the subject of its cue's verb as source, where it had none.

    A verb without subject of its own has that of the verb it is coordinated with or depends on:
    "denied ... but admitted that", "demanding that".
    """
    if draft.cue and _was_asked(draft, tree):
        return replace(draft, source=())
    if draft.source or not draft.cue:
        return whole_source(draft, tree)
    span = _according_to(draft, tree) or _subject(draft, tree)
    if span is None or any(span.overlaps(other) for other in (*draft.content, *draft.cue)):
        return draft
    return replace(draft, source=(span,))


def whole_source(draft: Draft, tree: Tree) -> Draft:
    """The draft with each source that stops before its noun ("the foreign") led up to the noun."""
    taken = (*draft.content, *draft.cue)
    return replace(draft, source=tuple(_to_noun(span, taken, tree) for span in draft.source))


def _to_noun(span: Span, taken: Sequence[Span], tree: Tree) -> Span:
    inside = tree.inside(span)
    if not inside:
        return span
    last = tree.tokens[inside[-1]]
    if last.dep not in MODIFIERS or not inside[-1] < last.head <= inside[-1] + 3:
        return span
    longer = Span(span.start, tree.tokens[last.head].end)
    return span if any(longer.overlaps(other) for other in taken) else longer


def _was_asked(draft: Draft, tree: Tree) -> bool:
    """Whether the cue is a bare participle: "Asked whether he would go, Bolan said" names no asker."""
    inside = tree.inside(draft.cue[0])
    if len(inside) != 1 or tree.tokens[inside[0]].tag not in ("VBN", "VBD"):
        return False
    first = inside[0]
    opens = first == 0 or tree.tokens[first - 1].sentence != tree.tokens[first].sentence
    return opens and tree.child(first, "nsubj", "nsubjpass", "aux", "auxpass", "agent") is None


def _subject(draft: Draft, tree: Tree) -> Span | None:
    head = tree.head(draft.cue[0])
    if head is None or tree.tokens[head].pos not in ("VERB", "AUX"):
        return None
    subject = tree.subject(head)
    if (
        subject is None
        or tree.tokens[subject].dep == "nsubjpass"
        or tree.tokens[subject].tag in ("EX", "WDT", "WP")
    ):
        return None
    if tree.tokens[subject].lemma.lower() == "it":
        return None
    return tree.noun_phrase(subject)


def _according_to(draft: Draft, tree: Tree) -> Span | None:
    last = tree.inside(draft.cue[-1])
    if not last or tree.tokens[last[-1]].text.lower() != "to":
        return None
    noun = tree.child(last[-1], "pobj")
    return tree.noun_phrase(noun) if noun is not None else None
