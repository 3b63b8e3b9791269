"""Linking a record: every across-report stage over all its reports, in order."""

from __future__ import annotations

from onrecord.model import Relation
from onrecord.record.provenance import provenance
from onrecord.record.store import Record


def link_record(store: Record) -> dict[str, int]:
    """Link an open record; how many groups there are of each kind."""
    from onrecord import link  # scipy and scikit-learn take longer to load than most commands to run

    made_by = provenance(["link"])
    readings = list(store.readings())
    same_story = store.judgements(Relation.SAME_STORY)
    matters = link.find_matters(readings, store.judgements(Relation.SAME_MATTER) + same_story)
    stories = link.find_stories(readings, same_story, matters.groups)
    copies = link.find_copies(readings, stories.groups, store.judgements(Relation.COPY_OF))
    who = link.find_identities(readings, matters.groups, store.judgements(None))
    claimed = link.find_claims(
        readings, matters.groups, who.identities, store.judgements(Relation.SAME_CLAIM)
    )
    wordings = link.find_wordings(readings, who.identities)
    store.set_links(Relation.SAME_MATTER, matters.links, matters.groups, made_by)
    store.set_links(Relation.SAME_STORY, stories.links, stories.groups, made_by)
    store.set_links(Relation.COPY_OF, copies.links, copies.groups, made_by)
    store.set_identities(((*key, identity) for key, identity in who.identities.items()), who.links, made_by)
    store.set_claims(claimed.claims, claimed.links, claimed.denials, made_by)
    store.set_wordings(wordings, made_by)
    return {
        "copies": len(copies.groups),
        "matters": len(matters.groups),
        "stories": len(stories.groups),
        "claims": len(claimed.claims),
        "denials": len(claimed.denials),
    }
