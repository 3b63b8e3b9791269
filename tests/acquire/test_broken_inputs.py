"""What cannot be read is told, each with its reason; the rest is read; nothing crashes."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import acquire
from onrecord.acquire import draft
from onrecord.model import Omission, Reason, Report

GOOD = b"The council of the harbour town said on Monday that the ferry line would close in spring.\n"
ROW = json.dumps({"id": "a", "text": GOOD.decode()}).encode()
# Not compressible, so that half of the file is half of the text.
LONG = b"".join(
    b"%d The council of the harbour town said so in its letter number %d.\n" % (i, i * i) for i in range(999)
)


def items(*paths: Path) -> list[Report | Omission]:
    return list(acquire.read(paths))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", Reason.EMPTY),
        ("a.txt", b" \n\t\n", Reason.EMPTY),
        ("a.jsonl", b"", Reason.EMPTY),
        ("a.txt", b"%PDF-1.7 ...", Reason.NOT_TEXT),
        ("a.txt", bytes(range(256)) * 8, Reason.NOT_TEXT),
        ("a.txt", b"\x00" * 500, Reason.NOT_TEXT),
        ("a.txt.gz", gzip.compress(LONG)[:-2000], Reason.TRUNCATED),
        ("a.txt.gz", b"\x1f\x8b\x07\x00broken", Reason.MALFORMED),
        ("a.txt", b"x" * (draft.MAX_BYTES + 1), Reason.TOO_LARGE),
        ("a.txt", b"word " * (draft.MAX_CHARACTERS // 4), Reason.TOO_LARGE),
        ("a.txt.gz", gzip.compress(b"x" * (draft.MAX_BYTES * 3)), Reason.TOO_LARGE),
        ("a.html", b"<html><body></body></html>", Reason.NO_MAIN_TEXT),
        ("a.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", Reason.NO_MAIN_TEXT),
        ("a.xml", b"<rss><channel></channel></rss>", Reason.MALFORMED),
        ("a.parquet", b"PAR1 but no more", Reason.MALFORMED),
        ("a.warc", b"not a web archive at all", Reason.MALFORMED),
        ("a.jsonl", ROW[:40], Reason.MALFORMED),
        ("a.jsonl", b'["a", "list"]', Reason.MALFORMED),
        ("a.jsonl", b'{"id": "no text"}', Reason.MALFORMED),
        ("a.jsonl", b'{"text": ""}', Reason.EMPTY),
        ("a.jsonl", b"[" * 100_000, Reason.MALFORMED),
    ],
)
def test_a_broken_file_is_one_omission(tmp_path: Path, name: str, data: bytes, reason: Reason) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (omission,) = items(path)
    assert isinstance(omission, Omission)
    assert (omission.stage, omission.reason) == ("acquire", reason)
    assert str(path) in omission.detail and omission.detail.endswith(".")


def test_bad_lines_are_told_with_their_number_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([ROW, ROW[:30], b"", b'{"text": 3}', ROW]))
    found = items(tmp_path / "a.jsonl")
    assert [isinstance(i, Report) for i in found] == [True, False, False, True]
    assert ["line 2" in found[1].detail, "line 4" in found[2].detail] == [True, True]  # type: ignore[union-attr]


def test_lines_before_a_truncation_are_read(tmp_path: Path) -> None:
    rows = b"\n".join(json.dumps({"text": line.decode()}).encode() for line in LONG.splitlines())
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(rows)[:-1500])
    found = items(tmp_path / "a.jsonl.gz")
    assert sum(isinstance(i, Report) for i in found) > 100
    assert isinstance(found[-1], Omission) and found[-1].reason is Reason.TRUNCATED


def test_a_folder_with_one_unreadable_file_gives_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(GOOD)
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "c.txt").write_bytes(GOOD)
    found = items(tmp_path)
    assert [isinstance(i, Report) for i in found] == [True, False, True]
    assert isinstance(found[1], Omission) and found[1].reason is Reason.UNREADABLE


def test_a_missing_path_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(GOOD)
    found = items(tmp_path / "gone.txt", tmp_path / "a.txt")
    assert [isinstance(i, Report) for i in found] == [False, True]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (omission,) = items(tmp_path)
    assert isinstance(omission, Omission) and omission.reason is Reason.EMPTY


def test_a_stray_nul_and_bad_bytes_keep_their_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(GOOD + b"nul \x00 here\n" + GOOD)
    (tmp_path / "b.txt").write_bytes(GOOD + "café".encode("latin-1") + b"\n" + GOOD)
    first, second = items(tmp_path / "a.txt", tmp_path / "b.txt")
    assert isinstance(first, Report) and "nul \x00 here" in first.text
    assert isinstance(second, Report) and "café" in second.text and second.encoding == "cp1252"


HOSTILE = st.sampled_from(
    [
        b"",
        b"{",
        b"<html>",
        b"<rss><channel><item>",
        b"WARC/1.0\r\n",
        b"PAR1",
        b"\x1f\x8b\x08",
        b"\xff\xfe",
        b'{"text":"a b"}\n',
    ]
)


@settings(max_examples=60, deadline=None)
@given(HOSTILE, st.binary(max_size=300))
def test_no_bytes_crash(head: bytes, tail: bytes) -> None:
    for item in acquire.read(["-"], stdin=io.BytesIO(head + tail)):
        assert isinstance(item, Report | Omission)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([".html", ".warc", ".jsonl", ".parquet", ".xml", ".txt"]), st.binary(max_size=300))
def test_no_file_crashes(tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / f"hostile{suffix}"
    path.write_bytes(data)
    assert all(isinstance(item, Report | Omission) for item in acquire.read([path]))
