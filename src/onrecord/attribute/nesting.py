"""Statements inside statements: which one is reported within which, and those the model leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.attribute.circumstances import addressing
from onrecord.attribute.cues import lookup
from onrecord.attribute.draft import Draft, trimmed
from onrecord.attribute.tables import rows
from onrecord.attribute.tree import Tree
from onrecord.model import Span

SCORE = 0.5
"""Score of a statement that a rule found."""

NOBODY = frozenset(("me", "there", "that", "which", "who", "what", "this", "let"))
"""Subjects that name no speaker by themselves."""

PARTNERS = frozenset(("i", "we", "you"))
"""Subjects who report somebody's words only in the past tense: "I told him that", but "I think that"."""

MENTAL = frozenset(
    (
        "believe",
        "doubt",
        "hope",
        "fear",
        "want",
        "know",
        "feel",
        "plan",
        "predict",
        "estimate",
        "show",
        "describe",
        "allow",
        "support",
        "oppose",
    )
)
"""Acts that need no words."""


@cache
def _figurative() -> frozenset[str]:
    return frozenset(lemma for lemma, _ in rows("figurative.tsv"))


TARGETED = frozenset(
    (
        "accuse",
        "apologise",
        "call_for",
        "complain",
        "condemn",
        "demand",
        "deny",
        "offer",
        "promise",
        "refuse",
        "reject",
        "threaten",
        "urge",
        "warn",
    )
)
"""Acts whose content may be no clause: "blamed the West for prolonging the war", "promised help"."""


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the one within whose content it is reported, None at the top.

    A draft lies within another when its cue (or, without one, its content) lies in the other's
    content; of several the one with the shortest content counts.
    """
    sizes = [_size(d) for d in drafts]
    reach = [(d.content[0].start, d.content[-1].end) for d in drafts]
    result: list[int | None] = []
    for i, draft in enumerate(drafts):
        marks = draft.cue or draft.content
        around = [
            k
            for k, (start, end) in enumerate(reach)
            if start <= marks[0].start < end
            and sizes[k] > sizes[i]
            and all(_within(mark, drafts[k].content) for mark in marks)
        ]
        result.append(min(around, key=lambda k: (sizes[k], k), default=None))
    return result


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(other.contains(span) for other in others)


def _size(draft: Draft) -> int:
    return sum(map(len, draft.content))


def nested(drafts: Sequence[Draft], tree: Tree, text: str) -> list[Draft]:
    """Attributions inside the content of others that the model did not mark, by the grammar.

    Found are verbs of the cue table with a subject and a clause ("many experts believe the US is
    waging..."), inside one content span, that no draft has as its cue.
    """
    taken = {i for d in drafts for span in d.cue for i in tree.inside(span)}
    found: list[Draft] = []
    for outer in drafts:
        for span in outer.content:
            for verb in tree.inside(span):
                if verb not in taken and tree.tokens[verb].pos == "VERB":
                    inner = _reported(verb, span, tree, text)
                    if inner is not None and not _same_content(inner, outer):
                        taken.add(verb)
                        found.append(inner)
    return found


def _reported(verb: int, within: Span, tree: Tree, text: str) -> Draft | None:
    cue, act = _cue(verb, tree)
    said = _said(verb, cue.end, act, tree) if act is not None else None
    if act is None or said is None:
        return None
    if tree.child(verb, "auxpass") is not None:
        return _told(verb, cue, said, within, tree, text)
    subject = _subject(verb, tree)
    if subject is None or not _speaks(subject, verb, act, tree):
        return None
    return _draft(said, cue, tree.noun_phrase(subject), within, text)


def _told(verb: int, cue: Span, said: Span, within: Span, tree: Tree, text: str) -> Draft | None:
    """From a passive: "she had been told by the bank that"; without an agent the source stays open."""
    if (tree.tokens[verb].lemma.lower(), "object") not in addressing():
        return None
    agent = tree.child(verb, "agent")
    noun = tree.child(agent, "pobj") if agent is not None else None
    return _draft(said, cue, tree.noun_phrase(noun) if noun is not None else None, within, text)


def _draft(said: Span, cue: Span, speaker: Span | None, within: Span, text: str) -> Draft | None:
    content = _clip(said, within, text)
    source = None if speaker is None else _clip(speaker, within, text)
    if content is None or cue.overlaps(content):
        return None
    if speaker is not None and (source is None or source.overlaps(content)):
        return None
    return Draft(content=(content,), cue=(cue,), source=(source,) if source else (), score=SCORE)


def _subject(verb: int, tree: Tree) -> int | None:
    """The subject of an active verb; for "who said" the noun on which the clause hangs."""
    subject = tree.subject(verb)
    if subject is None or tree.tokens[subject].dep == "nsubjpass":
        return None
    if tree.tokens[subject].tag in ("WP", "WDT") and tree.tokens[verb].dep == "relcl":
        return tree.tokens[verb].head
    return subject


def _speaks(subject: int, verb: int, act: str, tree: Tree) -> bool:
    word = tree.tokens[subject].text.lower()
    if word == "it":
        return act not in MENTAL
    if word in PARTNERS:
        return act not in MENTAL and tree.tokens[verb].tag in ("VBD", "VBN")
    return word not in NOBODY


def _cue(verb: int, tree: Tree) -> tuple[Span, str | None]:
    """The verb with its particle or adjective ("made clear"), and its act if it is one of saying."""
    token = tree.tokens[verb]
    lemma = token.lemma.lower()
    more = tree.child(verb, "prt", "acomp")
    if more is not None and more > verb:
        act = lookup([lemma, tree.tokens[more].lemma.lower()], shortest=2)
        if act is not None:
            return Span(token.start, tree.tokens[more].end), act
    act = None if lemma in _figurative() else lookup([lemma])
    return Span(token.start, token.end), act


def _said(verb: int, after: int, act: str, tree: Tree) -> Span | None:
    """The finite clause that the verb governs; for some acts the object and all that follows."""
    right = [c for c in tree.children[verb] if tree.tokens[c].start >= after]
    clauses = [c for c in tree.children[verb] if tree.tokens[c].dep == "ccomp" and _finite(c, tree)]
    if clauses:
        return tree.extent(max(clauses))
    if act not in TARGETED or tree.child(verb, "neg") is not None:
        return None
    rest = [c for c in right if tree.tokens[c].dep in ("dobj", "dative", "prep", "xcomp", "ccomp")]
    if not rest or (all(tree.tokens[c].dep == "prep" for c in rest) and act not in ("warn", "complain")):
        return None
    return Span(tree.extent(rest[0]).start, tree.extent(rest[-1]).end)


def _finite(clause: int, tree: Tree) -> bool:
    return tree.child(clause, "nsubj", "nsubjpass", "csubj", "expl") is not None


def _clip(span: Span, within: Span, text: str) -> Span | None:
    start, end = max(span.start, within.start), min(span.end, within.end)
    return trimmed(text, start, end) if start < end else None


def _same_content(inner: Draft, outer: Draft) -> bool:
    return _size(inner) >= _size(outer)
