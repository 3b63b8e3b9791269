"""Who speaks or thinks, by the grammar around a verb."""

from __future__ import annotations

from onrecord.attribute.complements import finite_form, to_infinitive
from onrecord.attribute.frames import frames_of
from onrecord.attribute.tree import SUBJECTS, Tree

DEPTH = 6
"""Verbs that one may pass on the way up to a subject."""

RELATIVES = ("WP", "WDT")


def reporter(verb: int, tree: Tree) -> int | None:
    """The noun that does what the verb says: its subject, its agent, or who controls it.

    "Ana told Bo to say" has Bo say; "she was quoted as saying" and "they accuse him of hoping" have her
    say and him hope. None where nobody is named.
    """
    if passive(verb, tree):
        return _agent(verb, tree)
    for _ in range(DEPTH):
        own = tree.child(verb, *SUBJECTS)
        if own is not None:
            return _antecedent(own, verb, tree)
        token = tree.tokens[verb]
        if token.head == verb:
            return None
        if token.dep == "acl":
            return token.head if token.tag == "VBG" else None
        if token.dep == "conj" and finite_form(verb, tree) and to_infinitive(token.head, tree):
            token = tree.tokens[token.head]
        elif token.dep in ("xcomp", "ccomp"):
            controlled = _controlled(verb, token.head, tree)
            if controlled is not None:
                return controlled
        elif token.dep == "pcomp":
            return _behind_preposition(token.head, tree)
        elif token.dep not in ("conj", "advcl"):
            return None
        verb = token.head
    return None


def passive(verb: int, tree: Tree) -> bool:
    """Whether the verb is passive."""
    return tree.child(verb, "auxpass") is not None


def _agent(verb: int, tree: Tree) -> int | None:
    agent = tree.child(verb, "agent")
    return tree.child(agent, "pobj") if agent is not None else None


def _antecedent(subject: int, verb: int, tree: Tree) -> int | None:
    """For "who said" the noun on which the clause hangs."""
    if tree.tokens[subject].tag not in RELATIVES and tree.tokens[subject].text.lower() != "that":
        return subject
    while tree.tokens[verb].dep == "conj":
        verb = tree.tokens[verb].head
    return tree.tokens[verb].head if tree.tokens[verb].dep == "relcl" else None


def _controlled(verb: int, governor: int, tree: Tree) -> int | None:
    """Whom the governing verb tells or asks to do it; None where it is the governor's own deed."""
    if "whom-to" not in frames_of(tree.tokens[governor].lemma.lower()):
        return None
    if passive(governor, tree):
        return tree.child(governor, "nsubjpass")
    listener = tree.child(governor, "dobj", "dative")
    return listener if listener is not None and governor < listener < verb else None


def _behind_preposition(prep: int, tree: Tree) -> int | None:
    governor = tree.tokens[prep].head
    if tree.tokens[governor].pos in ("NOUN", "PROPN", "PRON"):
        return governor if tree.tokens[governor].dep == "dobj" else None
    word = tree.tokens[prep].text.lower()
    if word == "as" and passive(governor, tree):
        return tree.child(governor, "nsubjpass")
    listener = tree.child(governor, "dobj")
    if word in ("of", "for", "from") and listener is not None:
        return listener
    return reporter(governor, tree)
