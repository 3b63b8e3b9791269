"""When an event happened: the date expression that belongs to its word, never publication by default."""

from __future__ import annotations

from dataclasses import replace

from onrecord import dates
from onrecord.code_events import irrealis, scope
from onrecord.code_events.syntax import Tree, tree_at
from onrecord.model import Event, Modality, PartialDate, Reading, Report, When

OWNED = frozenset({"poss", "amod", "compound", "nummod", "nmod"})
"""Relations by which a date belongs to the noun it stands before, and to nothing else."""


def assign(event: Event, reading: Reading) -> Event:
    """Set `event.when` from its clause; None where the clause gives no date, and in a headline."""
    tree = tree_at(reading.parse, event.trigger) if reading.parse else None
    trigger = tree.at(event.trigger) if tree else None
    if tree is None or trigger is None or _in_headline(event, reading.report):
        return replace(event, when=None)
    return replace(event, when=choose(tree, trigger, event, reading))


def choose(tree: Tree, trigger: int, event: Event, reading: Reading) -> When | None:
    """The nearest date, in the tree, that shares the clause and the speaker of the event word."""
    start, end = tree.span
    future = Modality.FUTURE in irrealis.of_token(tree, trigger)
    found = dates.find(reading.report.text, start, end, anchor(reading.report), future=future)
    distances = scope.words(tree, trigger)
    fitting = []
    for order, when in enumerate(found):
        index = tree.at(when.span)
        if index is None or index not in distances or not _is_free(tree, index, trigger):
            continue
        if scope.same_voice(event, reading, when.span):
            fitting.append((distances[index], order))
    return found[min(fitting)[1]] if fitting else None


def anchor(report: Report) -> PartialDate | None:
    """The day against which "last week" is read: publication, else the dateline's."""
    if report.published:
        return report.published.value
    return report.dateline.date if report.dateline else None


def _in_headline(event: Event, report: Report) -> bool:
    title = report.title.evidence if report.title else None
    return title is not None and title.overlaps(event.trigger)


def _is_free(tree: Tree, index: int, trigger: int) -> bool:
    """Whether a date is not another noun's own: "Monday's raid", "the raids of the 1970s"."""
    if tree[index].dep in OWNED:
        return tree.head(index) in (trigger, tree.head(trigger))
    preposition = tree.head(index)
    if tree[index].dep == "pobj" and tree[preposition].text.lower() == "of":
        return tree.head(preposition) == trigger
    return True
