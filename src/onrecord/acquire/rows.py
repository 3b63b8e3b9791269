"""Reports as rows: JSON lines and Parquet.

A row is id and text, and any of title, date, url, outlet, authors, language.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import Any, BinaryIO, cast

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.acquire.draft import MAX_BYTES, Draft, check_length, sha256, too_large
from onrecord.acquire.encoding import decode, refuse_binary
from onrecord.acquire.given import given, given_date, plain
from onrecord.errors import BadInput
from onrecord.model import Reason

COLUMNS = ("id", "text", "title", "date", "url", "outlet", "authors", "language")
ROWS_AT_ONCE = 64
METHOD = "column"
SNIFFED = 2_048
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def read_jsonl(path: str, stream: BinaryIO) -> Iterator[Draft | BadInput]:
    """One JSON object a line. A bad line is told with its number; the rest is read."""
    _refuse_head(path, cast(BufferedReader, stream).peek(SNIFFED)[:SNIFFED])
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


def _refuse_head(path: str, head: bytes) -> None:
    """Raise BadInput for what is no JSON lines from the first byte on, instead of once a line."""
    refuse_binary(path, head)
    if head.startswith(WIDE_MARKS) or b"\x00" in head:
        advice = "Convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)."
        raise BadInput(Reason.NOT_TEXT, path, "JSON lines that are not UTF-8, or binary data.", advice)
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0].strip()
    if first == b"{" or first == b"[" or first.startswith(b"[{"):
        advice = "Put one object on each line (jq -c '.[]' does it for a list)."
        raise BadInput(Reason.MALFORMED, path, "JSON over several lines or a list, not JSON lines.", advice)


def read_parquet(path: str, stream: BinaryIO) -> Iterator[Draft | BadInput]:
    """One report a row, read a few rows at a time."""
    if not cast(BufferedReader, stream).peek(1):
        raise BadInput(Reason.EMPTY, path, "empty: no byte in it.", "Leave it out.")
    try:
        table = pq.ParquetFile(stream)
        if not table.metadata.num_rows:
            raise BadInput(Reason.EMPTY, path, "empty: a table without rows.", "Leave it out.")
        _check_columns(path, table.schema_arrow)
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


def _check_columns(path: str, schema: pa.Schema) -> None:
    if "text" not in schema.names:
        found = f"no column 'text' in it; its columns are {', '.join(schema.names)}."
    elif not (pa.types.is_string(kind := schema.field("text").type) or pa.types.is_large_string(kind)):
        found = f"its column 'text' holds {kind}, not strings."
    else:
        return
    raise BadInput(Reason.MALFORMED, path, found, "Name the column with the reports' texts 'text'.")


def _skip_line(stream: BinaryIO) -> None:
    while (data := stream.readline(MAX_BYTES)) and not data.endswith(b"\n"):
        pass


def _line(path: str, place: str, data: bytes) -> Draft | BadInput:
    try:
        row = json.loads(decode(place, data).text.strip())
    except BadInput as error:
        return error
    except (ValueError, RecursionError) as error:
        return BadInput(Reason.MALFORMED, place, f"not a whole JSON object: {_json_error(error)}.", ADVICE)
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
        language=_language(row.get("language")),
    )


def _language(value: object) -> str | None:
    code = (plain(value) or "")[:2].lower()
    return code if len(code) == 2 and code.isalpha() and code.isascii() else None


def _json_error(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]} (character {error.pos + 1})"
    return "nested too deeply" if isinstance(error, RecursionError) else _first_line(error)


def _names(value: object) -> list[object]:
    if isinstance(value, str):
        return list(value.split(";"))
    return list(value) if isinstance(value, list | tuple) else []


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
