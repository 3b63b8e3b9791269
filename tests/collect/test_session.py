"""A whole `onrecord watch`: the record, kills, lists of feeds, what is told."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sites import ARTICLE, Answer, FakeClock, Site, item, page, rss

from onrecord import acquire
from onrecord.collect import session
from onrecord.collect.session import INTERRUPTED, Wish, addresses
from onrecord.errors import OnrecordError, RecordError, UsageError
from onrecord.model import Omission, Report
from onrecord.pipeline import Pipeline
from onrecord.record import Record
from onrecord.record.commands import add_paths

PAGES = 6
NO_STAGES = Pipeline([])


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the stages find is theirs to test; here reports come in unread."""
    monkeypatch.setattr(session, "default", lambda: NO_STAGES)


@pytest.fixture
def paper(web: Site) -> Site:
    """A feed with pages, one that is missing, one with its own text."""
    entries = [item(f"/{n}", f"Report {n}") for n in range(PAGES)]
    web.pages |= {
        f"/{n}": Answer(page(f"Report {n}", f"This is number {n}.", *ARTICLE)) for n in range(PAGES)
    }
    web.pages["/feed.xml"] = rss(*entries, item("/gone", "Gone", content=ARTICLE[0]))
    return web


def wish(web: Site, folder: Path, **changes: Any) -> Wish:
    given = {"record": folder / "news.onrecord", "raw": folder / "raw", "every": None, "delay": 1.0}
    return Wish(urls=[f"{web.url}/feed.xml"], **given | changes)


def content(record: Path) -> tuple[list[str], list[str]]:
    """The reports of a record, and what was left out."""
    with Record(record) as store:
        assert not list(store.check())
        reports = [reading.report for reading in store.readings()]
        details = [omission.detail.partition(", ")[2] for omission in store.omissions()]
    return sorted(f"{r.id} {r.url} {r.outlet} {r.published}" for r in reports), sorted(details)


def test_the_raw_bytes_give_the_same_record_again(
    paper: Site, tmp_path: Path, clock: FakeClock, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = wish(paper, tmp_path)
    assert session.run(asked, clock) == 0
    out, err = capsys.readouterr()
    assert out == f"{asked.record}: {PAGES + 1} added, 1 left out.\n"
    assert "7 of 7 entries are new" in err
    again = tmp_path / "again.onrecord"
    with Record(again) as store:
        add_paths(store, [str(asked.raw)], NO_STAGES)
    assert content(again) == content(asked.record)
    assert len(content(again)[0]) == PAGES + 1


def test_a_second_look_asks_once_and_adds_nothing(
    paper: Site, tmp_path: Path, clock: FakeClock, capsys: pytest.CaptureFixture[str]
) -> None:
    session.run(wish(paper, tmp_path), clock)
    count = len(paper.asked)
    capsys.readouterr()
    assert session.run(wish(paper, tmp_path), clock) == 0
    assert [path for path, _ in paper.asked[count:]] == ["/feed.xml"]
    assert capsys.readouterr().out == ""


def test_a_new_record_gets_all_that_was_kept(paper: Site, tmp_path: Path, clock: FakeClock) -> None:
    asked = wish(paper, tmp_path)
    session.run(asked, clock)
    other = wish(paper, tmp_path, record=tmp_path / "other.onrecord")
    session.run(other, clock)
    assert content(other.record) == content(asked.record)
    before = content(asked.record)
    asked.record.unlink()
    session.run(asked, clock)
    assert content(asked.record) == before


CHILD = """
import os, signal, sys
sys.path.insert(0, {here!r})
from pathlib import Path
from sites import FakeClock
from onrecord.collect import archive, session, state
from onrecord.pipeline import Pipeline

session.default = lambda: Pipeline([])
left = {after}

def count():
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

whole = archive.append
def append(path, offset, records):
    if left == 0 and {half}:
        with path.open("r+b" if offset else "xb") as stream:
            stream.seek(offset)
            stream.write(b"".join(records)[:-9])
    count()
    return whole(path, offset, records)

settled = state.State.grow
def grow(self, name, size):
    settled(self, name, size)
    if {late}:
        count()

archive.append = append
state.State.grow = grow
folder = Path({folder!r})
session.run(session.Wish(urls=[{url!r}], record=folder / "news.onrecord", raw=folder / "raw", every=None,
                         delay=1.0), FakeClock())
"""


@pytest.mark.parametrize(
    ("after", "half", "late"),
    [(0, True, False), (1, False, False), (4, True, False), (7, False, True)],
    ids=["in-the-first-bytes", "between-answers", "in-an-answer", "bytes-without-a-row"],
)
def test_a_killed_watch_goes_on_where_it_was(
    paper: Site, tmp_path: Path, clock: FakeClock, after: int, half: bool, late: bool
) -> None:
    killed, calm = tmp_path / "killed", tmp_path / "calm"
    url = f"{paper.url}/feed.xml"
    here = str(Path(__file__).parent)
    script = CHILD.format(here=here, after=after, half=half, late=late, folder=str(killed), url=url)
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL
    assert session.run(wish(paper, killed), clock) == 0
    asked_for = [paper.paths.count(path) for path in {*paper.paths} - {"/feed.xml"}]
    assert sorted(asked_for)[:-1] == [1] * PAGES
    assert max(asked_for) <= 2
    session.run(wish(paper, calm), clock)
    assert content(killed / "news.onrecord") == content(calm / "news.onrecord")
    items = list(acquire.read([killed / "raw"]))
    assert sum(isinstance(i, Report) for i in items) == PAGES + 1
    assert [i.reason for i in items if isinstance(i, Omission)] == ["not-fetched"]


def test_the_user_ends_it(paper: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Impatient(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            if len(self.slept) == 4:
                raise KeyboardInterrupt

    assert session.run(wish(paper, tmp_path), Impatient()) == INTERRUPTED
    assert "goes on where this ended" in capsys.readouterr().err
    assert session.run(wish(paper, tmp_path, every=60.0), Impatient()) == 0
    assert session.run(wish(paper, tmp_path), FakeClock()) == 0
    assert len(content(tmp_path / "news.onrecord")[0]) == PAGES + 1
    assert max(paper.paths.count(f"/{n}") for n in range(PAGES)) == 1


def test_a_record_that_cannot_be_used_stops_one_look_and_no_watch(
    paper: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Impatient(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            if seconds > 10:
                raise KeyboardInterrupt

    record = tmp_path / "news.onrecord"
    record.write_text("no record " * 200)
    assert session.run(wish(paper, tmp_path, every=60.0), Impatient()) == 0
    assert "is added later" in capsys.readouterr().err
    with pytest.raises(RecordError):
        session.run(wish(paper, tmp_path), FakeClock())
    record.unlink()
    session.run(wish(paper, tmp_path), FakeClock())
    assert len(content(record)[0]) == PAGES + 1


def test_rows_for_programs(
    paper: Site, tmp_path: Path, clock: FakeClock, capsys: pytest.CaptureFixture[str]
) -> None:
    session.run(wish(paper, tmp_path, jsonl=True), clock)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == {
        "at": "2033-05-18T03:33:21+00:00",
        "url": f"{paper.url}/feed.xml",
        "outcome": "kept",
        "detail": "7 of 7 entries are new",
        "reason": None,
        "entries": 7,
    }
    assert [row["outcome"] for row in rows[1:]] == ["kept"] * PAGES + ["left-out"]
    assert rows[-1]["reason"] == "not-fetched"


def test_nothing_but_failures_is_a_failure(web: Site, tmp_path: Path, clock: FakeClock) -> None:
    assert session.run(wish(web, tmp_path), clock) == 1


def test_the_agent_names_its_user(paper: Site, tmp_path: Path, clock: FakeClock) -> None:
    session.run(wish(paper, tmp_path, contact="desk@gazette.example"), clock)
    assert paper.asked[0][1]["user-agent"].endswith(" (desk@gazette.example)")
    with pytest.raises(UsageError):
        session.run(wish(paper, tmp_path, contact="x\r\nCookie: y"), clock)


OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="News">
<outline type="rss" xmlUrl="https://a.example/feed"/><outline type="rss" xmlUrl="https://b.example/feed"/>
</outline></body></opml>"""


@pytest.mark.parametrize(
    "text",
    ["https://a.example/feed\n# a comment\n\n https://b.example/feed \n", OPML, "\ufeff" + OPML],
    ids=["lines", "opml", "mark"],
)
def test_a_list_of_feeds(tmp_path: Path, text: str) -> None:
    path = tmp_path / "feeds"
    path.write_text(text, encoding="utf-8")
    expected = ["https://c.example/", "https://a.example/feed", "https://b.example/feed"]
    assert addresses(["https://c.example", "https://a.example/feed"], path) == expected


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ([], None),
        ([], ""),
        (["a.example/feed"], None),
        (["feeds.txt"], None),
        ([], "<opml"),
        ([], "file:///a"),
    ],
)
def test_what_cannot_be_followed_is_misuse(tmp_path: Path, given: list[str], text: str | None) -> None:
    path = tmp_path / "feeds"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        addresses(given, path if text is not None else None)


def test_a_folder_that_cannot_be_used(paper: Site, tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "raw").write_text("a file")
    with pytest.raises(OnrecordError, match="cannot be used"):
        session.run(wish(paper, tmp_path), clock)
