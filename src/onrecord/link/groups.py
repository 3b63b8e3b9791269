"""Groups of reports with title and dates, and the links that hold them together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from onrecord.link.grouping import Pairs, by_date, dates
from onrecord.model import Group, Link, Relation, Report

_REASON_TERMS = 6
_LETTER = {Relation.SAME_STORY: "s", Relation.SAME_MATTER: "m"}
_JUDGED = {
    Relation.SAME_STORY: "judged to be the same story",
    Relation.SAME_MATTER: "judged to be the same matter",
}


def group(relation: Relation, reports: Sequence[Report], inside: Pairs) -> Group:
    """The group of these reports; its id is that of the earliest. `inside` are similarities of places."""
    first, last = dates(reports)
    ordered = by_date(reports)
    return Group(
        id=_LETTER[relation] + ordered[0].id[1:],
        relation=relation,
        reports=tuple(report.id for report in ordered),
        title=_title(reports, inside),
        first=first,
        last=last,
    )


def _title(reports: Sequence[Report], inside: Pairs) -> str | None:
    """The title of the report that is most like the others."""
    central = [0] * len(reports)
    for pair, value in inside.items():
        for place in pair:
            central[place] += round(min(max(value, 0), 1) * 1_000_000)
    titled = [number for number, report in enumerate(reports) if report.title]
    best = max(titled, key=lambda number: (central[number], -number), default=None)
    found = reports[best].title if best is not None else None
    return found.value if found else None


def links(
    relation: Relation, reports: Sequence[Report], inside: Pairs, features: csr_matrix, terms: list[str]
) -> list[Link]:
    """One link a report, to the most similar one before it by id: together they hold the group."""
    best: dict[int, tuple[float, int]] = {}
    for (left, right), value in inside.items():
        best[right] = max(best.get(right, (float("-inf"), 0)), (value, -left))
    found = []
    for right in range(1, len(reports)):
        value, left = best.get(right, (0.0, 0))
        reasons = _reasons(features[-left].multiply(features[right]).tocsr(), terms)
        found.append(
            Link(
                left=reports[-left].id,
                right=reports[right].id,
                relation=relation,
                score=round(min(max(value, 0.0), 1.0), 4),
                reasons=(_JUDGED[relation], *reasons) if value > 1 else reasons,
            )
        )
    return found


def _reasons(shared: csr_matrix, terms: list[str]) -> tuple[str, ...]:
    """The terms that weigh most in a similarity, names and words apart."""
    order = np.lexsort((shared.indices, -np.round(shared.data, 9)))
    ranked = list(dict.fromkeys(terms[i] for i in shared.indices[order]))
    names = [term[1:] for term in ranked if term.startswith("^")][:_REASON_TERMS]
    plain = [term for term in ranked if not term.startswith("^") and term not in names][:_REASON_TERMS]
    found = {"shared names": names, "shared words": plain}
    return tuple(f"{what}: {', '.join(which)}" for what, which in found.items() if which)
