"""What feeds list."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import Answer, item, rss
from urllib3 import HTTPHeaderDict

from onrecord.collect.entries import Entry, entries
from onrecord.collect.fetch import Response
from onrecord.errors import BadInput
from onrecord.model import Reason

FEED = "https://gazette.example/news/feed.xml"


def listed(answer: Answer) -> list[Entry]:
    headers = HTTPHeaderDict({"Content-Type": answer.type or ""})
    at = datetime(2031, 3, 3, tzinfo=UTC)
    return entries(
        Response(
            url=FEED, status=200, phrase="OK", version="HTTP/1.1", headers=headers, body=answer.body, at=at
        )
    )


def test_an_entry_with_all_that_a_feed_says_of_it() -> None:
    date = "Mon, 03 Mar 2031 10:00:00 +0200"
    (entry,) = listed(rss(item("https://gazette.example/a?utm_source=rss", "Talks <b>end</b>", updated=date)))
    assert entry.key == entry.url == "https://gazette.example/a"
    assert entry.marker == date
    assert entry.row == {
        "id": "id-Talks",
        "title": "Talks end",
        "date": "2031-03-03T08:00",
        "outlet": "Harbour Gazette",
        "url": "https://gazette.example/a",
    }


def test_a_text_counts_where_the_feed_calls_it_content() -> None:
    short, whole = listed(
        rss(item("/a", "A", summary="in short"), item("/b", "B", content="<p>The whole.</p>"))
    )
    assert "text" not in short.row
    assert whole.row["text"] == "The whole."


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a", "https://gazette.example/a"),
        ("b.html", "https://gazette.example/news/b.html"),
        ("//other.example/c", "https://other.example/c"),
        ("http://gazette.example/ä", "http://gazette.example/%C3%A4"),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_links_become_addresses(link: str | None, url: str | None) -> None:
    (entry,) = listed(rss(item(link, "A")))
    assert entry.url == url
    assert entry.key.startswith(url or FEED)


def test_entries_without_a_link_are_told_apart() -> None:
    assert len({entry.key for entry in listed(rss(item(None, "A"), item(None, "B")))}) == 2


ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>
<entry><id>tag:1</id><title>A</title><link rel="alternate" href="https://gazette.example/a"/>
<published>2031-03-03T10:00:00Z</published><updated>2031-03-04T11:00:00Z</updated>
<author><name>Anna Sorel</name></author>
<content type="html">&lt;p&gt;All of it.&lt;/p&gt;</content></entry></feed>"""


def test_an_atom_feed() -> None:
    (entry,) = listed(Answer(ATOM.encode(), "application/atom+xml"))
    assert (entry.url, entry.marker) == ("https://gazette.example/a", "2031-03-04T11:00:00Z")
    assert entry.row["date"] == "2031-03-03T10:00"
    assert entry.row["authors"] == ["Anna Sorel"]
    assert entry.row["text"] == "All of it."


def test_the_charset_of_the_server_is_heeded() -> None:
    body = rss(item("/a", "Переговоры")).body.decode().encode("cp1251")
    (entry,) = listed(Answer(body, "application/rss+xml; charset=windows-1251"))
    assert entry.row["title"] == "Переговоры"


def test_a_feed_that_breaks_off_gives_what_it_has() -> None:
    whole = rss(item("/a", "A"), item("/b", "B")).body
    first, *_ = listed(Answer(whole[: whole.index(b"<title>B")]))
    assert first.row["title"] == "A"


def test_a_feed_may_be_empty() -> None:
    assert listed(rss()) == []


@pytest.mark.parametrize("body", [b"", b"hello", b"<html><body>Sorry</body></html>", b"\x89PNG"])
def test_what_is_no_feed_is_told(body: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        listed(Answer(body))
    assert caught.value.reason is Reason.MALFORMED


DEEP = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">' + "".join(
    f'<!ENTITY c{n} "{f"&c{n - 1};" * 9 if n else "&b;"}">' for n in range(12)
)
WIDE = f'TYPE x [\n<!ENTITY c11 "{"a" * 1_000}">\n'


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        (DEEP, "utf-8"),
        (f"<!DOC{WIDE}", "utf-8"),
        (f"<!DOC{WIDE}", "utf-16"),
        (f"<!DOC{WIDE}", "utf-32"),
        (f"<!DOC<!DOCTYPE y>{WIDE}", "utf-8"),
    ],
    ids=["deep", "wide", "utf-16", "utf-32", "doctype in a doctype"],
)
def test_entities_are_not_resolved_and_do_not_grow(declared: str, encoding: str) -> None:
    head, _, rest = rss(item("/a", "&c11;" * 100)).body.decode().partition("?>")
    body = f'{head} encoding="{encoding}"?>\n{declared}]>{rest}'
    found = listed(Answer(body.encode(encoding), "application/rss+xml"))
    assert all(len(str(entry.row)) < 10_000 for entry in found)


@given(st.binary(max_size=60), st.integers(0, 600))
@settings(max_examples=60, deadline=None)
def test_damage_gives_entries_or_one_error(damage: bytes, place: int) -> None:
    body = rss(item("/a", "A", content="<p>All.</p>"), item("/b", "B", updated="yesterday")).body
    with suppress(BadInput):
        listed(Answer(body[:place] + damage + body[place + len(damage) :]))
