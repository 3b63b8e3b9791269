"""What a feed lists: the address of each entry, what the feed says of it, its text where it carries one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from onrecord.acquire import feed
from onrecord.acquire.draft import Draft, sha256
from onrecord.collect.address import normal, unlabelled
from onrecord.collect.fetch import Response
from onrecord.errors import BadInput
from onrecord.model import Json, Reason

NAMED = ("application/rss+xml", "application/atom+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed. `key` tells it from others: its address, or its id where it has none.

    `marker` changes when the feed says that the entry has changed. `row` is what the feed says of it, under
    the names of a .jsonl line; it holds `text` only where the feed carries content and not just a summary.
    """

    key: str
    url: str | None
    marker: str
    row: Json


def entries(response: Response) -> list[Entry]:
    """The entries of a feed, in its order. Raises BadInput for what cannot be read as a feed."""
    headers = {"content-type": response.headers.get("Content-Type", ""), "content-location": response.url}
    data = response.content()
    try:
        parsed = feed.parse(data, headers)
        found = [_entry(response.url, entry, parsed) for entry in parsed.entries]
    except Exception as error:  # hostile bytes must cost one feed, not the watch
        failure = f"a feed that cannot be parsed ({type(error).__name__}: {error})."
        raise BadInput(Reason.MALFORMED, response.url, failure) from error
    if not found and not parsed.get("version"):
        raise BadInput(Reason.MALFORMED, response.url, "a feed that cannot be parsed.")
    return found


def named_feed(response: Response) -> str | None:
    """The feed that a page names in its head, the first if there are several."""
    try:
        tree = html.document_fromstring(response.content())
    except (etree.LxmlError, ValueError):
        return None
    links = (link.get("href") for link in tree.iter("link") if link.get("type") in NAMED)
    return next(filter(None, (_address(response.url, href) for href in links)), None)


def _entry(base: str, entry: Any, parsed: Any) -> Entry:
    text = feed.content(entry)
    draft = feed.front(base, entry, parsed, text)
    url = _address(base, draft.url)
    row = _row(draft) | {"url": url} | ({"text": text} if text else {})
    # feedparser's own look-up gives one date for the other, with a warning.
    marker = str(dict.get(entry, "updated") or dict.get(entry, "published") or "")
    return Entry(
        key=url or _key(base, draft), url=url, marker=marker, row={k: v for k, v in row.items() if v}
    )


def _address(base: str, link: str | None) -> str | None:
    try:
        return unlabelled(normal(link, base)) if link else None
    except BadInput:
        return None


def _key(base: str, draft: Draft) -> str:
    what = draft.input_id or f"{draft.title and draft.title.value}\n{draft.text}"
    return f"{base}#{sha256(what.encode('utf-8', 'replace'))}"


def _row(draft: Draft) -> Json:
    return {
        "id": draft.input_id,
        "title": draft.title and draft.title.value,
        "date": draft.published and draft.published.value.value,
        "outlet": draft.outlet and draft.outlet.value,
        "authors": [author.value for author in draft.authors],
        "language": draft.language,
    }
