"""Acquire: files, pages, feeds and archives in, reports out."""

from onrecord.acquire.reading import count, read

__all__ = ["count", "read"]
