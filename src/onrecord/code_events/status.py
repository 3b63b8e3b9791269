"""Who stands behind an event: the outlet, a speaker who claims it, or a speaker who denies it.

An event inside a statement's content is claimed by the innermost such statement, and denied where
that statement is a denial and the event is what is denied. Outside of statements the parse decides:
"rejected claims that ..." denies, "the alleged attack", "what he called the attack" and '"genocide"'
in quotation marks claim. Such a claim may have nobody to name: then `asserted_by` is None. An act of
speech ("accused") is itself the outlet's unless it stands in somebody else's content.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from onrecord.code_events.syntax import Tree, tree_at
from onrecord.code_events.words import cues
from onrecord.model import Event, Manner, Modality, Reading, Span, Statement, Status

TABLE = "status_cues"
DENYING = frozenset({"deny", "reject"})
"""Acts of statements (see `attribute/data/acts.tsv`) that can deny their content."""
QUOTES = "\"'“”‘’«»„"


def assign(event: Event, reading: Reading) -> Event:
    """Set `event.status` and `event.asserted_by`. `event.modality` must be set already."""
    tree = tree_at(reading.parse, event.trigger) if reading.parse else None
    trigger = tree.at(event.trigger) if tree else None
    statement = innermost(event.trigger, reading.statements)
    if tree is not None and trigger is not None:
        denier = _denier(tree, trigger, event)
        if denier is not None:
            return _set(event, Status.DENIED, _with_cue(tree, denier, reading.statements) or statement)
    if statement is not None:
        denied = _is_denied(event, statement, reading.report.text)
        return _set(event, Status.DENIED if denied else Status.CLAIMED, statement)
    if tree is not None and trigger is not None and (hedge := _hedge(tree, trigger, reading)) is not None:
        return _set(event, Status.CLAIMED, _with_cue(tree, hedge, reading.statements))
    return replace(event, status=Status.ASSERTED, asserted_by=None)


def _set(event: Event, status: Status, statement: Statement | None) -> Event:
    return replace(event, status=status, asserted_by=statement.id if statement else None)


def innermost(span: Span, statements: Collection[Statement]) -> Statement | None:
    """The deepest statement whose content covers a span; at equal depth the one with the least content."""
    via = {s.id: s.via for s in statements}
    covering = [
        s for s in statements if any(part.overlaps(span) for part in s.content) and not _cues(s, span)
    ]
    return max(covering, key=lambda s: (_depth(s.id, via), -sum(map(len, s.content))), default=None)


def _cues(statement: Statement, span: Span) -> bool:
    return any(cue.overlaps(span) for cue in statement.cue)


def _depth(identity: str, via: dict[str, str | None]) -> int:
    depth, outer, seen = 0, via.get(identity), {identity}
    while outer is not None and outer not in seen:
        seen.add(outer)
        depth, outer = depth + 1, via.get(outer)
    return depth


def _is_denied(event: Event, statement: Statement, text: str) -> bool:
    """Whether a statement's own act denies the event.

    In quoted words of a denial only what is negated is denied ("We never shelled the town");
    what is rejected is denied only in the clause of an accusation, which the parse shows.
    """
    if statement.act not in DENYING:
        return False
    if statement.act == "reject":
        return False
    quoted = statement.manner is not Manner.INDIRECT and _is_quoted(event.trigger, statement, text)
    return not quoted or Modality.NEGATION in event.modality


def _is_quoted(span: Span, statement: Statement, text: str) -> bool:
    for part in statement.content:
        if part.contains(span):
            marks = sum(text.count(mark, part.start, span.start) for mark in '"“”«»„')
            return marks % 2 == 1
    return False


def _denier(tree: Tree, trigger: int, event: Event) -> int | None:
    """The verb that denies the event in the words of its own sentence."""
    index = trigger
    for governor in tree.ancestors(trigger):
        lemma, relation = tree[governor].lemma.lower(), tree[index].dep
        if lemma in cues(TABLE, "denial") and relation in ("ccomp", "xcomp", "pcomp"):
            return governor
        if lemma in cues(TABLE, "denial") and relation == "dobj" and index == trigger:
            return governor
        if lemma in cues(TABLE, "rejection") and relation in ("dobj", "nsubjpass") and index != trigger:
            return governor if _is_contested(tree, index, governor, event) else None
        if relation in ("relcl", "advcl", "parataxis"):
            return None
        index = governor
    return None


def _is_contested(tree: Tree, noun: int, verb: int, event: Event) -> bool:
    """An accusation that holds the event, or the denier's own part in it."""
    lemma = tree[noun].lemma.lower()
    if lemma in cues(TABLE, "accusation"):
        return True
    if lemma not in cues(TABLE, "part"):
        return False
    subjects = [Span(tree[s].start, tree[s].end) for s in tree.children(verb, "nsubj")]
    return any(actor.span.overlaps(subject) for actor in event.actors for subject in subjects)


def _hedge(tree: Tree, trigger: int, reading: Reading) -> int | None:
    """The word that leaves the event to somebody else; the trigger itself for quotation marks around it."""
    for child in tree.children(trigger, "amod", "advmod"):
        if tree[child].text.lower() in cues(TABLE, "hedge"):
            return child
    if _in_scare_quotes(reading.report.text, Span(tree[trigger].start, tree[trigger].end)):
        return trigger
    return _namer(tree, trigger) or _reporter(tree, trigger)


def _in_scare_quotes(text: str, span: Span) -> bool:
    """Whether the word alone, or with up to two others, stands in quotation marks."""
    before = text[max(span.start - 25, 0) : span.start]
    after = text[span.end : span.end + 25]
    opening = max(before.rfind(mark) for mark in QUOTES)
    closing = min((i for mark in QUOTES if (i := after.find(mark)) >= 0), default=-1)
    if opening < 0 or closing < 0 or (opening and before[opening - 1].isalnum()):
        return False
    inside = before[opening + 1 :] + span.of(text) + after[:closing]
    return len(inside.split()) <= 3 and not after[closing + 1 : closing + 2].isalpha()


def _namer(tree: Tree, trigger: int) -> int | None:
    """ "called" in "what he called the attack"."""
    governors = [tree.head(trigger), tree.head(tree.head(trigger))]
    for governor in governors:
        what = any(tree[i].text.lower() == "what" for i in tree.subtree(governor) if i < governor)
        if tree[governor].lemma.lower() in cues(TABLE, "naming") and what:
            return governor
    return None


def _reporter(tree: Tree, trigger: int) -> int | None:
    """A reporting verb whose clause holds the event, for statements that attribution has missed."""
    index = trigger
    for governor in tree.ancestors(trigger):
        relation, lemma = tree[index].dep, tree[governor].lemma.lower()
        reported = relation == "ccomp" or (relation == "prep" and bool(tree.children(index, "pcomp")))
        if reported and lemma in cues(TABLE, "reporting") and tree[governor].pos == "VERB":
            return governor
        if relation in ("relcl", "advcl", "parataxis", "conj"):
            return None
        index = governor
    return None


def _with_cue(tree: Tree, index: int, statements: Collection[Statement]) -> Statement | None:
    """The statement that has this word as its cue."""
    span = Span(tree[index].start, tree[index].end)
    return next((s for s in statements if _cues(s, span)), None)
