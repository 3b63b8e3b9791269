"""The words that a verb reports, by its frames: clause, infinitive, gerund, objects, phrase."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.attribute.frames import Frames, nouns
from onrecord.attribute.tree import Tree
from onrecord.model import Span

SHORT = frozenset(("so", "yes", "no"))
ACCUSING = ("of", "for", "with")
OBJECTS = ("dobj", "dative", "oprd")
OBJECT = frozenset(("object", "object+"))
NOUNS = ("NOUN", "PROPN", "PRON")
ASKED = frozenset(("when", "where", "why", "how", "whether", "if"))


def complement(verb: int, frames: Frames, tree: Tree) -> Span | None:
    """What the verb reports, of the frames it has the one that says most; None where it reports nothing."""
    if "clause" in frames and (found := _clause(verb, tree)) is not None:
        return found
    if (found := _infinitive(verb, frames, tree)) is not None:
        return found
    if "wh" in frames and (found := _open_question(verb, tree)) is not None:
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
        if finite(clause, tree) and (
            tree.tokens[clause].dep == "ccomp" or _marked(clause, tree) or _object_of_inner(clause, tree)
        ):
            return clause
    return None


def _object_of_inner(clause: int, tree: Tree) -> bool:
    """Whether a parser took "that" for the object of a verb further in: "a report that he plans to go"."""
    first = tree.tokens[min(tree.below(clause))]
    return first.text.lower() == "that" and first.dep == "dobj" and first.head != clause


def finite_form(verb: int, tree: Tree) -> bool:
    """Whether a verb stands in a finite form, by itself or by its auxiliary."""
    words = (verb, *(c for c in tree.children[verb] if tree.tokens[c].dep in ("aux", "auxpass")))
    return any(tree.tokens[w].tag in ("VBD", "VBZ", "VBP", "MD") for w in words)


def _clause(verb: int, tree: Tree) -> Span | None:
    governors = (verb, *_right(verb, tree, "parataxis"))
    clauses = [c for g in governors for c in tree.children[g] if tree.tokens[c].dep == "ccomp"]
    clauses = [c for c in clauses if finite(c, tree)]
    objects = _right(verb, tree, "dobj")
    clauses = [c for c in clauses if not (objects and _coordinated(c, tree))]
    if clauses:
        clause = max(clauses)
        return _behind(clause, verb, tree) if clause > verb else tree.extent(clause)
    return _behind_listener(verb, tree)


def _coordinated(clause: int, tree: Tree) -> bool:
    """Whether "and that" opens the clause: it then goes on with the speech around the verb."""
    first = min(tree.below(clause))
    return first > 0 and tree.tokens[first].text.lower() == "that" and tree.tokens[first - 1].dep == "cc"


def _behind_listener(verb: int, tree: Tree) -> Span | None:
    """The clause that a parser hangs on the listener: "told a survey they prefer the cinema"."""
    listeners = _right(verb, tree, "dobj", "dative")
    for prep in _right(verb, tree, "prep", "agent"):
        listeners += _right(prep, tree, "pobj")
    for listener in listeners:
        if tree.tokens[listener].lemma.lower() in nouns():
            continue
        for clause in _right(listener, tree, "relcl", "acl", "ccomp"):
            if finite(clause, tree) and (_marked(clause, tree) or _that_after(listener, clause, tree)):
                return tree.extent(clause)
    return None


def _that_after(listener: int, clause: int, tree: Tree) -> bool:
    """Whether "that" opens the clause and the verb names another listener: "informed her by mail that"."""
    if tree.tokens[listener].dep != "pobj":
        return False
    verb = tree.tokens[tree.tokens[listener].head].head
    first = min(tree.below(clause))
    return tree.tokens[first].text.lower() == "that" and tree.child(verb, "dobj", "nsubjpass") is not None


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
    own = _behind(clause, verb, tree)
    somebody = tree.child(clause, "nsubj", "nsubjpass")
    listener = next((c for c in _right(verb, tree, "dobj", "dative") if c < clause), None)
    passive = tree.child(verb, "auxpass") is not None
    if "whom-to" in frames and (somebody is not None or listener is not None):
        first = listener if listener is not None else clause
        return Span(min(_behind(first, verb, tree).start, own.start), own.end)
    if passive and "whom-to" in frames:
        return own
    for prep in _right(verb, tree, "prep"):
        if f"+{tree.tokens[prep].text.lower()}-to" in frames:
            noun = tree.child(prep, "pobj")
            return Span(tree.extent(noun).start, own.end) if noun is not None else None
    plain = tree.tokens[clause].dep == "xcomp" and somebody is None and listener is None
    return own if "to" in frames and plain and not passive else None


def _gerund(verb: int, tree: Tree) -> Span | None:
    for clause in _right(verb, tree, "xcomp", "ccomp"):
        own = tree.child(clause, "nsubj", "nsubjpass")
        if own is None and any(tree.tokens[t].tag == "VBG" for t in (clause, *tree.children[clause])):
            return _behind(clause, verb, tree)
    return None


def _open_question(verb: int, tree: Tree) -> Span | None:
    """The clause of "asked when we go", which parsers take for one of time."""
    for clause in _right(verb, tree, "advcl"):
        first = min(tree.below(clause))
        if finite(clause, tree) and tree.tokens[first].text.lower() in ASKED and first > verb:
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
    if objects and frames & OBJECT and tree.tokens[objects[-1]].pos in NOUNS:
        more = [p for p in _right(verb, tree, "prep", "npadvmod") if p > objects[-1] and "object+" in frames]
        return _from_to([objects[-1], *more], tree)
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


def _behind(i: int, verb: int, tree: Tree) -> Span:
    """The extent of `i` behind the verb, without a finite verb joined to an infinitive.

    Parsers take "ordered her to stop and has promised" for two orders.
    """
    joined = next((c for c in tree.children[i] if tree.tokens[c].dep == "cc"), None)
    odd = to_infinitive(i, tree) and any(finite_form(c, tree) for c in _right(i, tree, "conj"))
    end = joined if odd and joined is not None else len(tree.tokens)
    every = [k for k in tree.below(i) if verb < k < end]
    return Span(tree.tokens[min(every)].start, tree.tokens[max(every)].end)
