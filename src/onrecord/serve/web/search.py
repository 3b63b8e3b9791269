"""Search with facets: every choice is a link, so that a search is its address."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.errors import UsageError
from onrecord.serve.web import conditions, disputes, lines
from onrecord.serve.web.params import Paging, asked, paging
from onrecord.serve.web.room import Rows, page, room

router = APIRouter(include_in_schema=False)

KINDS = ("statements", "events", "reports")
COUNTED = 20_000
"""Matches that facets count; of a search with more they count the best, and say so."""

_OPEN, _CLOSE = "\x02", "\x03"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_TABLE = {"statements": "s", "events": "e", "reports": "r"}
_MONTH = "CASE WHEN r.published LIKE 'X%' THEN NULL ELSE substr(r.published, 1, 7) END"
"""The month of publication; NULL without a year, since no filter could ask for it."""
_FACETS = {
    "statements": {
        "speaker": "s.speaker",
        "act": "s.act",
        "outlet": "r.outlet",
        "since": _MONTH,
    },
    "events": {
        "status": "e.status",
        "type": "e.type",
        "outlet": "r.outlet",
        "since": _MONTH,
    },
    "reports": {
        "outlet": "r.outlet",
        "since": _MONTH,
    },
}
TITLES = {
    "speaker": "Speaker",
    "act": "Act",
    "outlet": "Outlet",
    "since": "Month",
    "status": "Status",
    "type": "Type",
}
_REPORTS = f"""
SELECT r.id, r.outlet, r.published, {lines.TITLE} AS title,
    snippet(reports_fts, 1, '{_OPEN}', '{_CLOSE}', ' … ', 32) AS marked
FROM reports_fts JOIN reports AS r ON r.number = reports_fts.rowid WHERE reports_fts MATCH :text
    AND r.number IN ({{numbers}})
"""


@router.get("/search")
def search(request: Request) -> HTMLResponse:
    """Statements, events or reports with some words in them, narrowed by facets."""
    kind = request.query_params.get("in") or "statements"
    if kind not in KINDS:
        raise UsageError(f"search looks in one of {', '.join(KINDS)}; got {kind!r}.")
    pages = paging(request)
    chosen = asked(request, (*conditions.NAMES[kind], "q"))
    if "q" in chosen:
        chosen["text"] = chosen.pop("q")
    here = room(request)
    with here.reading() as connection:
        condition, values = conditions.condition(kind, chosen)
        key = ("facets", kind, *sorted(chosen.items()))
        facets, total = here.kept(key, lambda: _facets(connection, kind, condition, values))
        rows = _rows(connection, kind, condition, values, pages)
        labels = conditions.labels(connection, chosen)
        beside = disputes.of_lines(connection, rows) if kind == "statements" else {}
    context: dict[str, Any] = {
        "kind": kind,
        "kinds": KINDS,
        "chosen": chosen,
        "facets": facets,
        "titles": TITLES,
        "counted": COUNTED,
        "labels": labels,
        "any_of": _any_of(chosen.get("text") or ""),
    }
    return page(request, "search.html", rows=rows, pages=pages, total=total, disputes=beside, **context)


def _any_of(text: str) -> str | None:
    """The search for any of the words, where several plain ones are asked for together."""
    words = text.split()
    plain = all(word.isalnum() and word not in ("AND", "OR", "NOT") for word in words)
    return " OR ".join(words) if plain and len(words) > 1 else None


def _from(kind: str) -> str:
    if kind == "reports":
        return "FROM reports AS r"
    name = _TABLE[kind]
    return f"FROM {kind} AS {name} JOIN reports AS r ON r.id = {name}.report_id"


def _facets(
    connection: sqlite3.Connection, kind: str, condition: str, values: Mapping[str, Any]
) -> tuple[dict[str, list[tuple[str, str, int]]], int]:
    """For each facet its values with label and count, and how many rows were counted."""
    columns = _FACETS[kind]
    sql = f"SELECT {', '.join(columns.values())} {_from(kind)} WHERE {condition} LIMIT {COUNTED}"
    rows = connection.execute(sql, values).fetchall()
    found: dict[str, list[tuple[str, str, int]]] = {}
    for place, name in enumerate(columns):
        counts = Counter(row[place] for row in rows if row[place])
        top = sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:12]
        found[name] = [(value, _label(connection, name, value), n) for value, n in top]
    return found, len(rows)


def _label(connection: sqlite3.Connection, name: str, value: str) -> str:
    if name != "speaker":
        return value
    row = connection.execute("SELECT name FROM actors WHERE id = ? LIMIT 1", [value]).fetchone()
    return row["name"] if row else value


def _rows(
    connection: sqlite3.Connection, kind: str, condition: str, values: Mapping[str, Any], pages: Paging
) -> list[dict[str, Any]]:
    if kind == "events":
        return lines.events(
            connection, condition, values, order=lines.NEWEST, limit=pages.limit, offset=pages.offset
        )
    if "text" not in values:
        return _newest(connection, kind, condition, values, pages)
    numbers = _best(connection, kind, condition, values, pages)
    if kind == "reports":
        return _reports(connection, numbers, values["text"])
    found = _by_number(connection, numbers)
    marked = _highlighted(connection, numbers, values["text"])
    return [{**found[n], "marked": marked[n]} for n in numbers]


def _newest(
    connection: sqlite3.Connection, kind: str, condition: str, values: Mapping[str, Any], pages: Paging
) -> list[dict[str, Any]]:
    if kind == "statements":
        return lines.statements(
            connection, condition, values, order=lines.NEWEST, limit=pages.limit, offset=pages.offset
        )
    sql = (
        f"SELECT r.id, r.outlet, r.published, {lines.TITLE} AS title, substr(r.text, 1, 240) AS marked"
        " FROM reports AS r"
        f" WHERE {condition} ORDER BY {lines.DATED} DESC NULLS LAST, r.id DESC LIMIT :limit OFFSET :offset"
    )
    rows = connection.execute(sql, {**values, "limit": pages.limit, "offset": pages.offset})
    return [{**dict(row), "marked": pieces(row["marked"])} for row in rows]


def _best(
    connection: sqlite3.Connection, kind: str, condition: str, values: Mapping[str, Any], pages: Paging
) -> list[int]:
    """Row numbers of the best matches, in order."""
    index, name = f"{kind}_fts", _TABLE[kind]
    sql = (
        f"SELECT {name}.number {_from(kind)} JOIN {index} ON {index}.rowid = {name}.number"
        f" WHERE {index} MATCH :text AND {condition} ORDER BY {index}.rank, {name}.number"
        " LIMIT :limit OFFSET :offset"
    )
    rows = connection.execute(sql, {**values, "limit": pages.limit, "offset": pages.offset})
    return [row[0] for row in rows]


def _reports(connection: sqlite3.Connection, numbers: list[int], text: str) -> list[dict[str, Any]]:
    sql = "SELECT r.number, " + _REPORTS.strip().removeprefix("SELECT ").format(
        numbers="SELECT value FROM json_each(:numbers)"
    )
    rows = connection.execute(sql, {"text": text, "numbers": json.dumps(numbers)}).fetchall()
    found = {row["number"]: {**dict(row), "marked": pieces(row["marked"])} for row in rows}
    return [found[number] for number in numbers]


def _by_number(connection: sqlite3.Connection, numbers: list[int]) -> dict[int, lines.Line]:
    chosen = {"numbers": json.dumps(numbers)}
    rows = lines.statements(
        connection, "s.number IN (SELECT value FROM json_each(:numbers))", chosen, limit=len(numbers)
    )
    return {row["number"]: row for row in rows}


def _highlighted(
    connection: sqlite3.Connection, numbers: list[int], text: str
) -> dict[int, list[tuple[str, bool]]]:
    sql = (
        f"SELECT rowid, highlight(statements_fts, 0, '{_OPEN}', '{_CLOSE}') AS marked FROM statements_fts"
        " WHERE statements_fts MATCH :text AND rowid IN (SELECT value FROM json_each(:numbers))"
    )
    rows: Rows = connection.execute(sql, {"text": text, "numbers": json.dumps(numbers)}).fetchall()
    return {row["rowid"]: pieces(row["marked"]) for row in rows}


def pieces(marked: str) -> list[tuple[str, bool]]:
    """Text cut into pieces, and whether each is a match."""
    found: list[tuple[str, bool]] = []
    last = 0
    for hit in _MARK.finditer(marked):
        found += [(marked[last : hit.start()], False), (hit[1], True)]
        last = hit.end()
    return [
        (text.replace(_OPEN, "").replace(_CLOSE, ""), is_hit)
        for text, is_hit in (*found, (marked[last:], False))
        if text
    ]
