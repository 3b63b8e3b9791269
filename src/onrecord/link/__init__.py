"""Across reports: copies of one text, and stories."""

from onrecord.link.copies import find_copies
from onrecord.link.grouping import Linked
from onrecord.link.stories import find_stories

__all__ = ["Linked", "find_copies", "find_stories"]
