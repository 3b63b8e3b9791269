"""To whom, where and when something was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from types import MappingProxyType

from onrecord import dates
from onrecord.attribute.draft import Draft
from onrecord.attribute.tables import rows
from onrecord.attribute.tree import Tree
from onrecord.model import PartialDate, Reference, Span, When

PLACING = frozenset(("in", "at", "on", "during", "via", "through"))
"""Prepositions before a venue."""

PLACELESS = frozenset(("relcl", "acl", "advcl", "appos", "conj", "cc", "punct"))
"""What hangs on a venue's noun and does not belong to its name."""


@cache
def _venues() -> MappingProxyType[str, str]:
    return MappingProxyType(dict(rows("venues.tsv")))


@cache
def addressing() -> frozenset[tuple[str, str]]:
    """Verbs that name whom they address, each with "object" or "to"."""
    return frozenset(rows("addressing.tsv"))


def addressee(draft: Draft, tree: Tree) -> Reference | None:
    """Whom the cue's verb addresses: "told reporters", "made clear to Putin"."""
    for verb in _verbs(draft, tree):
        lemma = tree.tokens[verb].lemma.lower()
        for child in tree.children[verb]:
            noun = _addressed(child, lemma, tree)
            if noun is None:
                continue
            span = tree.noun_phrase(noun)
            if not _touches(span, (*draft.content, *draft.source)) and noun not in _venue_nouns(
                tree, (noun,)
            ):
                return Reference(span=span)
    return None


def _addressed(child: int, verb: str, tree: Tree) -> int | None:
    token = tree.tokens[child]
    if token.dep in ("dobj", "dative") and token.pos != "ADP" and (verb, "object") in addressing():
        return child if token.pos in ("NOUN", "PROPN", "PRON") else None
    if token.dep in ("prep", "dative") and token.text.lower() == "to" and (verb, "to") in addressing():
        noun = tree.child(child, "pobj")
        return noun if noun is not None and tree.tokens[noun].pos in ("NOUN", "PROPN", "PRON") else None
    return None


def venue(draft: Draft, tree: Tree) -> Span | None:
    """Where it was said: the prepositional phrase with a noun of the table that is nearest to the cue."""
    found = []
    for i in _beside(draft, tree):
        if tree.tokens[i].dep not in ("prep", "agent") or tree.tokens[i].text.lower() not in PLACING:
            continue
        noun = tree.child(i, "pobj")
        if noun is None or not _venue_nouns(tree, (noun,)):
            continue
        span = Span(tree.tokens[i].start, _end(noun, tree))
        if _with_cue(i, draft, tree) and not _touches(span, (*draft.content, *draft.source)):
            found.append(span)
    return min(found, key=lambda s: _distance(s, draft), default=None)


def _venue_nouns(tree: Tree, nouns: Iterable[int]) -> list[int]:
    return [n for n in nouns if tree.tokens[n].lemma.lower() in _venues()]


def _end(noun: int, tree: Tree) -> int:
    """Where the phrase of a venue ends: before clauses, and before "on Wednesday"."""
    end = tree.tokens[noun].end
    for child in tree.children[noun]:
        if child < noun or tree.tokens[child].dep in PLACELESS:
            continue
        if tree.tokens[child].dep != "prep" or tree.tokens[child].text.lower() not in (
            "with",
            "to",
            "of",
            "for",
            "by",
        ):
            break
        inner = tree.child(child, "pobj")
        if inner is None:
            break
        end = tree.noun_phrase(inner).end
    return end


def said(draft: Draft, tree: Tree, text: str, anchor: PartialDate | None) -> When | None:
    """The date that stands beside the cue, in its sentence and outside content and source."""
    found: list[When] = []
    for part in _gaps(draft, tree):
        found.extend(dates.find(text, part.start, part.end, anchor))
    found = [when for when in found if any(_with_cue(i, draft, tree) for i in tree.inside(when.span)[:1])]
    return min(found, key=lambda when: _distance(when.span, draft), default=None)


def _gaps(draft: Draft, tree: Tree) -> Iterator[Span]:
    """Stretches of the cue's sentence that are neither content nor source."""
    if not draft.cue:
        return
    index = tree.sentence(draft.cue[0].start)
    if index is None:
        return
    sentence = tree.parse.sentences[index]
    at = sentence.start
    for span in sorted((*draft.content, *draft.source)):
        if span.start >= sentence.end:
            break
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if at < sentence.end:
        yield Span(at, sentence.end)


def _with_cue(i: int, draft: Draft, tree: Tree) -> bool:
    """Whether a token hangs on the cue's verb, or on the verb on which that one hangs.

    A cue without verb, as the colon of a headline, has everything beside it.
    """
    verbs = {v for v in _verbs(draft, tree) if tree.tokens[v].pos in ("VERB", "AUX")}
    if not verbs:
        return True
    governors = verbs | {tree.tokens[v].head for v in verbs if _shares(v, tree)}
    while tree.tokens[i].head != i:
        i = tree.tokens[i].head
        if tree.tokens[i].pos in ("VERB", "AUX"):
            return i in governors
    return i in governors


def _shares(verb: int, tree: Tree) -> bool:
    """Whether a verb shares time and place with the one it hangs on: "said at a meeting, adding that"."""
    token = tree.tokens[verb]
    return token.dep in ("conj", "xcomp", "aux", "auxpass") or (token.dep == "advcl" and token.tag == "VBG")


def _beside(draft: Draft, tree: Tree) -> Iterator[int]:
    for part in _gaps(draft, tree):
        yield from tree.inside(part)


def _verbs(draft: Draft, tree: Tree) -> list[int]:
    inside = [i for span in draft.cue for i in tree.inside(span)]
    return [i for i in inside if tree.tokens[i].pos in ("VERB", "AUX", "NOUN", "ADJ")]


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in others)


def _distance(span: Span, draft: Draft) -> tuple[int, int]:
    cue = draft.cue[0]
    gap = span.start - cue.end if span.start >= cue.end else cue.start - span.end
    return max(gap, 0), span.start
