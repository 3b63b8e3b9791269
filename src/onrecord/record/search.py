"""Full-text search over reports and statements, best first."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from onrecord.errors import UsageError
from onrecord.record.filters import Filters, where
from onrecord.record.rows import Hit, Pairs
from onrecord.record.terms import match

# FTS5 puts these around what matches; control characters, which a person's text does not hold.
_OPEN, _CLOSE = "\x02", "\x03"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_SNIPPET_WORDS = 24
_DEFAULT_LIMIT = 20

_SQL = {
    # A word in the title counts four times a word in the text: titles say what a report is about.
    "report": "SELECT 'report' AS kind, r.id AS report, r.input_id, r.path, r.outlet,"
    " nullif(r.published, 'XXXX') AS date, r.title, r.id, NULL AS speaker_name,"
    " -bm25(reports_fts, 4.0, 1.0) AS score,"
    " snippet(reports_fts, 1, :open, :close, '…', :words) AS snippet"
    " FROM reports_fts JOIN reports AS r ON r.number = reports_fts.rowid",
    "statement": "SELECT 'statement' AS kind, r.id AS report, r.input_id, r.path, r.outlet,"
    " nullif(r.published, 'XXXX') AS date, r.title, s.id, a.name AS speaker_name,"
    " -bm25(statements_fts) AS score,"
    " snippet(statements_fts, 0, :open, :close, '…', :words) AS snippet"
    " FROM statements_fts JOIN statements AS s ON s.number = statements_fts.rowid"
    " JOIN reports AS r ON r.id = s.report_id"
    " LEFT JOIN actors AS a ON a.report_id = s.report_id AND a.id = s.speaker",
}

_PLACE = {"report": "r.id", "statement": "r.id, s.position"}


def search(connection: sqlite3.Connection, query: str, kind: str | None, filters: Filters) -> list[Hit]:
    """Hits of a query, see `terms`. `kind` is "report", "statement" or None for both."""
    if kind not in (None, *_SQL):
        raise UsageError(f"search looks in one of {', '.join(_SQL)}; got {kind!r}.")
    kinds = [kind] if kind else list(_SQL)
    found = [hit for name in kinds for hit in _hits(connection, query, name, filters)]
    found.sort(key=lambda hit: (-hit.score, hit.kind, hit.report, hit.id))
    first = filters.offset or 0
    return found[first : first + (filters.limit or _DEFAULT_LIMIT)]


def _hits(connection: sqlite3.Connection, query: str, kind: str, filters: Filters) -> list[Hit]:
    condition, values = where(f"{kind}s", filters)
    values |= {"open": _OPEN, "close": _CLOSE, "words": _SNIPPET_WORDS, "query": match(query)}
    values["limit"] = (filters.limit or _DEFAULT_LIMIT) + (filters.offset or 0)
    matches = f"{kind}s_fts MATCH :query"
    condition = f"{condition} AND {matches}" if condition else f" WHERE {matches}"
    sql = f"{_SQL[kind]}{condition} ORDER BY score DESC, {_PLACE[kind]} LIMIT :limit"
    rows = connection.execute(sql, values).fetchall()
    best = max((row["score"] for row in rows), default=1.0) or 1.0
    return [_hit(dict(row), best) for row in rows]


def _hit(row: dict[str, Any], best: float) -> Hit:
    snippet, marks = _plain(row.pop("snippet"))
    score = round(row.pop("score") / best, 4)
    return Hit(snippet=snippet, marks=marks, score=score, **row)


def _plain(marked: str) -> tuple[str, Pairs]:
    """A snippet on one line without its marks, and the marks as offsets into it."""
    marked = " ".join(marked.split())
    marks: list[tuple[int, int]] = []
    plain, last = "", 0
    for found in _MARK.finditer(marked):
        plain += marked[last : found.start()]
        marks.append((len(plain), len(plain) + len(found[1])))
        plain += found[1]
        last = found.end()
    plain += marked[last:]
    return plain.replace(_OPEN, " ").replace(_CLOSE, " "), tuple(marks)
