"""Offsets count characters of the report's text, whatever the format, newlines or plane of a character."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord import acquire, pipeline
from onrecord.model import Found, PartialDate, Reading, Report

# Emoji and Gothic letters are beyond the basic plane; the accents of the mayor are combining characters.
BODY = """By Ana Petrova
4 March 2031

The ferry \U0001f6a2 of Varna Bay \U00010330\U00010331 will stop in spring, \
Mayor Andre\u0301 Nun\u0303ez said on Monday.

“We deny that the money \U0001f4b6 was lost,” Nun\u0303ez told reporters in Varna Bay. \
The council had paid 300 euros.

The union accused the council of firing \
twelve sailors \U0001f468\u200d\u2708\ufe0f after the strike of last year.
"""
TEXT = f"Ferry \U0001f6a2 line to close in spring, mayor says\n{BODY}"

Write = Callable[[Path, str], Path]


def plain(encoding: str, newline: str = "\n", suffix: str = ".txt") -> Write:
    def write(folder: Path, text: str) -> Path:
        data = text.replace("\n", newline).encode(encoding)
        path = folder / f"a{suffix}"
        path.write_bytes(gzip.compress(data) if suffix.endswith(".gz") else data)
        return path

    return write


def jsonl(folder: Path, text: str) -> Path:
    (folder / "a.jsonl").write_text(json.dumps({"text": text}))
    return folder / "a.jsonl"


def parquet(folder: Path, text: str) -> Path:
    pq.write_table(pa.table({"text": [text]}), folder / "a.parquet")
    return folder / "a.parquet"


def markup(text: str) -> str:
    title, *lines = text.splitlines()
    paragraphs = "".join(f"<p>{line}</p>" for line in lines if line)
    return f"<html><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"


def html(folder: Path, text: str) -> Path:
    (folder / "a.html").write_text(markup(text), "utf-8")
    return folder / "a.html"


def warc(folder: Path, text: str) -> Path:
    page = markup(text).encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    (folder / "a.warc").write_bytes(head.encode() + http + b"\r\n\r\n")
    return folder / "a.warc"


def feed(folder: Path, text: str) -> Path:
    content = markup(text).replace("&", "&amp;").replace("<", "&lt;")
    (folder / "a.xml").write_text(
        f'<rss version="2.0"><channel><item><description>{content}</description></item></channel></rss>',
        "utf-8",
    )
    return folder / "a.xml"


FORMATS: dict[str, Write] = {
    "txt": plain("utf-8"),
    "txt, crlf": plain("utf-8", "\r\n"),
    "txt, cr": plain("utf-8", "\r"),
    "txt, utf-8 mark": plain("utf-8-sig"),
    "txt, utf-16 mark": plain("utf-16", "\r\n"),
    "md.gz": plain("utf-8", suffix=".md.gz"),
    "jsonl": jsonl,
    "parquet": parquet,
    "html": html,
    "warc": warc,
    "feed": feed,
}


def read(path: Path) -> Report:
    (report,) = acquire.read([path])
    assert isinstance(report, Report)
    return report


@pytest.mark.parametrize("name", FORMATS)
def test_front_matter_is_what_its_span_shows(tmp_path: Path, name: str) -> None:
    report = read(FORMATS[name](tmp_path, TEXT))
    found: list[Found[str]] = [f for f in (report.title, report.outlet, *report.authors) if f]
    assert all(f.evidence is None or f.evidence.of(report.text) == f.value for f in found)
    published: Found[PartialDate] | None = report.published
    if published and published.evidence:
        assert published.evidence.of(report.text) == "4 March 2031"
    assert "\ufeff" not in report.text
    if name.startswith(("txt", "md", "jsonl", "parquet")):
        assert [f.value for f in found] == [TEXT.splitlines()[0], "Ana Petrova"] and published
        assert re.sub("\r\n?", "\n", report.text) == TEXT


@pytest.fixture(scope="module")
def chain() -> pipeline.Pipeline:
    return pipeline.default()


@pytest.mark.parametrize("name", FORMATS)
def test_spans_of_statements_and_events_are_the_same_words(
    tmp_path: Path, chain: pipeline.Pipeline, name: str
) -> None:
    here = words(chain(read(FORMATS[name](tmp_path, TEXT))))
    assert here and all(word.strip() == word for word in here)
    assert {"said", "Mayor Andre\u0301 Nun\u0303ez"} <= set(here)
    # A bare return, the newline of old Macs, is no paragraph to the rules of quotations.
    if name.startswith(("txt", "md", "jsonl", "parquet")) and name != "txt, cr":
        assert here == words(chain(read(plain("utf-8")(tmp_path, TEXT))))


def words(reading: Reading) -> list[str]:
    """What the spans of statements, events and mentions hold, in order."""
    text = reading.report.text
    spans = [s for x in reading.statements for s in (*x.content, *x.cue, *x.source)]
    for event in reading.events:
        spans += [event.trigger, *(r.span for r in (*event.actors, *event.recipients))]
        spans += [q.span for q in event.quantities]
    spans += [span for actor in reading.actors for span in actor.mentions]
    return [span.of(text) for span in spans]
