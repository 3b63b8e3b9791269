"""The first page: what is in the record, what is denied, the newest stories, who speaks."""

from __future__ import annotations

import sqlite3
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.serve.web import actors, claims, groups, lines
from onrecord.serve.web.room import Rows, page, room

router = APIRouter(include_in_schema=False)

_STORIES = f"""
SELECT {groups.STORY.columns}, count(*) AS reports,
    count(DISTINCT r.outlet) AS outlets
FROM (SELECT * FROM stories ORDER BY last_date DESC NULLS LAST, id LIMIT 60) AS g
JOIN story_reports AS m ON m.story_id = g.id JOIN reports AS r ON r.id = m.report_id
GROUP BY g.id ORDER BY count(*) > 1 DESC, g.last_date DESC NULLS LAST, g.id LIMIT :limit
"""
_DENIED_CLAIMS = """
SELECT c.id, c.text, c.tier, count(DISTINCT d.report_id || d.statement_id) AS denials,
    (SELECT count(*) FROM claim_statements AS m WHERE m.claim_id = c.id) AS statements
FROM denials AS d JOIN claim_statements AS cs ON cs.report_id = d.denied_report_id
    AND cs.statement_id = d.denied_statement_id AND cs.clause = d.denied_clause
JOIN claims AS c ON c.id = cs.claim_id AND c.part_of IS NULL
GROUP BY c.id ORDER BY denials DESC, statements DESC, c.id LIMIT :limit
"""
_OUTLETS = """
SELECT outlet, count(*) AS reports, min(nullif(published, 'XXXX')) AS first, max(published) AS last
FROM reports WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY reports DESC, outlet LIMIT :limit
"""


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """What is in the record."""
    here = room(request)
    with here.reading() as connection:
        view = here.kept("home", lambda: _view(connection))
    return page(request, "home.html", **view)


def _view(connection: sqlite3.Connection) -> dict[str, Any]:
    def top(sql: str, limit: int) -> Rows:
        return connection.execute(sql, {"limit": limit}).fetchall()

    return {
        "counts": counts(connection),
        "stories": top(_STORIES, 10),
        "claims": claims.with_sides(connection, top(_DENIED_CLAIMS, 8)),
        "speakers": actors.speakers(connection, "", {"limit": 12, "offset": 0}),
        "outlets": top(_OUTLETS, 12),
        "denials": lines.statements(
            connection, "s.act IN ('deny', 'reject')", {}, order=lines.NEWEST, limit=8
        ),
    }


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How much of each kind the record holds."""
    tables = ("reports", "statements", "events", "stories", "matters", "claims", "denials", "omissions")
    return {t: connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}
