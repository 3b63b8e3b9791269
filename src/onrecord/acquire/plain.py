"""Plain text and Markdown: the decoded text is the report's text, unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from onrecord.acquire.draft import Draft, check_length, read_bounded, sha256
from onrecord.acquire.encoding import decode


def read_plain(path: str, stream: BinaryIO) -> Iterator[Draft]:
    """One report a file. Every offset of the report is an offset of the decoded file."""
    data = read_bounded(path, stream)
    text, encoding = decode(path, data)
    yield Draft(path=path, text=check_length(path, text), digest=sha256(data), encoding=encoding)
