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
WH = frozenset({"WP", "WP$", "WRB", "WDT"})
"""Tags of words that ask about an event taken for granted ("When did they attack?")."""
ABOUT = frozenset({"of", "for", "to", "about", "with"})
"""Prepositions that join an event noun to what is thought of it: "threat of", "call for"."""


def of_token(tree: Tree, index: int) -> list[Modality]:
    """Negation, future and hypothetical of the word at `index`, by the rules alone."""
    found = list(chain.from_iterable(_steps(tree, index)))
    flags = [m for m in (Modality.FUTURE, Modality.HYPOTHETICAL) if m in found]
    if Modality.HYPOTHETICAL in flags and Modality.FUTURE in flags:
        flags.remove(Modality.FUTURE)
    # Two negations cancel: "did not fail to pay".
    return [Modality.NEGATION] * (found.count(Modality.NEGATION) % 2) + flags


def is_negated(tree: Tree, index: int) -> bool:
    """Whether a "not", "never", "no" or "nobody" stands on the word itself, not on what governs it."""
    return Modality.NEGATION in _own(tree, index)


def is_asked(tree: Tree, index: int) -> bool:
    """Whether a word heads a clause with "whether", or is asked for in a question of yes or no."""
    asked = any(tree[c].text.lower() == "whether" for c in tree.children(index, "mark", "advmod"))
    return asked or (_is_question(tree) and tree.head(index) == index)


def is_supposed(tree: Tree, index: int) -> bool:
    """Whether the word is surely only supposed: with if or whether, in a question, with would or could."""
    words = [tree[c].text.lower() for c in tree.children(index, "aux", "mark")]
    return is_asked(tree, index) or any(word in cues(TABLE, "supposing") for word in words)


def _is_question(tree: Tree) -> bool:
    return tree.tokens[-1].text == "?" and not any(token.tag in WH for token in tree.tokens)


def _steps(tree: Tree, index: int) -> list[list[Modality]]:
    """The cues on the word itself, then on each governor in whose scope it lies."""
    steps = [_own(tree, index)]
    while (governor := tree.head(index)) != index:
        cue, goes_on = _governed(tree, index, governor)
        steps.append(cue)
        if not goes_on:
            return steps
        steps.append(_own(tree, governor, below=index))
        index = governor
    if _is_question(tree):
        steps.append([Modality.HYPOTHETICAL])
    return steps


def _value(kind: str, word: str) -> list[Modality]:
    value = cues(TABLE, kind).get(word, "none")
    return [] if value == "none" else [Modality(value)]


def _own(tree: Tree, index: int, below: int | None = None) -> list[Modality]:
    """Cues among the dependents of a word other than `below`; a command has none and is not done."""
    command = tree[index].tag == "VB" and tree.head(index) == index
    found = [Modality.HYPOTHETICAL] * (command and not tree.children(index, "aux", "nsubj", "nsubjpass"))
    for child in (c for c in tree.children(index) if c != below):
        token, word = tree[child], tree[child].text.lower()
        if token.dep == "aux":
            found += _auxiliary(tree, index, word)
        elif token.dep in ("neg", "advmod", "npadvmod"):
            found += _value("adverb", word)
        elif token.dep in ("mark", "advmod") and word in cues(TABLE, "mark"):
            found += _value("mark", word)
        elif token.dep in ("amod", "det"):
            found += _value("modifier", word)
        elif token.dep == "preconj" or (token.dep == "cc" and word in ("neither", "nor")):
            found.append(Modality.NEGATION)
        elif token.dep in SUBJECTS | {"dobj"}:
            found += _negative_phrase(tree, child)
        elif token.dep == "advcl" and _is_condition(tree, child) and tree[index].tag in ("VB", "MD"):
            found.append(Modality.HYPOTHETICAL)
    return found


def _auxiliary(tree: Tree, index: int, word: str) -> list[Modality]:
    """ "would" reported from the past is a future: "said it would withdraw"; "had they ..." an if."""
    if tree[index].dep == "advcl" and word in ("had", "were", "should") and _is_inverted(tree, index, word):
        return [Modality.HYPOTHETICAL]
    reported = tree[index].dep == "ccomp" and tree[tree.head(index)].tag == "VBD"
    conditional = any(_is_condition(tree, c) for c in tree.children(index, "advcl"))
    if word in ("would", "'d", "’d") and reported and not conditional:
        return [Modality.FUTURE]
    return _value("aux", word)


def _is_inverted(tree: Tree, index: int, word: str) -> bool:
    auxiliary = next(c for c in tree.children(index, "aux") if tree[c].text.lower() == word)
    subjects = tree.children(index, *SUBJECTS)
    return bool(subjects) and auxiliary < subjects[0]


def _is_condition(tree: Tree, index: int) -> bool:
    """ "If"; "unless" too, but not with "will": what comes unless something stops it is foretold."""
    words = {tree[c].text.lower() for c in tree.children(index, "mark")}
    will = {tree[c].text.lower() for c in tree.children(tree.head(index), "aux")} & {"will", "'ll", "’ll"}
    return "if" in words or ("unless" in words and not will)


def _negative_phrase(tree: Tree, index: int) -> list[Modality]:
    words = [tree[index].text.lower(), *(tree[c].text.lower() for c in tree.children(index, "det", "neg"))]
    return [Modality.NEGATION] if any(word in cues(TABLE, "subject") for word in words) else []


def _governed(tree: Tree, index: int, governor: int) -> tuple[list[Modality], bool]:
    """The cue that the governor is for its dependent, and whether its own cues hold for that too."""
    relation, lemma = tree[index].dep, tree[governor].lemma.lower()
    if relation in ("xcomp", "ccomp", "acl", "csubj"):
        return _over_clause(tree, index, governor, lemma)
    if relation in ("pcomp", "pobj"):
        return _over_preposition(tree, index, governor)
    if relation in ("dobj", "nsubjpass", "attr"):
        return _value("noun", lemma), _is_light(tree, governor)
    if relation == "nsubj":
        return _predicate(tree, governor), _is_light(tree, governor)
    if relation == "conj":
        return [], _shares(tree, index, governor)
    if relation == "advcl" and _has_to(tree, index):
        return [Modality.HYPOTHETICAL], False
    return [], relation in ("aux", "auxpass", "prt", "compound", "prep")


def _is_light(tree: Tree, index: int) -> bool:
    return tree[index].lemma.lower() in cues(TABLE, "light") and tree[index].pos in VERBAL


def _has_to(tree: Tree, index: int) -> bool:
    return any(tree[c].text.lower() == "to" for c in tree.children(index, "aux"))


def _predicate(tree: Tree, verb: int) -> list[Modality]:
    """ "An attack is likely"."""
    words = [tree[c].lemma.lower() for c in tree.children(verb, "acomp")]
    return [m for word in words for m in _value("modifier", word) or _value("clause", word)]


def _over_clause(tree: Tree, index: int, governor: int, lemma: str) -> tuple[list[Modality], bool]:
    """A clause with "to", a gerund or a bare verb is in the scope of its governor; a finite one seldom."""
    relation, has_to, tag = tree[index].dep, _has_to(tree, index), tree[index].tag
    if relation == "xcomp" and has_to and lemma in ("have", "be", "remain"):
        return _obligation(tree, governor), True
    if relation == "acl" and any(word in cues(TABLE, "subject") for word in tree.lemmas(governor, "det")):
        return [Modality.NEGATION], False
    if relation == "acl" and not has_to:
        participle = tag in ("VBN", "VBG") and not tree.children(index, *SUBJECTS)
        return [] if participle else _value("that", lemma), False
    finite = not has_to and tag != "VBG" and (tag != "VB" or bool(tree.children(index, "aux")))
    if finite:
        return _value("that", lemma), lemma in ("believe", "think", "expect")
    if lemma == "able" and tree[tree.head(governor)].tag == "VBD":
        return [], True
    return _value("clause", lemma) or [Modality.HYPOTHETICAL] * (relation == "acl"), relation != "acl"


def _obligation(tree: Tree, governor: int) -> list[Modality]:
    """ "has yet to leave", "is to leave"; what somebody had to do is done."""
    if any(tree[c].text.lower() == "yet" for c in tree.children(governor, "advmod")):
        return [Modality.NEGATION]
    done = tree[governor].tag == "VBD" and tree[governor].lemma == "have"
    return [] if done else [Modality.FUTURE]


def _over_preposition(tree: Tree, index: int, preposition: int) -> tuple[list[Modality], bool]:
    word, above = tree[preposition].text.lower(), tree.head(preposition)
    for outer in (word, tree[above].text.lower()):
        if outer in cues(TABLE, "preposition"):
            return _value("preposition", outer), False
    if tree[index].dep == "pcomp":
        return _value("clause", tree[above].lemma.lower()), False
    return _value("noun", tree[above].lemma.lower()) if word in ABOUT else [], False


def _shares(tree: Tree, index: int, governor: int) -> bool:
    """Whether a conjunct shares what stands before the first one: "will meet him and sign"."""
    if tree.children(index, "nsubj", "nsubjpass", "aux"):
        return False
    return tree[index].tag in (tree[governor].tag, "VB")
