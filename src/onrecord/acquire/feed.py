"""RSS and Atom files: a report an entry, with as much text as the feed carries."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import feedparser
from feedparser import FeedParserDict
from feedparser.encodings import convert_to_utf8
from lxml import html as lxml_html

from onrecord.acquire.draft import Draft, check_length, read_bounded, sha256
from onrecord.acquire.given import given, given_date
from onrecord.acquire.html import flatten
from onrecord.errors import BadInput
from onrecord.model import Found, PartialDate, Precision, Reason

SNIFFED = 2_048

DECLARED = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]?\s*)?>?", re.IGNORECASE)
TAGS = (b"<rss", b"<feed", b"<rdf:rdf")
STARTS = (b"<?xml", *TAGS)


def is_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed does, whatever type their server gives them."""
    head = data[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(STARTS) and any(tag in head for tag in TAGS)


def read_feed(path: str, stream: BinaryIO) -> Iterator[Draft | BadInput]:
    """Entries in the order of the feed. Nothing is fetched: links are kept, not followed."""
    parsed = parse(read_bounded(path, stream))
    if not parsed.entries:
        advice = "Give an RSS or Atom feed; save an article as .html or .txt."
        raise BadInput(Reason.MALFORMED, path, "no feed entry in it.", advice)
    for number, entry in enumerate(parsed.entries, 1):
        try:
            yield front(path, entry, parsed, check_length(f"{path}, entry {number}", _text(entry)))
        except BadInput as error:
            yield error


def parse(data: bytes, headers: Mapping[str, str] | None = None) -> Any:
    """The feed as feedparser reads it; `headers` are those it was sent with, names in lower case."""
    found: dict[str, Any] = {}
    sent = dict(headers or {})
    data = convert_to_utf8(sent, data, found)  # DECLARED would not see what stands there in UTF-16
    if found["encoding"]:
        sent["content-type"] = "application/xml; charset=utf-8"
    # Entities that a feed declares can unfold without end; feedparser knows those of HTML by itself. The
    # space keeps apart what a declaration parted.
    data = DECLARED.sub(b" ", data)
    # From a stream, as feedparser takes a string for an address or the name of a file.
    parsed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, response_headers=sent)
    return FeedParserDict(parsed, encoding=found["encoding"])


def front(path: str, entry: Any, parsed: Any, text: str) -> Draft:
    """The draft of an entry, with this text."""
    title = _plain(entry.get("title"))
    return Draft(
        path=path,
        text=text,
        digest=sha256(text.encode("utf-8", "replace")),
        encoding=parsed.get("encoding"),
        input_id=entry.get("id"),
        url=entry.get("link"),
        title=given(title, "feed title"),
        outlet=given(_plain(entry.get("source", {}).get("title")), "feed source")
        or given(_plain(parsed.feed.get("title")), "feed title"),
        authors=tuple(
            found for a in entry.get("authors", ()) if (found := given(a.get("name"), "feed author"))
        ),
        published=_published(entry),
        language=(parsed.feed.get("language") or "")[:2].lower() or None,
    )


def _text(entry: Any) -> str:
    """The longest text that the entry carries, without markup."""
    return max(content(entry), _plain(entry.get("summary")), key=len)


def content(entry: Any) -> str:
    """The longest text that the entry gives as its content, not as a summary; empty where there is none."""
    return max((_plain(part.get("value")) for part in entry.get("content", ())), key=len, default="")


def _plain(markup: str | None) -> str:
    if not markup or not markup.strip():
        return ""
    return flatten(lxml_html.fromstring(f"<div>{markup}</div>"))


def _published(entry: Any) -> Found[PartialDate] | None:
    """The date of the entry, in UTC where the feed gives a time zone."""
    moment = entry.get("published_parsed")
    if moment is None:
        return given_date(entry.get("published"), "feed published")
    year, month, day, hour, minute = moment[:5]
    value = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"
    return Found(value=PartialDate(value=value, precision=Precision.MINUTE), method="feed published")
