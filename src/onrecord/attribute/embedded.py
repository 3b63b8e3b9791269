"""One statement inside another's words, from the verb, adjective or noun that reports it."""

from __future__ import annotations

from onrecord.attribute.circumstances import addressing
from onrecord.attribute.complements import complement, embedded_clause, to_infinitive
from onrecord.attribute.cues import lookup
from onrecord.attribute.draft import Draft, Spans, trimmed
from onrecord.attribute.frames import CLAUSE, Frames, frames_of, nouns
from onrecord.attribute.reporters import passive, reporter
from onrecord.attribute.tree import Tree
from onrecord.model import Span

SCORE = 0.8
"""Score of a statement that a rule found: of 295 on our own passages .88 are right, on PolNeAR dev fewer."""

NOBODY = frozenset(("me", "there", "that", "which", "who", "what", "this", "let"))
"""Subjects that name no speaker by themselves."""

PARTNERS = frozenset(("i", "we", "you"))
"""Subjects who report somebody's words only in the past tense: "I told him that", not "I tell you that"."""

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

WISHING = frozenset(("offer", "plan", "want", "promise", "refuse"))
"""Acts of adjectives that take an infinitive ("willing to pay"), and of speakers in the present tense."""

ASKING = frozenset(("call_for", "demand", "request", "urge"))

SET_PHRASES = frozenset(("mean", "guess", "suppose", "bet", "dare", "see"))
"""Verbs that in the first person report nothing: "I mean"."""

OPEN = frozenset(("whether", "if", "when", "where", "who", "what", "how", "why", "which"))
"""First words of what somebody does not say: "has not said when"."""

QUOTES = "\"“”„«»‘’'"


def embedded(word: int, within: Spans, tree: Tree, text: str) -> Draft | None:
    """The statement that a word inside the spans `within` reports, clipped to them; else None."""
    pos = tree.tokens[word].pos
    if pos == "VERB":
        return _by_verb(word, within, tree, text)
    if pos == "ADJ":
        return _by_adjective(word, within, tree, text)
    return _by_noun(word, within, tree, text) if pos == "NOUN" else None


def _by_verb(verb: int, within: Spans, tree: Tree, text: str) -> Draft | None:
    cue, frames, act = _cue(verb, tree)
    if not _happens(verb, act, tree) or _describes(verb, tree):
        frames &= CLAUSE
    said = complement(verb, frames, tree) if frames else None
    if said is None or _left_open(verb, act, said, tree):
        return None
    if passive(verb, tree) and not _listens(verb, frames, tree):
        return None
    speaker = _from(verb, tree) if "from" in frames else reporter(verb, tree)
    if speaker is None:
        return _draft(said, cue, None, within, text) if passive(verb, tree) else None
    if not _speaks(speaker, verb, act, said, tree):
        return None
    return _draft(said, cue, tree.noun_phrase(speaker), within, text)


def _cue(verb: int, tree: Tree) -> tuple[Span, Frames, str]:
    """The verb with its particle or adjective ("made clear"), its frames and its act."""
    token = tree.tokens[verb]
    lemma = token.lemma.lower()
    more = tree.child(verb, "prt", "acomp")
    if more is not None and more > verb:
        act = lookup([lemma, tree.tokens[more].lemma.lower()], shortest=2)
        if act is not None:
            return Span(token.start, tree.tokens[more].end), CLAUSE, act
    would = tree.child(verb, "aux")
    if would is not None and tree.tokens[would].text.lower() in ("would", "'d", "’d"):
        wish = frames_of(f"would {lemma}")
        if wish:
            return Span(token.start, token.end), wish, "want"
    return Span(token.start, token.end), frames_of(lemma), lookup([lemma]) or "say"


def _happens(verb: int, act: str, tree: Tree) -> bool:
    """Whether it is told as done: no modal, no negation, no infinitive. Wishes and views need not be done."""
    if act in MENTAL or act in WISHING:
        return True
    return not any(
        tree.tokens[c].dep == "neg" or tree.tokens[c].tag in ("MD", "TO") for c in tree.children[verb]
    )


def _describes(verb: int, tree: Tree) -> bool:
    """Whether a participle only says which one is meant: "the alliance backing the president"."""
    return tree.tokens[verb].dep == "acl" and tree.tokens[verb].tag == "VBG"


def _left_open(verb: int, act: str, said: Span, tree: Tree) -> bool:
    """Whether the verb says only that something was not said or is not known."""
    if tree.child(verb, "neg") is None:
        return False
    first = tree.tokens[tree.inside(said)[0]].text.lower()
    return act == "know" or first in OPEN


def _listens(verb: int, frames: Frames, tree: Tree) -> bool:
    """Whether the subject of a passive verb is told something, rather than said."""
    return "whom-to" in frames or (tree.tokens[verb].lemma.lower(), "object") in addressing()


def _from(verb: int, tree: Tree) -> int | None:
    for prep in tree.children[verb]:
        if tree.tokens[prep].dep == "prep" and tree.tokens[prep].text.lower() == "from":
            return tree.child(prep, "pobj")
    return None


def _speaks(speaker: int, verb: int, act: str, said: Span, tree: Tree) -> bool:
    word, token = tree.tokens[speaker].text.lower(), tree.tokens[verb]
    if word == "it":
        return act not in MENTAL
    if word not in PARTNERS:
        return word not in NOBODY
    modals = (tree.tokens[c].text.lower() for c in tree.children[verb] if tree.tokens[c].tag == "MD")
    modal = next(modals, "")
    if token.lemma.lower() in SET_PHRASES or modal not in ("", "will"):
        return token.lemma.lower() in ("like", "love", "prefer")
    if token.tag in ("VBD", "VBN") or modal:
        return True
    return word != "you" and act in MENTAL | WISHING | ASKING and said.start > token.start


def _by_adjective(adjective: int, within: Spans, tree: Tree, text: str) -> Draft | None:
    """From "are confident that", "is willing to"."""
    token = tree.tokens[adjective]
    verb = tree.tokens[token.head]
    act = lookup(["be", token.lemma.lower()]) if token.dep == "acomp" else None
    if act is None or verb.start < within[0].start:
        return None
    clause = embedded_clause(adjective, tree)
    if clause is None or (to_infinitive(clause, tree) and act not in WISHING):
        return None
    speaker = reporter(token.head, tree)
    if speaker is None or tree.tokens[speaker].text.lower() in NOBODY | {"it", "you"}:
        return None
    cue = Span(verb.start if adjective - token.head < 4 else token.start, token.end)
    return _draft(tree.extent(clause), cue, tree.noun_phrase(speaker), within, text)


def _by_noun(noun: int, within: Spans, tree: Tree, text: str) -> Draft | None:
    """From "his promise to pay", "made a promise that", "a report in the Ledger that"."""
    token = tree.tokens[noun]
    kind = nouns().get(token.lemma.lower())
    clause = embedded_clause(noun, tree) if kind is not None else None
    if clause is None or (kind == "document" and to_infinitive(clause, tree)):
        return None
    said, cue = tree.extent(clause), Span(token.start, token.end)
    owner = tree.child(noun, "poss")
    if owner is not None:
        return _draft(said, cue, tree.extent(owner), within, text)
    governor = token.head
    if token.dep == "dobj" and "noun" in frames_of(tree.tokens[governor].lemma.lower()):
        speaker = reporter(governor, tree)
        cue = Span(tree.tokens[governor].start, token.end)
        return _draft(said, cue, tree.noun_phrase(speaker), within, text) if speaker is not None else None
    origin = _origin(noun, clause, tree)
    if origin is None and kind != "document":
        return None
    return _draft(said, cue, tree.noun_phrase(origin) if origin is not None else None, within, text)


def _origin(noun: int, before: int, tree: Tree) -> int | None:
    """Whose word it is: "a warning by the bank that", "a report in the Ledger that"."""
    for prep in tree.children[noun]:
        if prep < before and tree.tokens[prep].text.lower() in ("by", "from", "in"):
            return tree.child(prep, "pobj")
    return None


def _draft(said: Span, cue: Span, speaker: Span | None, within: Spans, text: str) -> Draft | None:
    content = _clip(_with_marks(said, text), within, text)
    source = _clip(speaker, within, text)[:1] if speaker is not None else ()
    if not content or any(cue.overlaps(piece) for piece in content):
        return None
    if speaker is not None and (not source or any(source[0].overlaps(piece) for piece in content)):
        return None
    return Draft(content=content, cue=(cue,), source=source, score=SCORE)


def _with_marks(span: Span, text: str) -> Span:
    """The span with the quote marks that stand right around it."""
    start, end = span.start, span.end
    while end < len(text) and text[end] in ",.!?":
        end += 1
    if text[start - 1 : start] in tuple(QUOTES) and text[end : end + 1] in tuple(QUOTES):
        return Span(start - 1, end + 1)
    return span


def _clip(span: Span, within: Spans, text: str) -> Spans:
    """The parts of a span that lie within the outer content."""
    parts = (
        trimmed(text, max(span.start, w.start), min(span.end, w.end)) for w in within if w.overlaps(span)
    )
    return tuple(part for part in parts if part is not None)
