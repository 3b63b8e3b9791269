"""Reports of the same story, by the words and names of title and lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

from onrecord.link.grouping import Linked, Similarity, by_date, clusters, dates, in_order, verdicts
from onrecord.link.words import body, words
from onrecord.model import Group, Judgement, Link, Reading, Relation, Report

LEAD_WORDS = 300
"""What a report is about stands at its beginning; further on comes background that stories share."""

TITLE_WEIGHT = 2
"""How often a word of the title counts."""

NAMES_SHARE = 0.5
"""Weight of names (capitalised words) against all words. Like events differ in their names: on samples
of 14 articles of ECB+, where few words are rare, they lift B-cubed F1 from .858 to .884."""

THRESHOLD = 0.13
"""Mean similarity inside a story. B-cubed F1, `onrecord eval stories`: .995 on 141 dated articles of 31
stories (.11 to .13 alike), .887 on ECB+ topics 1-35, where two like events stand in each topic (.885 to
.890 from .13 to .15). On samples of 14 articles and fewer .98 and .88: small records need no other."""

BLOCK = 512
"""Reports compared with all others at a time."""

_REASON_TERMS = 6


def find_stories(readings: Iterable[Reading], judgements: Sequence[Judgement] = ()) -> Linked:
    """Stories of these reports, each report in one. Judgements on `same_story` are followed.

    Stories are found anew from all reports, so that the result does not depend on the order or the
    number of runs. The id of a story is that of its earliest report: it stays when later ones join.
    """
    reports = [reading.report for reading in in_order(readings)]
    if not reports:
        return Linked((), ())
    features, terms = _features(reports)
    judged = verdicts([report.id for report in reports], judgements)
    links: list[Link] = []
    groups: list[Group] = []
    inside = partial(_inside, features)
    for members, similarity in clusters(_strong(features), inside, THRESHOLD, judged):
        mine = [reports[m] for m in members]
        links += _links(mine, similarity, features[members], terms)
        groups.append(_group(mine, similarity))
    return Linked(tuple(links), tuple(groups))


def _strong(features: csr_matrix) -> csr_matrix:
    """The pairs that are as similar as a story asks, found block by block: few of all pairs."""
    blocks = []
    for start in range(0, features.shape[0], BLOCK):
        block = (features[start : start + BLOCK] @ features.T).tocsr()
        block.data[block.data < THRESHOLD] = 0
        block.eliminate_zeros()
        blocks.append(block)
    return vstack(blocks).tocsr()


def _inside(features: csr_matrix, members: list[int]) -> Similarity:
    part = features[members]
    return np.asarray((part @ part.T).toarray(), dtype=np.float64)


def _features(reports: Sequence[Report]) -> tuple[csr_matrix, list[str]]:
    """A row of unit length for each report, and the term of each column; names carry a caret."""
    texts = [(words(r.title.value) if r.title else [], words(body(r))[:LEAD_WORDS]) for r in reports]
    plain, plain_terms = _tfidf([_terms(title, lead) for title, lead in texts])
    named, named_terms = _tfidf([_names(title, lead) for title, lead in texts])
    weighted = [plain * (1 - NAMES_SHARE) ** 0.5, named * NAMES_SHARE**0.5]
    return hstack(weighted).tocsr(), plain_terms + ["^" + name for name in named_terms]


def _tfidf(documents: list[list[str]]) -> tuple[csr_matrix, list[str]]:
    if not any(documents):
        return csr_matrix((len(documents), 0)), []
    model = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    return model.fit_transform(documents), model.get_feature_names_out().tolist()


def _terms(title: list[str], lead: list[str]) -> list[str]:
    """Words that mean something, and pairs of neighbours among them."""
    kept = [w for word in title * TITLE_WEIGHT + lead if _means(w := word.casefold())]
    return kept + [f"{first} {second}" for first, second in pairwise(kept)]


def _names(title: list[str], lead: list[str]) -> list[str]:
    return [w for word in title + lead if word[0].isupper() and _means(w := word.casefold())]


def _means(word: str) -> bool:
    return len(word) > 1 and word not in ENGLISH_STOP_WORDS


def _group(reports: list[Report], similarity: Similarity) -> Group:
    first, last = dates(reports)
    ordered = by_date(reports)
    return Group(
        id="s" + ordered[0].id[1:],
        relation=Relation.SAME_STORY,
        reports=tuple(report.id for report in ordered),
        title=_title(reports, similarity),
        first=first,
        last=last,
    )


def _title(reports: list[Report], similarity: Similarity) -> str | None:
    """The title of the report that is most like the others."""
    central = np.clip(similarity, 0, 1).mean(axis=1)
    titled = [number for number, report in enumerate(reports) if report.title]
    best = max(titled, key=lambda number: (round(float(central[number]), 9), -number), default=None)
    found = reports[best].title if best is not None else None
    return found.value if found else None


def _links(
    reports: list[Report], similarity: Similarity, features: csr_matrix, terms: list[str]
) -> list[Link]:
    """One link a report, to the most similar one before it by id: together they hold the story."""
    links = []
    for right in range(1, len(reports)):
        left = int(np.argmax(similarity[right, :right]))
        score = round(float(np.clip(similarity[left, right], 0, 1)), 4)
        reasons = _reasons(features[left].multiply(features[right]).tocsr(), terms)
        if similarity[left, right] > 1:
            reasons = ("judged to be the same story", *reasons)
        pair = (reports[left].id, reports[right].id)
        links.append(
            Link(left=pair[0], right=pair[1], relation=Relation.SAME_STORY, score=score, reasons=reasons)
        )
    return links


def _reasons(shared: csr_matrix, terms: list[str]) -> tuple[str, ...]:
    """The terms that weigh most in a similarity, names and words apart."""
    order = np.lexsort((shared.indices, -np.round(shared.data, 9)))
    ranked = [terms[i] for i in shared.indices[order]]
    names = [term[1:] for term in ranked if term.startswith("^")][:_REASON_TERMS]
    plain = [term for term in ranked if not term.startswith("^") and term not in names][:_REASON_TERMS]
    found = {"shared names": names, "shared words": plain}
    return tuple(f"{what}: {', '.join(which)}" for what, which in found.items() if which)
