"""One web page: the main text, and what its head says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree
from lxml.html import HtmlElement

from onrecord.acquire.draft import MAX_MARKUP, Draft, check_length, read_bounded, sha256
from onrecord.acquire.encoding import decode
from onrecord.errors import BadInput
from onrecord.model import Reason

META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
HEAD = 4_096
FEWEST_WORDS = 5

BLOCK = re.compile(
    r"address|article|aside|blockquote|body|br|button|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    r"|header|hr|label|li|main|nav|ol|option|p|pre|section|select|summary|table|td|th|title|tr|ul"
)
HIDDEN = re.compile(r"head|iframe|math|noscript|script|style|svg|template")


def read_html(path: str, stream: BinaryIO) -> Iterator[Draft]:
    """One report a page. Its text is the extracted main text, and all offsets are into that."""
    yield page(path, read_bounded(path, stream))


def page(path: str, data: bytes, *, url: str | None = None, charset: str | None = None) -> Draft:
    """The report of one page. `charset` is what the server said. Raises BadInput."""
    try:
        return _page(path, data, url, charset)
    except BadInput:
        raise
    except Exception as error:  # hostile markup must cost one page, not the archive it is in
        found = f"HTML that cannot be parsed ({type(error).__name__}: {error})."
        raise BadInput(Reason.MALFORMED, path, found, "Save its text as .txt and read that.") from error


def _page(path: str, data: bytes, url: str | None, charset: str | None) -> Draft:
    from onrecord.acquire import page_metadata  # trafilatura and htmldate load slowly; text needs neither

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
    import trafilatura

    tree: HtmlElement | None = trafilatura.load_html(markup)
    if tree is None:
        advice = "Give the HTML source of the page."
        raise BadInput(Reason.MALFORMED, path, "no HTML that can be parsed.", advice)
    return tree


def main_text(path: str, tree: HtmlElement) -> str:
    """The main text of a page, a paragraph a line, without the title. Raises BadInput where there is none."""
    import trafilatura

    document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
    text = getattr(document, "text", None)
    if not text or len(text.split()) < FEWEST_WORDS:
        advice = "It may need JavaScript, or be a list of links: save the article's own page."
        raise BadInput(Reason.NO_MAIN_TEXT, path, "no main text found in the page.", advice)
    return str(text)


def flatten(tree: HtmlElement) -> str:
    """All visible text of a page or a snippet of HTML, a block a line."""
    lines = (" ".join(line.split()) for line in "".join(_pieces(tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(tree: HtmlElement) -> Iterator[str]:
    """Texts in document order, with a newline at each edge of a block; hidden elements left out.

    No recursion, as hostile pages nest without limit.
    """
    hidden = 0
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        hides = HIDDEN.fullmatch(tag) is not None
        if event == "start":
            hidden += hides
            piece = node.text
        else:
            hidden -= hides
            piece = node.tail if node is not tree else None
        edge = "\n" if BLOCK.fullmatch(tag) else ""
        yield edge + ("" if hidden else _one_line(piece))


def _one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")
