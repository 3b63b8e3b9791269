"""Which words can name an event at all.

The model fires on verbs of plain motion and use ("a tanker connected to a vessel") with high scores,
because it has seen few texts in which they name nothing. Where it is not very sure, a table of event words
decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.code_events.demands import ought
from onrecord.code_events.detect import Candidate
from onrecord.code_events.rows import Sentence
from onrecord.code_events.syntax import Tree
from onrecord.code_events.words import cues
from onrecord.model import Span, Token

TABLE = "trigger_words"
MEANING = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "AUX", "ADV", "NUM", "X", "INTJ"})
ENDINGS = ("s", "es", "d", "ed", "ing")


def names(tree: Tree, word: int, kind: str | None = None) -> bool:
    """Whether the word, or the particle or object that completes it, names an act, or one of this type."""
    carried = tree.children(word, "dobj") if tree[word].lemma.lower() in cues("frames", "light") else []
    return any(_names(tree, index, kind) for index in (word, *tree.children(word, "prt"), *carried))


def _names(tree: Tree, index: int, kind: str | None) -> bool:
    forms = _forms(tree[index])
    if tree[index].pos == "NOUN" and forms[0] in cues(TABLE, "verb"):
        return tree[tree.head(index)].lemma.lower() in cues(TABLE, "opening")
    if any(form in cues(TABLE, "named") for form in forms):
        return True
    types = [cues(TABLE, "plain")[form] for form in forms if form in cues(TABLE, "plain")]
    return any(kind is None or kind in names.split(",") for names in types)


def _forms(token: Token) -> list[str]:
    """The lemma, the word, and for names what they would be as verbs: "Blasts" in a headline."""
    word = token.text.lower()
    capitals = token.pos == "PROPN"
    return [token.lemma.lower(), word, *(word.removesuffix(end) for end in ENDINGS if capitals)]


def has_meaning(tree: Tree, span: Span) -> bool:
    """Whether words are more than a particle or preposition, which name no act without their verb."""
    word = tree.at(span)
    return word is not None and tree[word].dep != "prt" and tree[word].pos in MEANING


def acts(candidate: Candidate, sentence: Sentence, tree: Tree) -> Iterator[Candidate]:
    """The candidate at the word that names its act, if one does, and what it blames somebody for."""
    moved = carried(candidate, sentence, tree)
    word = tree.at(sentence.span(moved.words))
    if word is not None and tree[word].dep == "prt" and names(tree, tree.head(word)):
        return
    if word is not None and (names(tree, word) or ought(tree, word)):
        yield moved
        yield from blamed(moved, sentence, tree)


def types(lemma: str) -> tuple[str, ...]:
    """The types that a word for acts usually names, the most usual first; empty where that is not known."""
    listed = cues(TABLE, "named").get(lemma, "")
    return tuple(listed.split(",")) if listed else ()


def carried(candidate: Candidate, sentence: Sentence, tree: Tree) -> Candidate:
    """The candidate, moved to the act that its verb only frames: "failed to release" is about releasing."""
    word = tree.at(sentence.span(candidate.words))
    if word is None or tree[word].lemma.lower() not in cues(TABLE, "frame"):
        return candidate
    below = tree.children(word, "xcomp", "acl") or _behind_of(tree, word)
    if not below:
        return candidate
    words = sentence.covering(Span(tree[below[0]].start, tree[below[0]].end))
    return replace(candidate, words=words, framed=True) if words else candidate


def blamed(candidate: Candidate, sentence: Sentence, tree: Tree) -> list[Candidate]:
    """What somebody is accused of, praised for or warned of, which the first pass at times leaves out."""
    word = tree.at(sentence.span(candidate.words))
    if word is None or candidate.type not in ("ACCUSE", "SUPPORT", "SANCTION", "THREATEN"):
        return []
    behind = [p for p in tree.children(word, "prep") if tree[p].lemma.lower() in ("of", "for", "over")]
    below = [*tree.children(word, "ccomp"), *(act for p in behind for act in tree.children(p, "pcomp"))]
    spans = (Span(tree[act].start, tree[act].end) for act in below if names(tree, act))
    return [replace(candidate, words=words) for s in spans if (words := sentence.covering(s))]


def _behind_of(tree: Tree, word: int) -> list[int]:
    """ "stopped short of condemning": the clause behind a preposition, an adverb between or not."""
    inner = [word, *tree.children(word, "advmod", "acomp")]
    prepositions = [p for i in inner for p in tree.children(i, "prep")]
    return [clause for p in prepositions for clause in tree.children(p, "pcomp")]
