"""Reports as a bibliography: BibTeX for LaTeX, CSL JSON for Zotero, pandoc and word processors."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.model import Json
from onrecord.record import queries
from onrecord.record.filters import Filters
from onrecord.record.rows import ReportRow

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: "\\" + char for char in "$&#_%"},
    }
)
_WORDS = 10
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def bibtex(connection: sqlite3.Connection, out: Path) -> list[Path]:
    """Write every report as an @misc entry; its key is the report's id."""
    with out.open("w", encoding="utf-8") as stream:
        for report in _reports(connection):
            fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(report))
            stream.write(f"@misc{{{report.id},\n{fields}}}\n\n")
    return [out]


def csl(connection: sqlite3.Connection, out: Path) -> list[Path]:
    """Write every report as an item of a CSL JSON array."""
    items = [_item(report) for report in _reports(connection)]
    out.write_text(json.dumps(items, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [out]


def _reports(connection: sqlite3.Connection) -> Iterator[ReportRow]:
    """Every report; one without a title gets a description in brackets, as style guides have it."""
    for report in queries.reports(connection, Filters()):
        if not (report.title or "").strip():
            report = replace(report, title=f"[{_description(connection, report)}]")
        yield report


def _description(connection: sqlite3.Connection, report: ReportRow) -> str:
    """Outlet and date, or else the first words of the text."""
    if report.outlet:
        date = "-".join(part for part in _parts(report.date) if part)
        return ", ".join(filter(None, ("Report of " + report.outlet, date)))
    sql = "SELECT substr(text, 1, 400) FROM reports WHERE id = ?"
    words = connection.execute(sql, [report.id]).fetchone()[0].split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def _fields(report: ReportRow) -> Iterator[tuple[str, str]]:
    year, month, day = _parts(report.date)
    # Braces keep a name of an outlet or of an author with several words as it is.
    given = {
        "title": report.title,
        "author": " and ".join("{" + _tex(author) + "}" for author in report.authors),
        "howpublished": report.outlet,
        "year": year,
        "month": month,
        "day": day,
        "note": f"onrecord {report.id}",
    }
    for name, value in given.items():
        if value:
            yield name, value if name == "author" else _tex(value)
    if report.url:
        # An address is verbatim in biblatex and hyperref: what would end the field is percent-encoded.
        yield "url", re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", report.url)


def _tex(value: str) -> str:
    return _CONTROL.sub(" ", value).translate(_ESCAPES)


def _parts(date: str | None) -> tuple[str | None, str | None, str | None]:
    if not date or date.startswith("X"):
        return None, None, None
    parts = [*date[:10].split("-"), None, None]
    return parts[0], parts[1], parts[2]


def _item(report: ReportRow) -> Json:
    issued = [int(part) for part in _parts(report.date) if part]
    item: Json = {
        "id": report.id,
        "type": "article-newspaper",
        "title": report.title,
        "author": [{"literal": author} for author in report.authors] or None,
        "container-title": report.outlet,
        "issued": {"date-parts": [issued]} if issued else None,
        "URL": report.url,
    }
    return {name: value for name, value in item.items() if value is not None}
