"""Sources that the grammar gives where the model gives none."""

from __future__ import annotations

from dataclasses import replace

from onrecord.attribute.draft import Draft
from onrecord.attribute.tree import Tree
from onrecord.model import Span


def fill_source(draft: Draft, tree: Tree) -> Draft:
    """The draft with the subject of its cue's verb as source, where it had none.

    A verb without subject of its own has that of the verb it is coordinated with or depends on:
    "denied ... but admitted that", "demanding that".
    """
    if draft.cue and _was_asked(draft, tree):
        return replace(draft, source=())
    if draft.source or not draft.cue:
        return draft
    span = _according_to(draft, tree) or _subject(draft, tree)
    if span is None or any(span.overlaps(other) for other in (*draft.content, *draft.cue)):
        return draft
    return replace(draft, source=(span,))


def _was_asked(draft: Draft, tree: Tree) -> bool:
    """Whether the cue is a bare participle: "Asked whether he would go, Bolan said" names no asker."""
    head = tree.head(draft.cue[0])
    if head is None or tree.tokens[head].tag != "VBN" or tree.tokens[head].dep != "advcl":
        return False
    return tree.child(head, "nsubj", "nsubjpass", "aux", "auxpass", "agent", "mark") is None


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
