"""Who stands where around an event word in the parse, and the model's roles set right by it.

The model reads roles from the whole sentence and at times takes the speaker or the subject of
another clause for the doer. Where grammar leaves no doubt, grammar has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.code_events.ontology import IN_WORDS, RECIPROCAL
from onrecord.code_events.syntax import CLAUSAL, VERBAL, Tree
from onrecord.code_events.words import cues
from onrecord.model import Span

TABLE = "frames"
WORDS = "type_words"
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
SHARED = frozenset({"conj", "xcomp", "advcl", "pcomp"})
"""Relations of a verb that may take its subject from its governor."""
BLAMING = frozenset({"of", "for", "from"})
"""Prepositions behind which the object of the governor acts: "accused them of leaving"."""
NAMING = frozenset({"PRP", "NNP", "NNPS"})
"""Tags of subjects that surely do what an active verb says, whomever the model takes for the doer."""
RELATIVE = frozenset({"who", "which", "that", "whom"})
TRANSITIVE = frozenset({"ACCUSE", "ASSAULT", "COERCE", "SANCTION"})
"""Types whose verbs take the one who suffers the act as their object."""
GIVING = TRANSITIVE | {"AID"}
"""Types that are done to somebody, so that grammar may supply whom the model missed."""
WILLED = frozenset({"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN"})
"""Types of acts of will, whose infinitive says what is willed."""
PLACES = frozenset(
    {
        "in",
        "near",
        "outside",
        "inside",
        "along",
        "around",
        "across",
        "over",
        "after",
        "since",
        "before",
        "during",
    }
)
"""Prepositions behind which a place or a time stands, not one to whom something is done."""
SITES = frozenset({"at", "in", "near", "outside", "inside"})
"""Prepositions behind which the place of a meeting stands, not a party to it."""
ASIDE = frozenset({"without", "after", "before", "while", "since", "by", "despite"})
"""Prepositions of clauses that tell of another act."""
INNER = CLAUSAL | {"xcomp"}
MEANS = frozenset({"with", "by", "using"})
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
    subjects = tuple(_conjuncts(tree, _subjects(tree, word)))
    turned = _is_turned(tree, word, kind)
    givers = tuple(_conjuncts(tree, _pobj(tree, word, "prep", "from"))) if turned else ()
    if _is_passive(tree, word):
        agents = tuple(_conjuncts(tree, _pobj(tree, word, "agent")))
        doers, sufferers = (givers, agents) if turned else (agents, subjects)
        return Frame(doers, sufferers, below, passive=True, word=word)
    objects = tuple(_conjuncts(tree, _objects(tree, word, kind)))
    if turned:
        return Frame(objects if kind == "CONSULT" else givers, subjects, below, word=word)
    return Frame(subjects, objects, below, blamed=bool(_blamed(tree, word)), word=word)


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
    return _subjects(tree, verb) if carried else []


def _undergoers(tree: Tree, noun: int, kind: str) -> list[int]:
    """The subject of a verb that has the act done to it: "drew criticism", "came under attack"."""
    verb = tree.head(noun)
    if tree[verb].text.lower() == "under":
        verb = tree.head(verb)
    elif tree[noun].dep != "dobj" or not _is_undergone(tree, verb, noun, kind):
        return []
    return _subjects(tree, verb) if tree[verb].pos in VERBAL else []


def _is_undergone(tree: Tree, verb: int, noun: int, kind: str) -> bool:
    """Whether the subject has done to it what the object names: "drew criticism", "has the support of"."""
    lemma = tree[verb].lemma.lower()
    held = (
        kind == "SUPPORT" and lemma in ("have", "enjoy", "pick") and _pobj(tree, noun, "prep", "of", "from")
    )
    return lemma in cues(TABLE, "undergoing") or bool(held)


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


def _subjects(tree: Tree, verb: int) -> list[int]:
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
    return controlled or _subjects(tree, governor)


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


def grounded(
    tree: Tree,
    trigger: Span,
    kind: str,
    actors: Sequence[Span],
    recipients: Sequence[Span],
    certain: bool = False,
) -> tuple[list[Span], list[Span]]:
    """Actors and recipients as the model tagged them, set right where the frame is clear.

    Where the model is certain of the actors, only those go who cannot be.
    """
    word = tree.at(trigger)
    if word is None:
        return list(actors), list(recipients)
    found = frame(tree, word, kind)
    suffering = [s for s in actors if tree.at(s) in found.sufferers]
    doing = [s for s in recipients if tree.at(s) in found.doers]
    able = [s for s in actors if not (_is_site(tree, found, s) or _acts_elsewhere(tree, found, s))]
    if certain and able:
        return able, _sufferers(tree, found, kind, able, [s for s in recipients if s not in able])
    actors = sorted({*able, *doing} - set(suffering))
    recipients = sorted({*recipients, *suffering} - set(doing))
    return _doers(tree, found, kind, actors, recipients), _sufferers(tree, found, kind, actors, recipients)


def confirmed(tree: Tree, trigger: Span, kind: str, actors: Sequence[Span]) -> bool:
    """Whether grammar too makes these the doers: there are some, and it names each."""
    word = tree.at(trigger)
    if word is None or not actors:
        return False
    doers = frame(tree, word, kind).doers
    return all(tree.at(span) in doers for span in actors)


def _doers(tree: Tree, found: Frame, kind: str, actors: list[Span], recipients: list[Span]) -> list[Span]:
    """The actors of this clause, not those of another; the subject where the model saw none."""
    if doing := [s for s in actors if tree.at(s) in (*found.doers, *found.named)]:
        joined = _coordinated(doing, actors, tree)
        return [s for s in actors if s in joined or (kind in RECIPROCAL and tree.at(s) in found.below)]
    if found.passive:
        below = [s for s in actors if tree.at(s) in found.below]
        return below or sorted({phrase(tree, head) for head in found.doers} - set(recipients))
    tags = {tree[head].tag for head in found.doers}
    above = _subjects_above(tree, found.word) if tags == {"PRP"} else []
    if named := [s for s in actors if tree.at(s) in above]:
        return named  # "Prosecutors said they would charge him": the pronoun adds nothing
    # What a clause qualifies is not surely its subject: the parse often takes the nearest name.
    attached = tree[found.word].dep in ("relcl", "acl") and bool(actors)
    clear = bool(tags) and tags <= NAMING and not attached
    if found.doers and (found.blamed or clear or not actors):
        return sorted({phrase(tree, head) for head in found.doers} - set(recipients))
    return [s for s in actors if _is_near(tree, found, s)]


def _is_site(tree: Tree, found: Frame, span: Span) -> bool:
    """Whether a phrase only says where or on whom the subject was done: "bombings at camps killed"."""
    index = tree.at(span)
    while index is not None and tree[index].dep in ("pobj", "prep", "conj", "appos"):
        governor = tree.head(index)
        if governor in found.doers:
            return tree[index].dep == "prep" and tree[index].text.lower() in SITES | PLACES | {
                "on",
                "against",
            }
        index = governor
    return False


def _subjects_above(tree: Tree, word: int) -> list[int]:
    """The subject of the verb that a clause hangs on."""
    clause = tree.clause(word)
    return _subjects(tree, tree.head(clause)) if tree[clause].dep == "ccomp" else []


def _is_near(tree: Tree, found: Frame, span: Span) -> bool:
    """Whether a phrase stands in the clause of the word or in one above it, not in one beside it.

    Who reports or condemns what a noun names ("condemned the raid") did not do it.
    """
    head = tree.at(span)
    if head is None or head in found.below:
        return True
    above = [found.word, *tree.ancestors(found.word)]
    clause = tree.clause(head)
    if clause not in above and tree.clause(found.word) != clause:
        return False
    verb = tree.head(found.word)
    verb = tree.head(verb) if tree[verb].pos == "ADP" else verb
    told = tree[found.word].pos == "NOUN" and tree[verb].lemma.lower() in cues(TABLE, "telling")
    return not (told and head in _subjects(tree, verb))


def _acts_elsewhere(tree: Tree, found: Frame, span: Span) -> bool:
    """Whether somebody is the agent of another passive: "condemned by Chad", but "carried out by Chad"."""
    head = tree.at(span)
    if head is None or head in found.below:
        return False
    by = tree.head(head)
    verb = tree.head(by)
    return (
        tree[by].dep == "agent"
        and verb != found.word
        and tree[verb].lemma.lower() not in cues(TABLE, "light")
    )


def _sufferers(tree: Tree, found: Frame, kind: str, actors: list[Span], recipients: list[Span]) -> list[Span]:
    """The recipients of this clause; the object where an act needs one and the model saw none."""
    aside = {i for head in found.doers for i in tree.subtree(head)}
    if kind in RECIPROCAL and len(found.doers) > 1 and tree[found.word].pos == "NOUN":
        return []
    near = [s for s in recipients if tree.at(s) in (found.below - aside) | set(found.sufferers)]
    kept = _without_adjuncts(tree, found, kind, near or recipients)
    if kept or kind not in GIVING:
        return kept
    heads = [head for head in found.sufferers if not _is_weapon(tree, head)]
    return sorted({phrase(tree, head) for head in heads} - set(actors))


def _without_adjuncts(tree: Tree, found: Frame, kind: str, recipients: list[Span]) -> list[Span]:
    """Without places, times, means, weapons, and what belongs to a clause below the object."""
    heads = {tree.at(s): s for s in recipients}
    suffering = any(head in found.sufferers for head in heads)
    kept = []
    for head, span in heads.items():
        if head is None or head in found.sufferers:
            if head is None or not _is_weapon(tree, head):
                kept.append(span)
            continue
        above = set(tree.ancestors(head))
        inner = _is_inner(tree, found, kind, above, suffering)
        adjunct = inner or above & (heads.keys() - {head}) or _is_adjunct(tree, head, kind, suffering)
        if not adjunct or _is_conjunct_of(tree, head, heads) or (kept and _joined(tree, kept[-1], span)):
            kept.append(span)
    return kept


def _is_inner(tree: Tree, found: Frame, kind: str, above: set[int], suffering: bool) -> bool:
    """Whether a word belongs to another act below: "accused them of killing", "left without firing at"."""
    between = [i for i in above & found.below if i != found.word]
    if suffering:
        return any(tree[i].dep in INNER or (tree[i].dep == "pobj" and tree[i].pos == "NOUN") for i in between)
    if kind in WILLED:  # "refused on Sunday to meet them" is at times parsed as a purpose
        between = [i for i in between if not any(tree[c].text == "to" for c in tree.children(i, "aux"))]
    aside = [i for i in between if tree[i].dep == "pcomp" and tree[tree.head(i)].text.lower() in ASIDE]
    return bool(aside) or any(tree[i].dep == "advcl" for i in between)


def _is_adjunct(tree: Tree, head: int, kind: str, suffering: bool) -> bool:
    preposition = tree[tree.head(head)]
    if tree[head].dep != "pobj":
        return False
    word = preposition.text.lower()
    if tree[tree.head(tree.head(head))].text.lower() == "behalf":
        return True
    if kind in ("RETREAT", "CONCEDE") and word == "from":
        return True
    if kind in RECIPROCAL:
        return kind == "CONSULT" and word in SITES
    return word in PLACES or (suffering and (word in MEANS or word == "at"))


def _is_conjunct_of(tree: Tree, head: int, heads: Iterable[int | None]) -> bool:
    return tree[head].dep in ("conj", "appos") and tree.head(head) in heads


def _is_weapon(tree: Tree, head: int) -> bool:
    """Whether an object is what the act is done with: "hurled petrol bombs"."""
    hurled = tree[tree.head(head)].lemma.lower() in cues(WORDS, "hurling")
    return hurled and tree[head].lemma.lower() in cues(WORDS, "weapon")


def _coordinated(doing: Sequence[Span], actors: Sequence[Span], tree: Tree) -> list[Span]:
    """The doers, with further actors that only a comma or "and" parts from them."""
    found: list[Span] = []
    for span in actors:
        if span in doing or (found and _joined(tree, found[-1], span)):
            found.append(span)
    return found


def _joined(tree: Tree, left: Span, right: Span) -> bool:
    between = [token for token in tree.tokens if left.end <= token.start < right.start]
    return 0 < len(between) <= 3 and all(t.pos in ("CCONJ", "PUNCT", "DET") for t in between)


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
