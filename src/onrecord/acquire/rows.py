"""Reports as rows: JSON lines and Parquet.

A row is id and text, and any of title, date, url, outlet, authors, language.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.acquire.draft import MAX_BYTES, Draft, check_length, sha256, too_large
from onrecord.acquire.encoding import decode
from onrecord.acquire.given import given, given_date, plain
from onrecord.errors import BadInput
from onrecord.model import Reason

COLUMNS = ("id", "text", "title", "date", "url", "outlet", "authors", "language")
ROWS_AT_ONCE = 64
METHOD = "column"


def read_jsonl(path: str, stream: BinaryIO) -> Iterator[Draft | BadInput]:
    """One JSON object a line. A bad line is told with its number; the rest is read."""
    number = 0
    while data := stream.readline(MAX_BYTES + 1):
        number += 1
        place = f"{path}, line {number}"
        if len(data) > MAX_BYTES:
            yield too_large(place, f"a line of more than {MAX_BYTES:,} bytes")
            _skip_line(stream)
        elif data.strip():
            yield _line(path, place, data)
    if not number:
        raise BadInput(Reason.EMPTY, path, "empty: no line in it.", "Leave it out.")


def read_parquet(path: str, stream: BinaryIO) -> Iterator[Draft | BadInput]:
    """One report a row, read a few rows at a time."""
    try:
        table = pq.ParquetFile(stream)
        columns = [name for name in COLUMNS if name in table.schema_arrow.names]
        number = 0
        for batch in table.iter_batches(batch_size=ROWS_AT_ONCE, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _row(
                    path, f"{path}, row {number}", row, str(row.get("text") or "").encode("utf-8", "replace")
                )
    except (pa.ArrowException, OSError) as error:
        advice = "Write it again; the rows before this were read."
        raise BadInput(
            Reason.MALFORMED, path, f"not a whole Parquet file: {_first_line(error)}.", advice
        ) from error


def _skip_line(stream: BinaryIO) -> None:
    while (data := stream.readline(MAX_BYTES)) and not data.endswith(b"\n"):
        pass


def _line(path: str, place: str, data: bytes) -> Draft | BadInput:
    try:
        row = json.loads(decode(place, data).text)
    except BadInput as error:
        return error
    except (ValueError, RecursionError) as error:
        return BadInput(Reason.MALFORMED, place, f"not a whole JSON object: {_first_line(error)}.", ADVICE)
    if not isinstance(row, dict):
        return BadInput(Reason.MALFORMED, place, f"a JSON {type(row).__name__}, not an object.", ADVICE)
    return _row(path, place, row, data)


ADVICE = 'A line is {"id": ..., "text": ...} and may have title, date, url, outlet, authors and language.'


def _row(path: str, place: str, row: Mapping[str, Any], data: bytes) -> Draft | BadInput:
    text = row.get("text")
    if not isinstance(text, str):
        return BadInput(Reason.MALFORMED, place, "no text in it: the key 'text' must hold a string.", ADVICE)
    try:
        text = check_length(place, text.encode("utf-8", "replace").decode())
    except BadInput as error:
        return error
    return Draft(
        path=path,
        text=text,
        digest=sha256(data),
        encoding="utf-8",
        input_id=plain(row.get("id")),
        url=plain(row.get("url")),
        title=given(row.get("title"), METHOD),
        outlet=given(row.get("outlet"), METHOD),
        authors=tuple(found for name in _names(row.get("authors")) if (found := given(name, METHOD))),
        published=given_date(row.get("date"), METHOD),
        language=(plain(row.get("language")) or "")[:2].lower() or None,
    )


def _names(value: object) -> list[object]:
    if isinstance(value, str):
        return list(value.split(";"))
    return list(value) if isinstance(value, list | tuple) else []


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
