"""Across reports: copies of one text, matters and the stories in them."""

from onrecord.link.copies import find_copies
from onrecord.link.grouping import Linked
from onrecord.link.matters import find_matters
from onrecord.link.stories import find_stories

__all__ = ["Linked", "find_copies", "find_matters", "find_stories"]
