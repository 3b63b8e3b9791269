"""Whether an event is said to have happened: negation, future, hypothetical, historical.

Rules over the parse (`irrealis`) and the event's date, combined with the model's probabilities.
PLOVER's conversions (a planned visit is AGREE) are the coder's, not made here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from onrecord import dates
from onrecord.code_events import irrealis, when
from onrecord.code_events.syntax import Tree, tree_at
from onrecord.code_events.words import cues
from onrecord.model import Event, Modality, PartialDate, Precision, Reading

SURE = 0.6
"""A modality that no rule finds is set where the model gives it at least this probability."""
DOUBTFUL = 0.1
"""A modality that a rule finds is dropped where the model gives it less than this probability."""
HISTORICAL_DAYS = 90
"""An event of an earlier year counts as historical when it lies this many days before publication."""


MEANT = {
    "AGREE": frozenset({Modality.FUTURE}),
    "REJECT": frozenset({Modality.NEGATION, Modality.FUTURE, Modality.HYPOTHETICAL}),
    "THREATEN": frozenset({Modality.FUTURE, Modality.HYPOTHETICAL}),
}
"""What a type already means: "we will not sit with them" is REJECT, not a negated or future one."""


def assign(event: Event, reading: Reading, flags: Mapping[Modality, float] | None = None) -> Event:
    """Set `event.modality`. `flags` are the model's probabilities, combined with the rules where given.

    A "not" that the parse shows is never overruled: what is said not to be done is not stored as done.
    """
    found, flags = set(_by_rule(event, reading)), flags or {}
    surely = found & {Modality.NEGATION} if flags else found
    if event.type == "CONSULT":  # one that is planned is labelled AGREE: the model knows no future ones
        surely |= found & {Modality.FUTURE}
    if Modality.HYPOTHETICAL in found and _is_supposed(event, reading):
        surely |= {Modality.HYPOTHETICAL}
    chosen = {m for m in Modality if m in surely or _holds(m in found, flags.get(m, 0.0))}
    if Modality.HYPOTHETICAL in chosen:
        # What is only supposed is not foretold: none of our labelled sentences has both.
        chosen.discard(Modality.FUTURE)
    return replace(event, modality=tuple(m for m in Modality if m in chosen))


def _is_supposed(event: Event, reading: Reading) -> bool:
    tree = tree_at(reading.parse, event.trigger) if reading.parse else None
    word = tree.at(event.trigger) if tree else None
    return tree is not None and word is not None and irrealis.is_supposed(tree, word)


def _holds(by_rule: bool, probability: float) -> bool:
    return probability >= (DOUBTFUL if by_rule else SURE)


def _by_rule(event: Event, reading: Reading) -> list[Modality]:
    tree = tree_at(reading.parse, event.trigger) if reading.parse else None
    trigger = tree.at(event.trigger) if tree else None
    if tree is None or trigger is None:
        return []
    found = irrealis.of_token(tree, trigger)
    found = [flag for flag in found if flag not in MEANT.get(event.type, ())]
    if Modality.FUTURE not in found and _is_historical(tree, trigger, event, reading):
        found.append(Modality.HISTORICAL)
    return found


def _is_historical(tree: Tree, trigger: int, event: Event, reading: Reading) -> bool:
    """An event of an earlier year or decade, or one that is remembered."""
    dated = when.choose(tree, trigger, event, reading)
    if dated and _lies_far_back(dated.date, when.anchor(reading.report)):
        return True
    above = {tree[i].lemma.lower() for i in [*tree.ancestors(trigger)][:3]}
    if above & cues(irrealis.TABLE, "remembered").keys():
        return True
    start, end = tree.clause_span(trigger)
    return _long_ago().search(reading.report.text, start, end) is not None


def _lies_far_back(moment: PartialDate, written: PartialDate | None) -> bool:
    """Without a day of writing, a year that a text names in the past is taken for an earlier one."""
    last = dates.limits(moment)[1]
    now = dates.limits(written)[0] if written else None
    if last is None:
        return False
    if now is None:
        return moment.precision in (Precision.YEAR, Precision.MONTH)
    return last.year < now.year and (now - last).days >= HISTORICAL_DAYS


@cache
def _long_ago() -> re.Pattern[str]:
    phrases = "|".join(cues(irrealis.TABLE, "long-ago"))
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)
