"""Linking a record: every across-report stage over all its reports, in order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from onrecord.model import Group, Judgement, Relation
from onrecord.record.provenance import provenance
from onrecord.record.store import Record


def link_record(store: Record) -> dict[str, int]:
    """Link an open record; how many groups there are of each kind.

    Claims are found anew only in matters where a report, an identity or a judgement has changed.
    """
    from onrecord import link  # scipy and scikit-learn take longer to load than most commands to run

    made_by = provenance(["link"])
    readings = list(store.readings())
    same_story = store.judgements(Relation.SAME_STORY)
    matters = link.find_matters(readings, store.judgements(Relation.SAME_MATTER) + same_story)
    stories = link.find_stories(readings, same_story, matters.groups)
    copies = link.find_copies(readings, stories.groups, store.judgements(Relation.COPY_OF))
    who = link.find_identities(readings, matters.groups, store.judgements(None))
    judged = store.judgements(Relation.SAME_CLAIM)
    bearing = judged + store.corrections()
    digests = _digests(matters.groups, store.read_by(), who.identities, bearing, made_by.run)
    before = store.linked()
    changed = [matter for matter in matters.groups if before.get(matter.id) != digests[matter.id]]
    anew = {matter.id for matter in changed}
    kept = [r for matter in matters.groups if matter.id not in anew for r in matter.reports]
    claimed = link.find_claims(readings, changed, who.identities, judged)
    wordings = link.find_wordings(readings, who.identities)
    store.set_links(Relation.SAME_MATTER, matters.links, matters.groups, made_by)
    store.set_links(Relation.SAME_STORY, stories.links, stories.groups, made_by)
    store.set_links(Relation.COPY_OF, copies.links, copies.groups, made_by)
    store.set_identities(((*key, identity) for key, identity in who.identities.items()), who.links, made_by)
    store.set_claims(claimed.claims, claimed.links, claimed.denials, made_by, kept, digests)
    store.set_wordings(wordings, made_by)
    groups = {"copies": copies.groups, "matters": matters.groups, "stories": stories.groups}
    return {name: len(found) for name, found in groups.items()} | store.claim_counts()


def _digests(
    matters: Sequence[Group],
    read_by: Mapping[str, str],
    identities: Mapping[tuple[str, str], str],
    judged: Sequence[Judgement],
    run: str,
) -> dict[str, str]:
    """For each matter a digest of all that bears on its claims: what read its reports, who is who in them,
    what people judged, and what links."""
    who: dict[str, list[tuple[str, str]]] = {}
    for (report, actor), identity in sorted(identities.items()):
        who.setdefault(report, []).append((actor, identity))
    said: dict[str, list[tuple[str, str, str]]] = {}
    for judgement in judged:
        for report in {judgement.left.split("/")[0], judgement.right.split("/")[0]}:
            said.setdefault(report, []).append((judgement.left, judgement.right, judgement.verdict.value))
    found = {}
    for matter in matters:
        parts = [(r, read_by[r], who.get(r, ()), said.get(r, ())) for r in sorted(matter.reports)]
        found[matter.id] = hashlib.sha256(json.dumps([run, parts]).encode()).hexdigest()
    return found
