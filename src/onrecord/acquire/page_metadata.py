"""What a page says of itself: heading, JSON-LD, meta tags, then what htmldate and trafilatura work out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from onrecord.acquire.given import given_date
from onrecord.model import Found, Json, PartialDate

ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
AND = re.compile(r",\s+|\s+(?:and|&)\s+")
MAX_DEPTH = 8
WORD = re.compile(r"\w+")


class PageMetadata(NamedTuple):
    """Front matter that a page states outside its main text; the method names the place."""

    url: str | None
    title: Found[str] | None
    outlet: Found[str] | None
    authors: tuple[Found[str], ...]
    published: Found[PartialDate] | None
    language: str | None


class _Stated(NamedTuple):
    """The parts of a page that state its front matter."""

    tree: HtmlElement
    tags: dict[str, str]
    article: Json
    general: Any
    url: str | None


def read(tree: HtmlElement, url: str | None) -> PageMetadata:
    """Read what a page states; what it does not say stays None. Nothing is fetched."""
    tags = _meta_tags(tree)
    general = extract_metadata(deepcopy(tree), default_url=url)
    address = next(filter(_is_web, (url, _canonical(tree), tags.get("og:url"))), None)
    page = _Stated(tree, tags, _article(tree), general, address)
    outlet = _outlet(page)
    return PageMetadata(
        url=address,
        title=_title(page, outlet),
        outlet=outlet,
        authors=_authors(page),
        published=_published(page),
        language=_language(tree),
    )


def _language(tree: HtmlElement) -> str | None:
    return (tree.get("lang") or "")[:2].lower() or None


def _is_web(url: str | None) -> bool:
    return urlsplit(url or "").scheme in ("http", "https")


# Title and outlet


def _title(page: _Stated, outlet: Found[str] | None) -> Found[str] | None:
    """The printed heading, if it is the only one or the head names it too; else what the head says."""
    stated = [page.article.get("headline"), page.tags.get("og:title"), page.general.title]
    headings = [heading for h in page.tree.iter("h1") if (heading := _clean(h.text_content()))]
    named = [heading for heading in headings if any(_begins(_clean(s), heading) for s in stated)]
    printed = named or (headings if len(headings) == 1 else [])
    found = _first(
        ("page heading", printed[0] if printed else None),
        ("json-ld headline", page.article.get("headline")),
        ("meta og:title", page.tags.get("og:title")),
        ("page metadata", page.general.title),
    )
    return _without_outlet(found, outlet)


def _without_outlet(title: Found[str] | None, outlet: Found[str] | None) -> Found[str] | None:
    """The title without " - Outlet" or " | Outlet" at its end."""
    if title is None or outlet is None:
        return title
    ending = re.compile(rf"\s+[-–—|]\s+{re.escape(outlet.value)}$", re.IGNORECASE)
    return Found(value=ending.sub("", title.value), method=title.method)


def _outlet(page: _Stated) -> Found[str] | None:
    return _first(
        ("json-ld publisher", _name(page.article.get("publisher"))),
        ("meta og:site_name", page.tags.get("og:site_name")),
        ("page metadata", page.general.sitename),
    )


def _first(*places: tuple[str, object]) -> Found[str] | None:
    for method, value in places:
        if text := _clean(value):
            return Found(value=text, method=method)
    return None


def _clean(value: object) -> str:
    """A string without markup escapes and runs of blanks; nothing for what is no string."""
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _begins(text: str, start: str) -> bool:
    """Whether a text begins with the words of another, whatever the punctuation."""
    words = WORD.findall(start.casefold())
    return WORD.findall(text.casefold())[: len(words)] == words


# Authors and date


def _authors(page: _Stated) -> tuple[Found[str], ...]:
    general = (page.general.author or "").split(";")
    places = (
        ("json-ld author", _people(page.article.get("author"))),
        ("meta author", _people(page.tags.get("author"))),
        ("meta dc.creator", [_turned(page.tags.get("dc.creator"))]),
        ("meta parsely-author", _people(page.tags.get("parsely-author"))),
        ("page metadata", [_clean(name) for name in general]),
    )
    for method, names in places:
        found = dict.fromkeys(name for name in names if name and not _is_web(name))
        if found:
            return tuple(Found(value=name, method=method) for name in found)
    return ()


def _people(stated: object) -> list[str]:
    """The names in a JSON-LD author: an object, a string ("A and B"), or a list of them."""
    names = [_name(item) for item in (stated if isinstance(stated, list) else [stated])]
    return [part for name in names if name for part in AND.split(name)]


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return _clean(value) or None


def _turned(name: str | None) -> str:
    """The name of a library record ("Doe, Jane") as it is printed."""
    return " ".join(reversed(_clean(name).split(", ", 1)))


def _published(page: _Stated) -> Found[PartialDate] | None:
    guess = find_date(deepcopy(page.tree), original_date=True, url=page.url)
    return (
        given_date(page.article.get("datePublished"), "json-ld datePublished")
        or given_date(page.tags.get("article:published_time"), "meta article:published_time")
        or given_date(guess, "htmldate")
    )


# Reading the head


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name")
        if key and meta.get("content"):
            tags.setdefault(key.lower(), meta.get("content"))
    return tags


def _canonical(tree: HtmlElement) -> str | None:
    return next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)


def _article(tree: HtmlElement) -> Json:
    """The first article among the page's JSON-LD objects, its references filled in; empty without one."""
    objects = [item for script in tree.iter("script") for item in _objects(_parsed(script))]
    by_id = {str(item["@id"]): item for item in objects if "@id" in item and "name" in item}
    for item in objects:
        if any(ARTICLE_TYPE.search(kind) for kind in _types(item)):
            return {key: _resolved(value, by_id) for key, value in item.items()}
    return {}


def _types(item: Json) -> list[str]:
    kinds = item.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _resolved(value: Any, by_id: dict[str, Json]) -> Any:
    """An object that is only a reference, replaced by the named object it refers to."""
    if isinstance(value, list):
        return [_resolved(item, by_id) for item in value]
    if isinstance(value, dict) and "name" not in value:
        return by_id.get(str(value.get("@id")), value)
    return value


def _parsed(script: HtmlElement) -> object:
    if script.get("type") != "application/ld+json":
        return None
    try:
        return json.loads(script.text or "", strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(data: object, depth: int = 0) -> Iterator[Json]:
    """All objects in a JSON-LD value, outermost first."""
    if depth > MAX_DEPTH:
        return
    if isinstance(data, dict):
        yield data
    inner: Iterable[object] = data.values() if isinstance(data, dict) else data  # type: ignore[assignment]
    for item in inner if isinstance(data, dict | list) else ():
        yield from _objects(item, depth + 1)
