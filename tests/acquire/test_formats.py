"""Each format gives reports whose spans are what they claim."""

from __future__ import annotations

import gzip
import io
import json
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord import acquire
from onrecord.errors import NothingToRead
from onrecord.model import Omission, Reason, Report

BODY = (
    "The harbour council of Varna Bay said on Monday that the ferry line would close in spring.\n"
    "Officials in the town had asked for the money twice, and they were refused both times last year.\n"
    "The mayor said the council would meet again before the end of the month to look for another way.\n"
)
TITLE = "Ferry line to close"
PAGE = f"""<!doctype html><html lang="en"><head><title>Ferry line to close | The Bay Courier</title>
<meta property="og:site_name" content="The Bay Courier">
<script type="application/ld+json">{{"@graph": [
  {{"@type": "NewsArticle", "headline": "Ferry line to close", "datePublished": "2021-03-04T09:30:00Z",
    "author": [{{"@id": "#p1"}}], "publisher": {{"@type": "Organization", "name": "The Bay Courier"}}}},
  {{"@type": "Person", "@id": "#p1", "name": "Ana Petrova"}}]}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ferry line to close</h1>
{"".join(f"<p>{line}</p>" for line in BODY.splitlines() * 2)}</article></body></html>"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Bay Courier</title>
<item><title>Ferry line to close</title><link>https://bay.example/ferry</link><guid>f1</guid>
<pubDate>Thu, 04 Mar 2021 09:30:00 GMT</pubDate>
<description>&lt;p&gt;The council said the &lt;b&gt;ferry&lt;/b&gt; line closes.&lt;/p&gt;
&lt;p&gt;It meets again.&lt;/p&gt;
</description></item></channel></rss>"""


def reports(*paths: Path | str, stdin: bytes | None = None) -> list[Report]:
    items = list(acquire.read(paths, stdin=io.BytesIO(stdin) if stdin is not None else None))
    assert not [i for i in items if isinstance(i, Omission)]
    return [i for i in items if isinstance(i, Report)]


def warc_record(
    url: str, payload: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    http = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(payload)}\r\n\r\n".encode()
        + payload
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(url)}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".txt.gz"])
def test_plain_text_is_the_file_unchanged(tmp_path: Path, suffix: str, newline: str) -> None:
    text = "Ferry line to close\n\n" + BODY
    data = text.replace("\n", newline).encode()
    path = tmp_path / f"a{suffix}"
    path.write_bytes(gzip.compress(data) if suffix.endswith(".gz") else data)
    (report,) = reports(path)
    assert report.text.encode() == data
    assert report.title is not None and report.title.evidence is not None
    assert report.title.evidence.of(report.text) == "Ferry line to close"
    assert (report.language, report.encoding, report.path) == ("en", "utf-8", str(path))


@pytest.mark.parametrize(
    ("encoding", "stated"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_encoding_is_detected_and_stated(tmp_path: Path, encoding: str, stated: str) -> None:
    text = "“We will not sell the ferry,” the mayor of Varna Bay said.\n" + BODY
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (report,) = reports(tmp_path / "a.txt")
    assert (report.text, report.encoding) == (text, stated)


def test_page_gives_main_text_and_what_its_head_says(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (report,) = reports(tmp_path / "a.html")
    assert BODY.splitlines()[0] in report.text.splitlines() and "Home" not in report.text
    assert report.title is not None and (report.title.value, report.title.method) == (TITLE, "page heading")
    assert report.title.evidence is not None and report.title.evidence.of(report.text) == TITLE
    assert report.outlet is not None and report.outlet.value == "The Bay Courier"
    assert [a.value for a in report.authors] == ["Ana Petrova"]
    assert report.published is not None and report.published.value.value == "2021-03-04T09:30"
    assert report.published.method == "json-ld datePublished" and report.published.evidence is None


def test_page_declares_its_charset(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("Officials", "Urzędnicy")
    (tmp_path / "a.htm").write_bytes(page.encode("iso-8859-2"))
    (report,) = reports(tmp_path / "a.htm")
    assert "Urzędnicy" in report.text and report.encoding == "iso8859-2"


@pytest.mark.parametrize("zipped", [False, True], ids=["plain", "gz"])
def test_archive_gives_its_pages(tmp_path: Path, zipped: bool) -> None:
    records = [
        warc_record("https://bay.example/ferry", PAGE.encode()),
        warc_record("https://bay.example/logo", b"\x89PNG....", "image/png"),
        warc_record("https://bay.example/gone", PAGE.encode(), status="404 Not Found"),
        warc_record("https://bay.example/second", PAGE.replace("Monday", "Friday").encode()),
    ]
    path = tmp_path / ("a.warc.gz" if zipped else "a.warc")
    path.write_bytes(b"".join(gzip.compress(r) if zipped else r for r in records))
    found = reports(path)
    assert [r.url for r in found] == ["https://bay.example/ferry", "https://bay.example/second"]
    assert len({r.digest for r in found}) == 2


def test_json_lines_columns_win_over_the_text(tmp_path: Path) -> None:
    row = {"id": 7, "text": "Published: 1 May 2020\n\n" + BODY, "title": "A title", "date": "2021-03-04"}
    row |= {
        "url": "https://www.bay.example/x",
        "outlet": "Bay Wire",
        "authors": ["A B", "C D"],
        "language": "en",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n\n" + json.dumps({"text": BODY}), "utf-8")
    first, second = reports(tmp_path / "a.jsonl")
    assert (first.input_id, first.url) == ("7", "https://www.bay.example/x")
    assert first.title is not None and (first.title.value, first.title.method) == ("A title", "column")
    assert first.published is not None and first.published.value.value == "2021-03-04"
    assert first.outlet is not None and first.outlet.value == "Bay Wire"
    assert [a.value for a in first.authors] == ["A B", "C D"]
    assert second.input_id is None and second.published is None


def test_parquet_has_the_same_columns(tmp_path: Path) -> None:
    columns = {"id": ["a", "b"], "text": [BODY, BODY + "More."], "date": [datetime(2021, 3, 4, 9, 30), None]}
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    first, second = reports(tmp_path / "a.parquet")
    assert (first.input_id, second.input_id) == ("a", "b")
    assert first.published is not None and first.published.value.value == "2021-03-04T09:30"
    assert acquire.count([tmp_path / "a.parquet"]) == 2


def test_feed_gives_its_entries_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(FEED, "utf-8")
    (report,) = reports(tmp_path / "a.xml")
    assert report.text == "The council said the ferry line closes.\nIt meets again."
    assert (report.input_id, report.url) == ("f1", "https://bay.example/ferry")
    assert report.outlet is not None and report.outlet.value == "The Bay Courier"
    assert report.published is not None and report.published.value.value == "2021-03-04T09:30"


def test_feed_reads_no_file_that_an_entity_names(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><rss'
    (tmp_path / "a.xml").write_text(
        FEED.replace("<rss", entity, 1).replace("It meets", "&x; It meets"), "utf-8"
    )
    items = list(acquire.read([tmp_path / "a.xml"]))
    assert items and "SECRET" not in repr(items)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (BODY.encode(), BODY),
        (gzip.compress(BODY.encode()), BODY),
        (json.dumps({"text": BODY}).encode(), BODY),
        (FEED.encode(), "The council said the ferry line closes.\nIt meets again."),
    ],
    ids=["text", "gzip", "jsonl", "feed"],
)
def test_standard_input_is_recognised_by_its_content(data: bytes, text: str) -> None:
    (report,) = reports("-", stdin=data)
    assert (report.text, report.path) == (text, "-")


def test_folder_is_read_through_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name + "\n\n" + BODY, "utf-8")
    (tmp_path / "b" / "notes.docx").write_bytes(b"PK")
    items = list(acquire.read([tmp_path]))
    assert [Path(i.path or "").name for i in items] == ["a.txt", "1.txt", "2.txt", "notes.docx"]
    assert isinstance(items[-1], Omission) and items[-1].reason is Reason.UNKNOWN_FORMAT
    assert acquire.count([tmp_path / "a.txt", tmp_path / "b" / "1.txt"]) == 2


def test_reading_is_lazy_and_the_same_every_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, "utf-8")
    lazy = acquire.read([tmp_path / "a.txt", tmp_path / "gone.txt"])
    assert next(lazy) == reports(tmp_path / "a.txt")[0]


def test_nothing_given_and_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead, match="no path given"):
        list(acquire.read([]))
    with pytest.raises(NothingToRead, match="no such path"):
        list(acquire.read([tmp_path / "gone.txt"]))
