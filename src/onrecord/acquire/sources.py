"""Where reports lie: files, folders and standard input, and which format each is in."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from onrecord.acquire.draft import Format
from onrecord.acquire.feed import TAGS, read_feed
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
    """Files of a folder and the folders in it, sorted by path; names that begin with a dot are left out.

    A folder that links lead to again is read once. One that cannot be listed stands for its files.
    """
    seen: set[str] = set()
    waiting = [folder]
    while waiting:
        entry = waiting.pop()
        if not is_folder(entry):
            yield entry
        elif (real := os.path.realpath(entry)) not in seen:
            seen.add(real)
            try:
                inner = [child for child in entry.iterdir() if not child.name.startswith(".")]
            except OSError:
                yield entry
            else:
                waiting.extend(sorted(inner, reverse=True))


def is_folder(path: str | Path) -> bool:
    """Whether this is a folder; not where one may not look."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where permission is denied


def exists(path: str | Path) -> bool:
    """Whether something is there; not where one may not look."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises where permission is denied


def is_file(path: str | Path) -> bool:
    """Whether this is a plain file, no folder, pipe or device."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises where permission is denied


def opened(path: Path) -> BinaryIO:
    """A file, open for reading. A named pipe that nobody writes to is empty instead of waited for."""

    def descriptor(name: str, flags: int) -> int:
        number = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
        os.set_blocking(number, True)
        return number

    return cast(BinaryIO, open(path, "rb", opener=descriptor))


def shown(path: str | Path) -> str:
    """A path as text that can be written anywhere: bytes of its name that are not UTF-8 are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def format_of(path: Path) -> Format | None:
    """The reader for a file name, with or without .gz."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    return FORMATS.get(suffixes[-1]) if suffixes else None


class _Gzip(gzip.GzipFile):
    """Gives what comes before a damage: the file ends there once, and a further read raises."""

    damage: Exception | None = None

    def readinto(self, buffer: Any) -> int:
        if self.damage:
            raise self.damage
        try:
            data = self.read1(len(buffer))
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            self.damage = error
            return 0
        buffer[: len(data)] = data
        return len(data)


def decompressed(stream: BinaryIO) -> io.BufferedReader:
    """The stream itself, or what it holds if it is gzip. Decompresses as it is read, never all at once."""
    buffered = _buffered(stream)
    if buffered.peek(len(GZIP_MAGIC))[:2] == GZIP_MAGIC:
        return io.BufferedReader(cast(io.RawIOBase, _Gzip(fileobj=buffered)))
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
    if head.startswith((b"{", b"[{")):
        return read_jsonl
    return _sniff_markup(head.lower())


def _sniff_markup(head: bytes) -> Format:
    if any(tag in head for tag in TAGS):
        return read_feed
    if head.startswith(b"<!doctype html") or any(tag in head for tag in (b"<html", b"<head", b"<body")):
        return read_html
    return read_plain
