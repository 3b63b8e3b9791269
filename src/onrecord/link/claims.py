"""What statements of different reports say alike, in three tiers that are kept apart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.denials import find_denials
from onrecord.link.grouping import SAME, clusters, in_order, verdicts
from onrecord.link.matters import find_matters
from onrecord.link.pairs import Pair, alike, candidates, opposed, vetoes
from onrecord.link.terms import Features, Identities, features
from onrecord.model import Claim, Denial, Group, Judgement, Link, Reading, Relation, Tier

SAME_CLAIM = 0.5
"""Share of weight in common. Of 46 pairs of other outlets at .5 and more, on articles of 2016 to 2018, 43 say
the same as judged by reading; from .42 to .5 it is nine of 13."""

SAME_POSITION = 0.3
"""Share of weight in common for "possibly the same position"."""

NO_ACTOR = 0.4
"""The same, where they name no actor in common: two classes of things alone are a topic."""

FRAMED, FRAME_SHARE = 0.2, 0.6
"""Share of weight, and of classes and actors, in common, where two classes and an actor are."""

LEAST_TERMS = {Tier.SAME_CLAIM: 3, Tier.SAME_POSITION: 2}
"""Terms that two clauses must share: fewer are a topic and no claim."""

SHORT = 0.75
"""Share of weight in common by which two terms are enough for the same claim."""

_UNLINKED = 0.4
"""What a pair that is not linked counts in the mean of a group, by the share it has in common."""

COHERENCE = {Tier.SAME_WORDS: 0.6, Tier.SAME_CLAIM: 0.6, Tier.SAME_POSITION: 0.5}
"""Mean inside a claim, where a linked pair counts 1: chains of pairs do not make a claim."""

_PREFIX = {Tier.SAME_WORDS: "w", Tier.SAME_CLAIM: "k", Tier.SAME_POSITION: "p"}


@dataclass(frozen=True, slots=True)
class Claimed:
    """Claims and denials, and the links between clauses that show the claims."""

    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    denials: tuple[Denial, ...]


def find_claims(
    readings: Iterable[Reading],
    matters: Sequence[Group] | None = None,
    identities: Identities | None = None,
    judgements: Sequence[Judgement] = (),
) -> Claimed:
    """Claims and denials among the statements of these readings, matter by matter.

    Nothing outside a matter bears on its claims. Judgements on `same_claim` name clauses by their ids.
    """
    by_id = {reading.report.id: reading for reading in in_order(readings)}
    if matters is None:
        matters = find_matters(by_id.values()).groups
    parts = [
        claims_of(items_of(by_id, matter.reports, identities or {}), judgements)
        for matter in sorted(matters, key=lambda matter: matter.id)
    ]
    return Claimed(
        claims=tuple(claim for part in parts for claim in part.claims),
        links=tuple(link for part in parts for link in part.links),
        denials=tuple(denial for part in parts for denial in part.denials),
    )


def items_of(by_id: Mapping[str, Reading], reports: Iterable[str], identities: Identities) -> list[Features]:
    """The clauses of some reports, by report id and place."""
    return [item for report in sorted(reports) for item in features(by_id[report], identities)]


def claims_of(items: Sequence[Features], judgements: Sequence[Judgement] = ()) -> Claimed:
    """The claims and denials of one matter."""
    pairs = candidates(items)
    judged = verdicts([item.clause.id for item in items], judgements)
    graded = {(p.left, p.right): graded_pair(items[p.left], items[p.right], p) for p in pairs}
    tiers = {pair: tier for pair, (tier, _) in graded.items() if tier}
    tiers |= {pair: Tier.SAME_CLAIM for pair, value in judged.items() if value > 0}
    shares = {(p.left, p.right): min(p.dice, 1.0) for p in pairs}
    denials = find_denials(items, pairs)
    denied = {denial.denied.id for denial in denials}
    return Claimed(
        claims=tuple(_claims(items, tiers, shares, judged, denied)),
        links=tuple(
            _link(items, pair, tier, shares.get(pair, 0.0), graded.get(pair, (None, ()))[1], pair in judged)
            for pair, tier in sorted(tiers.items())
            if judged.get(pair, 1) > 0
        ),
        denials=tuple(denials),
    )


def graded_pair(left: Features, right: Features, pair: Pair) -> tuple[Tier | None, tuple[str, ...]]:
    """The tier in which two clauses say the same, None for none, and the reasons for or against."""
    opposite = opposed(left, right)
    if (left.negative != right.negative) != bool(opposite):
        return None, ("one is negated",) if not opposite else (f"opposites: {', '.join(opposite)}",)
    if pair.run:
        return Tier.SAME_WORDS, (f"a run of {pair.run} words",)
    against = vetoes(left, right)
    timed = left.future == right.future or (left.asks and right.asks)
    shared = sorted(left.terms.keys() & right.terms.keys())
    reason = "shared: " + ", ".join(term.lstrip("#@") for term in shared)
    enough = pair.shared >= LEAST_TERMS[Tier.SAME_CLAIM] or (pair.shared == 2 and pair.dice >= SHORT)
    if not against and pair.dice >= SAME_CLAIM and enough and timed and not opposite:
        return Tier.SAME_CLAIM, (reason, f"{pair.dice:.2f} of the weight in common")
    if timed and not _bars_position(against) and _same_position(left, right, pair, shared):
        return Tier.SAME_POSITION, (reason, *against)
    return None, tuple(against)


def _bars_position(against: Iterable[str]) -> bool:
    """Any veto but that the subject differs: "the West" for the one is a country for the other."""
    return any(not veto.startswith("other agent") for veto in against)


def _same_position(left: Features, right: Features, pair: Pair, shared: Sequence[str]) -> bool:
    """Whether the frames of two clauses agree: a class of deeds, and an actor or another such class."""
    deeds = sum(term.startswith("#") for term in shared)
    actors = {term for term in shared if term.startswith("@")}
    if left.asks != right.asks:
        return False
    others = actors - (left.speaker & right.speaker)  # what one says of itself has itself in common
    if deeds >= 2 and others and pair.dice >= FRAMED and _frame_share(left, right, shared) >= FRAME_SHARE:
        return True
    framed = deeds >= 2 or (deeds and actors) or pair.shared >= LEAST_TERMS[Tier.SAME_CLAIM]
    return bool(framed) and pair.dice >= (SAME_POSITION if actors else NO_ACTOR)


def _frame_share(left: Features, right: Features, shared: Sequence[str]) -> float:
    """Share of the classes and actors of the clause that has fewer which the other has too."""
    frames = [[term for term in item.terms if term[0] in "#@"] for item in (left, right)]
    both = sum(term[0] in "#@" for term in shared)
    return both / max(1, min(map(len, frames)))


def _link(
    items: Sequence[Features],
    pair: tuple[int, int],
    tier: Tier,
    share: float,
    reasons: tuple[str, ...],
    judged: bool,
) -> Link:
    left, right = (items[place].clause.id for place in pair)
    score = 1.0 if judged or tier is Tier.SAME_WORDS else round(share, 4)
    why = ("judged to be the same claim", *reasons) if judged else (tier.value.replace("_", " "), *reasons)
    return Link(left=left, right=right, relation=Relation.SAME_CLAIM, score=score, reasons=why)


def _claims(
    items: Sequence[Features],
    tiers: Mapping[tuple[int, int], Tier],
    shares: Mapping[tuple[int, int], float],
    judged: Mapping[tuple[int, int], float],
    denied: set[str],
) -> list[Claim]:
    """Claims of each tier; those of a weaker tier hold those of the stronger ones whole."""
    found: dict[tuple[int, ...], Claim] = {}
    inner: list[list[int]] = []
    allowed: set[Tier] = set()
    for tier in Tier:
        allowed.add(tier)
        values = {pair: _UNLINKED * share for pair, share in shares.items()}
        values |= {pair: 1.0 for pair, found_tier in tiers.items() if found_tier in allowed}
        values |= {pair: SAME for group in inner for pair in _pairs(group)}
        inner = clusters(len(items), values | dict(judged), COHERENCE[tier])
        for group in inner:
            if len(group) > 1 and tuple(group) not in found:
                found[tuple(group)] = _claim(tier, [items[place] for place in group])
        inner = [group for group in inner if len(group) > 1]
    held = {place for group in found for place in group}
    for place, item in enumerate(items):
        if item.clause.id in denied and place not in held:
            found[(place,)] = _claim(Tier.SAME_WORDS, [item])
    return _nested(found)


def _pairs(group: Sequence[int]) -> Iterable[tuple[int, int]]:
    return ((left, right) for spot, left in enumerate(group) for right in group[spot + 1 :])


def _claim(tier: Tier, items: Sequence[Features]) -> Claim:
    ordered = sorted(items, key=lambda item: (item.date, item.clause.id))
    first = hashlib.sha256(ordered[0].clause.id.encode()).hexdigest()[:16]
    return Claim(
        id=_PREFIX[tier] + first,
        tier=tier,
        text=_wording(ordered),
        clauses=tuple(item.clause for item in ordered),
        figures=_figures(ordered),
    )


def _wording(items: Sequence[Features]) -> str:
    """The clause whose terms the others share most, neither the shortest nor the longest by itself."""
    counts: dict[str, int] = {}
    for item in items:
        for term in item.terms:
            counts[term] = counts.get(term, 0) + 1

    def fit(item: Features) -> tuple[float, int, str]:
        shared = sum(counts[term] - 1 for term in item.terms)
        return (round(shared / (len(item.terms) + 3), 6), -len(item.words), item.clause.id)

    return max(items, key=fit).clause.text


def _figures(items: Sequence[Features]) -> tuple[str, ...]:
    """Numbers of the same thing that differ between the statements of a claim, as they are worded."""
    numbers = [number for item in items for number in item.numbers]
    return tuple(
        dict.fromkeys(
            f"{one.text} {one.unit}".strip()
            for one in numbers
            if any(
                one.unit == other.unit and one.value != other.value and alike(one, other) for other in numbers
            )
        )
    )


def _nested(found: Mapping[tuple[int, ...], Claim]) -> list[Claim]:
    """Each claim with the id of the smallest one that holds it."""
    holders: dict[int, list[tuple[int, ...]]] = {}
    for group in sorted(found, key=len):
        for place in group:
            holders.setdefault(place, []).append(group)
    result = []
    for group, claim in found.items():
        outer = next((o for o in holders[group[0]] if len(o) > len(group) and set(group) < set(o)), None)
        part_of = found[outer].id if outer else None
        result.append(
            Claim(
                id=claim.id,
                tier=claim.tier,
                text=claim.text,
                clauses=claim.clauses,
                part_of=part_of,
                figures=claim.figures,
            )
        )
    return sorted(result, key=lambda claim: claim.id)
