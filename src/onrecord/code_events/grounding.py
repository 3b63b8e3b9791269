"""The model's roles set right by grammar.

The model reads roles from the whole sentence and at times takes the speaker or the subject of another clause
for the doer. Where grammar leaves no doubt, grammar has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.code_events.frames import TABLE, TRANSITIVE, WORDS, Frame, frame, phrase, subjects
from onrecord.code_events.ontology import RECIPROCAL
from onrecord.code_events.syntax import CLAUSAL, Tree
from onrecord.code_events.words import cues
from onrecord.model import Span

NAMING = frozenset({"PRP", "NNP", "NNPS"})
"""Tags of subjects that surely do what an active verb says, whomever the model takes for the doer."""
GIVING = TRANSITIVE | {"AID"}
"""Types that are done to somebody, so that grammar may supply whom the model missed."""
WILLED = frozenset({"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN"})
"""Types of acts of will, whose infinitive says what is willed."""
INNER = CLAUSAL | {"xcomp"}


def grounded(
    tree: Tree,
    trigger: Span,
    kind: str,
    actors: Sequence[Span],
    recipients: Sequence[Span],
    certain: bool = False,
) -> tuple[list[Span], list[Span]]:
    """Actors and recipients as the model tagged them, set right where the frame is clear.

    Where the model is certain of the actors, only those go who cannot be.
    """
    word = tree.at(trigger)
    if word is None:
        return list(actors), list(recipients)
    found = frame(tree, word, kind)
    suffering = [s for s in actors if tree.at(s) in found.sufferers]
    doing = [s for s in recipients if tree.at(s) in found.doers]
    able = [s for s in actors if not (_is_site(tree, found, s) or _acts_elsewhere(tree, found, s))]
    if certain and able:
        return able, _sufferers(tree, found, kind, able, [s for s in recipients if s not in able])
    actors = sorted({*able, *doing} - set(suffering))
    recipients = sorted({*recipients, *suffering} - set(doing))
    return _doers(tree, found, kind, actors, recipients), _sufferers(tree, found, kind, actors, recipients)


def confirmed(tree: Tree, trigger: Span, kind: str, actors: Sequence[Span]) -> bool:
    """Whether grammar too makes these the doers: there are some, and it names each."""
    word = tree.at(trigger)
    if word is None or not actors:
        return False
    doers = frame(tree, word, kind).doers
    return all(tree.at(span) in doers for span in actors)


def _doers(tree: Tree, found: Frame, kind: str, actors: list[Span], recipients: list[Span]) -> list[Span]:
    """The actors of this clause, not those of another; the subject where the model saw none."""
    if doing := [s for s in actors if tree.at(s) in (*found.doers, *found.named)]:
        joined = _coordinated(doing, actors, tree)
        return [s for s in actors if s in joined or (kind in RECIPROCAL and tree.at(s) in found.below)]
    if found.passive:
        below = [s for s in actors if tree.at(s) in found.below]
        return below or sorted({phrase(tree, head) for head in found.doers} - set(recipients))
    tags = {tree[head].tag for head in found.doers}
    above = _subjects_above(tree, found.word) if tags == {"PRP"} else []
    if named := [s for s in actors if tree.at(s) in above]:
        return named  # "Prosecutors said they would charge him": the pronoun adds nothing
    # What a clause qualifies is not surely its subject: the parse often takes the nearest name.
    attached = tree[found.word].dep in ("relcl", "acl") and bool(actors)
    clear = bool(tags) and tags <= NAMING and not attached
    if found.doers and (found.blamed or clear or not actors):
        return sorted({phrase(tree, head) for head in found.doers} - set(recipients))
    return [s for s in actors if _is_near(tree, found, s)]


def _is_site(tree: Tree, found: Frame, span: Span) -> bool:
    """Whether a phrase only says where or on whom the subject was done: "bombings at camps killed"."""
    index = tree.at(span)
    while index is not None and tree[index].dep in ("pobj", "prep", "conj", "appos"):
        governor = tree.head(index)
        if governor in found.doers:
            return tree[index].dep == "prep" and _says_where(tree[index].text.lower())
        index = governor
    return False


def _says_where(preposition: str) -> bool:
    return any(preposition in cues(TABLE, kind) for kind in ("placing", "site", "striking"))


def _subjects_above(tree: Tree, word: int) -> list[int]:
    """The subject of the verb that a clause hangs on."""
    clause = tree.clause(word)
    return subjects(tree, tree.head(clause)) if tree[clause].dep == "ccomp" else []


def _is_near(tree: Tree, found: Frame, span: Span) -> bool:
    """Whether a phrase stands in the clause of the word or in one above it, not in one beside it.

    Who reports or condemns what a noun names ("condemned the raid") did not do it.
    """
    head = tree.at(span)
    if head is None or head in found.below:
        return True
    above = [found.word, *tree.ancestors(found.word)]
    clause = tree.clause(head)
    if clause not in above and tree.clause(found.word) != clause:
        return False
    verb = tree.head(found.word)
    verb = tree.head(verb) if tree[verb].pos == "ADP" else verb
    told = tree[found.word].pos == "NOUN" and tree[verb].lemma.lower() in cues(TABLE, "telling")
    return not (told and head in subjects(tree, verb))


def _acts_elsewhere(tree: Tree, found: Frame, span: Span) -> bool:
    """Whether somebody is the agent of another passive: "condemned by Chad", but "carried out by Chad"."""
    head = tree.at(span)
    if head is None or head in found.below:
        return False
    by = tree.head(head)
    verb = tree.head(by)
    return (
        tree[by].dep == "agent"
        and verb != found.word
        and tree[verb].lemma.lower() not in cues(TABLE, "light")
    )


def _sufferers(tree: Tree, found: Frame, kind: str, actors: list[Span], recipients: list[Span]) -> list[Span]:
    """The recipients of this clause; the object where an act needs one and the model saw none."""
    aside = {i for head in found.doers for i in tree.subtree(head)}
    if kind in RECIPROCAL and len(found.doers) > 1 and tree[found.word].pos == "NOUN":
        return []
    near = [s for s in recipients if tree.at(s) in (found.below - aside) | set(found.sufferers)]
    kept = _without_adjuncts(tree, found, kind, near or recipients)
    if kept or kind not in GIVING:
        return kept
    heads = [head for head in found.sufferers if not _is_weapon(tree, head)]
    return sorted({phrase(tree, head) for head in heads} - set(actors))


def _without_adjuncts(tree: Tree, found: Frame, kind: str, recipients: list[Span]) -> list[Span]:
    """Without places, times, means, weapons, and what belongs to a clause below the object."""
    heads = {tree.at(s): s for s in recipients}
    suffering = any(head in found.sufferers for head in heads)
    kept = []
    for head, span in heads.items():
        if head is None or head in found.sufferers:
            if head is None or not _is_weapon(tree, head):
                kept.append(span)
            continue
        above = set(tree.ancestors(head))
        inner = _is_inner(tree, found, kind, above, suffering)
        adjunct = inner or above & (heads.keys() - {head}) or _is_adjunct(tree, head, kind, suffering)
        if not adjunct or _is_conjunct_of(tree, head, heads) or (kept and _joined(tree, kept[-1], span)):
            kept.append(span)
    return kept


def _is_inner(tree: Tree, found: Frame, kind: str, above: set[int], suffering: bool) -> bool:
    """Whether a word belongs to another act below: "accused them of killing", "left without firing at"."""
    between = [i for i in above & found.below if i != found.word]
    if suffering:
        return any(tree[i].dep in INNER or (tree[i].dep == "pobj" and tree[i].pos == "NOUN") for i in between)
    if kind in WILLED:  # "refused on Sunday to meet them" is at times parsed as a purpose
        between = [i for i in between if not any(tree[c].text == "to" for c in tree.children(i, "aux"))]
    aside = [
        i
        for i in between
        if tree[i].dep == "pcomp" and tree[tree.head(i)].text.lower() in cues(TABLE, "aside")
    ]
    return bool(aside) or any(tree[i].dep == "advcl" for i in between)


def _is_adjunct(tree: Tree, head: int, kind: str, suffering: bool) -> bool:
    preposition = tree[tree.head(head)]
    if tree[head].dep != "pobj":
        return False
    word = preposition.text.lower()
    if tree[tree.head(tree.head(head))].text.lower() == "behalf":
        return True
    if kind in ("RETREAT", "CONCEDE") and word == "from":
        return True
    if kind in RECIPROCAL:
        return kind == "CONSULT" and word in cues(TABLE, "site")
    return word in cues(TABLE, "placing") or (suffering and (word in cues(TABLE, "means") or word == "at"))


def _is_conjunct_of(tree: Tree, head: int, heads: Iterable[int | None]) -> bool:
    return tree[head].dep in ("conj", "appos") and tree.head(head) in heads


def _is_weapon(tree: Tree, head: int) -> bool:
    """Whether an object is what the act is done with: "hurled petrol bombs"."""
    hurled = tree[tree.head(head)].lemma.lower() in cues(WORDS, "hurling")
    return hurled and tree[head].lemma.lower() in cues(WORDS, "weapon")


def _coordinated(doing: Sequence[Span], actors: Sequence[Span], tree: Tree) -> list[Span]:
    """The doers, with further actors that only a comma or "and" parts from them."""
    found: list[Span] = []
    for span in actors:
        if span in doing or (found and _joined(tree, found[-1], span)):
            found.append(span)
    return found


def _joined(tree: Tree, left: Span, right: Span) -> bool:
    between = [token for token in tree.tokens if left.end <= token.start < right.start]
    return 0 < len(between) <= 3 and all(t.pos in ("CCONJ", "PUNCT", "DET") for t in between)
