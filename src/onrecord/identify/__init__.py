"""Who is who: actors of a report, and actor phrases against the gazetteer."""

from onrecord.identify.phrase import resolve
from onrecord.identify.resolution import Resolution
from onrecord.identify.stage import Identify

__all__ = ["Identify", "Resolution", "resolve"]
