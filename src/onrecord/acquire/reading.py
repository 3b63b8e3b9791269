"""From paths to reports: every input gives reports, or an omission that says why not."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from onrecord.acquire import sources
from onrecord.acquire.draft import Draft, Format
from onrecord.acquire.feed import read_feed
from onrecord.acquire.finish import finish
from onrecord.acquire.rows import count_rows, read_jsonl, read_parquet
from onrecord.acquire.sources import STDIN
from onrecord.acquire.warc import read_warc
from onrecord.errors import BadInput, NothingToRead
from onrecord.model import Omission, Reason, Report

CHUNK = 1 << 20


def read(paths: Sequence[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Report | Omission]:
    """Read reports, lazily and in the order of the input.

    A path is a file (.txt, .md, .html, .warc, .jsonl, .parquet, a feed; each also with .gz), a
    folder (read through, sorted; names that begin with a dot are left out) or "-" for standard
    input. What cannot be read is an Omission in its place: its detail says what was found, where,
    and what to do. A report whose date has two readings is followed by an Omission that says so.

    Raises NothingToRead for no paths, and at the end where nothing was read and a path does not exist.
    """
    if not paths:
        raise NothingToRead(
            f"no path given. Give a file ({sources.KNOWN}), a folder, or - for standard input."
        )
    missing: list[str] = []
    read_any = False
    for path in map(str, paths):
        if path != STDIN and not sources.exists(path):
            missing.append(sources.shown(path))
        for item in _read_path(path, stdin):
            read_any = read_any or isinstance(item, Report)
            yield item
    if missing and not read_any:
        raise NothingToRead(f"nothing was read, and there is no such path: {', '.join(missing)}.")


def count(paths: Sequence[str | Path]) -> int | None:
    """How many reports `read` will give if all can be read; None where only reading can tell."""
    total = 0
    for path in map(str, paths):
        numbers = [_count_file(file) for file in _files(path)] if path != STDIN else [None]
        if None in numbers:
            return None
        total += sum(filter(None, numbers))
    return total


def _files(path: str) -> list[Path]:
    return list(sources.files_of(Path(path)))


def _count_file(path: Path) -> int | None:
    """Reports in one file. Archives, feeds and compressed rows would have to be read, and pipes once only."""
    form = sources.format_of(path)
    if not sources.exists(path):
        return 0
    if form in (read_warc, read_feed) or not sources.is_file(path):
        return None
    try:
        if form is read_parquet:
            return count_rows(path)
        if form is read_jsonl:
            return None if path.suffix == ".gz" else _count_lines(path)
    except Exception:  # a damaged file is told of when it is read
        return 0
    return 1


def _count_lines(path: Path) -> int:
    lines, last = 0, b"\n"
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            lines += chunk.count(b"\n")
            last = chunk[-1:]
    return lines + (last != b"\n")


def _read_path(path: str, stdin: BinaryIO | None) -> Iterator[Report | Omission]:
    if path == STDIN:
        yield from _read_stream("-", stdin or sys.stdin.buffer, None)
    elif sources.is_folder(path):
        yield from _read_folder(Path(path))
    else:
        yield from _read_file(Path(path))


def _read_folder(folder: Path) -> Iterator[Report | Omission]:
    empty = True
    for file in sources.files_of(folder):
        empty = False
        if sources.format_of(file) is None and not sources.is_folder(file):
            found = f"a file of unknown format ({sources.shown(file.suffix) or 'no suffix'})."
            advice = f"Known are {sources.KNOWN}, also with .gz. Name the file itself to try it as text."
            yield BadInput(Reason.UNKNOWN_FORMAT, sources.shown(file), found, advice).omission()
        else:
            yield from _read_file(file)
    if empty:
        advice = "Give a folder with reports."
        yield BadInput(Reason.EMPTY, sources.shown(folder), "a folder without files.", advice).omission()


def _read_file(path: Path) -> Iterator[Report | Omission]:
    try:
        with sources.opened(path) as stream:
            yield from _read_stream(sources.shown(path), stream, sources.format_of(path))
    except OSError as error:
        yield _unreadable(sources.shown(path), error).omission()


def _read_stream(path: str, stream: BinaryIO, form: Format | None) -> Iterator[Report | Omission]:
    """Reports of one stream; an error ends this stream only, and what was read before it stays."""
    try:
        whole = sources.decompressed(stream)
        for item in (form or sources.sniff(whole))(path, whole):
            yield from _finish(item)
        whole.read(1)  # raises where a compressed file ended too early
    except BadInput as error:
        yield error.omission()
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield _damaged(path, error).omission()
    except OSError as error:
        yield _unreadable(path, error).omission()
    except Exception as error:  # a parser that fails on hostile bytes must not stop the other files
        found = f"cannot be parsed ({type(error).__name__}: {error})."
        yield BadInput(Reason.MALFORMED, path, found, "Save its text as .txt and read that.").omission()


def _finish(item: Draft | BadInput) -> Iterator[Report | Omission]:
    if isinstance(item, BadInput):
        yield item.omission()
        return
    try:
        yield from list(finish(item))
    except Exception as error:  # one report that fails must not cost those after it
        found = f"its front matter cannot be read ({type(error).__name__}: {error})."
        yield BadInput(Reason.STAGE_FAILED, item.path, found, "Please report this as a bug.").omission()


def _damaged(path: str, error: Exception) -> BadInput:
    advice = "Fetch the file again; what could be read before the damage was read."
    if isinstance(error, EOFError):
        return BadInput(Reason.TRUNCATED, path, "a gzip file that ends too early.", advice)
    return BadInput(Reason.MALFORMED, path, f"a damaged gzip file ({error}).", advice)


def _unreadable(path: str, error: OSError) -> BadInput:
    what = (error.strerror or str(error)).lower()
    return BadInput(
        Reason.UNREADABLE, path, f"cannot be read: {what}.", "Check that it exists and may be read."
    )
