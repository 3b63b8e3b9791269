"""Web archives: a report for each response that is an HTML page."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.acquire.draft import MAX_BYTES, Draft, too_large
from onrecord.acquire.html import page
from onrecord.errors import BadInput
from onrecord.model import Reason

HTML_TYPES = ("text/html", "application/xhtml+xml")
OK = range(200, 300)


def read_warc(path: str, stream: BinaryIO) -> Iterator[Draft | BadInput]:
    """Pages in the order of the archive. Other records (images, redirects, requests) are no reports."""
    try:
        yield from _pages(path, stream)
    except gzip.BadGzipFile:
        raise
    except OSError as error:
        advice = "Fetch it again; the pages before the damage were read."
        raise BadInput(Reason.MALFORMED, path, f"a damaged WARC file: {error}.", advice) from error


def _pages(path: str, stream: BinaryIO) -> Iterator[Draft | BadInput]:
    records = ArchiveIterator(
        stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"
    )
    read = 0
    for record in records:
        read += 1
        if _is_page(record):
            yield _page(path, record)
    if not read:
        raise BadInput(
            Reason.MALFORMED, path, "no WARC response record in it.", "Check that it is a WARC file."
        )


def _is_page(record: WarcRecord) -> bool:
    headers = record.http_headers
    return record.http_content_type in HTML_TYPES and (headers is None or headers.status_code in OK)


def _encoded(record: WarcRecord) -> bool:
    """Whether the length of what is read is not the one stated, because it was compressed or in chunks."""
    headers = record.http_headers
    return headers is not None and any(headers.get(f"{what}-Encoding") for what in ("Content", "Transfer"))


def _page(path: str, record: WarcRecord) -> Draft | BadInput:
    url = record.headers.get("WARC-Target-URI")
    place = f"{path}, {url}"
    data = record.reader.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return too_large(place, f"more than {MAX_BYTES:,} bytes")
    if not _encoded(record) and len(data) < record.content_length:
        found = f"{len(data):,} of {record.content_length:,} bytes: the archive ends too early."
        return BadInput(Reason.TRUNCATED, place, found, "Fetch it again; the pages before it were read.")
    try:
        return page(path, data, url=url, charset=record.http_charset)
    except BadInput as error:
        return BadInput(error.reason, place, error.found, error.advice)
