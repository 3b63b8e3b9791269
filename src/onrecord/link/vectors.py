"""Reports as weighted words and names, and how similar they are."""

from __future__ import annotations

import math
from calendar import day_name, month_name
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from onrecord.link.words import body, words
from onrecord.model import Report

LEAD_WORDS = 300
"""What a report is about stands at its beginning; further on comes background that reports share."""

TITLE_WEIGHT = 2
"""How often a word of the title counts."""

BLOCK = 512
"""Rows compared with all others at a time."""

_CALENDAR = frozenset(word.casefold() for word in (*month_name[1:], *day_name))

Terms = list[str]
Weight = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of a report's title and first words: words with pairs of neighbours, names, numbers."""

    plain: Terms
    names: Terms
    numbers: Terms


def words_of(report: Report, lead: int = LEAD_WORDS) -> Words:
    """The terms of the title and of the first `lead` words of the body."""
    title = words(report.title.value) if report.title else []
    first = words(body(report))[:lead]
    plain = [w for word in title * TITLE_WEIGHT + first if _means(w := word.casefold())]
    names = [w for word in title + first if word[0].isupper() and _means(w := word.casefold())]
    return Words(
        plain=plain + [f"{left} {right}" for left, right in pairwise(plain)],
        names=[name for name in names if name not in _CALENDAR],
        numbers=[word for word in title + first if word[0].isdigit()],
    )


def _means(word: str) -> bool:
    return len(word) > 1 and word not in ENGLISH_STOP_WORDS


def local(documents: Sequence[Terms]) -> Weight:
    """Inverse document frequency among these documents only."""
    seen = Counter(term for document in documents for term in set(document))
    return lambda term: math.log((1 + len(documents)) / (1 + seen[term])) + 1


def unit(document: Terms, weight: Weight) -> dict[str, float]:
    """The distinct terms of a document in alphabetical order, as the values of a row of unit length.

    A term counts 1 + log of how often it occurs, times its weight.
    """
    counted = sorted(Counter(document).items())
    row = {term: (1 + math.log(count)) * weight(term) for term, count in counted}
    length = math.sqrt(sum(value * value for value in row.values())) or 1.0
    return {term: value / length for term, value in row.items()}


def vectors(documents: Sequence[Terms], weight: Weight) -> tuple[csr_matrix, Terms]:
    """The `unit` row of each document, and the term of each column in alphabetical order."""
    terms = sorted({term for document in documents for term in document})
    column = {term: number for number, term in enumerate(terms)}
    weights = {term: weight(term) for term in terms}
    starts, columns = [0], list[int]()
    values: list[float] = []
    for document in documents:
        row = unit(document, weights.__getitem__)
        columns += [column[term] for term in row]
        values += row.values()
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(documents), len(terms))), terms


def blocks(matrix: csr_matrix) -> Iterator[tuple[int, csr_matrix]]:
    """Similarity of each block of rows with all rows, with the first row of the block."""
    turned = matrix.T.tocsr()
    for start in range(0, matrix.shape[0], BLOCK):
        yield start, (matrix[start : start + BLOCK] @ turned).tocsr()


def at(matrix: csr_matrix, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """Similarity of these pairs of rows."""
    found = [np.zeros(0)]
    for start in range(0, len(left), BLOCK * 8):
        part = slice(start, start + BLOCK * 8)
        found.append(np.asarray(matrix[left[part]].multiply(matrix[right[part]]).sum(axis=1)).ravel())
    return np.concatenate(found)
