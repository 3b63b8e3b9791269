"""What the head of a page says: JSON-LD, meta tags, then what htmldate and trafilatura work out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from onrecord.acquire.rows import given_date
from onrecord.model import Found, PartialDate

ARTICLE_TYPES = ("Article", "NewsArticle", "BlogPosting", "Report", "LiveBlogPosting", "WebPage")


class PageMetadata(NamedTuple):
    """Front matter that a page states outside its text; the method names the place."""

    url: str | None
    title: Found[str] | None
    outlet: Found[str] | None
    authors: tuple[Found[str], ...]
    published: Found[PartialDate] | None
    language: str | None


def read(tree: HtmlElement, url: str | None) -> PageMetadata:
    """Read the head of a page. What it does not say stays None."""
    tags, article = _meta_tags(tree), _json_ld(tree)
    general = extract_metadata(deepcopy(tree), default_url=url)
    canonical = url or _link(tree, "canonical") or tags.get("og:url")
    return PageMetadata(
        url=canonical,
        title=_first(("json-ld headline", article.get("headline")), ("page metadata", general.title)),
        outlet=_first(
            ("meta og:site_name", tags.get("og:site_name")),
            ("json-ld publisher", _name(article.get("publisher"))),
            ("page metadata", general.sitename),
        ),
        authors=_authors(article, general.author),
        published=_published(tree, tags, article, canonical),
        language=(tree.get("lang") or "")[:2].lower() or None,
    )


def _published(
    tree: HtmlElement, tags: dict[str, str], article: dict[str, Any], url: str | None
) -> Found[PartialDate] | None:
    guess = find_date(deepcopy(tree), original_date=True, url=url if _is_web(url) else None)
    return (
        given_date(article.get("datePublished"), "json-ld datePublished")
        or given_date(tags.get("article:published_time"), "meta article:published_time")
        or given_date(guess, "htmldate")
    )


def _is_web(url: str | None) -> bool:
    return urlsplit(url or "").scheme in ("http", "https")


def _authors(article: dict[str, Any], general: str | None) -> tuple[Found[str], ...]:
    stated = article.get("author")
    names = [_name(a) for a in (stated if isinstance(stated, list) else [stated])]
    found = [Found(value=name, method="json-ld author") for name in names if name]
    if not found:
        found = [
            Found(value=n.strip(), method="page metadata") for n in (general or "").split(";") if n.strip()
        ]
    return tuple(dict.fromkeys(found))


def _first(*places: tuple[str, object]) -> Found[str] | None:
    for method, value in places:
        if isinstance(value, str) and value.strip():
            return Found(value=" ".join(value.split()), method=method)
    return None


def _name(value: object) -> str | None:
    """The name of a JSON-LD person or organisation, which may be given as a plain string."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else None


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name")
        if key and meta.get("content"):
            tags.setdefault(key.lower(), meta.get("content"))
    return tags


def _link(tree: HtmlElement, relation: str) -> str | None:
    for link in tree.iter("link"):
        if link.get("rel") == relation and _is_web(link.get("href")):
            return str(link.get("href"))
    return None


def _json_ld(tree: HtmlElement) -> dict[str, Any]:
    """The first article among the page's JSON-LD objects, empty without one."""
    objects = [item for script in tree.iter("script") for item in _objects(script)]
    for kind in ARTICLE_TYPES:
        for item in objects:
            types = item.get("@type")
            if kind == types or (isinstance(types, list) and kind in types):
                return item
    return {}


def _objects(script: HtmlElement) -> Iterator[dict[str, Any]]:
    if script.get("type") != "application/ld+json":
        return
    try:
        data = json.loads(script.text or "", strict=False)
    except (ValueError, RecursionError):
        return
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (i for i in graph if isinstance(i, dict)) if isinstance(graph, list) else ()
