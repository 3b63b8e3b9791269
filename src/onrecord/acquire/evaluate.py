"""Scores of acquire: on whole pages with known body, title, authors and date, and on bodies alone.

`pages` takes a folder with, for each outlet, a `Name.json` (versions with title, authors, publishing_date
and body) and pages `Name_DATE.html.gz`. `bodies` takes texts that are body from end to end (.txt, or .jsonl
with "text") and counts what is marked as boilerplate there: each such line is an error or a real caption.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from onrecord.acquire import html, layout, reading
from onrecord.acquire.draft import Draft
from onrecord.acquire.encoding import decode
from onrecord.acquire.finish import finish
from onrecord.acquire.layout import Layout
from onrecord.acquire.patterns import Role
from onrecord.errors import BadInput, GoldError
from onrecord.model import Json, Report

WORD = re.compile(r"\w+")
KEPT = (Role.BODY, Role.TITLE)


class Page(NamedTuple):
    """One page with its gold."""

    path: Path
    gold: Json
    body: list[str]
    """Gold paragraphs and subheads."""


class Score(NamedTuple):
    """A named figure: `hits` of `total`."""

    name: str
    hits: float
    total: float

    def __str__(self) -> str:
        """One line of the table that `onrecord eval` prints."""
        share = self.hits / self.total if self.total else 0.0
        return f"{self.name:<58} {share:6.1%}  ({self.hits:,.0f} of {self.total:,.0f})"


def pages(path: Path) -> Iterator[Score]:
    """Figures for whole pages. Raises GoldError where the folder holds none."""
    counts: Counter[str] = Counter()
    for page in gold_pages(path):
        counts["pages"] += 1
        _score_extraction(page, counts)
        _score_flattened(page, counts)
    yield Score("pages read", counts["read"], counts["pages"])
    yield Score("HTML: words of the body, F1", 2 * counts["same words"], counts["words"])
    for field in ("title", "authors", "date"):
        yield Score(f"HTML: {field} right", counts[field], counts["pages"])
    yield Score("flattened: headline found", counts["headline found"], counts["headline there"])
    yield Score("flattened: headlines given, right", counts["headline found"], counts["headline given"])
    for field in ("outlet", "author", "date"):
        yield Score(f"flattened: {field}s given", counts[f"{field} given"], counts["pages"])
    yield Score("flattened: authors given, right", counts["author right"], counts["author given"])
    yield Score("flattened: dates given, right", counts["date right"], counts["date given"])
    yield Score("flattened: lines around the report marked", counts["furniture marked"], counts["furniture"])
    yield Score("flattened: words around the report marked", counts["noise marked"], counts["noise"])
    yield Score("flattened: lines of the body wrongly marked", counts["body marked"], counts["body"])


def bodies(path: Path) -> Iterator[Score]:
    """How much of texts that are all body is marked. Raises GoldError where there is no text."""
    counts: Counter[str] = Counter()
    for text in _texts(path):
        page = layout.read(text)
        counts["texts"] += 1
        counts["lines"] += len(page.lines)
        counts["headlines"] += bool(page.having(Role.TITLE))
        counts["marked"] += sum(role not in KEPT for role in page.roles)
        prose = [role for line, role in zip(page.lines, page.roles, strict=True) if line.prose]
        counts["prose"] += len(prose)
        counts["prose marked"] += sum(role not in KEPT for role in prose)
    if not counts["texts"]:
        raise GoldError(f"{path}: no text found. Give a folder of .txt files or a .jsonl file with 'text'.")
    yield Score("lines marked", counts["marked"], counts["lines"])
    yield Score("texts that were given a headline", counts["headlines"], counts["texts"])
    yield Score("paragraphs marked", counts["prose marked"], counts["prose"])


def gold_pages(path: Path) -> Iterator[Page]:
    """The pages of a folder, each with the gold version whose body it holds."""
    found = sorted(path.glob("*/*.html.gz"))
    if not found:
        raise GoldError(f"{path}: no page found. Give a folder with COUNTRY/NAME_DATE.html.gz and NAME.json.")
    for file in found:
        gold = json.loads((file.parent / f"{file.name.split('_')[0]}.json").read_text("utf-8"))
        text = flattened(file)
        yield max((Page(file, version, _paragraphs(version)) for version in gold.values()), key=_held(text))


def flattened(file: Path) -> str:
    """All visible text of a page, a block a line."""
    markup = decode(str(file), gzip.decompress(file.read_bytes())).text
    return html.flatten(html.parse(str(file), markup))


class _held:  # noqa: N801 - reads as the key it is
    """How many gold paragraphs a flattened page holds."""

    def __init__(self, text: str) -> None:
        self.text = _normal(text)

    def __call__(self, page: Page) -> int:
        return sum(_normal(paragraph) in self.text for paragraph in page.body)


def _paragraphs(gold: Json) -> list[str]:
    sections = gold["body"]["sections"]
    return [*gold["body"]["summary"], *(p for s in sections for p in [*s["headline"], *s["paragraphs"]])]


def _score_extraction(page: Page, counts: Counter[str]) -> None:
    for report in reading.read([page.path]):
        if not isinstance(report, Report):
            continue
        counts["read"] += 1
        ours, gold = _bag(report.text), _bag(" ".join(page.body))
        counts["same words"] += (ours & gold).total()
        counts["words"] += ours.total() + gold.total()
        counts["title"] += _same(report.title.value if report.title else "", page.gold["title"])
        counts["authors"] += _names(a.value for a in report.authors) == _names(page.gold["authors"])
        published = report.published.value.value if report.published else ""
        counts["date"] += published[:10] == page.gold["publishing_date"][:10]


def _score_flattened(page: Page, counts: Counter[str]) -> None:
    text = flattened(page.path)
    laid = layout.read(text)
    _score_front_matter(page, text, counts)
    body, title = _normal(" ".join(page.body)), page.gold["title"]
    _score_headline(laid, title, counts)
    for line, role in zip(laid.lines, laid.roles, strict=True):
        if _same(line.text, title):
            continue
        if _normal(line.text) in body and (line.words > 3 or line.prose):
            counts["body"] += 1
            counts["body marked"] += role not in KEPT
        else:
            counts["furniture"] += 1
            counts["furniture marked"] += role not in KEPT
            counts["noise"] += line.words
            counts["noise marked"] += line.words * (role not in KEPT)


def _score_headline(laid: Layout, title: str, counts: Counter[str]) -> None:
    given = laid.having(Role.TITLE)
    counts["headline given"] += len(given)
    counts["headline there"] += any(_same(line.text, title) for line in laid.lines)
    counts["headline found"] += any(_same(line.text, title) for line in given)


def _score_front_matter(page: Page, text: str, counts: Counter[str]) -> None:
    report = next(item for item in finish(Draft(path="", text=text, digest="")) if isinstance(item, Report))
    day = report.published.value.day if report.published else None
    counts["outlet given"] += report.outlet is not None
    counts["author given"] += bool(report.authors)
    counts["author right"] += _names(a.value for a in report.authors) == _names(page.gold["authors"])
    counts["date given"] += day is not None
    counts["date right"] += str(day) == page.gold["publishing_date"][:10]


def _texts(path: Path) -> Iterator[str]:
    for file in [path] if path.is_file() else sorted(path.rglob("*.txt")):
        if file.suffix == ".jsonl":
            yield from (json.loads(line)["text"] for line in file.read_text("utf-8").splitlines())
            continue
        try:
            yield decode(str(file), file.read_bytes()).text
        except BadInput:
            continue


def _bag(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold()))


def _normal(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _same(ours: str, gold: str) -> bool:
    return _normal(ours) == _normal(gold)


def _names(names: Iterator[str] | list[str]) -> frozenset[str]:
    return frozenset(_normal(name) for name in names)
