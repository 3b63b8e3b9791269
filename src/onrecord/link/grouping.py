"""Groups from pairwise similarity, and what is said of a group. Nothing here depends on the input's order."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Group, Judgement, Link, Reading, Report, Verdict

_SCALE = 1_000_000
"""Similarities are summed as whole millionths: sums of floats would depend on their order."""

# Far outside the range of a similarity: a judgement outweighs every average that it is part of, and
# "different" outweighs "same" where people contradict each other.
SAME, DIFFERENT = 1e6, -1e12

Pairs = Mapping[tuple[int, int], float]
"""Similarity of pairs of places, the lower place first. A pair that is not there has none."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What an across-report stage finds: pairs with their reasons, and the groups that they form."""

    links: tuple[Link, ...]
    groups: tuple[Group, ...]


def in_order(readings: Iterable[Reading]) -> list[Reading]:
    """Readings by report id: the order in which every across-report stage works."""
    return sorted(readings, key=lambda reading: reading.report.id)


def verdicts(ids: Sequence[str], judgements: Iterable[Judgement]) -> dict[tuple[int, int], float]:
    """What people have judged, as similarities of pairs of places in `ids`. Later judgements win."""
    place = {report: number for number, report in enumerate(ids)}
    values = {Verdict.SAME: SAME, Verdict.DIFFERENT: DIFFERENT}
    found: dict[tuple[int, int], float] = {}
    for judgement in judgements:
        left, right = place.get(judgement.left), place.get(judgement.right)
        if left is not None and right is not None and judgement.verdict in values:
            found[min(left, right), max(left, right)] = values[judgement.verdict]
    return found


def clusters(count: int, pairs: Pairs, threshold: float) -> list[list[int]]:
    """Average-linkage clusters of `count` places: they merge while their mean similarity is at least
    `threshold`. A pair that is not in `pairs` counts 0 in the mean.

    Time and memory grow with the number of pairs, not with the square of `count`. Members ascend, and
    clusters stand by their first member.
    """
    near: list[dict[int, int]] = [{} for _ in range(count)]
    for (left, right), similarity in pairs.items():
        near[left][right] = near[right][left] = round(similarity * _SCALE)
    members = [[place] for place in range(count)]
    version = [0] * count
    heap: list[tuple[float, int, int, int, int]] = [
        (-total, left, right, 0, 0)
        for left in range(count)
        for right, total in near[left].items()
        if left < right and total >= threshold * _SCALE
    ]
    heapq.heapify(heap)
    while heap:
        _, left, right, left_version, right_version = heapq.heappop(heap)
        if version[left] != left_version or version[right] != right_version:
            continue
        _merge(left, right, near, members)
        version[left] += 1
        version[right] = -1
        for other, total in near[left].items():
            mean = total / (len(members[left]) * len(members[other]))
            if mean >= threshold * _SCALE:
                low, high = min(left, other), max(left, other)
                heapq.heappush(heap, (-mean, low, high, version[low], version[high]))
    return [sorted(group) for place, group in enumerate(members) if version[place] >= 0]


def _merge(left: int, right: int, near: list[dict[int, int]], members: list[list[int]]) -> None:
    """Put cluster `right` into cluster `left`, adding up what both are to others."""
    members[left] += members[right]
    for other, total in near[right].items():
        del near[other][right]
        if other != left:
            near[left][other] = near[other][left] = near[left].get(other, 0) + total
    near[right] = {}


def inside_of(groups: Sequence[Sequence[int]], pairs: Pairs) -> list[dict[tuple[int, int], float]]:
    """For each group the pairs inside it, by their places in the group."""
    where = {place: (number, at) for number, group in enumerate(groups) for at, place in enumerate(group)}
    found: list[dict[tuple[int, int], float]] = [{} for _ in groups]
    for (left, right), value in pairs.items():
        (first, left_at), (second, right_at) = where[left], where[right]
        if first == second:
            found[first][left_at, right_at] = value
    return found


def date_of(report: Report) -> str | None:
    """The day of publication as far as it is known, earliest bound first; None for an unknown year."""
    if report.published is None:
        return None
    date = report.published.value
    value = date.earliest or date.value
    return None if value.startswith("X") else value


def by_date(reports: Iterable[Report]) -> list[Report]:
    """The earliest first, those without a date last."""
    return sorted(reports, key=lambda report: (date_of(report) or "X", report.id))


def dates(reports: Iterable[Report]) -> tuple[str | None, str | None]:
    """The first and the last date that is known."""
    known = sorted(date for report in reports if (date := date_of(report)))
    return (known[0], known[-1]) if known else (None, None)
