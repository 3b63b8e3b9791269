"""The watch against sites of our own: what is asked, when, what is kept, what is left out."""

from __future__ import annotations

import gzip
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from sites import ARTICLE, START, Answer, FakeClock, Site, Try, item, page, rss

from onrecord import acquire
from onrecord.acquire.draft import MAX_BYTES
from onrecord.collect.state import State
from onrecord.collect.watch import DAY, LONGEST_WAIT, What, backoff
from onrecord.errors import CollectError
from onrecord.model import Omission, Report

DATE = "Mon, 03 Mar 2031 10:00:00 GMT"
A, B = Answer(page("Talks end", *ARTICLE)), Answer(page("Talks resume", ARTICLE[1], ARTICLE[0]))


def found(attempt: Try) -> list[str]:
    """What `onrecord add` makes of the archives: titles, and reasons."""
    if not attempt.archives:
        return []
    items = acquire.read(attempt.archives)
    return [i.title.value if isinstance(i, Report) and i.title else getattr(i, "reason", "") for i in items]


def gaps(times: list[float]) -> list[float]:
    return [after - before for before, after in pairwise(times)]


def omissions(attempt: Try) -> list[Omission]:
    return [i for i in acquire.read(attempt.archives) if isinstance(i, Omission)]


def test_a_feed_and_its_pages(web: Site, attempt: Try) -> None:
    web.pages |= {"/feed.xml": rss(item("/a", "A", updated=DATE), item("/b", "B")), "/a": A, "/b": B}
    assert attempt.look() == [
        ("feed.xml", "kept", "2 of 2 entries are new"),
        ("a", "kept", ""),
        ("b", "kept", ""),
    ]
    assert found(attempt) == ["Talks end", "Talks resume"]
    first, second = acquire.read(attempt.archives)
    assert isinstance(first, Report) and isinstance(second, Report)
    assert first.url == f"{web.url}/a"
    assert first.outlet and first.outlet.value == "Harbour Gazette"
    assert first.published and first.published.value.value == "2031-03-03T10:00"


def test_what_was_seen_is_not_asked_for_again(web: Site, attempt: Try) -> None:
    web.pages |= {"/feed.xml": rss(item("/a", "A")), "/a": A}
    attempt.look()
    before = Path(attempt.archives[0]).read_bytes()
    assert attempt.look() == [("feed.xml", "unchanged", "")]
    web.pages |= {"/feed.xml": rss(item("/b", "B"), item("/a", "A")), "/b": B}
    assert attempt.look() == [("feed.xml", "kept", "1 of 2 entries are new"), ("b", "kept", "")]
    assert web.paths == ["/feed.xml", "/a", "/feed.xml", "/feed.xml", "/b"]
    assert Path(attempt.archives[0]).read_bytes() == before
    assert found(attempt) == ["Talks end", "Talks resume"]


def validating(answer: Answer, etag: str) -> object:
    def ask(headers: dict[str, str]) -> Answer:
        if headers.get("if-none-match") == etag:
            return Answer(status=304, type=None, length=None)
        return Answer(answer.body, answer.type, headers={"ETag": etag})

    return ask


def test_a_server_that_says_nothing_is_new(web: Site, attempt: Try) -> None:
    web.pages |= {"/feed.xml": validating(rss(item("/a", "A")), '"7"'), "/a": A}
    attempt.look()
    assert attempt.look() == [("feed.xml", "unchanged", "")]
    assert attempt.look() == [("feed.xml", "unchanged", "")]
    assert len(attempt.archives) == 1
    assert [h.get("if-none-match") for path, h in web.asked if path == "/feed.xml"] == [None, '"7"', '"7"']


def test_an_entry_that_has_changed_is_asked_for_again(web: Site, attempt: Try) -> None:
    web.pages |= {"/feed.xml": rss(item("/a", "A", updated=DATE)), "/a": validating(A, '"1"')}
    attempt.look()
    web.pages["/feed.xml"] = rss(item("/a", "A", updated="Tue, 04 Mar 2031 10:00:00 GMT"))
    assert attempt.look() == [("feed.xml", "kept", "1 of 1 entries are new"), ("a", "unchanged", "")]
    web.pages |= {"/feed.xml": rss(item("/a", "A", updated=DATE)), "/a": B}
    assert attempt.look()[1] == ("a", "kept", "")
    assert found(attempt) == ["Talks end", "Talks resume"]


def test_a_page_is_followed_for_changes(web: Site, attempt: Try) -> None:
    attempt.seeds = [f"{web.url}/a"]
    web.pages["/a"] = A
    assert attempt.look() == [("a", "kept", "")]
    assert attempt.look() == [("a", "unchanged", "")]
    web.pages["/a"] = B
    assert attempt.look() == [("a", "kept", "")]
    assert found(attempt) == ["Talks end", "Talks resume"]


@pytest.mark.parametrize(
    ("head", "detail"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed.xml">', "/feed.xml"),
        ('<link rel="stylesheet" href="/style.css">', ""),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:x">', ""),
    ],
)
def test_a_page_with_a_feed_is_a_page_and_its_feed_is_told(
    web: Site, attempt: Try, head: str, detail: str
) -> None:
    attempt.seeds = [f"{web.url}/"]
    web.pages["/"] = Answer(page("Front", *ARTICLE, head=head))
    told = f"a page; give its feed to follow what it lists: {web.url}{detail}" if detail else ""
    assert attempt.look() == [("", "kept", told)]


def test_robots_are_obeyed_and_asked_once_a_day(web: Site, attempt: Try, clock: FakeClock) -> None:
    rules = b"User-agent: *\nDisallow: /closed\nCrawl-delay: 7"
    web.pages |= {"/robots.txt": Answer(rules, "text/plain"), "/a": A, "/closed/b": B}
    web.pages["/feed.xml"] = rss(item("/a", "A"), item("/closed/b", "B"))
    attempt.look()
    assert web.paths == ["/feed.xml", "/a"]
    (omission,) = omissions(attempt)
    assert omission.reason == "not-allowed"
    assert "/closed/b: not asked: robots.txt of 127.0.0.1 forbids it." in omission.detail
    attempt.look()
    clock.time += DAY
    attempt.look()
    assert [path for path, _ in web.asked].count("/robots.txt") == 2
    assert gaps(web.times)[:2] == [attempt.delay, 7]


def test_a_host_is_asked_in_turn_and_others_meanwhile(web: Site, other: Site, attempt: Try) -> None:
    attempt.seeds.append(f"{other.url.replace('127.0.0.1', 'localhost')}/feed.xml")
    attempt.delay, other.clock = 5.0, attempt.clock
    for site in (web, other):
        site.pages |= {"/feed.xml": rss(item("/a", "A"), item("/b", "B")), "/a": A, "/b": B}
    attempt.look()
    assert gaps(web.times) == gaps(other.times) == [5, 5, 5]
    assert attempt.clock.time == START + 15


def test_a_host_rests_after_an_answer_that_is_of_no_use(web: Site, attempt: Try) -> None:
    web.pages["/feed.xml"] = rss(item("/a", "A"), item("/b", "B"))
    web.pages |= {"/a": Answer(b"%PDF", type="application/pdf"), "/b": A}
    attempt.look()
    assert gaps(web.times) == [attempt.delay] * 3


@pytest.mark.parametrize("host", ["a..example", f"{'a' * 64}.example"])
def test_a_host_that_cannot_be_is_an_omission(web: Site, attempt: Try, host: str) -> None:
    web.pages["/feed.xml"] = rss(item(f"http://{host}/", "A"))
    assert attempt.look()[1][1] == "left-out"
    assert omissions(attempt)[0].reason == "not-fetched"


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (Answer(b"gone", status=404), "the server answered 404 Not Found."),
        (Answer(b"pay", status=402), "the server answered 402 Payment Required."),
        (Answer(b"no", status=403), "the server answered 403 Forbidden."),
        (Answer(b"%PDF", type="application/pdf"), "not a page: application/pdf."),
        (Answer(b"{}", type="application/json"), "not a page: application/json."),
        (Answer(b"hello", type=None), "not a page: no type."),
        (Answer(b"", length=MAX_BYTES + 1), f"more than {MAX_BYTES:,} bytes."),
        (Answer(gzip.compress(b" " * (MAX_BYTES + 1)), headers={"Content-Encoding": "gzip"}), "more than"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "no web address."),
        (rss(), "a feed, not a page."),
    ],
    ids=["404", "402", "403", "pdf", "json", "no-type", "huge", "bomb", "odd-redirect", "feed"],
)
@pytest.mark.parametrize("content", ["", f"<p>{ARTICLE[0]}</p>"], ids=["summary", "content"])
def test_what_cannot_be_had_is_an_omission(
    web: Site, attempt: Try, answer: Answer, detail: str, content: str
) -> None:
    web.pages |= {"/feed.xml": rss(item("/a", "A", content=content)), "/a": answer}
    assert attempt.look()[1][:2] == ("a", "left-out")
    (omission,) = omissions(attempt)
    assert detail in omission.detail
    reports = [i for i in acquire.read(attempt.archives) if isinstance(i, Report)]
    assert [(r.text, r.url) for r in reports] == ([(ARTICLE[0], f"{web.url}/a")] if content else [])
    attempt.look()
    assert web.paths.count("/a") == 1


def test_a_page_without_a_text_leaves_the_text_of_the_feed(web: Site, attempt: Try) -> None:
    web.pages |= {"/feed.xml": rss(item("/a", "A", content=ARTICLE[0])), "/a": Answer(page("A"))}
    attempt.look()
    assert found(attempt) == ["no-main-text", "A"]


def test_entries_without_a_page(web: Site, attempt: Try) -> None:
    web.pages["/feed.xml"] = rss(item(None, "A", content=ARTICLE[0]), item(None, "B"))
    attempt.look()
    assert found(attempt) == ["A", "not-fetched"]
    assert "without a link and without a text: 'B'" in omissions(attempt)[0].detail
    web.pages["/feed.xml"] = rss(item(None, "B"), item(None, "A", content=ARTICLE[0]))
    assert attempt.look() == [("feed.xml", "kept", "0 of 2 entries are new")]
    assert len(found(attempt)) == 2


@pytest.mark.parametrize("seconds", ["1800", None], ids=["retry-after", "silent"])
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_site_is_left_alone(
    web: Site, attempt: Try, clock: FakeClock, status: int, seconds: str | None
) -> None:
    web.pages |= {"/feed.xml": rss(item("/a", "A"), item("/b", "B")), "/b": B}
    web.pages["/a"] = Answer(status=status, headers={"Retry-After": seconds} if seconds else {})
    assert attempt.look()[1][:2] == ("a", "later")
    assert len(web.paths) == 2  # the other page of the site waits as well
    assert attempt.look() == []
    clock.time += float(seconds or 60)
    web.pages["/a"] = A
    assert {path for path, what, _ in attempt.look() if what == "kept"} == {"a", "b"}
    assert sorted(found(attempt)) == ["Talks end", "Talks resume"]


def test_waits_grow_and_have_an_end(web: Site, attempt: Try, clock: FakeClock) -> None:
    web.pages["/feed.xml"] = Answer(status=500)
    times = []
    with closing(State(attempt.folder)) as state:
        state.seeds(attempt.seeds, clock.now())
        watch = attempt.watch(state, every=900.0)
        for _ in range(12):
            job = state.next(clock.now(), waiting=True)
            assert job
            clock.time = max(clock.time, job.at)
            watch.visit(job)
            times.append(clock.time)
    assert gaps(times)[1:5] == [60, 120, 240, 480]
    assert gaps(times)[-1] == LONGEST_WAIT


@pytest.mark.parametrize(("failures", "seconds"), [(1, 60), (2, 120), (5, 960), (99, LONGEST_WAIT)])
def test_backoff(failures: int, seconds: float) -> None:
    assert backoff(failures) == seconds


def test_a_page_is_given_up_after_days_and_not_lost(web: Site, attempt: Try, clock: FakeClock) -> None:
    web.pages |= {"/feed.xml": rss(item("/a", "A", content=ARTICLE[0]), item("/b", "B"))}
    web.pages |= {"/a": Answer(status=503), "/b": Answer(status=503)}
    for _ in range(16):
        attempt.look()
        clock.time += 6 * 3600
    assert found(attempt) == ["not-fetched", "A", "not-fetched"]
    count = len(web.paths)
    web.pages["/feed.xml"] = Answer(status=304, type=None, length=None)
    attempt.look()
    assert web.paths[count:] == ["/feed.xml"]


def test_a_page_that_moved_to_a_site_that_is_down_is_given_up_too(
    web: Site, other: Site, attempt: Try, clock: FakeClock
) -> None:
    attempt.seeds.append(f"{other.url.replace('127.0.0.1', 'localhost')}/feed.xml")
    target = attempt.seeds[1].replace("feed.xml", "a")
    web.pages |= {
        "/feed.xml": rss(item("/old", "A")),
        "/old": Answer(status=302, headers={"Location": target}),
    }
    other.pages |= {"/feed.xml": rss(), "/a": Answer(status=503)}
    for _ in range(16):
        attempt.look()
        clock.time += 6 * 3600
    assert found(attempt) == ["not-fetched"]


def test_redirects_are_followed_politely(web: Site, attempt: Try) -> None:
    web.pages |= {"/feed.xml": rss(item("/old", "A")), "/a": A}
    web.pages["/old"] = Answer(status=301, headers={"Location": "/a"})
    assert [what for _, what, _ in attempt.look()] == ["kept", "moved", "kept"]
    (report,) = acquire.read(attempt.archives)
    assert isinstance(report, Report)
    assert report.url == f"{web.url}/a"
    assert min(gaps(web.times)) == attempt.delay


def test_a_redirect_in_a_circle_ends(web: Site, attempt: Try) -> None:
    web.pages["/feed.xml"] = rss(item("/a", "A"))
    web.pages["/a"] = Answer(status=302, headers={"Location": "/a"})
    attempt.look()
    assert web.paths.count("/a") == 6
    assert "more than 5 redirects" in omissions(attempt)[0].detail


def test_a_site_where_one_is_sent_is_asked_for_its_rules(web: Site, other: Site, attempt: Try) -> None:
    """Both sites are named here: one may be asked, but its robots.txt forbids it."""
    attempt.seeds.append(f"{other.url}/feed.xml")
    other.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /a", "text/plain")
    web.pages |= {"/feed.xml": rss(item("/old", "A"))}
    web.pages["/old"] = Answer(status=301, headers={"Location": f"{other.url}/a"})
    attempt.look()
    assert "/a" not in other.paths
    assert any("robots.txt of 127.0.0.1 forbids it" in omission.detail for omission in omissions(attempt))


@pytest.mark.parametrize("how", ["redirect", "link"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_nobody_is_led_into_a_private_network(
    web: Site, other: Site, attempt: Try, how: str, host: str
) -> None:
    target = other.url.replace("127.0.0.1", host) + "/admin"
    other.pages["/admin"] = A
    web.pages["/feed.xml"] = rss(item("/old" if how == "redirect" else target, "A"))
    web.pages["/old"] = Answer(status=302, headers={"Location": target})
    attempt.look()
    assert other.asked == []
    assert omissions(attempt)[0].reason == "not-allowed"


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (Answer(b"gone", status=404), "the server answered 404 Not Found."),
        (Answer(b"<rss", type="application/rss+xml"), "a feed that cannot be parsed."),
        (Answer(b"hello", type="text/plain"), "not a page: text/plain."),
    ],
    ids=["404", "broken", "text"],
)
def test_a_feed_that_fails_is_told_once_and_tried_again(
    web: Site, attempt: Try, clock: FakeClock, answer: Answer, detail: str
) -> None:
    web.pages["/feed.xml"] = answer
    assert attempt.look() == [("feed.xml", "left-out", detail)]
    clock.time += 60
    assert attempt.look() == [("feed.xml", "left-out", detail)]
    assert len(omissions(attempt)) == 1
    clock.time += 120
    web.pages |= {"/feed.xml": rss(item("/a", "A")), "/a": A}
    assert [what for _, what, _ in attempt.look()] == ["kept", "kept"]


def test_a_feed_that_is_called_a_page(web: Site, attempt: Try) -> None:
    web.pages |= {"/feed.xml": Answer(rss(item("/a", "A")).body, "text/html"), "/a": A}
    attempt.look()
    assert found(attempt) == ["Talks end"]


def test_a_feed_that_is_no_longer_named_rests(web: Site, attempt: Try) -> None:
    web.pages |= {"/feed.xml": rss(), "/other.xml": rss()}
    attempt.look()
    attempt.seeds = [f"{web.url}/other.xml"]
    assert [path for path, _, _ in attempt.look()] == ["other.xml"]


def test_it_looks_again_in_time(web: Site, attempt: Try, clock: FakeClock) -> None:
    class Enough(Exception):
        pass

    def enough(headers: dict[str, str]) -> Answer:
        if len(web.paths) > 4:
            raise Enough
        return rss(item("/a", "A"))

    web.pages |= {"/feed.xml": enough, "/a": A}
    with closing(State(attempt.folder)) as state:
        state.seeds(attempt.seeds, clock.now())
        watch = attempt.watch(state, every=900.0)
        heard = attempt.heard

        def tell(outcome: object) -> None:
            heard.append(outcome)  # type: ignore[arg-type]
            if len(heard) == 4:
                raise Enough

        watch.tell = tell
        with pytest.raises(Enough):
            watch.run(lambda: None)
    assert [o.outcome for o in heard] == [What.KEPT, What.KEPT, What.UNCHANGED, What.UNCHANGED]
    feeds = [time for (path, _), time in zip(web.asked, web.times, strict=True) if path == "/feed.xml"]
    assert gaps(feeds) == [900, 900]


def test_one_folder_is_for_one_process(attempt: Try) -> None:
    with closing(State(attempt.folder)), pytest.raises(CollectError, match="another"):
        State(attempt.folder)
    State(attempt.folder).close()


def test_archives_of_others_are_never_touched(web: Site, attempt: Try) -> None:
    attempt.folder.mkdir()
    strange = attempt.folder / "2033-05-18-00001.warc.gz"
    strange.write_bytes(b"mine")
    web.pages |= {"/feed.xml": rss()}
    attempt.look()
    assert strange.read_bytes() == b"mine"
    assert len(attempt.archives) == 2
