"""Where reports lie: files, folders and standard input, and which format each is in."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from onrecord.acquire.draft import Format
from onrecord.acquire.feed import read_feed
from onrecord.acquire.html import read_html
from onrecord.acquire.plain import read_plain
from onrecord.acquire.rows import read_jsonl, read_parquet
from onrecord.acquire.warc import read_warc

FORMATS: dict[str, Format] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".warc": read_warc,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
    ".xml": read_feed,
    ".rss": read_feed,
    ".atom": read_feed,
}
KNOWN = ", ".join(FORMATS)

STDIN = "-"
GZIP_MAGIC = b"\x1f\x8b"
SNIFFED = 2_048


class Source(NamedTuple):
    """One input and the reader for it; no reader where the content has to tell."""

    path: str
    format: Format | None


def files_of(folder: Path) -> Iterator[Path]:
    """Files of a folder and the folders in it, sorted by path; names that begin with a dot are left out."""
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from files_of(entry)
        else:
            yield entry


def format_of(path: Path) -> Format | None:
    """The reader for a file name, with or without .gz."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    return FORMATS.get(suffixes[-1]) if suffixes else None


def decompressed(stream: BinaryIO) -> io.BufferedReader:
    """The stream itself, or what it holds if it is gzip. Decompresses as it is read, never all at once."""
    buffered = _buffered(stream)
    if buffered.peek(len(GZIP_MAGIC))[:2] == GZIP_MAGIC:
        return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=buffered)))
    return buffered


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))


def sniff(stream: io.BufferedReader) -> Format:
    """The reader for the first bytes of a stream: text where nothing else fits."""
    head = stream.peek(SNIFFED)[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"WARC/"):
        return read_warc
    if head.startswith(b"PAR1"):
        return read_parquet
    if head.startswith(b"{"):
        return read_jsonl
    return _sniff_markup(head.lower())


def _sniff_markup(head: bytes) -> Format:
    if any(tag in head for tag in (b"<rss", b"<feed", b"<rdf:rdf")):
        return read_feed
    if head.startswith(b"<!doctype html") or any(tag in head for tag in (b"<html", b"<head", b"<body")):
        return read_html
    return read_plain
