"""Readings → one SQLite file; queries and search over it; Parquet out and in."""

from onrecord.record.adding import AddResult
from onrecord.record.filters import Filters
from onrecord.record.store import Record

__all__ = ["AddResult", "Filters", "Record"]
