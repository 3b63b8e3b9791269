"""The type where grammar leaves no doubt that the model's first choice is wrong.

A REJECT takes a will: "did not ratify" is a negated SUPPORT, "failed to" likewise. A THREATEN takes one
who threatens: who warns of what others will do threatens nobody, and what they will do keeps its own type.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.code_events import irrealis, ontology, triggers
from onrecord.code_events.conversions import PROMISED
from onrecord.code_events.detect import Detection
from onrecord.code_events.fiction import is_told
from onrecord.code_events.rows import TYPES
from onrecord.code_events.syntax import SUBJECTS, VERBAL, Tree
from onrecord.code_events.words import cues

TABLE = "type_words"
CLEAR = 0.9
"""Probability from which a type holds that its word does not usually name ("blasted the ruling")."""
SELF = frozenset({"it", "they", "he", "she", "we", "i", "you"})
"""Subjects of a warning's clause that may be the one who warns, or the one who is warned."""


def settled(detection: Detection, tree: Tree, word: int) -> Detection | None:
    """The detection with its type set right; None where it names no act."""
    lemma = tree[word].lemma.lower()
    if _is_dismissal(tree, word, lemma) or is_told(tree, word) or _is_showered(tree, word, lemma):
        return None
    if detection.type == "AGREE" and lemma == "agree" and _is_bare(tree, word):
        return None
    if detection.type in ontology.IN_WORDS and _is_polled(tree, word):
        return None
    if detection.type == "ASSAULT" and _is_in_words(tree, word, lemma):
        return replace(detection, type="ACCUSE")
    if detection.type in ("COERCE", "SANCTION") and _forbids_talks(tree, word):
        return replace(detection, type="REJECT")
    if detection.type not in _possible(lemma) and detection.types[0][1] < CLEAR:
        return _of_word(detection, lemma)
    if detection.type == "REJECT" and _not_done(tree, word) and lemma not in cues(TABLE, "complying"):
        return _of_word(detection, lemma)
    if _is_prevented(tree, word) or _is_published(tree, word, lemma):
        return None
    if detection.type in ("THREATEN", "AGREE") and lemma in cues(TABLE, "promising"):
        return _promised(detection, tree, word)
    if detection.type == "THREATEN" and irrealis.is_asked(tree, word):
        return _of_word(detection, lemma)
    if detection.type == "THREATEN" and _warns_of_others(tree, word, lemma):
        return None
    if detection.type == "THREATEN" and lemma not in cues(TABLE, "menacing") and _warned_of(tree, word):
        return _of_word(detection, lemma)
    return detection


def _of_word(detection: Detection, lemma: str) -> Detection:
    """With the likeliest of the other types that the word usually names, else of all other types."""
    rest = [chance for chance in detection.types if chance[0] != detection.type]
    usual = [chance for chance in rest if chance[0] in triggers.types(lemma)] or rest
    return replace(detection, type=usual[0][0], types=tuple(usual)) if usual else detection


def _promised(detection: Detection, tree: Tree, word: int) -> Detection:
    """ "vowed to back" promises, "vowed to strike" threatens: by what the act below usually is."""
    below = [
        kind for act in tree.children(word, "xcomp") for kind in triggers.types(tree[act].lemma.lower())[:1]
    ]
    if not below or below[0] not in ontology.types():
        return detection
    name = {1: "AGREE", 2: "AGREE", 4: "THREATEN"}.get(ontology.types()[below[0]].quad, detection.type)
    return replace(detection, type=name)


def _is_prevented(tree: Tree, word: int) -> bool:
    """Whether the act is what another act is to keep from happening: "to prevent them from storming"."""
    index = word
    for governor in tree.ancestors(word):
        if tree[index].dep not in ("xcomp", "pcomp", "dobj", "prep", "pobj", "conj", "compound"):
            return False
        lemma, purpose = tree[governor].lemma.lower(), tree[governor].dep in ("advcl", "acl", "xcomp")
        if lemma in cues(TABLE, "preventing") and purpose and _has_to(tree, governor):
            return True
        index = governor
    return False


def _forbids_talks(tree: Tree, word: int) -> bool:
    """Whether what somebody bans is only to talk with another: no force, a refusal."""
    if tree[word].lemma.lower() not in cues(TABLE, "banning"):
        return False
    banned = tree.children(word, "dobj", "nsubjpass")
    banned += [noun for p in tree.children(word, "prep") for noun in tree.children(p, "pobj")]
    return any(triggers.types(tree[noun].lemma.lower())[:1] == ("CONSULT",) for noun in banned)


def _is_published(tree: Tree, word: int, lemma: str) -> bool:
    """Whether what is released is a text or a picture."""
    objects = tree.children(word, "dobj", "nsubjpass") if lemma in cues(TABLE, "publishing") else []
    return any(tree[o].lemma.lower() in cues("thing_words", "abstract") for o in objects)


def _is_dismissal(tree: Tree, word: int, lemma: str) -> bool:
    """Whether somebody loses a post: who is fired is no missile."""
    objects = tree.children(word, "dobj", "nsubjpass") if lemma in cues(TABLE, "dismissing") else []
    return any(
        tree[o].pos in ("NOUN", "PROPN", "PRON")
        and not cues(TABLE, "weapon").keys() & {tree[i].lemma.lower() for i in tree.subtree(o)}
        for o in objects
    )


def _is_showered(tree: Tree, word: int, lemma: str) -> bool:
    """Whether somebody is bombarded with mere words: "bombarded with questions"."""
    if lemma not in cues(TABLE, "showering"):
        return False
    behind = [noun for p in tree.children(word, "prep") for noun in tree.children(p, "pobj")]
    return any(tree[noun].lemma.lower() in cues(TABLE, "showered") for noun in behind)


def _is_bare(tree: Tree, word: int) -> bool:
    """Whether nothing is said of what is agreed to: "Ruiz, 44, agreed" with what somebody said."""
    return tree[word].pos == "VERB" and not tree.children(
        word, "xcomp", "ccomp", "prep", "dobj", "prt", "conj", "nsubjpass", "advcl", "relcl"
    )


def _is_polled(tree: Tree, word: int) -> bool:
    """Whether a share of people does it: "73 percent of voters said they backed" is what a poll found."""
    verbs = (i for i in (word, *tree.ancestors(word)) if tree[i].pos in VERBAL)
    doers = (i for verb in verbs for subject in tree.children(verb, *SUBJECTS) for i in tree.subtree(subject))
    return any(tree[i].text.lower() in cues(TABLE, "share") for i in doers)


def _is_in_words(tree: Tree, word: int, lemma: str) -> bool:
    """Whether an attack is one in words: "his caustic attacks on Islam", "an attack on her record"."""
    if lemma not in cues(TABLE, "attacking"):
        return False
    if any(
        tree[c].text.lower() in cues(TABLE, "verbal")
        for c in tree.children(word, "amod", "advmod", "compound")
    ):
        return True
    behind = [
        n for p in tree.children(word, "prep") if tree[p].text == "on" for n in tree.children(p, "pobj")
    ]
    struck = [*tree.children(word, "dobj", "nsubjpass"), *behind]
    return any(tree[n].pos == "NOUN" and tree[n].lemma.lower() in cues(TABLE, "stance") for n in struck)


def _has_to(tree: Tree, index: int) -> bool:
    return any(tree[c].text.lower() == "to" for c in tree.children(index, "aux"))


def _possible(lemma: str) -> frozenset[str]:
    """The types that a word may name: its usual ones and those that follow by will or time."""
    usual = set(triggers.types(lemma))
    if not usual:
        return frozenset(TYPES)
    if usual & PROMISED:
        usual.add("AGREE")
    if "RETREAT" in usual:
        usual.add("CONCEDE")
    return frozenset(usual | {"THREATEN", "REJECT"})


def _not_done(tree: Tree, word: int) -> bool:
    """ "did not ratify", "has not ratified": nothing says that somebody would not."""
    auxiliaries = {tree[c].lemma.lower() for c in tree.children(word, "aux")}
    framed = tree[tree.head(word)].lemma.lower() in cues(TABLE, "failing") and tree[word].dep == "xcomp"
    return framed or (irrealis.is_negated(tree, word) and bool(auxiliaries & {"do", "have"}))


def _warns_of_others(tree: Tree, word: int, lemma: str) -> bool:
    if lemma not in cues(TABLE, "warning"):
        return False
    clauses = tree.children(word, "ccomp")
    return any(_is_others(tree, clause) for clause in clauses)


def _is_others(tree: Tree, clause: int) -> bool:
    """Whether a clause is not about the one who warns: "that it could take weeks" is about nobody."""
    subjects = tree.children(clause, *SUBJECTS)
    if not subjects:
        return False
    name = tree[subjects[0]].text.lower()
    return name not in SELF or (name == "it" and tree[clause].lemma.lower() in cues(TABLE, "nobody"))


def _warned_of(tree: Tree, word: int) -> bool:
    """Whether the word stands in what somebody warns, fears or says of others."""
    index = word
    for governor in tree.ancestors(word):
        if tree[index].dep == "ccomp" and tree[governor].lemma.lower() in cues(TABLE, "warning"):
            return _is_others(tree, index)
        index = governor
    return False
