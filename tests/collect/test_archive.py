"""Archives: what is written is what was sent, and `acquire` reads it."""

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import ARTICLE, page
from urllib3 import HTTPHeaderDict

from onrecord import acquire
from onrecord.collect import archive
from onrecord.collect.fetch import Response
from onrecord.errors import BadInput
from onrecord.model import Json, Omission, Reason, Report

AT = datetime(2031, 3, 3, 10, tzinfo=UTC)
URL = "https://gazette.example/a"


def response(body: bytes, **headers: str) -> Response:
    named = HTTPHeaderDict({"Content-Type": "text/html; charset=utf-8"})
    for name, value in headers.items():
        named[name.replace("_", "-")] = value
    return Response(url=URL, status=200, phrase="OK", version="HTTP/1.1", headers=named, body=body, at=AT)


def read(folder: Path, *records: bytes) -> list[Report | Omission]:
    path = folder / "a.warc.gz"
    path.unlink(missing_ok=True)
    archive.append(path, 0, [archive.about("onrecord/test", AT), *records])
    return list(acquire.read([path]))


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_every_byte_of_an_answer_is_kept(body: bytes) -> None:
    (data,) = archive.answer(response(body), {})
    for record in ArchiveIterator(io.BytesIO(data)):
        assert record.reader.read() == body
    assert record.headers["WARC-Date"] == "2031-03-03T10:00:00Z"
    assert record.headers["WARC-Target-URI"] == URL


def test_the_records_are_sound(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    about = archive.about("onrecord/test", AT)
    archive.append(path, 0, [about, *archive.answer(response(page("A", *ARTICLE)), {"title": "A"})])
    kinds = []
    for record in ArchiveIterator(path.open("rb"), parse_http=False):
        kinds.append(record.headers["WARC-Type"])
        record.freeze()
        assert record.verify_block_digest()
    assert kinds == ["warcinfo", "metadata", "response"]


def test_a_page_in_chunks_and_gzip_is_read(tmp_path: Path) -> None:
    body = gzip.compress(page("Talks end", *ARTICLE))
    answer = response(body, Content_Encoding="gzip", Transfer_Encoding="chunked")
    (report,) = read(tmp_path, *archive.answer(answer, {}))
    assert isinstance(report, Report)
    assert "Anna Sorel" in report.text


STATED = (
    '<meta property="article:published_time" content="2031-03-01">'
    '<meta property="og:site_name" content="NAW">'
)


@pytest.mark.parametrize(
    ("head", "date", "outlet"),
    [("", "2031-03-03T10:00", "Gazette"), (STATED, "2031-03-01", "NAW")],
    ids=["feed", "page"],
)
def test_the_page_wins_over_the_feed(tmp_path: Path, head: str, date: str, outlet: str) -> None:
    front: Json = {
        "title": "Other",
        "date": "2031-03-03T10:00",
        "outlet": "Gazette",
        "authors": ["Anna Sorel"],
    }
    (report,) = read(tmp_path, *archive.answer(response(page("Talks end", *ARTICLE, head=head)), front))
    assert isinstance(report, Report)
    assert report.published and report.outlet and report.title
    assert (report.published.value.value, report.outlet.value) == (date, outlet)
    assert report.title.value == "Talks end"
    assert [author.value for author in report.authors] == ["Anna Sorel"]


def test_an_entry_with_its_own_text_is_a_report(tmp_path: Path) -> None:
    row: Json = {"id": "7", "url": URL, "title": "A", "date": "2031-03-03", "outlet": "G", "text": ARTICLE[0]}
    (report,) = read(tmp_path, archive.text(URL, AT, row))
    assert isinstance(report, Report)
    assert (report.text, report.url, report.input_id) == (ARTICLE[0], URL, "7")
    assert report.outlet and report.outlet.method == "feed"


def test_an_omission_is_an_omission(tmp_path: Path) -> None:
    error = BadInput(Reason.NOT_ALLOWED, URL, "not asked.", "Name it.")
    (omission,) = read(tmp_path, archive.omission(URL, AT, error))
    assert isinstance(omission, Omission)
    assert omission.reason is Reason.NOT_ALLOWED
    assert omission.detail == f"{tmp_path / 'a.warc.gz'}, {URL}: not asked. Name it."


@pytest.mark.parametrize(
    "body", [b"[]", b"{", b'{"reason": 3}', b'{"text": 7}', b"[" * 9_999, b"\xff"], ids=lambda b: str(b[:9])
)
@pytest.mark.parametrize("type", [archive.FRONT, archive.TEXT, archive.OMISSION])
def test_records_of_strangers_cost_no_more_than_themselves(tmp_path: Path, type: str, body: bytes) -> None:
    kind = archive.WarcRecordType.metadata
    strange = archive._written(archive._record(kind, URL, AT, type, body))
    found = read(tmp_path, strange, *archive.answer(response(page("A", *ARTICLE)), {}))
    assert sum(isinstance(item, Report) for item in found) == 1


def test_a_feed_that_its_server_calls_a_page_is_no_report(tmp_path: Path) -> None:
    feed = b"<?xml version='1.0'?><rss version='2.0'><channel><title>A</title></channel></rss>"
    assert read(tmp_path, *archive.answer(response(feed), {})) == []


@pytest.mark.parametrize(("size", "left"), [(0, None), (4, b"abcd"), (6, b"abcdef"), (9, b"abcdef")])
def test_what_a_killed_process_wrote_goes(tmp_path: Path, size: int, left: bytes | None) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abcdef")
    archive.mend(path, size)
    assert (path.read_bytes() if path.exists() else None) == left


def test_headers_of_strangers_stay_on_their_lines() -> None:
    (data,) = archive.answer(response(b"x", X_Odd="a\r\nWARC-Type: y"), {})
    assert b"X-Odd: a WARC-Type: y\r\n" in gzip.decompress(data)
