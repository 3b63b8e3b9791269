"""Web archives: a report for each response that is an HTML page, and for what `onrecord watch` put beside."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.acquire import collected
from onrecord.acquire.draft import MAX_BYTES, Draft, too_large
from onrecord.acquire.feed import is_feed
from onrecord.acquire.html import page
from onrecord.errors import BadInput
from onrecord.model import Json, Reason

HTML_TYPES = ("text/html", "application/xhtml+xml")
OK = range(200, 300)
TYPES = WarcRecordType.response | WarcRecordType.metadata | WarcRecordType.conversion
OURS = (collected.FRONT, collected.TEXT, collected.OMISSION)


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
    records = ArchiveIterator(stream, record_types=TYPES, parse_http=True, auto_decode="all")
    fronts: dict[str | None, Json] = {}
    read = 0
    for record in records:
        response = record.record_type == WarcRecordType.response
        kind = record.headers.get("Content-Type")
        read += response or kind in OURS
        if kind == collected.FRONT:
            fronts[record.headers.get("WARC-Refers-To")] = collected.read(record)
        elif kind in OURS:
            yield _beside(path, record)
        elif response and _is_page(record) and (draft := _page(path, record)):
            front = fronts.pop(record.headers.get("WARC-Record-ID"), {})
            yield collected.completed(draft, front) if isinstance(draft, Draft) else draft
    if not read:
        raise BadInput(
            Reason.MALFORMED, path, "no WARC response record in it.", "Check that it is a WARC file."
        )


def _beside(path: str, record: WarcRecord) -> Draft | BadInput:
    place = f"{path}, {record.headers.get('WARC-Target-URI')}"
    if record.headers.get("Content-Type") == collected.TEXT:
        return collected.text(path, place, collected.read(record))
    return collected.omission(place, collected.read(record))


def _is_page(record: WarcRecord) -> bool:
    headers = record.http_headers
    return record.http_content_type in HTML_TYPES and (headers is None or headers.status_code in OK)


def _encoded(record: WarcRecord) -> bool:
    """Whether the length of what is read is not the one stated, because it was compressed or in chunks."""
    headers = record.http_headers
    return headers is not None and any(headers.get(f"{what}-Encoding") for what in ("Content", "Transfer"))


def _page(path: str, record: WarcRecord) -> Draft | BadInput | None:
    """The page of a response; None for a feed that its server calls a page."""
    url = record.headers.get("WARC-Target-URI")
    place = f"{path}, {url}"
    data = record.reader.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return too_large(place, f"more than {MAX_BYTES:,} bytes")
    if not _encoded(record) and len(data) < record.content_length:
        found = f"{len(data):,} of {record.content_length:,} bytes: the archive ends too early."
        return BadInput(Reason.TRUNCATED, place, found, "Fetch it again; the pages before it were read.")
    if is_feed(data):
        return None
    try:
        return page(path, data, url=url, charset=record.http_charset)
    except BadInput as error:
        return BadInput(error.reason, place, error.found, error.advice)
