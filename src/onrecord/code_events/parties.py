"""Who can be party to an event: people, bodies, states, and for acts of force places and things.

The model tags words by their place in the sentence, and so at times a weapon, a report or a date.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.code_events.syntax import Tree
from onrecord.code_events.words import cues
from onrecord.model import Mention, Span

TABLE = "thing_words"
WHO = frozenset({"PERSON", "ORG", "GPE", "NORP", "GROUP"})
"""Labels of mentions that can act."""
FORCE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION"})
"""Types that can be done to a thing: a bridge is bombed, a ship impounded."""


def actors(spans: Sequence[Span], tree: Tree, mentions: Sequence[Mention]) -> list[Span]:
    """Those of the spans that can act. Ships and planes do, for those who send them.

    Of an act or a weapon as the subject ("an Israeli strike killed") whose it is stays.
    """
    found = (_whose(s, tree) if _is_means(s, tree, mentions) else s for s in outermost(spans))
    return [span for span in found if span]


def _is_means(span: Span, tree: Tree, mentions: Sequence[Mention]) -> bool:
    """Whether a phrase names an act, or what is shot or thrown, and nobody who does it."""
    if _is_who(span, tree, mentions):
        return False
    return _is(span, tree, "abstract") or _is(span, tree, "ammunition")


def _whose(span: Span, tree: Tree) -> Span | None:
    head = tree.at(span)
    if head is None:
        return None
    issuers = [
        n for p in tree.children(head, "prep") if tree[p].lemma == "by" for n in tree.children(p, "pobj")
    ]
    owners = [*tree.children(head, "poss", "amod", "compound", "nmod"), *issuers]
    named = [i for i in owners if tree[i].text[:1].isupper()]
    # A sentence begins with a capital: "Recent US attacks" are those of the US.
    named.sort(key=lambda i: i == 0)
    return Span(tree[named[0]].start, tree[named[0]].end) if named else None


def recipients(spans: Sequence[Span], kind: str, tree: Tree, mentions: Sequence[Mention]) -> list[Span]:
    """Those of the spans to which an act of this type can be done.

    Of a thing that is none ("rejected a Chadian request", "calls by Chad") whose it is stays.
    """
    barred = ("abstract",) if kind in FORCE else ("abstract", "thing")
    found = [
        span
        if _is_who(span, tree, mentions) or not any(_is(span, tree, kind) for kind in barred)
        else _whose(span, tree)
        for span in outermost(spans)
        if not _is_money(span, tree)
    ]
    return [span for span in dict.fromkeys(found) if span]


def _is_money(span: Span, tree: Tree) -> bool:
    """Whether a phrase is a sum: "paid 40 million kronur" was done to nobody."""
    index = tree.at(span)
    return index is not None and tree[index].text.lower() in _currencies()


@cache
def _currencies() -> frozenset[str]:
    """The last words of the names of currencies, in small letters."""
    return frozenset(name.split()[-1].lower() for name in cues("currencies", "word"))


def outermost(spans: Sequence[Span]) -> list[Span]:
    """The spans without those that lie in another."""
    return [s for s in spans if not any(o != s and o.contains(s) for o in spans)]


def is_accident(spans: Sequence[Span], tree: Tree) -> bool:
    """Whether the doer is no one: a storm, a virus, a lorry."""
    return bool(spans) and all(_is(span, tree, "nature") for span in spans)


def _is_who(span: Span, tree: Tree, mentions: Sequence[Mention]) -> bool:
    index = tree.at(span)
    return index is not None and any(m.label in WHO and m.head.start == tree[index].start for m in mentions)


def _is(span: Span, tree: Tree, kind: str) -> bool:
    """Whether the head of a phrase is a common noun of this kind, by the table of words or of endings."""
    index = tree.at(span)
    if index is None or tree[index].pos not in ("NOUN", "VERB"):
        return False
    lemma = tree[index].lemma.lower()
    if lemma in cues(TABLE, "body"):
        return False
    return lemma in cues(TABLE, kind) or (
        kind == "abstract" and len(lemma) > 6 and lemma.endswith(tuple(cues(TABLE, "ending")))
    )
