"""The pages: all can be read, links lead somewhere, and nothing that came from outside runs."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from records_by_hand import EVIL, hostile, write
from starlette.testclient import TestClient

from onrecord.model import Reading
from onrecord.record import Record
from onrecord.serve.web import create_app

BASE = "http://127.0.0.1"
PAGES = [
    "/",
    "/reports",
    "/reports?outlet=x&since=2031",
    "/reports/r1",
    "/reports/r1?speaker=r1-a1&show=statements",
    "/reports/r1?mark=3-9",
    "/actors",
    "/actors/r1-a1",
    "/actors/r1-a1?act=say&status=claimed&role=recipient",
    "/stories",
    "/stories/story-1",
    "/claims",
    "/claims?denied=1",
    "/claims/claim-1",
    "/matters",
    "/matters?title=mayor&since=2031&until=2031-04&outlet=x",
    "/matters/matter-1",
    "/denials",
    "/denials?kind=denial&tier=same_claim&speaker=r2-a1&matter=matter-1&text=navy",
    "/timeline?matter=matter-1",
    "/search?matter=matter-1",
    "/reports/r1?correct=r1-s1",
    "/reports/r1?correct=r1-e1",
    "/reports/r1?correct=nothing",
    "/wording",
    "/events",
    "/events?type=ASSAULT&actor=r1-a1&text=harbour",
    "/timeline",
    "/map",
    "/map?extent=world",
    "/network",
    "/search?q=gunboats",
    "/search?q=harbour&in=reports",
    "/search?in=events&status=claimed",
    "/judge",
    "/judge?item=r1-s1",
    "/judge?item=r1-e1",
    "/add",
    "/api",
]


def client(record: Path, **options: bool) -> TestClient:
    return TestClient(create_app(record, **options), base_url=BASE)


@pytest.fixture
def record(tmp_path: Path, reading: Reading) -> Path:
    return write(tmp_path / "small.onrecord", reading)


@pytest.fixture
def evil_record(tmp_path: Path, reading: Reading) -> Path:
    return write(tmp_path / "evil.onrecord", hostile(reading))


@pytest.mark.parametrize("url", PAGES)
def test_every_page_answers(record: Path, url: str) -> None:
    answer = client(record).get(url)
    assert answer.status_code == 200, answer.text
    assert "<h1" in answer.text


@pytest.mark.parametrize("url", PAGES)
def test_nothing_from_outside_runs(evil_record: Path, url: str) -> None:
    answer = client(evil_record).get(url)
    assert answer.status_code == 200, answer.text
    found = Tags()
    found.feed(answer.text)
    assert set(found.tags) <= ALLOWED, set(found.tags) - ALLOWED
    assert [a for _, attributes in found.all for a in attributes if a.startswith("on") or a == "style"] == []
    hrefs = [a["href"] or "" for tag, a in found.all if tag in ("a", "link", "use") and "href" in a]
    assert [h for h in hrefs if not h.startswith(("/", "#"))] == []
    assert [
        a for tag, a in found.all if tag == "script" and not (a.get("src") or "").startswith("/static/")
    ] == []
    assert "4900280003" not in answer.text, "a template in a field was run: {{70001*70003}}"


TAGS = """
html head meta title link script body a header form label input button nav main footer p h1 h2 span ol ul li
div section br code b q blockquote meter table thead tbody tr th td details summary aside article select
option mark figure figcaption svg g line path rect text circle defs marker textarea progress noscript
"""
ALLOWED = set(TAGS.split())


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.all]


def links(page: str, base: str) -> Iterator[str]:
    found = Tags()
    found.feed(page)
    for tag, attributes in found.all:
        target = attributes.get("href") or attributes.get("src")
        if tag in ("a", "link", "script") and target and target.startswith("/"):
            yield urljoin(base, target)


@pytest.mark.parametrize("kind", ["record", "evil_record"])
def test_every_link_leads_somewhere(request: pytest.FixtureRequest, kind: str) -> None:
    browser = client(request.getfixturevalue(kind))
    waiting, seen = ["/"], set()
    while waiting and len(seen) < 250:
        url = waiting.pop(0).partition("#")[0]
        if url in seen:
            continue
        seen.add(url)
        answer = browser.get(url)
        assert answer.status_code == 200, f"{url}: {answer.text[-500:]}"
        if "html" in answer.headers["content-type"]:
            waiting += links(answer.text, url)
    assert len(seen) > 40


def test_a_denial_stands_beside_what_it_denies(record: Path) -> None:
    page = client(record).get("/reports/r1").text
    assert re.search(r'denied</span> by\s*<a class="who" href="/actors/r2-a1">Ada Lund</a>', page)


def test_the_whole_text_stands_on_the_page(record: Path, reading: Reading) -> None:
    class Text(HTMLParser):
        words = ""
        inside = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.inside += ("class", "text") in attrs or (self.inside > 0 and tag == "section")

        def handle_endtag(self, tag: str) -> None:
            self.inside -= self.inside > 0 and tag == "section"

        def handle_data(self, data: str) -> None:
            self.words += data if self.inside else ""

    text = Text()
    text.feed(client(record).get("/reports/r1").text)
    shown = text.words.replace("Page furniture (1 line)", "")
    assert shown.split() == reading.report.text.split()


def test_long_reports_come_in_parts(tmp_path: Path, reading: Reading) -> None:
    import dataclasses

    text = reading.report.text + "\n\nAnother line of the report." * 9_000
    long = dataclasses.replace(reading, report=dataclasses.replace(reading.report, text=text))
    browser = client(write(tmp_path / "long.onrecord", long))
    first = browser.get("/reports/r1")
    assert len(first.content) < 1_000_000
    assert "Part 1 of 5" in first.text
    last = browser.get("/reports/r1?page=5")
    assert "Another line" in last.text
    assert browser.get("/reports/r1?page=6").status_code == 404


@pytest.mark.parametrize(
    ("url", "status", "says"),
    [
        ("/reports/nothing", 404, "no report nothing"),
        ("/actors/nothing", 404, "no actor nothing"),
        ("/stories/nothing", 404, "no story nothing"),
        ("/claims/nothing", 404, "no claim nothing"),
        ("/matters/nothing", 404, "no matter nothing"),
        ("/matters?since=lately", 400, "--since takes a day"),
        ("/denials?tier=wrong", 400, "--tier takes one of"),
        ("/add/nothing", 404, "no job nothing"),
        ("/events?status=wrong", 400, "--status takes one of"),
        ("/events?since=yesterday", 400, "--since takes a day"),
        ("/search?q=%22", 400, "no word to search for"),
        ("/search?in=nowhere", 400, "search looks in one of"),
        ("/reports?page=0", 400, "page takes a number"),
        ("/reports?page=-1", 400, "page takes a number"),
        ("/reports?page=1e9", 400, "page takes a number"),
        ("/nothing", 404, "Not Found"),
    ],
)
def test_errors_say_what_is_wrong(record: Path, url: str, status: int, says: str) -> None:
    answer = client(record).get(url)
    assert answer.status_code == status
    assert says in answer.text.replace("&#39;", "'").replace("&#34;", '"')


def test_pages_stay_readable_while_another_process_writes(record: Path) -> None:
    browser = client(record)
    with Record(record) as writer, writer._writing():
        assert browser.get("/reports/r1").status_code == 200
        assert browser.get("/").status_code == 200


def test_a_change_of_the_record_is_seen_at_once(record: Path, reading: Reading) -> None:
    import dataclasses

    from records_by_hand import MADE_BY

    browser = client(record)
    assert "2 reports" in browser.get("/").text
    third = dataclasses.replace(
        reading, report=dataclasses.replace(reading.report, id="r3"), statements=(), events=(), actors=()
    )
    with Record(record) as writer:
        writer.add([third], [], MADE_BY)
    assert "3 reports" in browser.get("/").text


def test_evil_is_evil() -> None:
    assert "<script>" in EVIL


def test_a_search_that_finds_nothing_offers_any_of_the_words(record: Path) -> None:
    room = client(record)
    page = room.get("/search?q=gunboats+lighthouse").text
    assert "Nothing found" in page
    assert "q=gunboats+OR+lighthouse" in page
    assert "Look for any" not in room.get("/search?q=gunboats+AND+lighthouse").text
