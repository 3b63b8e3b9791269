"""Who stands where around an event word in the parse: who does the act and who suffers it, by grammar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.code_events.ontology import IN_WORDS
from onrecord.code_events.syntax import VERBAL, Tree
from onrecord.code_events.words import cues
from onrecord.model import Span

TABLE = "frames"
WORDS = "type_words"
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
SHARED = frozenset({"conj", "xcomp", "advcl", "pcomp"})
"""Relations of a verb that may take its subject from its governor."""
BLAMING = frozenset({"of", "for", "from"})
"""Prepositions behind which the object of the governor acts: "accused them of leaving"."""
RELATIVE = frozenset({"who", "which", "that", "whom"})
TRANSITIVE = frozenset({"ACCUSE", "ASSAULT", "COERCE", "SANCTION"})
"""Types whose verbs take the one who suffers the act as their object."""
LEFT = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod"})
"""What stands before the head of a noun phrase and helps to say who is meant."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Heads of the noun phrases that do and that suffer the act; indices into the tree."""

    doers: tuple[int, ...] = ()
    sufferers: tuple[int, ...] = ()
    below: frozenset[int] = frozenset()
    """The word and all that hangs on it."""
    named: tuple[int, ...] = ()
    """Names before a noun: likely doers ("Iraqi attacks"), at times not ("Christmas attacks")."""
    passive: bool = False
    word: int = 0
    blamed: bool = False
    """Whether grammar alone tells the doer, whatever else looks like one."""


def frame(tree: Tree, word: int, kind: str) -> Frame:
    """The frame of an event word of this type; empty where the parse tells nothing."""
    if tree[word].pos in ("NOUN", "ADJ"):
        return _noun_frame(tree, word, kind)
    if tree[word].pos in VERBAL:
        return _verb_frame(tree, word, kind)
    return Frame(below=frozenset(tree.subtree(word)), word=word)


def _noun_frame(tree: Tree, word: int, kind: str) -> Frame:
    undergone = _undergoers(tree, word, kind)
    suffered = _suffering_owners(tree, word)
    owners = [] if suffered else _possessors(tree, word, kind)
    doers = _conjuncts(tree, owners or ([] if undergone or suffered else _carriers(tree, word)))
    struck = _pobj(tree, word, "prep", "of", "on", "against") if kind in TRANSITIVE else []
    struck = struck or undergone or suffered
    return Frame(
        tuple(doers),
        tuple(_conjuncts(tree, struck)),
        frozenset(tree.subtree(word)),
        named=tuple(c for c in tree.children(word, "amod", "compound", "nmod") if tree[c].text.istitle()),
        word=word,
        blamed=bool(_blamed(tree, word)),
    )


def _verb_frame(tree: Tree, word: int, kind: str) -> Frame:
    below = frozenset(tree.subtree(word))
    doing = tuple(_conjuncts(tree, subjects(tree, word)))
    turned = _is_turned(tree, word, kind)
    givers = tuple(_conjuncts(tree, _pobj(tree, word, "prep", "from"))) if turned else ()
    if _is_passive(tree, word):
        agents = tuple(_conjuncts(tree, _pobj(tree, word, "agent")))
        doers, sufferers = (givers, agents) if turned else (agents, doing)
        return Frame(doers, sufferers, below, passive=True, word=word)
    objects = tuple(_conjuncts(tree, _objects(tree, word, kind)))
    if turned:
        return Frame(objects if kind == "CONSULT" else givers, doing, below, word=word)
    return Frame(doing, objects, below, blamed=bool(_blamed(tree, word)), word=word)


def _objects(tree: Tree, verb: int, kind: str) -> list[int]:
    """To whom it is done; what is given is nobody: "sent food to Gaza", but "armed the rebels"."""
    if kind == "AID" and tree[verb].lemma.lower() not in cues(WORDS, "helping"):
        return [*tree.children(verb, "dative"), *_pobj(tree, verb, "prep", "to")]
    return tree.children(verb, "dobj", "dative")


def _is_turned(tree: Tree, verb: int, kind: str) -> bool:
    """Whether the subject has the act done to it: "received aid", and in a visit the host."""
    lemma = tree[verb].lemma.lower()
    types = cues(TABLE, "taking").get(lemma)
    taking = types is not None and (not types or kind in types.split(","))
    return taking or (kind == "CONSULT" and lemma in cues(TABLE, "hosting"))


def _pobj(tree: Tree, word: int, relation: str, *lemmas: str) -> list[int]:
    return [
        noun
        for preposition in tree.children(word, relation)
        if not lemmas or tree[preposition].lemma.lower() in lemmas
        for noun in tree.children(preposition, "pobj")
    ]


def _suffering_owners(tree: Tree, noun: int) -> list[int]:
    """Who suffers what a noun names: "his abduction", but "their abduction of three nurses"."""
    of = _pobj(tree, noun, "prep", "of")
    return (
        [] if of or tree[noun].lemma.lower() not in cues(TABLE, "suffered") else tree.children(noun, "poss")
    )


def _possessors(tree: Tree, noun: int, kind: str) -> list[int]:
    """Who does what a noun names: "Chad's attack", "attacks by Chad", "a call he made", "talks between".

    Words come "from" somebody, "has the support of" somebody, and is "at the request of" somebody.
    """
    if kind in IN_WORDS and (givers := _pobj(tree, noun, "prep", "from")):
        return givers
    if (
        kind in IN_WORDS
        and _undergoers(tree, noun, kind)
        and (givers := _pobj(tree, tree.head(noun), "prep", "from"))
    ):
        return givers
    asked = kind == "REQUEST" and tree[tree.head(noun)].text.lower() == "at"
    if asked and (askers := _pobj(tree, noun, "prep", "of")):
        return askers
    if kind == "SUPPORT" and _undergoers(tree, noun, kind) and (givers := _pobj(tree, noun, "prep", "of")):
        return givers
    by = tree.children(noun, "poss") or _pobj(tree, noun, "agent") or _pobj(tree, noun, "prep", "by")
    light = [v for v in tree.children(noun, "relcl") if tree[v].lemma.lower() in cues(TABLE, "light")]
    made = [s for v in light for s in tree.children(v, "nsubj") if tree[s].lemma.lower() not in RELATIVE]
    return by or made or _pobj(tree, noun, "prep", "between") or _blamed(tree, noun)


def _carriers(tree: Tree, word: int) -> list[int]:
    """The subject of the verb that carries a noun or an adjective: "held talks", "is ready to"."""
    verb, relation = tree.head(word), tree[word].dep
    if tree[verb].pos == "ADP":
        verb, relation = tree.head(verb), "dobj"
    if tree[verb].pos not in VERBAL or _is_passive(tree, verb):
        return []
    carried = relation == "acomp" or (relation == "dobj" and tree[verb].lemma.lower() in cues(TABLE, "light"))
    return subjects(tree, verb) if carried else []


def _undergoers(tree: Tree, noun: int, kind: str) -> list[int]:
    """The subject of a verb that has the act done to it: "drew criticism", "came under attack"."""
    verb = tree.head(noun)
    if tree[verb].text.lower() == "under":
        verb = tree.head(verb)
    elif tree[noun].dep != "dobj" or not _is_undergone(tree, verb, noun, kind):
        return []
    return subjects(tree, verb) if tree[verb].pos in VERBAL else []


def _is_undergone(tree: Tree, verb: int, noun: int, kind: str) -> bool:
    """Whether the subject has done to it what the object names: "drew criticism", "has the support of"."""
    lemma = tree[verb].lemma.lower()
    if kind == "SUPPORT" and lemma in cues(TABLE, "holding") and _pobj(tree, noun, "prep", "of", "from"):
        return True
    return lemma in cues(TABLE, "undergoing")


def _is_passive(tree: Tree, verb: int) -> bool:
    token = tree[verb]
    if token.lemma.lower() in cues(TABLE, "stative"):
        return False
    if tree.children(verb, "nsubjpass", "auxpass"):
        return True
    if token.dep == "acl" and token.tag == "VBD" and not tree.children(verb, "nsubj", "dobj"):
        # "the woman accused of" is often tagged as past tense.
        return True
    if token.tag != "VBN" or tree.children(verb, "nsubj", "aux"):
        return False
    if tree.children(verb, "dobj") and token.lemma.lower() not in cues(TABLE, "giving"):
        return False
    head = tree.head(verb)
    return token.dep == "acl" or (
        token.dep == "conj" and tree[head].pos in VERBAL and _is_passive(tree, head)
    )


def subjects(tree: Tree, verb: int) -> list[int]:
    """The subject's heads: its own, that of the noun it qualifies, or the one it shares."""
    token, own = tree[verb], tree.children(verb, "nsubj", "nsubjpass")
    own = [s for s in own if s < verb] or own  # a second subject behind the verb is its object
    if own and tree[own[0]].lemma.lower() not in RELATIVE:
        return own
    if token.dep in ("relcl", "acl"):
        return [tree.head(verb)] if own or token.dep == "acl" else []
    governor = tree.head(verb)
    if own or token.dep not in SHARED or governor == verb:
        return []
    if blamed := _blamed(tree, verb):
        return blamed
    if tree[governor].pos == "ADP":
        governor = tree.head(governor)
    if tree[governor].dep == "acomp" and tree[governor].lemma.lower() not in cues(TABLE, "tough"):
        governor = tree.head(governor)
    if tree[governor].pos not in VERBAL or _is_passive(tree, governor) != _is_passive(tree, verb):
        return []
    # "urged them to leave": the object of the governor does the leaving.
    # But "used them to block roads": whoever uses something acts.
    using = tree[governor].lemma.lower() in cues(TABLE, "using")
    controlled = tree.children(governor, "dobj") if token.dep == "xcomp" and not using else []
    return controlled or subjects(tree, governor)


def _blamed(tree: Tree, verb: int) -> list[int]:
    """The object or passive subject that acts behind a preposition: "accused them of leaving"."""
    preposition = tree.head(verb)
    governor = tree.head(preposition)
    if tree[verb].dep not in ("pcomp", "pobj") or tree[preposition].lemma.lower() not in BLAMING:
        return []
    if tree[verb].dep == "pobj" and tree[governor].lemma.lower() not in cues(WORDS, "blaming"):
        return []
    return tree.children(governor, "dobj", "nsubjpass") if tree[governor].pos in VERBAL else []


def _conjuncts(tree: Tree, heads: Sequence[int]) -> Iterator[int]:
    for head in heads:
        if tree[head].pos in NOMINAL:
            yield head
        yield from _conjuncts(tree, [c for c in tree.children(head, "conj") if tree[c].pos in NOMINAL])


def phrase(tree: Tree, head: int) -> Span:
    """The shortest noun phrase around a head: what stands before it, and an "of" behind it."""
    start = end = head
    for child in tree.children(head, *LEFT):
        if child < head:
            start = min(start, tree.subtree(child)[0])
    for child in tree.children(head, "prep"):
        if tree[child].lemma == "of" and tree.children(child, "pobj"):
            end = tree.subtree(child)[-1]
    return Span(tree[start].start, tree[end].end)
