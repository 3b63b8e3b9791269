"""The words right after somebody's speech that name who says it: "says the nurse", "she asked"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attribute.cues import lookup
from onrecord.attribute.tree import Tree
from onrecord.model import Span

FINITE = ("VBZ", "VBD", "VBP")
NAMING = ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM")
SPEAKING = ("NOUN", "PROPN", "PRON")
LONGEST = 8
"""Words of a name before its verb."""

SILENT = frozenset(("want", "know", "hope", "believe", "plan", "allow", "support", "oppose", "show"))
"""Acts whose verbs do not close a speech."""


@dataclass(frozen=True, slots=True)
class Inquit:
    """Who says it, and by which verb."""

    cue: Span
    source: Span

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return max(self.cue.end, self.source.end)


def inquit(first: int, end: int, tree: Tree) -> Inquit | None:
    """The inquit that begins with the token `first` and ends before the character `end`, if any."""
    tokens = tree.tokens
    if first >= len(tokens) or tokens[first].end > end:
        return None
    return _verb_first(first, end, tree) or _name_first(first, end, tree)


def says(i: int, tree: Tree) -> bool:
    """Whether a token is a finite verb of saying."""
    token = tree.tokens[i]
    if token.tag not in FINITE:
        return False
    act = lookup([token.lemma.lower()])
    return act is not None and act not in SILENT


def _verb_first(verb: int, end: int, tree: Tree) -> Inquit | None:
    if not says(verb, tree):
        return None
    name = verb + 1
    while name < len(tree.tokens) and tree.tokens[name].pos in NAMING and tree.tokens[name].end <= end:
        name += 1
    if name == verb + 1 or not _is_name(verb + 1, name - 1, tree):
        return None
    words = _span(verb + 1, name - 1, tree)
    head = tree.head(words)
    phrase = tree.noun_phrase(head) if head is not None else words
    whole = phrase.start == words.start and words.end <= phrase.end <= end
    return Inquit(_span(verb, verb, tree), phrase if whole else words)


def _name_first(first: int, end: int, tree: Tree) -> Inquit | None:
    at = first
    while at < min(len(tree.tokens), first + LONGEST) and tree.tokens[at].pos in (*NAMING, "PART", "ADP"):
        at += 1
    if at == first or at == len(tree.tokens) or tree.tokens[at].end > end or not says(at, tree):
        return None
    if tree.tokens[first].pos == "ADP" or not _is_name(first, at - 1, tree):
        return None
    return Inquit(_span(at, at, tree), _span(first, at - 1, tree))


def _is_name(first: int, last: int, tree: Tree) -> bool:
    """Whether the words end with a noun, or as "the younger" does."""
    pos = tree.tokens[last].pos
    return pos in SPEAKING or (pos == "ADJ" and first < last and tree.tokens[first].pos == "DET")


def _span(first: int, last: int, tree: Tree) -> Span:
    return Span(tree.tokens[first].start, tree.tokens[last].end)
