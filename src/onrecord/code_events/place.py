"""Where an event happened: a named place in a locative phrase of its clause, else unknown.

The dateline is where the report was filed, not where the event was, and is never used.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.code_events import gazetteer, scope
from onrecord.code_events.syntax import Tree, tree_at
from onrecord.code_events.words import cues
from onrecord.model import Event, Parse, Place, Reading, Span

TABLE = "place_words"
LABELS = frozenset({"GPE", "LOC", "FAC"})
THROUGH = frozenset({"compound", "amod", "nmod", "appos", "poss", "pobj", "prep", "conj", "npadvmod"})
"""Relations between a place name and the preposition that places the event ("in the Donetsk region")."""


def assign(event: Event, reading: Reading) -> Event:
    """Set `event.where`; None where no named place is tied to the event word."""
    parse = reading.parse
    tree = tree_at(parse, event.trigger) if parse else None
    trigger = tree.at(event.trigger) if tree else None
    if parse is None or tree is None or trigger is None:
        return replace(event, where=None)
    distances = scope.words(tree, trigger)
    fitting = []
    for span in _names(parse, tree):
        index = tree.at(span)
        placed = None if index is None else _placed(tree, index)
        if placed in distances and scope.same_voice(event, reading, span):
            fitting.append((distances[placed], span.start, span))
    if not fitting:
        return replace(event, where=None)
    return replace(event, where=locate(min(fitting)[2], reading))


def _names(parse: Parse, tree: Tree) -> list[Span]:
    """Place names of a sentence: entities that are places, and towns that were taken for something else."""
    start, end = tree.span
    inside = [e for e in parse.entities if start <= e.start < end]
    found = [Span(e.start, e.end) for e in inside if e.label in LABELS]
    for token in tree.tokens:
        if token.dep == "pobj" and token.pos == "PROPN" and gazetteer.knows(token.text):
            taken = (e.start < token.end and token.start < e.end and e.label != "PRODUCT" for e in inside)
            if not any(taken):
                found.append(Span(token.start, token.end))
    return found


def _placed(tree: Tree, index: int) -> int | None:
    """The locative preposition (or verb of visiting) over a place name."""
    while tree[index].dep in THROUGH:
        governor = tree.head(index)
        word, lemma = tree[governor].text.lower(), tree[governor].lemma.lower()
        if tree[index].dep == "pobj" and word in cues(TABLE, "locative"):
            return governor
        if tree[index].dep == "pobj" and word in cues(TABLE, "towards"):
            moves = tree[tree.head(governor)].lemma.lower() in cues(TABLE, "motion")
            return governor if moves else None
        if tree[index].dep == "poss" or (
            tree[index].dep == "prep" and lemma not in ("city", "town", "village")
        ):
            return None
        index = governor
    if tree[index].dep == "dobj" and tree[tree.head(index)].lemma.lower() in cues(TABLE, "visit"):
        return index
    return None


def locate(span: Span, reading: Reading) -> Place:
    """The place that a name stands for, read in the light of the countries that the report names."""
    text, parse = reading.report.text, reading.parse
    name = re.sub(r"^the\s+|['’]s?$", "", span.of(text), flags=re.IGNORECASE) or span.of(text)
    shown = Span(span.start + span.of(text).index(name), span.start + span.of(text).index(name) + len(name))
    following = re.match(r",\s+([A-Z][\w.]+(?:\s[A-Z]\w+)?)", text[span.end : span.end + 40])
    named = [Span(e.start, e.end).of(text) for e in parse.entities if e.label == "GPE"] if parse else []
    found = gazetteer.find(name, following[1] if following else None, named)
    if found is None:
        return Place(name=name, span=shown)
    return Place(name=name, span=shown, country=found.country, geonames=found.geonames)
