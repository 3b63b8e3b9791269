"""Across reports: copies of one text, matters and their stories, claims and their denials."""

from onrecord.link.claims import Claimed, find_claims
from onrecord.link.copies import find_copies
from onrecord.link.grouping import Linked
from onrecord.link.identities import Identified, find_identities
from onrecord.link.matters import find_matters
from onrecord.link.stories import find_stories

__all__ = [
    "Claimed",
    "Identified",
    "Linked",
    "find_claims",
    "find_copies",
    "find_identities",
    "find_matters",
    "find_stories",
]
