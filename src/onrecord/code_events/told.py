"""What the outlet itself tells although attribution gives it to a speaker.

A statement's content may hold more than the speaker's words: the act that somebody authorises or answers, a
second verb, a clause on the speaker. No clause of the speaker's, no quoted word is taken for the outlet's.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.code_events import ontology
from onrecord.code_events.syntax import SUBJECTS, Tree
from onrecord.code_events.words import cues
from onrecord.model import Event, Manner, Span, Statement

TABLE = "status_cues"
NAMED = frozenset(
    {"acomp", "agent", "compound", "conj", "dobj", "nmod", "nsubjpass", "pobj", "poss", "prep", "prt"}
)
"""Relations that lead from a word up to a cue through no clause."""


def is_told(statement: Statement, event: Event, tree: Tree, trigger: int, text: str, sure: bool) -> bool:
    """Whether the outlet itself tells an act that a statement only names or stands beside.

    Grammar alone shows it of the speaker: "Lima, which has backed the truce, said". Where the model is sure,
    so do "authorised the raid", "answered criticism from Peru", "complained to Quito, mocked its envoy and
    said", "a letter that accused" and what is planned or only seems: no words of the speaker's have the act.
    What is reported, announced, predicted or asked for in a noun is the speaker's all the same, and so is
    every clause inside: "the release of men whom troops had shot".
    """
    if is_quoted(event.trigger, statement, text):
        return False
    words = _cue_words(statement, tree)
    if sure and any(_is_besides(tree, i) for i in tree.children(trigger, "advcl") if i in words):
        return True
    willed = _puts_nothing(statement, tree, words)
    index = trigger
    for governor in tree.ancestors(trigger):
        here, relation = Span(tree[governor].start, tree[governor].end), tree[index].dep
        if any(source.overlaps(here) for source in statement.source):
            return relation in ("relcl", "acl") and not any(governor < word < trigger for word in words)
        to_do = willed and relation in ("xcomp", "acl") and _is_infinitive(tree, index)
        if governor in words and (to_do or tree[governor].pos == "VERB"):
            own = event.type in ontology.IN_WORDS and index == trigger and _is_owned(tree, index)
            return sure and (to_do or own or _is_beside(tree, index, tree[governor].lemma.lower()))
        if index == trigger and event.type in ontology.IN_WORDS and _is_written(tree, index):
            return sure and (governor in words or tree.head(governor) in words)
        passed = to_do or relation in NAMED or index in words
        if not passed or tree[governor].lemma.lower() in cues(TABLE, "accusation"):
            return False
        index = governor
    return False


def _is_besides(tree: Tree, cue: int) -> bool:
    """Whether words are said beside an act, "sent troops, saying that"; "as he said" has a subject."""
    return tree[cue].tag == "VBG" and not tree.children(cue, *SUBJECTS)


def _is_infinitive(tree: Tree, index: int) -> bool:
    return any(tree[c].tag == "TO" for c in tree.children(index))


def _is_owned(tree: Tree, index: int) -> bool:
    """ "announced his endorsement": with the words it is done."""
    return any(tree[c].tag == "PRP$" for c in tree.children(index, "poss"))


def _is_written(tree: Tree, index: int) -> bool:
    """ "a letter that accused", "a statement condemning": no clause that only tells what the letter says."""
    return tree[index].dep in ("relcl", "acl") and not tree.children(index, "mark")


def _puts_nothing(statement: Statement, tree: Tree, words: Sequence[int]) -> bool:
    """Whether a statement is a plan, or how things look to the outlet: "seemed to", "is expected to"."""
    lemmas = {tree[i].lemma.lower() for i in words}
    looks = lemmas & cues(TABLE, "seeming").keys() and ("expect" not in lemmas or not statement.source)
    return statement.act == "plan" or bool(looks)


def _is_beside(tree: Tree, index: int, cue: str) -> bool:
    """Whether what hangs on a cue is no clause of the speaker's: its object, its adjunct, a second verb."""
    relation = tree[index].dep
    if relation in ("dobj", "nsubjpass"):
        return cue not in cues(TABLE, "forwarding")
    return relation == "prep" or (relation == "conj" and not tree.children(index, *SUBJECTS))


def _cue_words(statement: Statement, tree: Tree) -> list[int]:
    return [i for i, t in enumerate(tree.tokens) if cued(statement, Span(t.start, t.end))]


def is_quoted(span: Span, statement: Statement, text: str) -> bool:
    """Whether a span stands between quotation marks in the content of a statement."""
    if statement.manner is Manner.INDIRECT:
        return False
    for part in statement.content:
        if part.contains(span):
            marks = sum(text.count(mark, part.start, span.start) for mark in '"“”«»„')
            return marks % 2 == 1
    return False


def cued(statement: Statement, span: Span) -> bool:
    """Whether a span overlaps the cue of a statement."""
    return any(cue.overlaps(span) for cue in statement.cue)
