"""Who stands behind an event: the outlet, a speaker who claims it, or a speaker who denies it.

An event inside a statement's content is claimed by the innermost such statement. It is denied where
that statement is a denial and the event is what is denied, or where it says "not" of an act that
could be blamed on the speaker's side ("we did not shell the town"): the negation is then in the
status. Outside of statements the parse decides: "rejected claims that ..." denies; "the alleged
attack", "what he called the attack" and '"genocide"' in quotation marks claim. Such a claim may have
nobody to name: then `asserted_by` is None. An act of speech ("accused") is itself the outlet's
unless it stands in somebody else's content.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache

from onrecord.code_events import irrealis, ontology
from onrecord.code_events.syntax import Tree, tree_at
from onrecord.code_events.told import cued, is_quoted, is_told
from onrecord.code_events.words import cues
from onrecord.countries import countries
from onrecord.model import Event, Modality, Reading, Span, Statement, Status

TABLE = "status_cues"
SURE = 0.9
"""Chance that the model gives to "asserted" from which what no clause of a speaker has is the outlet's."""
HEADED = 4
"""Most words of a speaker before the colon of a headline."""


def assign(event: Event, reading: Reading, chances: Mapping[Status, float] | None = None) -> Event:
    """Set `event.status` and `event.asserted_by`. `event.modality` must be set already.

    `chances` is what the model makes of the status.
    """
    tree = tree_at(reading.parse, event.trigger) if reading.parse else None
    trigger = tree.at(event.trigger) if tree else None
    statements, text = reading.statements, reading.report.text
    statement = innermost(event.trigger, statements)
    if tree is None or trigger is None:
        return _set(event, Status.CLAIMED if statement else Status.ASSERTED, statement)
    sure = (chances or {}).get(Status.ASSERTED, 0.0) >= SURE
    while statement is not None and (
        _leaves_open(statement, tree, trigger) or is_told(statement, event, tree, trigger, text, sure)
    ):
        statement = next((s for s in statements if s.id == statement.via), None)
    if statement is not None and _withholds(statement, text):
        supposed = tuple(dict.fromkeys((*event.modality, Modality.HYPOTHETICAL)))
        return _set(replace(event, modality=supposed), Status.CLAIMED, None)
    quoted = statement is not None and statement.act == "deny" and is_quoted(event.trigger, statement, text)
    if not quoted and (denier := _denier(tree, trigger, event)) is not None:
        return _set(event, Status.DENIED, _with_cue(tree, denier, statements) or statement)
    if statement is not None:
        if _answers_blame(statement, event, tree, trigger, text):
            rest = tuple(m for m in event.modality if m is not Modality.NEGATION)
            return _set(replace(event, modality=rest), Status.DENIED, statement)
        denied = _denies(statement, event, tree, trigger, text)
        return _set(event, Status.DENIED if denied else Status.CLAIMED, statement)
    if _is_headed(tree, trigger, reading):
        return _set(event, Status.CLAIMED, None)
    if (hedge := _hedge(tree, trigger, text)) is not None:
        return _set(event, Status.CLAIMED, _with_cue(tree, hedge, statements))
    return _set(event, Status.ASSERTED, None)


def _set(event: Event, status: Status, statement: Statement | None) -> Event:
    return replace(event, status=status, asserted_by=statement.id if statement else None)


def innermost(span: Span, statements: Collection[Statement]) -> Statement | None:
    """The deepest statement whose content covers a span; at equal depth the one with the least content."""
    via = {s.id: s.via for s in statements}
    covering = [s for s in statements if any(part.overlaps(span) for part in s.content) and not cued(s, span)]
    return max(covering, key=lambda s: (_depth(s.id, via), -sum(map(len, s.content))), default=None)


def _withholds(statement: Statement, text: str) -> bool:
    """ "would neither confirm nor deny": the speaker does not say that it happened."""
    words = {word.lower() for cue in statement.cue for word in re.findall(r"\w+", cue.of(text))}
    return all(words & cues(TABLE, kind).keys() for kind in ("withheld", "withholding"))


def _leaves_open(statement: Statement, tree: Tree, trigger: int) -> bool:
    """Whether a statement puts nothing forward: own plans, questions, acts taken for granted.

    "plans to deport": a cue of will over its own infinitive; "asked whether"; "condemned the raid".
    """
    index = trigger
    for governor in tree.ancestors(trigger):
        relation = tree[index].dep
        if cued(statement, Span(tree[governor].start, tree[governor].end)):
            lemma = tree[governor].lemma.lower()
            asked = relation == "ccomp" and irrealis.is_asked(tree, index)
            taken = relation in ("prep", "dobj") and lemma in cues(TABLE, "granting")
            return asked or taken or (relation == "xcomp" and lemma in cues(TABLE, "will"))
        if relation not in ("xcomp", "conj", "prt", "aux", "dobj", "compound", "pcomp", "pobj", "prep"):
            return False
        index = governor
    return False


def _depth(identity: str, via: dict[str, str | None]) -> int:
    depth, outer, seen = 0, via.get(identity), {identity}
    while outer is not None and outer not in seen:
        seen.add(outer)
        depth, outer = depth + 1, via.get(outer)
    return depth


def _denies(statement: Statement, event: Event, tree: Tree, trigger: int, text: str) -> bool:
    """Whether a denial denies the event although no verb over it says so.

    Where the cue does stand over it, the parse has shown that something else is denied ("denied that
    it backed the attack"); in quoted words only what is negated is denied ("We never shelled them").
    """
    if statement.act != "deny":
        return False
    if is_quoted(event.trigger, statement, text):
        return Modality.NEGATION in event.modality
    if _opens(event.trigger, statement, text):
        return True
    above = (Span(tree[i].start, tree[i].end) for i in tree.ancestors(trigger))
    return not any(cued(statement, span) for span in above)


def _opens(trigger: Span, statement: Statement, text: str) -> bool:
    """Whether what is denied begins with the act ("denied beating protesters"), however it is parsed."""
    before = text[statement.content[0].start : trigger.start]
    return trigger.of(text).endswith("ing") and len(before.split()) <= 1


def _answers_blame(statement: Statement, event: Event, tree: Tree, trigger: int, text: str) -> bool:
    """Whether a speaker says "not" of what could be blamed on the actor: that is a denial.

    Material conflict counts whoever speaks, other acts where the speaker is of the actor's own side.
    """
    if event.modality != (Modality.NEGATION,) or not irrealis.is_negated(tree, trigger):
        return False
    if any(word in cues(TABLE, "due") for word in tree.lemmas(trigger, "advmod")):
        return False
    if any(tree.children(i, "expl") for i in tree.ancestors(trigger)):
        return True
    kind = ontology.types().get(event.type)
    return (kind is not None and kind.quad == 4) or _is_own_side(statement, event, text)


def _is_own_side(statement: Statement, event: Event, text: str) -> bool:
    """A source that shares a name with an actor or points back to one ("their commander")."""
    source = {word for span in statement.source for word in re.findall(r"\w+", span.of(text))}
    actors = {word for actor in event.actors for word in re.findall(r"\w+", actor.span.of(text))}
    back = any(word.lower() in cues(TABLE, "possessive") for word in source)
    pronoun = any(word.lower() in cues(TABLE, "pronoun") for word in actors)
    return bool(event.actors) and (back or pronoun or any(word[0].isupper() for word in source & actors))


def _denier(tree: Tree, trigger: int, event: Event) -> int | None:
    """The word that denies the event in its own sentence; None where something else is denied."""
    index = trigger
    if (falsity := _called_false(tree, trigger)) is not None:
        return falsity
    for governor in tree.ancestors(trigger):
        lemma = tree[governor].lemma.lower()
        if lemma in cues(TABLE, "rejection") and _disputes(tree, index, governor):
            return governor
        if lemma in cues(TABLE, "denial") or lemma in cues(TABLE, "rejection"):
            return governor if _is_object(tree, index, trigger, governor, event) else None
        if not (_passes(tree, index, governor) or tree[index].dep in ("relcl", "acl", "agent", "pobj")):
            return None
        index = governor
    return None


def _disputes(tree: Tree, index: int, verb: int) -> bool:
    """ "disputed accounts by villagers that ...", where the parse hangs the clause on the nearest noun."""
    claims = [c for c in tree.children(verb, "dobj") if tree[c].lemma.lower() in cues(TABLE, "accusation")]
    return bool(claims) and claims[0] < index and tree[index].dep in ("agent", "prep")


def _called_false(tree: Tree, trigger: int) -> int | None:
    """The verb that calls the event's claim false: "reports that ... were false", "it is not true that"."""
    index = trigger
    for governor in tree.ancestors(trigger):
        lemma, relation = tree[governor].lemma.lower(), tree[index].dep
        if lemma in cues(TABLE, "accusation") and relation in ("acl", "ccomp", "relcl", "prep"):
            verb = tree.head(governor)
            return (
                verb
                if tree[governor].dep in ("nsubj", "dobj", "nsubjpass") and _falsifies(tree, verb)
                else None
            )
        if relation in ("ccomp", "csubj") and lemma in ("be", "call"):
            return governor if _falsifies(tree, governor) else None
        if lemma in cues(TABLE, "naming") and relation == "ccomp":
            claims = [
                i for i in range(governor, trigger) if tree[i].lemma.lower() in cues(TABLE, "accusation")
            ]
            return governor if claims and _falsifies(tree, governor) else None
        if relation not in ("conj", "xcomp", "prep", "pobj", "dobj", "compound"):
            return None
        index = governor
    return None


def _falsifies(tree: Tree, verb: int) -> bool:
    """Whether a predicate says "false", or "true" under a "not"."""
    predicates = [tree[verb].lemma.lower(), *tree.lemmas(verb, "acomp", "attr", "oprd")]
    if tree[verb].lemma.lower() in cues(TABLE, "naming"):
        # The parse seldom gets the predicate of "called the claim that ... a lie" right.
        predicates = [tree[i].lemma.lower() for i in tree.subtree(verb)]
    false = any(word in cues(TABLE, "false") for word in predicates)
    true = any(word in cues(TABLE, "true") for word in predicates)
    return (
        irrealis.is_negated(tree, verb)
        if true and not false
        else false and not irrealis.is_negated(tree, verb)
    )


def _passes(tree: Tree, index: int, governor: int) -> bool:
    """Whether what is denied of the governor is denied of its dependent."""
    relation, lemma = tree[index].dep, tree[governor].lemma.lower()
    if relation in ("acl", "prep", "ccomp"):
        return lemma in cues(TABLE, "accusation") or lemma in cues(TABLE, "part")
    if relation in ("dobj", "nsubj", "nsubjpass", "attr"):
        return lemma in cues(irrealis.TABLE, "light")
    return relation in ("xcomp", "conj", "aux", "auxpass", "prt", "compound", "pcomp", "pobj")


def _is_object(tree: Tree, index: int, trigger: int, verb: int, event: Event) -> bool:
    """Whether the event is what a verb denies, or rejects as an accusation."""
    relation, lemma, verb_lemma = tree[index].dep, tree[index].lemma.lower(), tree[verb].lemma.lower()
    if event.type in ("ACCUSE", "REQUEST") and index == trigger:
        return False  # who denies a request or accusations does not say that there were none
    if relation in ("dobj", "nsubjpass") and index != trigger:
        return lemma in cues(TABLE, "accusation") or _is_own_part(tree, index, verb, event)
    if verb_lemma not in cues(TABLE, "denial"):
        return False
    return relation in ("ccomp", "xcomp", "pcomp", "acl", "dobj", "nsubjpass")


def _is_own_part(tree: Tree, noun: int, verb: int, event: Event) -> bool:
    """ "denied a role in the attack" denies the attack only if it is the denier's."""
    if tree[noun].lemma.lower() not in cues(TABLE, "part"):
        return False
    subjects = [Span(tree[s].start, tree[s].end) for s in tree.children(verb, "nsubj")]
    return any(actor.span.overlaps(subject) for actor in event.actors for subject in subjects)


def _is_headed(tree: Tree, trigger: int, reading: Reading) -> bool:
    """Whether a headline names its speaker before a colon: "Lisbon: Iceland shot at fishermen".

    A person, a body or a seat of government speaks there; a country ("Syria: Rebels shell Homs") is a topic.
    """
    colon = next((i for i, token in enumerate(tree.tokens[: HEADED + 1]) if token.text == ":"), None)
    if colon is None or not 0 < colon < trigger:
        return False
    head = Span(tree[0].start, tree[colon - 1].end)
    if head.of(reading.report.text) in _seats():
        return True
    return any(m.span == head and m.label in ("PERSON", "ORG") for m in reading.mentions)


@cache
def _seats() -> frozenset[str]:
    return frozenset(seat for country in countries() for seat in country.seats)


def _hedge(tree: Tree, trigger: int, text: str) -> int | None:
    """The word that leaves the event to somebody else; the trigger itself for quotation marks around it."""
    for child in tree.children(trigger, "amod", "advmod"):
        if _hyphenated(tree, child, text).lower() in cues(TABLE, "hedge"):
            return child
    if _in_scare_quotes(text, Span(tree[trigger].start, tree[trigger].end)):
        return trigger
    return _namer(tree, trigger) or _reporter(tree, trigger)


def _hyphenated(tree: Tree, index: int, text: str) -> str:
    """A token with those before it that no space parts from it: the parse cuts "so-called" into three."""
    first = index
    while first and tree[first - 1].end == tree[first].start:
        first -= 1
    return text[tree[first].start : tree[index].end]


_OPENING = re.compile(r"(?<!\w)[\"'“‘«](\w[^\"“”«»]*)$")
_CLOSING = re.compile(r"([^\"“”«»]*?)(?<=\w)[\"'”’»](?!\w)")


def _in_scare_quotes(text: str, span: Span) -> bool:
    """Whether the word, alone or with up to two others, stands in quotation marks of its own."""
    opening = _OPENING.search(text[max(span.start - 25, 0) : span.start] + span.of(text))
    closing = _CLOSING.match(span.of(text) + text[span.end : span.end + 25])
    return bool(opening and closing and len((opening[1] + closing[1][len(span) :]).split()) <= 3)


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
    return next((s for s in statements if cued(s, span)), None)
