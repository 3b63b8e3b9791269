"""Long-running matters: reports on one affair, whichever of its events they tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from onrecord.link.grouping import Linked, Pairs, clusters, in_order, verdicts
from onrecord.link.groups import group, links
from onrecord.link.hashing import hashed, hashed_pair
from onrecord.link.rarity import rarity
from onrecord.link.vectors import Words, at, blocks, unit, vectors, words_of
from onrecord.model import Judgement, Reading, Relation, Report

NAMES_SHARE = 0.5
"""Weight of names against all words: like affairs differ in who is in them."""

THRESHOLD = 0.10
"""Mean similarity inside a matter, with weights that depend on no corpus. On 141 articles of 31 stories
.08 to .11 gives B-cubed F1 1.000; on ECB+ the two like events of a topic fall into one matter."""

FLOOR = 0.03
"""Similarity that counts in a mean; what is less counts 0."""

RARE_FLOOR = FLOOR / 3
"""Similarity by terms that are not common from which two reports are compared at all."""

COMMON = 200
"""A term in more reports than that brings no pair together by itself: time then grows with the number
of reports and not with its square. It counts in the similarity all the same."""

SCALE = 1 << 20
"""Weights are whole numbers of this part of 1: sums of floats would depend on their order."""


class Row(NamedTuple):
    """The terms of a report as numbers, ascending, and their weights in parts of `SCALE`."""

    terms: NDArray[np.uint64]
    weights: NDArray[np.int32]


def find_matters(readings: Iterable[Reading], judgements: Sequence[Judgement] = ()) -> Linked:
    """Matters of these reports, each report in one. Judgements on `same_matter` are followed, and those
    that two reports are the same story: a story lies within one matter.

    The similarity of two reports depends on nothing else in the record; the id of a matter is that of
    its earliest report.
    """
    reports = [reading.report for reading in in_order(readings)]
    judged = verdicts([r.id for r in reports], binding(judgements))
    found = grouped(rows_of([row(report) for report in reports]), judged)
    described = [matter_of([reports[m] for m in members], judgements) for members in found]
    return Linked(
        tuple(link for part in described for link in part.links),
        tuple(matter for part in described for matter in part.groups),
    )


def binding(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that bear on matters."""
    return [j for j in judgements if _binds(j)]


def _binds(judgement: Judgement) -> bool:
    same_story = judgement.relation is Relation.SAME_STORY and judgement.verdict.value == "same"
    return judgement.relation is Relation.SAME_MATTER or same_story


def row(report: Report) -> Row:
    """The terms of a report and their weights. It depends on the report alone."""
    words = words_of(report)
    plain = {_number(t): v * (1 - NAMES_SHARE) ** 0.5 for t, v in unit(words.plain, rarity).items()}
    named = {hashed("^" + t): v * NAMES_SHARE**0.5 for t, v in unit(words.names, rarity).items()}
    found = sorted((plain | named).items())
    terms = np.array([term for term, _ in found], dtype=np.uint64)
    return Row(terms, np.array([round(value * SCALE) for _, value in found], dtype=np.int32))


def _number(term: str) -> int:
    """A word, or two words with a space between, as a number."""
    left, _, right = term.partition(" ")
    return hashed_pair(left, right) if right else hashed(left)


def rows_of(rows: Sequence[Row]) -> csr_matrix:
    """The rows as one matrix of whole numbers, a column for each term."""
    starts = np.cumsum([0, *(len(one.terms) for one in rows)])
    terms = np.concatenate([np.zeros(0, dtype=np.uint64), *(one.terms for one in rows)])
    weights = np.concatenate([np.zeros(0, dtype=np.int32), *(one.weights for one in rows)])
    known, columns = np.unique(terms, return_inverse=True)
    return csr_matrix((weights.astype(np.int64), columns, starts), shape=(len(rows), len(known)))


def grouped(rows: csr_matrix, judged: Pairs) -> list[list[int]]:
    """The places of the reports of each matter, in ascending order."""
    return clusters(rows.shape[0], similar(rows) | dict(judged), THRESHOLD)


def similar(rows: csr_matrix) -> dict[tuple[int, int], float]:
    """Pairs of rows that share a term which is not common, and are more similar than `FLOOR`."""
    left, right = _candidates(rows)
    values = at(rows, left, right) / SCALE**2
    keep = values >= FLOOR
    found = zip(left[keep].tolist(), right[keep].tolist(), values[keep].tolist(), strict=True)
    return {(i, j): value for i, j, value in found}


def _candidates(rows: csr_matrix) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    occurrences = np.bincount(rows.indices, minlength=rows.shape[1])
    rare = rows[:, np.flatnonzero((occurrences > 1) & (occurrences <= COMMON))].tocsr()
    lefts, rights = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for start, block in blocks(rare):
        pairs = block.tocoo()
        keep = (pairs.row + start < pairs.col) & (pairs.data >= RARE_FLOOR * SCALE**2)
        lefts.append(pairs.row[keep].astype(np.int64) + start)
        rights.append(pairs.col[keep].astype(np.int64))
    return np.concatenate(lefts), np.concatenate(rights)


def matter_of(reports: Sequence[Report], judgements: Sequence[Judgement] = ()) -> Linked:
    """The one matter of these reports, which stand in the order of their ids, with title, dates and links."""
    features, terms = _features([words_of(report) for report in reports])
    inside = _inside(features) | verdicts([r.id for r in reports], binding(judgements))
    found = links(Relation.SAME_MATTER, reports, inside, features, terms)
    return Linked(tuple(found), (group(Relation.SAME_MATTER, reports, inside),))


def _features(found: Sequence[Words]) -> tuple[csr_matrix, list[str]]:
    """A row for each report, and the term of each column; names carry a caret."""
    plain, plain_terms = vectors([words.plain for words in found], rarity)
    named, named_terms = vectors([words.names for words in found], rarity)
    weighted = [plain * (1 - NAMES_SHARE) ** 0.5, named * NAMES_SHARE**0.5]
    return hstack(weighted).tocsr(), plain_terms + ["^" + name for name in named_terms]


def _inside(features: csr_matrix) -> dict[tuple[int, int], float]:
    """Similarities of the reports of a matter."""
    found: dict[tuple[int, int], float] = {}
    for start, block in blocks(features) if features.shape[0] > 1 else ():
        pairs = block.tocoo()
        keep = (pairs.row + start < pairs.col) & (pairs.data >= FLOOR)
        left, right = (pairs.row[keep] + start).tolist(), pairs.col[keep].tolist()
        found |= dict(zip(zip(left, right, strict=True), pairs.data[keep].tolist(), strict=True))
    return found
