"""Bytes to text, with the name of the encoding that was used."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple, NoReturn

from charset_normalizer import from_bytes

from onrecord.errors import BadInput
from onrecord.model import Reason

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"\x1f\x8b", "a gzip file inside another"),
)

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# A stray control character happens in real articles; more than this share does not.
MAX_CONTROL_SHARE = 0.01
SAMPLE = 100_000

SINGLE_BYTE_WESTERN = frozenset({"iso8859-1", "ascii"})
# Letters and marks of Western European text; a wrong reading of other code pages falls outside.
WESTERN = re.compile(r"[\u00a0-\u00bf\u00c0-\u024f\u2010-\u203a\u20ac\u2122]")


class Decoded(NamedTuple):
    """Text and the Python name of the codec that gives it back from the bytes."""

    text: str
    encoding: str


def decode(path: str, data: bytes, declared: str | None = None) -> Decoded:
    """Decode one document: byte-order mark, UTF-16 by shape, UTF-8, declared charset, detection.

    Valid UTF-8 beats a declaration, as pages often declare an old charset by mistake. Newlines
    stay as they are. Raises BadInput for binary data and for an encoding that cannot be found.
    """
    refuse_binary(path, data)
    decoded = _marked(path, data) or _wide(data) or _utf8(data) or _declared(data, declared)
    if decoded is None:
        _refuse_control(path, data.decode("latin-1"))
        decoded = _detected(data)
    if decoded is None:
        raise BadInput(
            Reason.UNKNOWN_ENCODING,
            path,
            "unknown encoding: neither UTF-8 nor any charset that could be detected.",
            "Convert it to UTF-8.",
        )
    _refuse_control(path, decoded.text)
    return decoded


def refuse_binary(path: str, data: bytes) -> None:
    """Raise BadInput where the first bytes are those of a well-known binary format."""
    for magic, what in MAGIC:
        if data.startswith(magic):
            advice = "Extract its text first."
            raise BadInput(Reason.NOT_TEXT, path, f"not text: {what}.", advice)


def _refuse_control(path: str, text: str) -> None:
    sample = text[:SAMPLE]
    if len(CONTROL.findall(sample)) > MAX_CONTROL_SHARE * len(sample):
        raise BadInput(Reason.NOT_TEXT, path, "not text: binary data.", "Give the text of a report.")


def _marked(path: str, data: bytes) -> Decoded | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _try(data, encoding) or _not_as_marked(path, encoding)
    return None


def _not_as_marked(path: str, encoding: str) -> NoReturn:
    found = f"it begins with the mark of {encoding} but is not whole {encoding}."
    raise BadInput(Reason.UNKNOWN_ENCODING, path, found, "Fetch it again, or convert it to UTF-8.")


def _utf8(data: bytes) -> Decoded | None:
    # ESC begins the charset switches of ISO-2022, whose bytes are all valid UTF-8.
    return None if b"\x1b" in data else _try(data, "utf-8")


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    if name in SINGLE_BYTE_WESTERN:  # browsers read Latin-1 as Windows-1252
        return _try(data, "cp1252") or _try(data, "latin-1")
    return _try(data, name)


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in Western text every other byte is NUL."""
    sample = data[:SAMPLE]
    half = max(1, len(sample) // 2)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.1:
        return _try(data, "utf-16-le")
    if even > 0.4 and odd < 0.1:
        return _try(data, "utf-16-be")
    return None


def _detected(data: bytes) -> Decoded | None:
    western = _try(data, "cp1252")
    if western and _looks_western(western.text):
        return western
    best = from_bytes(data).best()
    return _try(data, best.encoding) if best else None


def _looks_western(text: str) -> bool:
    """Few characters beyond ASCII, and all of them letters or punctuation of Western text."""
    beyond = [c for c in text if c > "\x7f"]
    return len(beyond) < 0.05 * len(text) and all(map(WESTERN.match, beyond))


def _try(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
