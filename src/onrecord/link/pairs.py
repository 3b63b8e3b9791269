"""Which clauses of different statements may say the same: candidates by an index, scores, vetoes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from onrecord.link.lexicon import opposites
from onrecord.link.terms import Features, Number
from onrecord.link.vectors import at, blocks

COMMON = 200
"""A term in more clauses of a matter than that brings no two together by itself."""

LEAST_SHARED = 0.2
"""Share of the weight of the shorter clause that two must have in common to be looked at."""

LEAST_DICE, LEAST_CONTAINMENT = 0.12, 0.28
"""Less in common, of both and of the shorter, makes neither a claim nor a denial."""

RUN = 8
"""Words in a row that show a common source: on 141 articles all 302 pairs stood in one story, while of
runs of five to seven words three in ten did not."""

_ROUNDING = 0.2
"""How far a round figure may be from the exact one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clauses by their places: how many terms they share, the weight of these over that of both and
    over that of the lighter, and the longest run of words that they share (0 where it is under `RUN`)."""

    left: int
    right: int
    shared: int
    dice: float
    containment: float
    run: int


def candidates(found: Sequence[Features]) -> list[Pair]:
    """Pairs of clauses of different statements that share a term which is not common, or a run of words."""
    if len(found) < 2:
        return []
    rows, totals = _matrix(found)
    left, right = _index(rows, totals)
    shared = at(rows, left, right)
    runs = _runs(found)
    pairs: dict[tuple[int, int], float] = {}
    for i, j, weight in zip(left.tolist(), right.tolist(), shared.tolist(), strict=True):
        pairs[i, j] = weight
    result = []
    for i, j in sorted(pairs.keys() | runs.keys()):
        if _same_place(found[i], found[j]):
            continue
        weight = pairs.get((i, j), 0.0)
        dice = 2 * weight / (totals[i] + totals[j])
        containment = weight / min(totals[i], totals[j])
        count = len(found[i].terms.keys() & found[j].terms.keys())
        if dice < LEAST_DICE and containment < LEAST_CONTAINMENT and (i, j) not in runs:
            continue
        result.append(Pair(i, j, count, round(dice, 6), round(containment, 6), runs.get((i, j), 0)))
    return result


def _matrix(found: Sequence[Features]) -> tuple[csr_matrix, NDArray[np.float64]]:
    """Square roots of weights, so that a product of two rows is the weight that they share; and totals.

    A term weighs what it weighs in the news at large, times how rare it is among these clauses.
    """
    seen = Counter(term for item in found for term in item.terms)
    column = {term: number for number, term in enumerate(sorted(seen))}
    base: dict[str, float] = {}
    for item in found:
        for term, weight in item.terms.items():
            base[term] = max(weight, base.get(term, 0.0))
    most = math.log(1 + len(found))
    weights = {t: w * math.log(1 + len(found) / seen[t]) / most for t, w in base.items()}
    starts, columns, values = [0], [], []
    for item in found:
        row = sorted((column[term], weights[term]) for term in item.terms)
        columns += [place for place, _ in row]
        values += [weight**0.5 for _, weight in row]
        starts.append(len(columns))
    rows = csr_matrix((values, columns, starts), shape=(len(found), len(column)))
    totals = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    return rows, totals


def _index(rows: csr_matrix, totals: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    occurrences = np.bincount(rows.indices, minlength=rows.shape[1])
    rare = rows[:, np.flatnonzero((occurrences > 1) & (occurrences <= COMMON))].tocsr()
    lefts, rights = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for start, block in blocks(rare):
        pairs = block.tocoo()
        row = pairs.row.astype(np.int64) + start
        enough = pairs.data >= LEAST_SHARED * np.minimum(totals[row], totals[pairs.col]) / 2
        keep = (row < pairs.col) & enough
        lefts.append(row[keep])
        rights.append(pairs.col[keep].astype(np.int64))
    return np.concatenate(lefts), np.concatenate(rights)


def _runs(found: Sequence[Features]) -> dict[tuple[int, int], int]:
    """Pairs of clauses that share a run of `RUN` words, and how many words the longest one has."""
    holders: dict[tuple[str, ...], list[int]] = {}
    for number, item in enumerate(found):
        for place in range(len(item.words) - RUN + 1):
            holders.setdefault(item.words[place : place + RUN], []).append(number)
    pairs = {
        (left, right)
        for numbers in holders.values()
        for spot, left in enumerate(numbers[:COMMON])
        for right in numbers[spot + 1 : COMMON]
        if left != right
    }
    return {(i, j): _longest_run(found[i].words, found[j].words) for i, j in pairs if i < j}


def _longest_run(left: Sequence[str], right: Sequence[str]) -> int:
    best, before = 0, [0] * (len(right) + 1)
    for word in left:
        now = [0] * (len(right) + 1)
        for place, other in enumerate(right):
            if word == other:
                now[place + 1] = before[place] + 1
        best, before = max(best, *now), now
    return best


def _same_place(left: Features, right: Features) -> bool:
    """Whether two clauses share characters: a statement and the one nested in it are no two claims."""
    if left.clause.report != right.clause.report:
        return False
    if left.clause.statement == right.clause.statement:
        return True
    return any(a.overlaps(b) for a in left.clause.content for b in right.clause.content)


def vetoes(left: Features, right: Features) -> list[str]:
    """Why two clauses cannot be the same claim, in words; polarity apart."""
    found = []
    if left.agent and right.agent and not left.agent & right.agent and not _joined(left, right):
        found.append(f"other agent: {min(left.agent)[1:]}, {min(right.agent)[1:]}")
    only_left, only_right = left.actors - right.actors, right.actors - left.actors
    countries = sorted(a for a in only_left if len(a) == 4), sorted(a for a in only_right if len(a) == 4)
    if all(countries):
        found.append(f"other countries: {countries[0][0][1:]}, {countries[1][0][1:]}")
    if numbers_differ(left, right):
        found.append("other numbers")
    if _times_differ(left.times, right.times):
        found.append("other dates")
    return found


def _joined(left: Features, right: Features) -> bool:
    """Whether the agent of each is at least named by the other."""
    return bool(left.agent & right.actors and right.agent & left.actors)


def numbers_differ(left: Features, right: Features) -> bool:
    """Whether each has a number that the other lacks, of the same thing or of nothing else in common."""
    only_left = [n for n in left.numbers if not any(alike(n, m) for m in right.numbers)]
    only_right = [n for n in right.numbers if not any(alike(n, m) for m in left.numbers)]
    return bool(only_left and only_right)


def alike(one: Number, other: Number) -> bool:
    """Whether two numbers may be the same: equal, or near where one of them is round."""
    if one.value == other.value:
        return True
    far = abs(one.value - other.value) / max(one.value, other.value)
    return (one.round or other.round) and far <= _ROUNDING


def _times_differ(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both name a year, a month or a weekday, and not the same."""
    if not left or not right:
        return False
    kinds = [[{t for t in times if _time(t) == kind} for times in (left, right)] for kind in range(3)]
    return any(one and other and not one & other for one, other in kinds)


def _time(term: str) -> int:
    return 0 if term.isdigit() else 1 if term.endswith("day") else 2


def opposed(left: Features, right: Features) -> tuple[str, str] | None:
    """A term of each that cannot hold beside the other, where neither has both."""
    known = opposites()
    for term in sorted(left.terms.keys() & known.keys()):
        for other in sorted(known[term]):
            if other in right.terms and term not in right.terms and other not in left.terms:
                return term.lstrip("#"), other.lstrip("#")
    return None
