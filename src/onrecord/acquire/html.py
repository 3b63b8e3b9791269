"""One web page: the main text, and what its head says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from onrecord.acquire import page_metadata
from onrecord.acquire.draft import MAX_MARKUP, Draft, check_length, read_bounded, sha256
from onrecord.acquire.encoding import decode
from onrecord.errors import BadInput
from onrecord.model import Reason

META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
HEAD = 4_096

BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "br", "button", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "td", "th", "title", "tr", "ul"]
)
HIDDEN = frozenset(["head", "iframe", "math", "noscript", "script", "style", "svg", "template"])


def read_html(path: str, stream: BinaryIO) -> Iterator[Draft]:
    """One report a page. Its text is the extracted main text, and all offsets are into that."""
    yield page(path, read_bounded(path, stream))


def page(path: str, data: bytes, *, url: str | None = None, charset: str | None = None) -> Draft:
    """The report of one page. `charset` is what the server said. Raises BadInput."""
    markup, encoding = decode(path, data, charset or declared_charset(data))
    tree = parse(path, check_length(path, markup, MAX_MARKUP))
    metadata = page_metadata.read(tree, url)
    return Draft(
        path=path,
        text=check_length(path, main_text(path, tree)),
        digest=sha256(data),
        encoding=encoding,
        url=url or metadata.url,
        title=metadata.title,
        outlet=metadata.outlet,
        authors=metadata.authors,
        published=metadata.published,
        language=metadata.language,
    )


def declared_charset(data: bytes) -> str | None:
    """The charset that a page names in its first bytes."""
    match = META_CHARSET.search(data, 0, HEAD) or XML_ENCODING.search(data, 0, HEAD)
    return match[1].decode("ascii") if match else None


def parse(path: str, markup: str) -> HtmlElement:
    """The tree of a page. Nothing outside it is fetched. Raises BadInput where there is no markup."""
    tree: HtmlElement | None = trafilatura.load_html(markup)
    if tree is None:
        advice = "Give the HTML source of the page."
        raise BadInput(Reason.MALFORMED, path, "no HTML that can be parsed.", advice)
    return tree


def main_text(path: str, tree: HtmlElement) -> str:
    """The main text of a page, a paragraph a line, without the title. Raises BadInput where there is none."""
    document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
    text = document.text if document is not None else None
    if not text or not text.strip():
        advice = "It may need JavaScript, or be a list of links: save the article's own page."
        raise BadInput(Reason.NO_MAIN_TEXT, path, "no main text found in the page.", advice)
    return str(text)


def flatten(tree: HtmlElement) -> str:
    """All visible text of a page or a snippet of HTML, a block a line."""
    parts: list[str] = []
    _flatten(tree, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _flatten(element: HtmlElement, parts: list[str]) -> None:
    for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
        tag = node.tag
        if event == "comment" or tag in HIDDEN:
            continue
        if event == "start":
            parts.append("\n" if tag in BLOCKS else "")
            parts.append(_own_text(node))
        else:
            parts.append("\n" if tag in BLOCKS else "")
        if event == "end":
            parts.append(_one_line(node.tail))


def _own_text(node: HtmlElement) -> str:
    return _one_line(node.text)


def _one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")
