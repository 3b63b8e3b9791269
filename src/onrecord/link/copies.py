"""Reports that pass on the same text, whole or cut down, and where it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from onrecord.link.grouping import Linked, by_date, clusters, date_of, dates, in_order, verdicts
from onrecord.link.hashing import hashed
from onrecord.link.words import body, words
from onrecord.model import Group, Judgement, Link, Reading, Relation, Report

SEQUENCE = 5
"""Words in a sequence (shingle). A shared run of eight words or more shows a common source."""

CONTAINMENT = 0.5
"""Share of the shorter report's sequences that the longer one has too. Similarity of the whole texts
(Jaccard) falls to nothing when a copy is cut down; containment stays at 1."""

COHERENCE = 0.7
"""Mean over the pairs of a group, where a copy counts 1 and any other pair its containment. Two reports
that a round-up takes in whole are no copies of each other: such a chain has .5."""

LEAST_SHARED = 16
"""Sequences that two reports must share at least: twenty words in a row. Less is a quotation."""

Sequences = NDArray[np.uint64]


def find_copies(
    readings: Iterable[Reading], stories: Sequence[Group] = (), judgements: Sequence[Judgement] = ()
) -> Linked:
    """Copies among these reports: groups of two and more. Judgements on `copy_of` are followed.

    `stories` tell page furniture from text: a sequence that one outlet repeats in reports of
    different stories is left out. Links stand between all pairs that are copies, also where their
    groups differ (a round-up and the reports that it takes in).
    """
    reports = [reading.report for reading in in_order(readings)]
    story = {report: group.id for group in stories for report in group.reports}
    outlets = [report.outlet.value if report.outlet else None for report in reports]
    found = without_furniture([sequences(r) for r in reports], outlets, [story.get(r.id) for r in reports])
    return copies_of(reports, shared_sequences(found), sizes_of(found), judgements)


def copies_of(
    reports: Sequence[Report],
    shared: csr_matrix,
    sizes: NDArray[np.int64],
    judgements: Sequence[Judgement] = (),
) -> Linked:
    """Copies among these reports, which stand in the order of their ids. `shared` says how many sequences
    each pair has in common, `sizes` how many each report has."""
    judged = verdicts([report.id for report in reports], judgements)
    containment = containments(shared, sizes)
    found = clusters(len(reports), _graded(containment) | judged, COHERENCE)
    groups = [_group([reports[m] for m in members]) for members in found if len(members) > 1]
    return Linked(tuple(_links(reports, containment, shared, sizes, judged)), tuple(groups))


def copied(
    ids: Sequence[str],
    shared: csr_matrix,
    sizes: NDArray[np.int64],
    judgements: Sequence[Judgement] = (),
) -> NDArray[np.int64]:
    """The places of reports that are a copy or judged, ascending. `copies_of` needs no others."""
    pairs = containments(shared, sizes).tocoo()
    judged = {place for pair in verdicts(ids, judgements) for place in pair}
    return np.array(sorted(set(pairs.row[pairs.data >= CONTAINMENT].tolist()) | judged), dtype=np.int64)


def sequences(report: Report) -> Sequences:
    """Hashes of the distinct word sequences; a text shorter than one sequence is one sequence."""
    found = np.array([hashed(word.casefold()) for word in words(body(report))], dtype=np.uint64)
    if not len(found):
        return found
    found = np.pad(found, (0, max(0, SEQUENCE - len(found))))
    windows = np.lib.stride_tricks.sliding_window_view(found, SEQUENCE)
    # Odd multipliers keep all 64 bits; the order of the words matters.
    multipliers = np.array([hashed(f"\0{place}") | 1 for place in range(SEQUENCE)], dtype=np.uint64)
    return np.unique((windows * multipliers).sum(axis=1, dtype=np.uint64))


def sizes_of(found: Sequence[Sequences]) -> NDArray[np.int64]:
    """How many sequences each report has."""
    return np.array([len(s) for s in found], dtype=np.int64)


def without_furniture(
    found: Sequence[Sequences], outlets: Sequence[str | None], stories: Sequence[str | None]
) -> list[Sequences]:
    """Sequences less those that their outlet repeats in reports of different stories."""
    by_outlet: dict[str, list[int]] = {}
    for number, (outlet, story) in enumerate(zip(outlets, stories, strict=True)):
        if outlet and story:
            by_outlet.setdefault(outlet, []).append(number)
    kept = list(found)
    for members in by_outlet.values():
        by_story: dict[str | None, list[Sequences]] = {}
        for number in members:
            by_story.setdefault(stories[number], []).append(found[number])
        distinct = [np.unique(np.concatenate(parts)) for parts in by_story.values()]
        values, counts = np.unique(np.concatenate(distinct), return_counts=True)
        furniture = values[counts > 1]
        for number in members:
            kept[number] = np.setdiff1d(found[number], furniture, assume_unique=True)
    return kept


def shared_sequences(found: Sequence[Sequences]) -> csr_matrix:
    """How many sequences each pair of reports shares. Exact: only sequences in two reports or more count,
    and those are few."""
    if not found:
        return csr_matrix((0, 0))
    flat = np.concatenate(found)
    rows = np.repeat(np.arange(len(found)), [len(s) for s in found])
    values, columns, counts = np.unique(flat, return_inverse=True, return_counts=True)
    twice = counts[columns] > 1
    ones = np.ones(int(twice.sum()), dtype=np.int32)
    matrix = csr_matrix((ones, (rows[twice], columns[twice])), shape=(len(found), len(values)))
    shared = (matrix @ matrix.T).tocsr()
    shared.setdiag(0)
    shared.eliminate_zeros()
    return shared


def containments(shared: csr_matrix, sizes: NDArray[np.int64]) -> csr_matrix:
    """Share of the sequences of the shorter report of each pair that the longer one has too."""
    pairs = shared.tocoo()
    shorter = np.minimum(sizes[pairs.row], sizes[pairs.col])
    # Short reports count only where they are the same to the last word.
    enough = (pairs.data >= LEAST_SHARED) | (
        (pairs.data == sizes[pairs.row]) & (sizes[pairs.row] == sizes[pairs.col])
    )
    score = np.where(enough, pairs.data / np.maximum(shorter, 1), 0.0)
    return csr_matrix((score, (pairs.row, pairs.col)), shape=shared.shape)


def _graded(containment: csr_matrix) -> dict[tuple[int, int], float]:
    pairs = containment.tocoo()
    values = np.where(pairs.data >= CONTAINMENT, 1.0, pairs.data).tolist()
    rows = zip(pairs.row.tolist(), pairs.col.tolist(), values, strict=True)
    return {(left, right): value for left, right, value in rows if left < right and value > 0}


def _links(
    reports: Sequence[Report],
    containment: csr_matrix,
    shared: csr_matrix,
    sizes: NDArray[np.int64],
    judged: Mapping[tuple[int, int], float],
) -> list[Link]:
    """A link for every pair that is a copy or judged to be one, and none that is judged not to be."""
    rows, columns = (containment >= CONTAINMENT).nonzero()
    pairs = {(i, j) for i, j in zip(rows.tolist(), columns.tolist(), strict=True) if i < j}
    pairs |= judged.keys()
    return [
        _link(reports, (left, right), float(containment[left, right]), shared, sizes, (left, right) in judged)
        for left, right in sorted(pairs)
        if judged.get((left, right), 1) > 0
    ]


def _link(
    reports: Sequence[Report],
    pair: tuple[int, int],
    score: float,
    shared: csr_matrix,
    sizes: NDArray[np.int64],
    judged: bool,
) -> Link:
    left, right = pair
    reason = _reason(int(shared[left, right]), int(sizes[left]), int(sizes[right]))
    return Link(
        left=reports[left].id,
        right=reports[right].id,
        relation=Relation.COPY_OF,
        score=1.0 if judged else round(score, 4),
        reasons=("judged to be copies", reason) if judged else (reason,),
    )


def _reason(shared: int, left: int, right: int) -> str:
    if shared == left == right:
        return f"the same text: all {shared} five-word sequences"
    return f"shares {shared} five-word sequences; the texts have {left} and {right}"


def _group(reports: list[Report]) -> Group:
    ordered = by_date(reports)
    agency = _agency(ordered)
    origin = _origin(ordered, agency)
    first, last = dates(reports)
    return Group(
        id="c" + ordered[0].id[1:],
        relation=Relation.COPY_OF,
        reports=tuple(report.id for report in ordered),
        title=next((r.title.value for r in (origin, *ordered) if r and r.title), None),
        first=first,
        last=last,
        origin=origin.id if origin else None,
        agency=agency,
    )


def _agency(reports: list[Report]) -> str | None:
    """The agency that most datelines name, the first such one where they disagree."""
    named = Counter(r.dateline.agency for r in reports if r.dateline and r.dateline.agency)
    return named.most_common(1)[0][0] if named else None


def _origin(reports: list[Report], agency: str | None) -> Report | None:
    """Where the text names an agency, the agency's own report if it is here, else none of them.

    Otherwise the earliest; of one day the longest, because a text is cut when it is passed on. None
    where no date is known.
    """
    if agency:
        return next((r for r in reports if r.outlet and _is_agency(r.outlet.value, agency)), None)
    dated = [(date[:10], -len(r.text), r.id, r) for r in reports if (date := date_of(r))]
    return min(dated)[-1] if dated else None


def _is_agency(outlet: str, agency: str) -> bool:
    """Whether an outlet is the agency of a dateline, by name or by initials: "Associated Press", "AP"."""
    initials = "".join(word[0] for word in words(outlet) if word[0].isupper())
    return agency.casefold() in (outlet.casefold(), initials.casefold())
