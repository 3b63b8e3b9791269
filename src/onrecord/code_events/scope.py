"""Which words of a sentence belong to an event: when, where and how much are sought among them."""

from __future__ import annotations

from onrecord.code_events import irrealis
from onrecord.code_events.status import innermost
from onrecord.code_events.syntax import CLAUSAL, VERBAL, Tree
from onrecord.code_events.words import cues
from onrecord.model import Event, Reading, Span


def words(tree: Tree, trigger: int) -> dict[int, int]:
    """The words that share a clause with the event word, each with its distance in the tree.

    A noun lends first from its own phrase, then from the verb that carries it ("carried out the
    attack on Monday"). Clauses below ("said that ...", "after ...") are left out.
    """
    found: dict[int, int] = {}
    _descend(tree, trigger, 0, found)
    index, distance = trigger, 0
    while _is_carried(tree, index) and (governor := tree.head(index)) != index:
        distance += 1
        index = governor
        _descend(tree, index, distance, found)
    if tree[index].dep == "conj" and tree[index].pos in VERBAL:
        for fronted in _fronted(tree, tree.head(index)):
            _descend(tree, fronted, distance + 2, found)
    return found


def _fronted(tree: Tree, index: int) -> list[int]:
    """What stands before the first of several verbs and holds for all: "On Monday they came and ..."."""
    subjects = tree.children(index, "nsubj", "nsubjpass")
    adverbials = tree.children(index, "prep", "npadvmod", "advmod")
    return [child for child in adverbials if subjects and child < subjects[0]]


def _descend(tree: Tree, index: int, distance: int, found: dict[int, int]) -> None:
    if index in found:
        return
    found[index] = distance
    for child in tree.children(index):
        token = tree[child]
        if token.dep not in CLAUSAL - {"pcomp"} and not (token.dep == "conj" and token.pos in VERBAL):
            _descend(tree, child, distance + 1, found)


def _is_carried(tree: Tree, index: int) -> bool:
    """Whether a word shares the circumstances of its governor: "held talks", "the attack killed"."""
    relation, governor = tree[index].dep, tree.head(index)
    if relation in ("xcomp", "compound", "aux", "auxpass", "prt"):
        return True
    if relation == "pobj":
        return tree[governor].text.lower() in ("in", "during")
    if relation == "prep":
        return _is_outcome(tree, governor)
    if relation in ("dobj", "nsubj", "nsubjpass", "attr"):
        light = tree[governor].lemma.lower() in cues(irrealis.TABLE, "light")
        return light or (relation == "nsubj" and _is_outcome(tree, governor))
    return False


def _is_outcome(tree: Tree, index: int) -> bool:
    return tree[index].lemma.lower() in cues("quantity_words", "result")


def same_voice(event: Event, reading: Reading, span: Span) -> bool:
    """Whether the same speaker, or none, says both the event word and the words in `span`."""
    return innermost(event.trigger, reading.statements) is innermost(span, reading.statements)
