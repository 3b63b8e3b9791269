"""Reports as rows: JSON lines and Parquet.

A row is id and text, and any of title, date, url, outlet, authors, language.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from onrecord.acquire.draft import MAX_BYTES, Draft, check_length, sha256, too_large
from onrecord.acquire.encoding import decode, refuse_binary
from onrecord.acquire.given import given, given_date, plain
from onrecord.errors import BadInput
from onrecord.model import Reason

if TYPE_CHECKING:
    import pyarrow as pa

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
    import pyarrow as pa  # takes longer to load than a report to read
    import pyarrow.parquet as pq

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
            for found in batch.to_pylist():
                number += 1
                yield row(
                    path,
                    f"{path}, row {number}",
                    found,
                    str(found.get("text") or "").encode("utf-8", "replace"),
                )
    except (pa.ArrowException, OSError) as error:
        advice = "Write it again; the rows before this were read."
        raise BadInput(
            Reason.MALFORMED, path, f"not a whole Parquet file: {_first_line(error)}.", advice
        ) from error


def count_rows(path: Path) -> int:
    """How many rows a Parquet file says it has."""
    import pyarrow.parquet as pq

    return int(pq.ParquetFile(path).metadata.num_rows)


def _check_columns(path: str, schema: pa.Schema) -> None:
    import pyarrow as pa

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
        found = json.loads(decode(place, data).text.strip())
    except BadInput as error:
        return error
    except (ValueError, RecursionError) as error:
        return BadInput(Reason.MALFORMED, place, f"not a whole JSON object: {_json_error(error)}.", ADVICE)
    if not isinstance(found, dict):
        return BadInput(Reason.MALFORMED, place, f"a JSON {type(found).__name__}, not an object.", ADVICE)
    return row(path, place, found, data)


ADVICE = 'A line is {"id": ..., "text": ...} and may have title, date, url, outlet, authors and language.'


def row(
    path: str, place: str, found: Mapping[str, Any], data: bytes, method: str = METHOD
) -> Draft | BadInput:
    """The report of one row. `data` are its raw bytes; `method` says where its front matter comes from."""
    text = found.get("text")
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
        input_id=plain(found.get("id")),
        url=plain(found.get("url")),
        title=given(found.get("title"), method),
        outlet=given(found.get("outlet"), method),
        authors=tuple(author for name in names(found.get("authors")) if (author := given(name, method))),
        published=given_date(found.get("date"), method),
        language=_language(found.get("language")),
    )


def _language(value: object) -> str | None:
    code = (plain(value) or "")[:2].lower()
    return code if len(code) == 2 and code.isalpha() and code.isascii() else None


def _json_error(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]} (character {error.pos + 1})"
    return "nested too deeply" if isinstance(error, RecursionError) else _first_line(error)


def names(value: object) -> list[object]:
    """The authors of a row: a list, or a string with semicolons."""
    if isinstance(value, str):
        return list(value.split(";"))
    return list(value) if isinstance(value, list | tuple) else []


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
