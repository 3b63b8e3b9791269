"""robots.txt: what it says, and what it means when it is not there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import Answer, FakeClock, Site

from onrecord.collect import robots
from onrecord.collect.address import site
from onrecord.collect.fetch import Fetcher, Unreachable

TEXT = """
User-agent: *
Disallow: /private
Disallow: /*.pdf$
Allow: /private/open
Crawl-delay: 2.5

User-agent: onrecord
Disallow: /mine
"""


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        (TEXT, "/mine/a", False),
        (TEXT, "/private", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/open", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: OnRecord\nDisallow: /", "/a", False),
        ("User-agent: somebody\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("<html>not found</html>", "/a", True),
        ("\x00\x01 : : :\n" * 9, "/a", True),
    ],
)
def test_who_may_ask_for_what(text: str, path: str, allowed: bool) -> None:
    assert robots.rules(text, f"https://a.example{path}").allowed is allowed


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("2.5", 2.5), ("0", 0), ("-3", 0), ("nan", 0), ("soon", 0), ("1e999", 0), ("99999999", 86_400)],
)
def test_the_delay_of_a_site(written: str, seconds: float) -> None:
    assert robots.rules(f"User-agent: *\nCrawl-delay: {written}", "https://a.example/").delay == seconds
    assert robots.rules("", "https://a.example/").delay == 0.0


def fetched(web: Site) -> str:
    fetcher = Fetcher(agent="x", named=frozenset({site(f"{web.url}/")}), clock=FakeClock())
    return robots.fetch(fetcher, web.url)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(TEXT.encode(), type="text/plain"), TEXT),
        (Answer(b"gone", status=404), ""),
        (Answer(b"no", status=403), ""),
        (Answer(b"x" * 600_000, type="text/plain"), "x" * robots.MOST_BYTES),
        (Answer(status=301, headers={"Location": "/robots.txt"}), ""),
        (Answer(status=301, headers={"Location": "/elsewhere"}), "User-agent: *"),
        (Answer(status=301, headers={"Location": "file:///etc/passwd"}), ""),
    ],
    ids=["there", "404", "403", "long", "loop", "moved", "moved-nowhere"],
)
def test_without_a_robots_file_all_is_allowed(web: Site, answer: Answer, expected: str) -> None:
    web.pages |= {"/robots.txt": answer, "/elsewhere": Answer(b"User-agent: *", type="text/plain")}
    assert fetched(web) == expected


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_that_cannot_say_is_left_alone(web: Site, status: int) -> None:
    web.pages["/robots.txt"] = Answer(status=status)
    with pytest.raises(Unreachable):
        fetched(web)


@given(st.text(alphabet=st.sampled_from("user-agent:dislow*$/%\n\x00#é0 9.-"), max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_rules(text: str) -> None:
    assert robots.rules(f"User-agent: *\nCrawl-delay: {text}", "https://a.example/a").delay >= 0
    robots.rules(text, "https://a.example/%C3%A4?b=%")
