"""How addresses are written, and which of them are asked."""

import socket

import pytest

from onrecord.collect.address import Site, is_public, normal, origin, reachable, site, unlabelled
from onrecord.errors import BadInput
from onrecord.model import Reason


@pytest.mark.parametrize(
    ("url", "base", "expected"),
    [
        ("HTTPS://Example.ORG", None, "https://example.org/"),
        ("https://example.org/a#part", None, "https://example.org/a"),
        ("https://example.org:443/a", None, "https://example.org/a"),
        ("http://example.org:8080/a", None, "http://example.org:8080/a"),
        ("https://bücher.example/ä b?q=ü", None, "https://xn--bcher-kva.example/%C3%A4%20b?q=%C3%BC"),
        ("../b?x=1", "https://example.org/a/c", "https://example.org/b?x=1"),
        ("//other.example/b", "https://example.org/a", "https://other.example/b"),
        ("https://user:secret@example.org/a", None, "https://example.org/a"),
        (" https://example.org/a\n", None, "https://example.org/a"),
        ("http://[::1]:8000/", None, "http://[::1]:8000/"),
    ],
)
def test_an_address_is_written_in_one_way(url: str, base: str | None, expected: str) -> None:
    assert normal(url, base) == expected
    assert normal(expected) == expected


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a.example/", "javascript:alert(1)", "data:text/html,x", "a.example/feed",
     "http://", "http:///a", "http://example.org:99999/", "http://a b/", "", "gopher://x/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(BadInput) as caught:
        normal(url)
    assert caught.value.reason is Reason.NOT_FETCHED


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?utm_source=rss&id=7&utm_medium=feed", "https://a.example/x?id=7"),
        ("https://a.example/x?utm_source=rss", "https://a.example/x"),
        ("https://a.example/x?autm_source=1", "https://a.example/x?autm_source=1"),
        ("https://a.example/x", "https://a.example/x"),
    ],
)
def test_labels_of_where_a_reader_came_from_go(url: str, expected: str) -> None:
    assert unlabelled(url) == expected


def test_sites_and_origins() -> None:
    assert site("https://a.example/x") == Site("a.example", 443)
    assert site("http://[::1]:8000/x") == Site("::1", 8000)
    assert origin("http://a.example:8080/x?y") == "http://a.example:8080"


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("::127.0.0.1", False),
    ],
)
def test_private_networks_are_known_in_every_disguise(number: str, public: bool) -> None:
    assert is_public(number) is public


def answers(*numbers: str) -> object:
    """A look-up that finds these numbers for every name."""
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 0)) for number in numbers]
    return lambda *args, **options: rows


def test_a_name_that_leads_into_a_private_network_is_asked_only_if_the_user_named_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answers("192.168.1.1"))
    url = "http://innocent.example/x"
    with pytest.raises(BadInput) as caught:
        reachable(url, frozenset({Site("innocent.example", 8080)}))
    assert caught.value.reason is Reason.NOT_ALLOWED
    assert "192.168.1.1" in str(caught.value)
    assert reachable(url, frozenset({Site("innocent.example", 80)})) == ["192.168.1.1"]


def test_of_a_mixed_answer_only_public_numbers_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answers("10.0.0.1", "93.184.216.34", "93.184.216.34"))
    assert reachable("http://a.example/", frozenset()) == ["93.184.216.34"]


@pytest.mark.parametrize(
    "url", ["http://127.1/", "http://0x7f000001/", "http://2130706433/", "http://[::1]/"]
)
def test_numbers_written_in_unusual_ways_are_seen_through(url: str) -> None:
    try:
        with pytest.raises(BadInput) as caught:
            reachable(normal(url), frozenset())
        assert caught.value.reason is Reason.NOT_ALLOWED
    except OSError:
        pass  # this system does not take it for a number: nothing is asked either
