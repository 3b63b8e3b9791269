"""Denials: pairs of statements of which one denies or contradicts the other, side by side."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.serve.web import claims, conditions, lines, reports
from onrecord.serve.web.params import asked, paging
from onrecord.serve.web.room import page, room

router = APIRouter(include_in_schema=False)

_FROM = """
FROM denials AS d JOIN statements AS s ON s.report_id = d.report_id AND s.id = d.statement_id
JOIN reports AS r ON r.id = d.report_id WHERE {condition}
"""
_LIST = f"""
SELECT d.*, s.number AS denying, t.number AS denied,
    (SELECT json_group_array(m.claim_id) FROM claim_statements AS m WHERE m.report_id = d.denied_report_id
        AND m.statement_id = d.denied_statement_id AND m.clause = d.denied_clause) AS claims
FROM (SELECT d.rowid AS place, row_number() OVER () AS rank FROM (
    SELECT d.rowid {_FROM} ORDER BY {lines.DATED} DESC NULLS LAST, d.score DESC, d.report_id,
        d.statement_id, d.clause, d.denied_report_id, d.denied_statement_id, d.denied_clause
    LIMIT :limit OFFSET :offset) AS d) AS chosen
JOIN denials AS d ON d.rowid = chosen.place
JOIN statements AS s ON s.report_id = d.report_id AND s.id = d.statement_id
JOIN statements AS t ON t.report_id = d.denied_report_id AND t.id = d.denied_statement_id
ORDER BY chosen.rank
"""


@router.get("/denials")
def denials(request: Request) -> HTMLResponse:
    """All denials, the newest first; filtered by who denies."""
    pages, chosen = paging(request), asked(request, conditions.DENIALS)
    condition, values = conditions.condition("denials", chosen)
    here = room(request)
    with here.reading() as connection:
        sql = f"SELECT count(*) {_FROM.format(condition=condition)}"
        key = ("denials", *sorted(chosen.items()))
        total = here.kept(key, lambda: connection.execute(sql, values).fetchone()[0])
        rows = _pairs(
            connection,
            connection.execute(
                _LIST.format(condition=condition), {**values, "limit": pages.limit, "offset": pages.offset}
            ).fetchall(),
        )
        outlets = here.kept("outlets", lambda: reports.outlets(connection))
        labels = conditions.labels(connection, chosen)
    context: dict[str, Any] = {
        "kinds": claims.KINDS,
        "tiers": claims.TIERS,
        "outlets": outlets,
        "labels": labels,
    }
    return page(request, "denials.html", rows=rows, pages=pages, chosen=chosen, total=total, **context)


def _pairs(connection: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> list[dict[str, Any]]:
    """Rows with the lines of both statements."""
    rows = list(rows)
    numbers = sorted({row[side] for row in rows for side in ("denying", "denied")})
    found = lines.statements(
        connection,
        "s.number IN (SELECT value FROM json_each(:numbers))",
        {"numbers": json.dumps(numbers)},
        limit=len(numbers),
    )
    by_number = {line["number"]: line for line in found}
    ranks = {number: rank for rank, number in enumerate(dict.fromkeys(row["denying"] for row in rows))}
    return [
        {
            **dict(row),
            "reasons": json.loads(row["reasons"]),
            "claims": json.loads(row["claims"]),
            "rank": ranks[row["denying"]],
            "by": by_number[row["denying"]],
            "of": by_number[row["denied"]],
        }
        for row in rows
    ]
