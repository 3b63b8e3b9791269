"""What a format reader hands on: the text of one report and what its container says of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from onrecord.errors import BadInput
from onrecord.model import Found, PartialDate, Reason

MAX_CHARACTERS = 1_000_000
"""Longest text of one report. A longer one is no news report, and it is the parser's own limit (spaCy)."""

MAX_MARKUP = 5_000_000
"""Longest HTML page, in characters, tags included."""

MAX_BYTES = 4 * MAX_MARKUP
"""Most bytes read for one document after decompression: a character has four bytes at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report before its front matter is read from the text.

    What is given here (a column, a meta tag, a feed field) wins over what the text shows.
    """

    path: str
    text: str
    digest: str
    encoding: str | None = None
    input_id: str | None = None
    url: str | None = None
    title: Found[str] | None = None
    outlet: Found[str] | None = None
    authors: tuple[Found[str], ...] = ()
    published: Found[PartialDate] | None = None
    language: str | None = None


class Format(Protocol):
    """A reader of one format: yields a draft a report, and a BadInput for each record that it cannot read.

    Raises BadInput where the whole file cannot be read.
    """

    def __call__(self, path: str, stream: BinaryIO) -> Iterator[Draft | BadInput]:
        """Read what `stream` holds; `path` stands in messages and reports."""


def sha256(data: bytes) -> str:
    """Digest of raw bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_bounded(path: str, stream: BinaryIO) -> bytes:
    """All bytes of one document. Raises BadInput for none or for more than MAX_BYTES."""
    data = stream.read(MAX_BYTES + 1)
    stream.read(1)  # raises where a compressed file ended too early
    if len(data) > MAX_BYTES:
        raise too_large(path, f"more than {MAX_BYTES:,} bytes")
    if not data.strip():
        raise BadInput(Reason.EMPTY, path, "empty: no text in it.", "Leave it out.")
    return data


def check_length(path: str, text: str, limit: int = MAX_CHARACTERS) -> str:
    """The text itself. Raises BadInput for more than `limit` characters or none but blanks."""
    if len(text) > limit:
        raise too_large(path, f"{len(text):,} characters in one report, the limit is {limit:,}")
    if not text.strip():
        raise BadInput(Reason.EMPTY, path, "empty: no text in it.", "Leave it out.")
    return text


def too_large(path: str, found: str) -> BadInput:
    """The error for a document over a limit."""
    advice = "Split it into one report a file, or put one report a line into a .jsonl file."
    return BadInput(Reason.TOO_LARGE, path, found + ".", advice)
