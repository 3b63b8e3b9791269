"""Negation, future and hypothetical of a word, from the words that govern and surround it.

The rules walk from the word up through its governors and collect cues on the way
(`data/modality_cues.tsv`). A cue counts only where the word lies in its scope: "failed to seize"
negates the seizing, "did not condemn the attack" does not negate the attack.
"""

from __future__ import annotations

from itertools import chain

from onrecord.code_events.syntax import SUBJECTS, VERBAL, Tree
from onrecord.code_events.words import cues
from onrecord.model import Modality

TABLE = "modality_cues"


def of_token(tree: Tree, index: int) -> list[Modality]:
    """Negation, future and hypothetical of the word at `index`, by the rules alone."""
    found = list(chain.from_iterable(_steps(tree, index)))
    flags = [m for m in (Modality.FUTURE, Modality.HYPOTHETICAL) if m in found]
    if Modality.HYPOTHETICAL in flags and Modality.FUTURE in flags:
        flags.remove(Modality.FUTURE)
    # Two negations cancel: "did not fail to pay".
    return [Modality.NEGATION] * (found.count(Modality.NEGATION) % 2) + flags


def _steps(tree: Tree, index: int) -> list[list[Modality]]:
    """The cues on the word itself, then on each governor in whose scope it lies."""
    steps = [_own(tree, index)]
    while (governor := tree.head(index)) != index:
        cue, goes_on = _governed(tree, index, governor)
        steps.append(cue)
        if not goes_on:
            return steps
        steps.append(_own(tree, governor))
        index = governor
    if tree[len(tree.tokens) - 1].text == "?":
        steps.append([Modality.HYPOTHETICAL])
    return steps


def _value(kind: str, word: str) -> list[Modality]:
    value = cues(TABLE, kind).get(word, "none")
    return [] if value == "none" else [Modality(value)]


def _own(tree: Tree, index: int) -> list[Modality]:
    """Cues among the dependents of a word."""
    found: list[Modality] = []
    for child in tree.children(index):
        token, word = tree[child], tree[child].text.lower()
        if token.dep == "aux":
            found += _auxiliary(tree, index, word)
        elif token.dep in ("neg", "advmod", "npadvmod"):
            found += _value("adverb", word)
        elif token.dep in ("mark", "advmod") and word in cues(TABLE, "mark"):
            found += _value("mark", word)
        elif token.dep in ("amod", "det"):
            found += _value("modifier", word)
        elif token.dep in SUBJECTS | {"dobj"}:
            found += _negative_phrase(tree, child)
        elif token.dep == "advcl" and _is_condition(tree, child) and tree[index].tag in ("VB", "MD"):
            found.append(Modality.HYPOTHETICAL)
    return found


def _auxiliary(tree: Tree, index: int, word: str) -> list[Modality]:
    """ "would" reported from the past is a future: "said it would withdraw"."""
    reported = tree[index].dep == "ccomp" and tree[tree.head(index)].tag == "VBD"
    conditional = any(_is_condition(tree, c) for c in tree.children(index, "advcl"))
    if word in ("would", "'d", "’d") and reported and not conditional:
        return [Modality.FUTURE]
    return _value("aux", word)


def _is_condition(tree: Tree, index: int) -> bool:
    return any(tree[c].text.lower() in ("if", "unless") for c in tree.children(index, "mark"))


def _negative_phrase(tree: Tree, index: int) -> list[Modality]:
    words = [tree[index].text.lower(), *(tree[c].text.lower() for c in tree.children(index, "det", "neg"))]
    return [Modality.NEGATION] if any(word in cues(TABLE, "subject") for word in words) else []


def _governed(tree: Tree, index: int, governor: int) -> tuple[list[Modality], bool]:
    """The cue that the governor is for its dependent, and whether its own cues hold for that too."""
    relation, lemma = tree[index].dep, tree[governor].lemma.lower()
    if relation in ("xcomp", "ccomp", "acl", "csubj"):
        return _clause_cue(tree, index, governor, lemma)
    if relation in ("pcomp", "pobj"):
        return _after_preposition(tree, index, governor)
    if relation in ("dobj", "nsubjpass", "nsubj", "attr"):
        return _value("noun", lemma), lemma in cues(TABLE, "light") and tree[governor].pos in VERBAL
    if relation == "conj":
        return [], _shares(tree, index, governor)
    if relation == "advcl":
        purpose = any(tree[c].text.lower() == "to" for c in tree.children(index, "aux"))
        return [Modality.HYPOTHETICAL] if purpose else [], False
    return [], relation in ("aux", "auxpass", "prt", "compound", "prep")


def _clause_cue(tree: Tree, index: int, governor: int, lemma: str) -> tuple[list[Modality], bool]:
    has_to = any(tree[c].text.lower() == "to" for c in tree.children(index, "aux"))
    if tree[index].dep == "xcomp" and has_to and lemma in ("have", "be", "remain"):
        yet = any(tree[c].text.lower() == "yet" for c in tree.children(governor, "advmod"))
        return [Modality.NEGATION if yet else Modality.FUTURE], True
    if tree[index].dep == "acl" and not has_to and tree[index].tag in ("VBN", "VBG"):
        return [], False
    cue = _value("clause", lemma)
    return cue, tree[index].dep == "xcomp" or lemma in ("believe", "think", "expect")


def _after_preposition(tree: Tree, index: int, preposition: int) -> tuple[list[Modality], bool]:
    word, above = tree[preposition].text.lower(), tree.head(preposition)
    if word in cues(TABLE, "preposition"):
        return _value("preposition", word), False
    outer = tree[above].text.lower()
    if outer in cues(TABLE, "preposition"):
        return _value("preposition", outer), False
    kind = "clause" if tree[index].dep == "pcomp" else "noun"
    return _value(kind, tree[above].lemma.lower()), False


def _shares(tree: Tree, index: int, governor: int) -> bool:
    """Whether a conjunct shares what stands before the first one: "will meet him and sign"."""
    if tree.children(index, "nsubj", "nsubjpass", "aux"):
        return False
    return tree[index].tag == tree[governor].tag
