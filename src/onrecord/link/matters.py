"""Long-running matters: reports on one affair, whichever of its events they tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from onrecord.link.grouping import Linked, clusters, in_order, inside_of, verdicts
from onrecord.link.groups import group, links
from onrecord.link.rarity import rarity
from onrecord.link.vectors import Words, at, blocks, vectors, words_of
from onrecord.model import Judgement, Reading, Relation

NAMES_SHARE = 0.5
"""Weight of names against all words: like affairs differ in who is in them."""

THRESHOLD = 0.10
"""Mean similarity inside a matter, with weights that depend on no corpus. On 141 articles of 31 stories
.08 to .11 gives B-cubed F1 1.000; on ECB+ the two like events of a topic fall into one matter."""

FLOOR = 0.03
"""Similarity that counts in a mean; what is less counts 0."""

COMMON = 200
"""A term in more reports than that brings no pair together by itself: time then grows with the number
of reports and not with its square. It counts in the similarity all the same."""


def find_matters(readings: Iterable[Reading], judgements: Sequence[Judgement] = ()) -> Linked:
    """Matters of these reports, each report in one. Judgements on `same_matter` are followed, and those
    that two reports are the same story: a story lies within one matter.

    The similarity of two reports depends on nothing else in the record; the id of a matter is that of
    its earliest report.
    """
    reports = [reading.report for reading in in_order(readings)]
    if not reports:
        return Linked((), ())
    features, terms = _features([words_of(report) for report in reports])
    judged = verdicts([r.id for r in reports], [j for j in judgements if _binds(j)])
    pairs = similar(features) | judged
    found_links, groups = [], []
    found = clusters(len(reports), pairs, THRESHOLD)
    for members, inside in zip(found, inside_of(found, pairs), strict=True):
        mine = [reports[m] for m in members]
        found_links += links(Relation.SAME_MATTER, mine, inside, features[members], terms)
        groups.append(group(Relation.SAME_MATTER, mine, inside))
    return Linked(tuple(found_links), tuple(groups))


def _binds(judgement: Judgement) -> bool:
    same_story = judgement.relation is Relation.SAME_STORY and judgement.verdict.value == "same"
    return judgement.relation is Relation.SAME_MATTER or same_story


def _features(found: Sequence[Words]) -> tuple[csr_matrix, list[str]]:
    """A row for each report, and the term of each column; names carry a caret."""
    plain, plain_terms = vectors([words.plain for words in found], rarity)
    named, named_terms = vectors([words.names for words in found], rarity)
    weighted = [plain * (1 - NAMES_SHARE) ** 0.5, named * NAMES_SHARE**0.5]
    return hstack(weighted).tocsr(), plain_terms + ["^" + name for name in named_terms]


def similar(features: csr_matrix) -> dict[tuple[int, int], float]:
    """Pairs of rows that share a term which is not common, and are more similar than `FLOOR`."""
    left, right = _candidates(features)
    values = at(features, left, right)
    keep = values >= FLOOR
    rows = zip(left[keep].tolist(), right[keep].tolist(), values[keep].tolist(), strict=True)
    return {(i, j): value for i, j, value in rows}


def _candidates(features: csr_matrix) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    occurrences = np.bincount(features.indices, minlength=features.shape[1])
    rare = features[:, np.flatnonzero((occurrences > 1) & (occurrences <= COMMON))].tocsr()
    lefts, rights = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for start, block in blocks(rare):
        pairs = block.tocoo()
        keep = (pairs.row + start < pairs.col) & (pairs.data >= FLOOR / 3)
        lefts.append(pairs.row[keep].astype(np.int64) + start)
        rights.append(pairs.col[keep].astype(np.int64))
    return np.concatenate(lefts), np.concatenate(rights)
