"""One request: what is sent, what is kept, and the bounds."""

import gzip
from email.utils import formatdate

import pytest
from sites import START, Answer, FakeClock, Site

from onrecord.acquire.draft import MAX_BYTES
from onrecord.collect import address
from onrecord.collect.fetch import WHOLE_SECONDS, Fetcher, Response, Unreachable, retry_after
from onrecord.errors import BadInput
from onrecord.model import Reason


def get(web: Site, path: str = "/a", clock: FakeClock | None = None, **validators: str) -> Response:
    named = frozenset({address.site(f"{web.url}/")})
    return Fetcher(agent="onrecord/test (us@a.example)", named=named, clock=clock or FakeClock()).get(
        f"{web.url}{path}", **validators
    )


def test_a_request_says_who_asks_and_carries_no_cookie(web: Site) -> None:
    web.pages["/a"] = Answer(b"hello", headers={"Set-Cookie": "id=1"})
    get(web)
    get(web, etag='"x"', modified="Mon, 03 Mar 2031 10:00:00 GMT")
    first, second = (headers for _, headers in web.asked)
    assert first["user-agent"] == "onrecord/test (us@a.example)"
    assert first["host"] == web.url.removeprefix("http://")
    assert "if-none-match" not in first
    assert second["if-none-match"] == '"x"'
    assert second["if-modified-since"] == "Mon, 03 Mar 2031 10:00:00 GMT"
    assert "cookie" not in second


def test_the_body_is_kept_as_it_was_sent(web: Site) -> None:
    packed = gzip.compress(b"hello", mtime=0)
    web.pages["/a"] = Answer(packed, headers={"Content-Encoding": "gzip"})
    response = get(web)
    assert response.body == packed
    assert response.content() == b"hello"
    assert response.type == "text/html"
    assert response.at.timestamp() == START


def test_a_redirect_is_told_and_not_followed(web: Site) -> None:
    web.pages["/a"] = Answer(status=301, headers={"Location": "/b"})
    assert get(web).moved == "/b"
    assert web.paths == ["/a"]


@pytest.mark.parametrize("body", [b"junk", gzip.compress(b"x" * 999)[:-9]], ids=["no-gzip", "cut"])
def test_damaged_gzip_is_told(web: Site, body: bytes) -> None:
    web.pages["/a"] = Answer(body, headers={"Content-Encoding": "gzip"})
    with pytest.raises(BadInput) as caught:
        get(web).content()
    assert caught.value.reason is Reason.MALFORMED


def test_a_gzip_bomb_is_bounded(web: Site) -> None:
    web.pages["/a"] = Answer(gzip.compress(b"\0" * (MAX_BYTES + 9)), headers={"Content-Encoding": "gzip"})
    with pytest.raises(BadInput) as caught:
        get(web).content()
    assert caught.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(b"", length=MAX_BYTES + 1), Reason.TOO_LARGE),
        (Answer(b"x" * (MAX_BYTES + 1), length=None), Reason.TOO_LARGE),
        (Answer(b"", type="audio/mpeg", length=9_999_999), Reason.NOT_TEXT),
        (Answer(b"%PDF", type="application/pdf"), Reason.NOT_TEXT),
    ],
    ids=["stated-length", "no-length", "audio", "pdf"],
)
def test_what_is_too_large_or_no_page_is_left(web: Site, answer: Answer, reason: Reason) -> None:
    web.pages["/a"] = answer
    with pytest.raises(BadInput) as caught:
        get(web)
    assert caught.value.reason is reason
    assert not isinstance(caught.value, Unreachable)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_not_now_may_be_tried_later(web: Site, status: int) -> None:
    web.pages["/a"] = Answer(status=status, headers={"Retry-After": "120"})
    with pytest.raises(Unreachable) as caught:
        get(web)
    assert caught.value.after == 120
    assert str(status) in str(caught.value)


@pytest.mark.parametrize("status", [304, 401, 402, 403, 404, 410, 451])
def test_other_answers_are_answers(web: Site, status: int) -> None:
    web.pages["/a"] = Answer(status=status)
    assert get(web).status == status


def test_an_answer_that_ends_too_early_may_be_tried_later(web: Site) -> None:
    web.pages["/a"] = Answer(b"half", length=8)
    with pytest.raises(Unreachable):
        get(web)


def test_an_answer_that_drips_for_ever_is_left(web: Site) -> None:
    web.pages["/a"] = Answer(b"x" * 200_000)
    with pytest.raises(Unreachable, match=r"longer than 120 s"):
        get(web, clock=FakeClock(step=WHOLE_SECONDS))


def test_nobody_there() -> None:
    fetcher = Fetcher(agent="x", named=frozenset({address.Site("127.0.0.1", 1)}), clock=FakeClock())
    with pytest.raises(Unreachable, match="no answer"):
        fetcher.get("http://127.0.0.1:1/")


def test_a_name_that_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **options: object) -> None:
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    with pytest.raises(Unreachable, match="Name or service not known"):
        Fetcher(agent="x", named=frozenset(), clock=FakeClock()).get("http://nowhere.example/")


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is looked up once: a second answer could lead into the user's network."""
    port = address.site(f"{web.url}/").port
    looked: list[str] = []

    def lookup(host: str, *args: object, **options: object) -> list[object]:
        looked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    web.pages["/a"] = Answer(b"hello")
    named = frozenset({address.Site("news.example", port)})
    fetcher = Fetcher(agent="x", named=named, clock=FakeClock())
    real = address.socket.getaddrinfo
    monkeypatch.setattr(
        "socket.getaddrinfo",
        lambda host, *a, **o: real(host, *a, **o) if host == "127.0.0.1" else lookup(host),
    )
    assert fetcher.get(f"http://news.example:{port}/a").body == b"hello"
    assert looked == ["news.example"]
    assert web.asked[0][1]["host"] == f"news.example:{port}"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, 0.0),
        ("", 0.0),
        ("90", 90.0),
        (formatdate(START + 60, usegmt=True), 60.0),
        (formatdate(START - 60, usegmt=True), 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
    ],
)
def test_retry_after(value: str | None, seconds: float) -> None:
    assert retry_after(value, START) == seconds
