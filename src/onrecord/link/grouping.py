"""Groups from pairwise similarity, and what is said of a group. Nothing here depends on the input's order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from onrecord.model import Group, Judgement, Link, Reading, Report, Verdict

# Far outside the range of a similarity: a judgement outweighs every average that it is part of, and
# "different" outweighs "same" where people contradict each other.
_SAME, _DIFFERENT = 1e6, -1e12


Similarity = NDArray[np.float64]
Inside = Callable[[list[int]], Similarity]
"""The similarity of some reports, given by their places: a square, symmetric matrix."""


class Cluster(NamedTuple):
    """Places of reports that belong together, and how similar they are."""

    members: list[int]
    similarity: Similarity


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
    values = {Verdict.SAME: _SAME, Verdict.DIFFERENT: _DIFFERENT}
    found: dict[tuple[int, int], float] = {}
    for judgement in judgements:
        left, right = place.get(judgement.left), place.get(judgement.right)
        if left is not None and right is not None and judgement.verdict in values:
            found[min(left, right), max(left, right)] = values[judgement.verdict]
    return found


def clusters(
    strong: csr_matrix, inside: Inside, threshold: float, judged: Mapping[tuple[int, int], float]
) -> list[Cluster]:
    """Average-linkage clusters: they merge while their mean similarity is at least `threshold`.

    `strong` holds the pairs that similar. Two clusters that merge hold such a pair, so each connected
    component is clustered by itself, on the similarity that `inside` gives for its members: memory
    grows with the square of the largest component, not of the whole. Members ascend, and clusters
    stand by their first member.
    """
    same = [pair for pair, value in judged.items() if value > 0]
    rows, columns = strong.nonzero()
    rows, columns = np.append(rows, [p[0] for p in same]), np.append(columns, [p[1] for p in same])
    edges = csr_matrix((np.ones(len(rows)), (rows.astype(int), columns.astype(int))), shape=strong.shape)
    _, component = connected_components(edges, directed=False)
    found: list[Cluster] = []
    for members in _by_label(component):
        similarity = _judged(inside(members), members, judged)
        for group in _average_linkage(similarity, threshold):
            found.append(Cluster([members[i] for i in group], similarity[np.ix_(group, group)]))
    return sorted(found, key=lambda cluster: cluster.members)


def _judged(
    similarity: Similarity, members: list[int], judged: Mapping[tuple[int, int], float]
) -> Similarity:
    place = {member: number for number, member in enumerate(members)}
    for (left, right), value in judged.items():
        if left in place and right in place:
            i, j = place[left], place[right]
            similarity[i, j] = similarity[j, i] = value
    return similarity


def _average_linkage(similarity: Similarity, threshold: float) -> list[list[int]]:
    if len(similarity) == 1:
        return [[0]]
    distance = _SAME - similarity
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), method="average")
    return _by_label(fcluster(tree, _SAME - threshold, criterion="distance"))


def _by_label(labels: NDArray[np.int32]) -> list[list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for number, label in enumerate(labels.tolist()):
        groups[label].append(number)
    return list(groups.values())


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
