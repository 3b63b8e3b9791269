"""Across reports: copies of one text, matters and their stories, claims and denials, wording."""

from onrecord.link.claims import Claimed, find_claims
from onrecord.link.copies import find_copies
from onrecord.link.grouping import Linked
from onrecord.link.identities import Identified, find_identities
from onrecord.link.inside import Inside, Judged, inside
from onrecord.link.matters import find_matters
from onrecord.link.stories import find_stories
from onrecord.link.wording import find_wordings

__all__ = [
    "Claimed",
    "Identified",
    "Inside",
    "Judged",
    "Linked",
    "find_claims",
    "find_copies",
    "find_identities",
    "find_matters",
    "find_stories",
    "find_wordings",
    "inside",
]
