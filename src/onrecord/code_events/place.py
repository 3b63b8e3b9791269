"""Where an event happened: a named place in a locative phrase of its clause, else unknown.

The dateline is where the report was filed, not where the event was: it only helps to tell towns of
one name apart.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.code_events import gazetteer, geocode, scope
from onrecord.code_events.ontology import RECIPROCAL
from onrecord.code_events.syntax import Tree, tree_at
from onrecord.code_events.words import cues
from onrecord.model import Event, Parse, Place, Reading, Reference, Span

TABLE = "place_words"
LABELS = frozenset({"GPE", "LOC", "FAC"})
SHOWING = LABELS | {"NORP"}
"""Labels of names that show in what country a report is."""
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


def suffers(event: Event, reading: Reading) -> Event:
    """The event with the place as its recipient, where it has one actor and nobody named to whom it is done.

    PLOVER's coders take the country where an act is done for its target then: "shells fell on Derna".
    """
    alone = len(event.actors) == 1 and not event.recipients and event.type not in RECIPROCAL
    if not alone or event.where is None or event.where.country is None:
        return event
    return replace(event, recipients=(Reference(span=event.where.span),))


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
    """The place that a name stands for, read in the light of all that the report says on where it is."""
    text = reading.report.text
    name = _ARTICLE.sub("", span.of(text)) or span.of(text)
    shown = Span(span.start + span.of(text).index(name), span.start + span.of(text).index(name) + len(name))
    kind = _KIND_BEHIND.match(text, span.end)
    found = geocode.find(
        name, _behind(name, shown, text), _evidence(name, reading), kind[1].lower() if kind else ""
    )
    town, region = found.town, found.region
    division = town.admin1 if town else region.code if region else None
    return Place(
        name=name,
        span=shown,
        country=found.country,
        geonames=town.geonames if town else None,
        latitude=town.latitude if town else None,
        longitude=town.longitude if town else None,
        admin1=gazetteer.region_name(division) if division else None,
        admin1_code=division,
        why=found.why,
    )


_ARTICLE = re.compile(r"^the\s+|['’]s?$", re.IGNORECASE)
_FOLLOWING = re.compile(r",\s+([A-Z][\w.]+(?:\s[A-Z]\w+)?)")
_KIND_BEHIND = re.compile(rf"\s+({'|'.join(sorted(geocode.DIVISIONS))})\b", re.IGNORECASE)


def _behind(name: str, span: Span, text: str) -> str | None:
    """The country or division behind the name, here or where the report calls the place so elsewhere."""
    here = _FOLLOWING.match(text, span.end)
    elsewhere = re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
    matches = (_FOLLOWING.match(text, found.end()) for found in elsewhere)
    names = (found[1].removesuffix(".") for found in (here, *matches) if found)
    return next((name for name in names if gazetteer.country(name) or gazetteer.regions(name)), None)


def _evidence(name: str, reading: Reading) -> geocode.Evidence:
    """What the other names of the report and its dateline say."""
    text, parse, line = reading.report.text, reading.parse, reading.report.dateline
    entities = parse.entities if parse else ()
    spans = (Span(e.start, e.end) for e in entities if e.label in SHOWING)
    shown = (_ARTICLE.sub("", span.of(text)) for span in spans)
    filed = (part.strip().title() for part in (line.place or "").split(",")) if line else ()
    return geocode.evidence(
        tuple(other for other in (*shown, *filed) if other and other.lower() != name.lower())
    )
