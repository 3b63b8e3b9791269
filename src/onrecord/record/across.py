"""Linking a record: every across-report stage over all its reports, in order.

What is compared of every report at once is kept with the record (`signatures`). Readings are read matter by
matter, and only of those matters in which a report, an identity or a judgement has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.model import Claim, Denial, Group, Judgement, Link, Relation
from onrecord.record.derived import Across, Facts
from onrecord.record.provenance import provenance
from onrecord.record.store import Record

if TYPE_CHECKING:  # scipy and scikit-learn take longer to load than most commands to run
    from onrecord.link.grouping import Linked
    from onrecord.link.identities import Identified
    from onrecord.link.inside import Judged
    from onrecord.link.signatures import Signature
    from onrecord.model import Wording

SIGNED = 500
"""Signatures that are made at a time: what a kill costs at most."""


def link_record(store: Record) -> dict[str, int]:
    """Link an open record; how many groups there are of each kind.

    The result is the same as that of linking all reports at once, whatever was linked before.
    """
    from onrecord import link

    made_by = provenance(["link"])
    judged = link.Judged(
        matters=store.judgements(Relation.SAME_MATTER) + store.judgements(Relation.SAME_STORY),
        stories=store.judgements(Relation.SAME_STORY),
        copies=store.judgements(Relation.COPY_OF),
        actors=store.judgements(None),
        claims=store.judgements(Relation.SAME_CLAIM),
    )
    facts, corrected = store.facts(), store.corrections()
    signatures = _signatures(store, facts, corrected, made_by.run)
    matters = _matters(facts, signatures, judged)
    who = _identified(store, facts, matters, judged)
    bearing = [*judged.matters, *judged.stories, *judged.claims, *corrected]
    digests = digests_of(matters, facts, who.identities, bearing, made_by.run)
    before = store.linked()
    links: list[Link] = []
    groups: list[Group] = []
    claims: list[Claim] = []
    denials: list[Denial] = []
    kept = {r: id for id, reports in matters.items() if before.get(id) == digests[id] for r in reports}
    for reports in matters.values():
        if reports[0] in kept:
            continue
        found = link.inside(map(store.reading, reports), who.identities, judged)
        links += found.links
        groups += found.groups
        claims += found.claimed.claims
        denials += found.claimed.denials
    stories = {r: s for r, s in store.stories_of().items() if r in kept}
    stories |= {r: g.id for g in groups if g.relation is Relation.SAME_STORY for r in g.reports}
    copies = _copies(store, facts, signatures, stories, judged)
    store.set_linked(
        Across(
            links=[*links, *copies.links, *who.links],
            groups=[*groups, *copies.groups],
            claims=claims,
            denials=denials,
            identities=who.identities,
            wordings=_wordings(store, facts, signatures, who),
            kept=kept.keys(),
            digests=digests,
        ),
        made_by,
    )
    return store.linked_counts()


def _signatures(
    store: Record, facts: Mapping[str, Facts], corrected: Iterable[Judgement], run: str
) -> dict[str, Signature]:
    """The signatures of all reports, in the order of their ids. Those that are new or outdated are made."""
    from onrecord.link.signatures import signature

    bears: dict[str, list[str]] = {report: [run, fact.run] for report, fact in facts.items()}
    for judgement in corrected:
        report = judgement.left.split("/")[0]
        if report in bears:
            bears[report] += [judgement.left, judgement.relation or "", judgement.right]
    made_from = {report: _digest(parts) for report, parts in bears.items()}
    known = store.signatures(made_from)
    missing = [report for report in facts if report not in known]
    for start in range(0, len(missing), SIGNED):
        made = [signature(store.reading(report)) for report in missing[start : start + SIGNED]]
        store.set_signatures(made, made_from)
        known |= {one.report: one for one in made}
    return {report: known[report] for report in facts}


def _matters(
    facts: Mapping[str, Facts], signatures: Mapping[str, Signature], judged: Judged
) -> dict[str, list[str]]:
    """The reports of each matter, ascending, by its id."""
    from onrecord.link.grouping import verdicts
    from onrecord.link.matters import binding, grouped, rows_of

    if not facts:
        return {}
    ids = list(facts)
    rows = rows_of([signature.row for signature in signatures.values()])
    found = grouped(rows, verdicts(ids, binding(judged.matters)))
    return named_matters([[ids[place] for place in members] for members in found], facts)


def named_matters(found: Iterable[list[str]], facts: Mapping[str, Facts]) -> dict[str, list[str]]:
    """Matters by their ids, which are those of their earliest reports."""
    first = ((min(reports, key=lambda report: (facts[report].day, report)), reports) for reports in found)
    return {"m" + earliest[1:]: reports for earliest, reports in first}


def _identified(
    store: Record, facts: Mapping[str, Facts], matters: Mapping[str, Sequence[str]], judged: Judged
) -> Identified:
    from onrecord.link.identities import identified, named

    matter_of = {report: id for id, reports in matters.items() for report in reports}
    actors = (
        ((facts[report].day, report, actor.id), matter_of[report], named(actor, facts[report].day))
        for report, actor in store.appearances()
    )
    return identified(actors, judged.actors)


def _copies(
    store: Record,
    facts: Mapping[str, Facts],
    signatures: Mapping[str, Signature],
    stories: Mapping[str, str],
    judged: Judged,
) -> Linked:
    """Copies. Only reports that are one are read."""
    from onrecord.link import copies

    ids = list(facts)
    found = copies.without_furniture(
        [signatures[r].sequences for r in ids], [facts[r].outlet for r in ids], [stories[r] for r in ids]
    )
    shared, sizes = copies.shared_sequences(found), copies.sizes_of(found)
    places = copies.copied(ids, shared, sizes, judged.copies)
    reports = [store.reading(ids[place]).report for place in places]
    return copies.copies_of(reports, shared[places][:, places], sizes[places], judged.copies)


def _wordings(
    store: Record, facts: Mapping[str, Facts], signatures: Mapping[str, Signature], who: Identified
) -> list[Wording]:
    from onrecord.link.wording import Counting

    names: dict[str, list[tuple[str, str]]] = {}
    for report, actor in store.appearances():
        names.setdefault(report, []).append((actor.id, actor.name))
    counting = Counting(who.identities)
    for report, fact in facts.items():
        if fact.outlet:
            one = signatures[report]
            counting.add(report, fact.outlet, one.words, one.uses, names.get(report, ()))
    return counting.wordings()


def digests_of(
    matters: Mapping[str, Sequence[str]],
    facts: Mapping[str, Facts],
    identities: Mapping[tuple[str, str], str],
    judged: Sequence[Judgement],
    run: str,
) -> dict[str, str]:
    """For each matter a digest of all that bears on what is inside it: what read its reports, who is who in
    them, what people judged and corrected, and what links."""
    who: dict[str, list[tuple[str, str]]] = {}
    for (report, actor), identity in sorted(identities.items()):
        who.setdefault(report, []).append((actor, identity))
    said: dict[str, list[tuple[str, str, str]]] = {}
    for judgement in judged:
        for report in {judgement.left.split("/")[0], judgement.right.split("/")[0]}:
            said.setdefault(report, []).append((judgement.left, judgement.right, judgement.verdict.value))
    return {
        matter: _digest([run, *((r, facts[r].run, who.get(r, ()), said.get(r, ())) for r in reports)])
        for matter, reports in matters.items()
    }


def _digest(parts: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
