"""The words that a verb reports, by its frames: clause, infinitive, gerund, objects, phrase."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.attribute.frames import Frames
from onrecord.attribute.tree import Tree
from onrecord.model import Span

SHORT = frozenset(("so", "yes", "no"))
ACCUSING = ("of", "for", "with")
OBJECTS = ("dobj", "dative", "oprd")


def complement(verb: int, frames: Frames, tree: Tree) -> Span | None:
    """What the verb reports, of the frames it has the one that says most; None where it reports nothing."""
    if "clause" in frames and (found := _clause(verb, tree)) is not None:
        return found
    if (found := _infinitive(verb, frames, tree)) is not None:
        return found
    if "ing" in frames and (found := _gerund(verb, tree)) is not None:
        return found
    return _phrase(verb, frames, tree)


def finite(clause: int, tree: Tree) -> bool:
    """Whether a clause has a subject of its own and no "to"."""
    own = tree.child(clause, "nsubj", "nsubjpass", "csubj", "expl")
    return own is not None and not to_infinitive(clause, tree)


def to_infinitive(clause: int, tree: Tree) -> bool:
    """Whether the verb of a clause stands behind "to"."""
    return any(tree.tokens[c].tag == "TO" for c in tree.children[clause])


def embedded_clause(word: int, tree: Tree) -> int | None:
    """The clause that a noun or adjective takes: "fear that prices rise", "promise to pay"."""
    for clause in _right(word, tree, "ccomp", "acl", "xcomp", "relcl"):
        if to_infinitive(clause, tree) and tree.tokens[clause].dep != "relcl":
            return clause
        if finite(clause, tree) and (tree.tokens[clause].dep == "ccomp" or _marked(clause, tree)):
            return clause
    return None


def _clause(verb: int, tree: Tree) -> Span | None:
    clauses = [c for c in tree.children[verb] if tree.tokens[c].dep == "ccomp" and finite(c, tree)]
    if clauses:
        return tree.extent(max(clauses))
    return _behind_listener(verb, tree)


def _behind_listener(verb: int, tree: Tree) -> Span | None:
    """The clause that a parser hangs on the listener: "told a survey they prefer the cinema"."""
    listeners = _right(verb, tree, "dobj", "dative")
    for prep in _right(verb, tree, "prep", "agent"):
        listeners += _right(prep, tree, "pobj")
    for listener in listeners:
        for clause in _right(listener, tree, "relcl", "acl", "ccomp"):
            if finite(clause, tree) and _marked(clause, tree):
                return tree.extent(clause)
    return None


def _marked(clause: int, tree: Tree) -> bool:
    """Whether a conjunction opens the clause, or a pronoun that is no relative one."""
    if tree.child(clause, "mark") is not None:
        return True
    subject = tree.child(clause, "nsubj", "nsubjpass")
    return subject is not None and tree.tokens[subject].tag == "PRP"


def _infinitive(verb: int, frames: Frames, tree: Tree) -> Span | None:
    clauses = [c for c in _right(verb, tree, "xcomp", "ccomp", "advcl") if to_infinitive(c, tree)]
    if not clauses:
        return None
    clause = clauses[0]
    end = tree.extent(clause).end
    somebody = tree.child(clause, "nsubj", "nsubjpass")
    listener = next((c for c in _right(verb, tree, "dobj", "dative") if c < clause), None)
    passive = tree.child(verb, "auxpass") is not None
    if "whom-to" in frames and (somebody is not None or listener is not None):
        first = listener if listener is not None else clause
        return Span(tree.extent(first).start, end)
    if passive and "whom-to" in frames:
        return tree.extent(clause)
    for prep in _right(verb, tree, "prep"):
        if f"+{tree.tokens[prep].text.lower()}-to" in frames:
            noun = tree.child(prep, "pobj")
            return Span(tree.extent(noun).start, end) if noun is not None else None
    own = "to" in frames and tree.tokens[clause].dep == "xcomp" and somebody is None and listener is None
    return tree.extent(clause) if own and not passive else None


def _gerund(verb: int, tree: Tree) -> Span | None:
    for clause in _right(verb, tree, "xcomp", "ccomp"):
        own = tree.child(clause, "nsubj", "nsubjpass")
        if own is None and any(tree.tokens[t].tag == "VBG" for t in (clause, *tree.children[clause])):
            return tree.extent(clause)
    return None


def _phrase(verb: int, frames: Frames, tree: Tree) -> Span | None:
    if "as" in frames and (found := _described(verb, tree)) is not None:
        return found
    if "whom-of" in frames and (found := _accused(verb, tree)) is not None:
        return found
    objects = [c for c in _right(verb, tree, *OBJECTS) if tree.tokens[c].pos != "ADP"]
    if len(objects) > 1 and "whom-object" in frames:
        return _from_to(objects, tree)
    if objects and "object" in frames and tree.tokens[objects[-1]].pos in ("NOUN", "PROPN", "PRON"):
        return tree.extent(objects[-1])
    return _after_preposition(verb, frames, tree) or (_short(verb, tree) if "so" in frames else None)


def _described(verb: int, tree: Tree) -> Span | None:
    """Object and what it is called: "the accounts a novel", "the plan as a wish"."""
    named = _right(verb, tree, "oprd", "ccomp", "xcomp", "attr")
    named += [c for c in _right(verb, tree, "prep") if tree.tokens[c].text.lower() == "as"]
    objects = _right(verb, tree, "dobj")
    inner = [
        c
        for o in objects
        for c in _right(o, tree, "prep", "acl", "appos")
        if tree.tokens[c].text.lower() == "as"
    ]
    return _from_to([*objects, *named], tree) if inner or named else None


def _accused(verb: int, tree: Tree) -> Span | None:
    objects = _right(verb, tree, "dobj")
    if not objects:
        return None
    around = [*_right(verb, tree, "prep"), *_right(objects[0], tree, "prep")]
    charges = [p for p in around if tree.tokens[p].text.lower() in ACCUSING]
    return _from_to([*objects, *charges], tree) if charges else None


def _after_preposition(verb: int, frames: Frames, tree: Tree) -> Span | None:
    for prep in _right(verb, tree, "prep", "dative"):
        if f"+{tree.tokens[prep].text.lower()}" in frames:
            inner = tree.child(prep, "pobj", "pcomp")
            if inner is not None:
                return tree.extent(inner)
    return None


def _short(verb: int, tree: Tree) -> Span | None:
    for child in _right(verb, tree, "advmod", "intj", "dobj", "ccomp"):
        if tree.tokens[child].text.lower() in SHORT:
            return Span(tree.tokens[child].start, tree.tokens[child].end)
    return None


def _right(i: int, tree: Tree, *labels: str) -> list[int]:
    return [c for c in tree.children[i] if c > i and tree.tokens[c].dep in labels]


def _from_to(tokens: Iterable[int], tree: Tree) -> Span:
    extents = [tree.extent(i) for i in tokens]
    return Span(min(e.start for e in extents), max(e.end for e in extents))
