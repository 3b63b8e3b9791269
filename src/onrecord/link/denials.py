"""Statements that deny or contradict others, with the reason. Both stand; neither is judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.link.pairs import Pair, alike, opposed, vetoes
from onrecord.link.terms import Features
from onrecord.model import Denial, Tier

DENIED = 0.28
"""Share of the lighter clause that a denial in so many words has in common with what it denies: it is as a
rule short ("that any shot had been fired")."""

DENIED_WORD = 0.35
"""The same, where all that they have in common beside actors is one word of no class."""

NEGATED = 0.30
"""Share of both clauses in common for a claim and its negation, and for opposites."""

NEGATED_WORD = 0.4
"""The same, where they have but one term in common: short clauses ("no evidence of sabotage")."""

SURE = 0.5
"""Share of both from which the two are as near as two statements of the same claim."""

BLAMED = 0.2
"""Share of both in common for two who blame each other; less is another deed."""

FIGURES = 0.35
"""Share of both in common for two figures of one thing."""


def find_denials(items: Sequence[Features], pairs: Iterable[Pair]) -> list[Denial]:
    """Pairs of clauses of different speakers of which one denies or contradicts the other."""
    found = [_denial(items[pair.left], items[pair.right], pair) for pair in pairs]
    return sorted((d for d in found if d), key=lambda d: (d.denies.id, d.denied.id))


def _denial(left: Features, right: Features, pair: Pair) -> Denial | None:
    if left.speaker & right.speaker:  # one speaker, or two of one side
        return None
    if left.negative != right.negative:
        return _negation(left, right, pair)
    return _opposite(left, right, pair) or _blame(left, right, pair) or _other_figures(left, right, pair)


def _negation(left: Features, right: Features, pair: Pair) -> Denial | None:
    denier, other = (left, right) if left.negative else (right, left)
    if left.denies != right.denies:
        denier, other = (left, right) if left.denies else (right, left)
    barred = [v for v in vetoes(left, right) if v.startswith(("other countries", "other dates"))]
    deeds = _deeds(left, right)
    if barred or not deeds or opposed(left, right) or left.asks != right.asks:
        return None
    least = DENIED if len(deeds) > 1 or deeds[0].startswith("#") else DENIED_WORD
    if denier.denies and not other.denies and pair.containment >= least:
        return _made(denier, other, "denial", pair, (f"{denier.act}: {_names(deeds)}",))
    near = pair.dice >= (NEGATED if pair.shared >= 2 else NEGATED_WORD)
    if near and left.future == right.future:
        return _made(denier, other, "negation", pair, (f"one negates it: {_names(deeds)}",))
    return None


def _opposite(left: Features, right: Features, pair: Pair) -> Denial | None:
    terms = opposed(left, right)
    if not terms or pair.dice < NEGATED or left.asks != right.asks:
        return None
    return _made(*_later(left, right), "opposite", pair, (f"{terms[0]} against {terms[1]}",))


def _blame(left: Features, right: Features, pair: Pair) -> Denial | None:
    """Two who each say that the side of the other did it."""
    mutual = left.agent & right.speaker and right.agent & left.speaker
    deeds = [term for term in _deeds(left, right) if term.startswith("#")]
    own = left.agent & left.speaker or right.agent & right.speaker
    if not mutual or own or not deeds or pair.dice < BLAMED or left.asks or right.asks:
        return None
    if "accuse" not in (left.act, right.act) and len(deeds) < 2:
        return None
    return _made(*_later(left, right), "blame", pair, (f"each names the other: {_names(deeds)}",))


def _other_figures(left: Features, right: Features, pair: Pair) -> Denial | None:
    if pair.dice < FIGURES or pair.shared < 3:
        return None
    barred = [v for v in vetoes(left, right) if not v.startswith("other numbers")]
    for one in left.numbers:
        for other in right.numbers:
            if one.unit and one.unit == other.unit and not alike(one, other) and not barred:
                reason = f"{one.text} against {other.text} {one.unit}"
                return _made(*_later(left, right), "figures", pair, (reason,))
    return None


def _later(left: Features, right: Features) -> tuple[Features, Features]:
    """The later one contradicts the earlier."""
    ordered = sorted((left, right), key=lambda item: (item.date, item.clause.id))
    return ordered[1], ordered[0]


def _deeds(left: Features, right: Features) -> list[str]:
    """What both are about, other than actors, names and the word that it is untrue."""
    shared = left.terms.keys() & right.terms.keys() - left.names - right.names
    return sorted(term for term in shared if not term.startswith("@") and term not in ("#lie", "#accuse"))


def _names(terms: Iterable[str]) -> str:
    return ", ".join(term.lstrip("#@") for term in terms)


def _made(denier: Features, other: Features, kind: str, pair: Pair, reasons: tuple[str, ...]) -> Denial:
    return Denial(
        denies=denier.clause,
        denied=other.clause,
        kind=kind,
        tier=Tier.SAME_CLAIM if pair.dice >= SURE else Tier.SAME_POSITION,
        score=round(min(1.0, max(pair.dice, pair.containment / 2)), 4),
        reasons=reasons,
    )
