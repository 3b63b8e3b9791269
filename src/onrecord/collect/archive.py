"""Web archives (WARC 1.1, ISO 28500): the raw bytes of the answers, and what `add` needs beside them."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from fastwarc.warc import WarcRecord, WarcRecordType

from onrecord import __version__
from onrecord.acquire.collected import FRONT, OMISSION, TEXT
from onrecord.collect.fetch import Response
from onrecord.errors import BadInput
from onrecord.model import Json

RENAMED = "Transfer-Encoding"
"""The one header that no longer holds: the body is kept as it was before it was cut into chunks."""


def about(agent: str, at: datetime) -> bytes:
    """The first record of an archive: what made it."""
    fields = {"software": f"onrecord/{__version__}", "http-header-user-agent": agent, "robots": "obey"}
    body = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    record = _record(WarcRecordType.warcinfo, None, at, "application/warc-fields", body.encode())
    return _written(record)


def answer(response: Response, front: Json) -> list[bytes]:
    """What was answered, and before it the front matter that a feed gave of it, if any."""
    head = f"{response.version} {response.status} {response.phrase}\r\n" + "".join(
        f"{'X-Archived-' if name.title() == RENAMED else ''}{name}: {' '.join(value.split())}\r\n"
        for name, value in response.headers.items()
    )
    body = head.encode("latin-1", "replace") + b"\r\n" + response.body
    kind = "application/http; msgtype=response"
    record = _record(WarcRecordType.response, response.url, response.at, kind, body)
    if not front:
        return [_written(record)]
    beside = _record(WarcRecordType.metadata, response.url, response.at, FRONT, _json(front))
    beside.headers["WARC-Refers-To"] = record.headers["WARC-Record-ID"]
    return [_written(beside), _written(record)]


def text(url: str, at: datetime, row: Json) -> bytes:
    """The text that a feed carries of an entry, as a row."""
    return _written(_record(WarcRecordType.conversion, url, at, TEXT, _json(row)))


def omission(url: str, at: datetime, error: BadInput) -> bytes:
    """What was not fetched, and why."""
    found = {"reason": error.reason.value, "found": error.found, "advice": error.advice}
    return _written(_record(WarcRecordType.metadata, url, at, OMISSION, _json(found)))


def mend(path: Path, size: int) -> None:
    """Cut off what a killed process wrote behind the bytes that count; without any, the file goes."""
    if size and path.is_file() and path.stat().st_size > size:
        os.truncate(path, size)
    elif not size:
        path.unlink(missing_ok=True)


def append(path: Path, offset: int, records: Iterable[bytes]) -> int:
    """Write records behind the first `offset` bytes of an archive; returns how long it is then.

    The bytes are on the disk when this returns.
    """
    with path.open("r+b" if offset else "xb") as stream:
        stream.seek(offset)
        for record in records:
            stream.write(record)
        stream.flush()
        os.fsync(stream.fileno())
        return stream.tell()


def _record(kind: WarcRecordType, url: str | None, at: datetime, type: str, body: bytes) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(record_type=kind)
    record.headers["WARC-Date"] = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    record.headers["Content-Type"] = type
    if url:
        record.headers["WARC-Target-URI"] = url
    record.set_bytes_content(body)
    return record


def _json(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _written(record: WarcRecord) -> bytes:
    buffer = io.BytesIO()
    record.write(buffer, checksum_data=True)
    return gzip.compress(buffer.getvalue(), mtime=0)
