"""Inputs made up by hypothesis, and what must hold for each."""

from __future__ import annotations

import gzip
import io
import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from onrecord import acquire, jsonl
from onrecord.model import Omission, Reading, Reason, Report
from onrecord.record import Record
from onrecord.record.check import faults
from onrecord.record.provenance import provenance
from soak.inputs import FORMULA, GOOD, SCRIPT, record

Chain = Callable[[Report], Reading]

MARKS = (
    '"',
    "“",
    "”",
    "‘",
    "’",
    "'",
    ".",
    ",",
    "…",
    ":",
    "—",
    "-",
    "(",
    ")",
    "\n",
    "\n\n",
    "\t",
    "\0",
    "\u200b",
)
WORDS = (
    *(
        "said",
        "denied",
        "according to",
        "told",
        "accused",
        "that",
        "not",
        "will",
        "would",
        "if",
        "and",
        "who",
    ),
    *("Ana Ruiz", "Mr. Ruiz", "he", "she", "the council", "Varna Bay", "U.S.", "Russia’s foreign minister"),
    *("attacked", "met", "troops", "on Monday", "3 May 2031", "$1.2 million", "some 50", "\u202e", SCRIPT),
)
TEXTS = st.lists(st.sampled_from((*MARKS, *WORDS, GOOD)) | st.text(max_size=8), max_size=60).map(" ".join)

HEADS = (
    b"",
    b"{",
    b"<html>",
    b"<rss><channel><item>",
    b"WARC/1.0\r\n",
    b"PAR1",
    b"\x1f\x8b\x08",
    b"\xff\xfe",
)
BYTES = st.builds(bytes.__add__, st.sampled_from(HEADS), st.binary(max_size=400))

TAGS = (
    "html",
    "head",
    "body",
    "p",
    "div",
    "article",
    "h1",
    "time",
    "script",
    "table",
    "a",
    "meta",
    "title",
    "br",
)
MARKUP = st.lists(
    st.sampled_from([form.format(tag) for tag in TAGS for form in ("<{}>", "</{}>", "<{} class='a' href=")])
    | st.sampled_from(("<!--", "-->", "<![CDATA[", "&lt;", "&#0;", "&#xd800;", "&nope;", "<?", GOOD, SCRIPT))
    | st.text(max_size=20),
    max_size=40,
).map("".join)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(FORMULA),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
COLUMNS = ("id", "text", "title", "date", "url", "outlet", "authors", "language")
ROWS = st.dictionaries(st.sampled_from(COLUMNS) | st.text(max_size=8), JSON | st.just(GOOD), max_size=9)
LINES = st.lists(ROWS.map(json.dumps) | st.text(max_size=30), max_size=6).map("\n".join)

FEED = MARKUP.map(
    lambda inside: f"<rss version='2.0'><channel><item><title>a</title>{inside}</item></channel></rss>"
)
ARCHIVE = st.builds(
    lambda uri, body: record(uri, body.encode("utf-8", "replace")),
    st.text(max_size=20).map(lambda uri: uri.encode("ascii", "replace").decode()),
    MARKUP,
)


def encoded(text: str) -> bytes:
    """As UTF-8; halves of characters as question marks."""
    return text.encode("utf-8", "replace")


FILES = st.one_of(
    st.tuples(st.sampled_from((".txt", ".html", ".warc", ".jsonl", ".parquet", ".xml", ".txt.gz")), BYTES),
    st.tuples(st.just(".txt"), TEXTS.map(encoded)),
    st.tuples(st.just(".html"), MARKUP.map(encoded)),
    st.tuples(st.just(".jsonl"), LINES.map(encoded)),
    st.tuples(st.just(".xml"), FEED.map(encoded)),
    st.tuples(st.just(".warc"), ARCHIVE),
    st.tuples(st.just(".html.gz"), MARKUP.map(encoded).map(gzip.compress).map(lambda data: data[:-9])),
)


def check_bytes(data: bytes) -> None:
    """Whatever comes in on standard input is reports and omissions."""
    for item in acquire.read(["-"], stdin=io.BytesIO(data)):
        assert isinstance(item, Report | Omission)


def check_file(folder: Path, file: tuple[str, bytes]) -> None:
    """Whatever a file holds is reports and omissions that can be written, and spans that lie in the text."""
    path = folder / f"a{file[0]}"
    path.write_bytes(file[1])
    for item in acquire.read([path]):
        assert isinstance(item, Report | Omission)
        if isinstance(item, Report):
            check_reading(Reading(report=item))


def check_reading(reading: Reading) -> None:
    """Its ids and spans are right, and its line of JSON says the same."""
    assert list(faults(reading)) == []
    line = jsonl.line(reading)
    assert "\n" not in line and line.encode()
    assert json.loads(line) == json.loads(json.dumps(jsonl.reading_object(reading)))


def check_text(chain: Chain, store: Record, text: str) -> None:
    """A text passes all stages, and comes out of a record as it went in."""
    row = json.dumps({"text": text, "language": "en", "title": text[:9]})
    for item in acquire.read(["-"], stdin=io.BytesIO(row.encode())):
        if isinstance(item, Omission):
            continue
        reading = chain(item)
        assert [o for o in reading.omissions if o.reason is Reason.STAGE_FAILED] == []
        check_reading(reading)
        store.add([reading], [], provenance(["soak"]))
        stored = store.reading(item.id)
        assert jsonl.line(stored) == jsonl.line(reading)


VALUES = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.integers().map(str)
    | st.sampled_from(
        ("", "r", "2031-05-03", "2031-99", "say", "deny", '"', "a*", "NOT", "(", "'; --", "%", "\0")
    )
)
REQUESTS = st.tuples(
    st.integers(0, 999), VALUES, st.dictionaries(st.integers(0, 99), VALUES, max_size=4), JSON
)


class Api:
    """Requests to every route of the pages and the API, with parameters made up."""

    def __init__(self, path: Path) -> None:
        from starlette.testclient import TestClient

        from onrecord.serve.web import create_app
        from onrecord.serve.web.access import TOKEN_HEADER

        app = create_app(path)
        self.client = TestClient(app, base_url="http://localhost")
        described: dict[str, Any] = app.openapi()["paths"]
        self.routes = [(way, place) for place, ways in described.items() for way in ways]
        self.routes += [
            ("get", route.path) for route in app.routes if "/api" not in getattr(route, "path", "/api")
        ]
        given = [
            p["name"]
            for ways in described.values()
            for way in ways.values()
            for p in way.get("parameters", ())
        ]
        self.names = sorted(set(given))
        token = self.client.get("/api/token").json()["token"]
        self.headers = {TOKEN_HEADER: token, "Origin": "http://localhost"}

    def check(self, request: tuple[int, str, dict[int, str], Any]) -> None:
        """Whatever is asked, the server answers, and never with a fault of its own."""
        number, name, query, body = request
        way, place = self.routes[number % len(self.routes)]
        for part in [part for part in place.split("/") if part.startswith("{")]:
            place = place.replace(part, quote(name, safe="") or "a")
        params = {self.names[n % len(self.names)]: value for n, value in query.items()}
        sent = json.dumps(body) if way == "post" else None
        answer = self.client.request(
            way,
            place,
            params=params,
            content=sent,
            headers=self.headers,
        )
        assert answer.status_code < 500, f"{way} {place} {params}: {answer.status_code}"


@dataclass
class Tally:
    """What came of one kind of input."""

    name: str
    tried: int = 0
    slowest: float = 0.0
    megabytes: float = 0.0
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Property:
    """Inputs, what must hold for them, and which part of the examples they get."""

    name: str
    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    share: float = 1.0


def properties(folder: Path, chain: Chain, reports: list[Report]) -> Iterator[Property]:
    """Everything that is tried. The record that the pages show is made of `reports`."""
    yield Property("acquire, standard input", BYTES, check_bytes)
    yield Property("acquire, files of every format", FILES, lambda file: check_file(folder, file))
    with Record(folder / "texts.onrecord") as store:
        yield Property(
            "all stages, JSON lines, record", TEXTS, lambda text: check_text(chain, store, text), 0.1
        )
    with Record(folder / "room.onrecord") as room:
        room.add(map(chain, reports), [], provenance(["soak"]))
    api = Api(folder / "room.onrecord")
    yield Property("pages and API", REQUESTS, api.check, 0.2)


def tried(prop: Property, examples: int, number: int) -> Tally:
    """Try one property; the smallest input that fails, if one does."""
    tally = Tally(prop.name)

    @seed(number)
    @settings(
        max_examples=max(1, int(examples * prop.share)),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(prop.inputs)
    def test(value: Any) -> None:
        began = time.process_time()
        prop.check(value)
        tally.tried += 1
        tally.slowest = max(tally.slowest, time.process_time() - began)

    try:
        test()
    except Exception as error:  # hypothesis raises what the smallest failing input raised
        notes = " ".join(getattr(error, "__notes__", ()))
        tally.failures.append(f"{type(error).__name__}: {error} {notes}"[:600])
    tally.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return tally


def run(examples: int, number: int) -> Iterator[Tally]:
    """Try everything."""
    from onrecord import pipeline
    from soak import source

    with tempfile.TemporaryDirectory() as name:
        for prop in properties(Path(name), pipeline.default(), source.bundled()):
            yield tried(prop, examples, number)
