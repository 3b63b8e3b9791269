"""Which outlet published a report, as the text or its address says."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from onrecord.acquire.dateline import Opening
from onrecord.acquire.layout import Layout
from onrecord.acquire.patterns import Role
from onrecord.model import Found, Span

# The owner of the rights is not always the outlet.
OWNER = re.compile(
    r"\b(?:ltd|limited|inc|llc|plc|corp|corporation|company|group|holdings?|gmbh|network)\b", re.IGNORECASE
)
NOT_BODY = tuple(role for role in Role if role not in (Role.BODY, Role.TITLE, Role.CAPTION))
BY_TABLE = "domain of the address, by table"
TITLE_SUFFIX = re.compile(r"\s+\|\s+(?P<outlet>[^|]{2,40})$")


def read(text: str, layout: Layout, opening: Opening | None, url: str | None) -> Found[str] | None:
    """The outlet: named at the opening, after the headline, in the page's footer, or by its domain."""
    if opening and opening.outlet:
        span = opening.outlet
        return Found(value=span.of(text), method="name before the first sentence", evidence=span)
    return _after_title(layout) or _in_boilerplate(layout) or of_url(url)


def of_url(url: str | None) -> Found[str] | None:
    """The outlet of a web address: by the table of well-known domains, else the domain itself."""
    host = _host(url or "")
    if not host:
        return None
    labels = host.split(".")
    for i in range(len(labels) - 1):
        domain = ".".join(labels[i:])
        if domain in _domains():
            return Found(value=_domains()[domain], method=BY_TABLE)
    return Found(value=host, method="domain of the address")


def is_known(url: str | None) -> bool:
    """Whether the domain of a web address is in the table."""
    found = of_url(url)
    return found is not None and found.method == BY_TABLE


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # "http://[" is no address
        return ""


def _after_title(layout: Layout) -> Found[str] | None:
    for line in layout.having(Role.TITLE):
        match = TITLE_SUFFIX.search(line.text)
        if match:
            evidence = Span(line.start + match.start("outlet"), line.start + match.end("outlet"))
            return Found(value=match["outlet"], method="after the headline", evidence=evidence)
    return None


def _in_boilerplate(layout: Layout) -> Found[str] | None:
    for method, pattern in _phrases():
        for line in layout.having(*NOT_BODY):
            match = pattern.search(line.text)
            if match and not OWNER.search(match["outlet"]) and match["outlet"] not in _agencies():
                evidence = Span(line.start + match.start("outlet"), line.start + match.end("outlet"))
                return Found(value=match["outlet"], method=method, evidence=evidence)
    return None


def _rows(name: str) -> list[list[str]]:
    table = files("onrecord.acquire").joinpath("data", name).read_text("utf-8")
    return [line.split("\t", 1) for line in table.splitlines() if line and not line.startswith("#")]


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((method, re.compile(pattern)) for method, pattern in _rows("outlet_phrases.tsv"))


@cache
def _agencies() -> frozenset[str]:
    return frozenset(row[0] for row in _rows("agencies.tsv"))


@cache
def _domains() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("outlets.tsv")}
