"""Acts that a film, a novel or a painting tells of: nobody did them.

The work stands over the act ("a novel in which the army storms the palace"), beside it ("in the film the
rebels storm the palace") or tells it ("the opera shows rebels storming the palace"). Protest at a work, or
its ban, hangs on no such word and stays.
"""

from __future__ import annotations

from itertools import pairwise

from onrecord.code_events.syntax import SUBJECTS, Tree
from onrecord.code_events.words import cues

TABLE = "fiction_words"
INSIDE = frozenset({"in", "of", "about"})
"""Prepositions that lead from a work to what it tells, or to a part of it."""


def is_told(tree: Tree, word: int) -> bool:
    """Whether the act that a word names is one of a made-up work."""
    path = [word, *tree.ancestors(word)]
    content = any(_is_content(tree, below, above) for below, above in pairwise(path))
    return content or any(_is_set_in(tree, index) for index in path)


def _is_content(tree: Tree, below: int, above: int) -> bool:
    """Whether what hangs on a word is what a work tells."""
    relation = tree[below].dep
    if _is_work(tree, above):
        return (relation == "relcl" and _has_setting(tree, below)) or tree[below].text.lower() in INSIDE
    told = relation in ("ccomp", "dobj", "prep", "xcomp") and tree[above].lemma.lower() in cues(
        TABLE, "depicting"
    )
    return told and any(_is_work(tree, subject) for subject in tree.children(above, *SUBJECTS))


def _is_set_in(tree: Tree, index: int) -> bool:
    """ "In the film": beside the act or what governs it."""
    for preposition in tree.children(index, "prep"):
        if tree[preposition].lemma.lower() == "in":
            for noun in tree.children(preposition, "pobj"):
                part = tree[noun].lemma.lower() in cues(TABLE, "tale")
                whole = [*tree.children(noun, "poss", "compound"), *_of(tree, noun)] if part else [noun]
                if any(_is_work(tree, work) for work in whole):
                    return True
    return False


def _of(tree: Tree, noun: int) -> list[int]:
    return [w for p in tree.children(noun, "prep") if tree[p].text == "of" for w in tree.children(p, "pobj")]


def _is_work(tree: Tree, index: int) -> bool:
    return tree[index].pos == "NOUN" and tree[index].lemma.lower() in cues(TABLE, "work")


def _has_setting(tree: Tree, clause: int) -> bool:
    """Whether a clause tells what happens in a work ("in which", "where"), not what became of it."""
    words = tree.subtree(clause)
    return any(
        tree[i].text.lower() == "where"
        or (tree[i].text.lower() == "which" and tree[tree.head(i)].pos == "ADP")
        for i in words
    )
