"""Stories: the list, and one story with its events in time, reports, claims, and who is not heard."""

from __future__ import annotations

import sqlite3
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from onrecord.serve.web import claims, conditions, lines, timeline
from onrecord.serve.web.params import Paging, asked, paging
from onrecord.serve.web.room import Rows, page, room

router = APIRouter(include_in_schema=False)

_LIST = """
SELECT st.id, st.title, st.first_date, st.last_date, count(*) AS reports, count(DISTINCT r.outlet) AS outlets
FROM stories AS st JOIN story_reports AS m ON m.story_id = st.id JOIN reports AS r ON r.id = m.report_id
WHERE instr(lower(coalesce(st.title, '')), lower(:title)) > 0
GROUP BY st.id ORDER BY reports DESC, st.first_date, st.id LIMIT :limit OFFSET :offset
"""
_REPORTS = """
SELECT r.id, r.outlet, r.published, r.title, cr.copy_id AS copy, c.origin,
    (SELECT count(*) FROM statements AS s WHERE s.report_id = r.id) AS statements
FROM story_reports AS m JOIN reports AS r ON r.id = m.report_id
LEFT JOIN copy_reports AS cr ON cr.report_id = r.id LEFT JOIN copies AS c ON c.id = cr.copy_id
WHERE m.story_id = :story ORDER BY m.position LIMIT :limit OFFSET :offset
"""
_CLAIMS = """
SELECT c.id, c.text, c.tier, count(DISTINCT cs.report_id || cs.statement_id) AS statements,
    count(DISTINCT d.report_id || d.statement_id) AS denials
FROM story_reports AS m JOIN claim_statements AS cs ON cs.report_id = m.report_id
JOIN claims AS c ON c.id = cs.claim_id AND c.part_of IS NULL
LEFT JOIN denials AS d ON d.denied_report_id = cs.report_id AND d.denied_statement_id = cs.statement_id
    AND d.denied_clause = cs.clause
WHERE m.story_id = :story GROUP BY c.id ORDER BY denials > 0 DESC, statements DESC, c.id LIMIT 40
"""
_SILENT = """
SELECT coalesce(i.identity, p.actor_id) AS id, max(a.name) AS name,
    count(DISTINCT p.report_id || p.event_id) AS events,
    sum(p.role = 'recipient') AS done
FROM story_reports AS m JOIN participants AS p ON p.report_id = m.report_id
JOIN actors AS a ON a.report_id = p.report_id AND a.id = p.actor_id
    AND a.kind IN ('person', 'country', 'body', 'group')
LEFT JOIN identities AS i ON i.report_id = p.report_id AND i.actor_id = p.actor_id
WHERE m.story_id = :story AND coalesce(i.identity, p.actor_id) NOT IN (
    SELECT coalesce(si.identity, s.speaker) FROM story_reports AS sm
        JOIN statements AS s ON s.report_id = sm.report_id
    LEFT JOIN identities AS si ON si.report_id = s.report_id AND si.actor_id = s.speaker
    WHERE sm.story_id = :story AND s.speaker IS NOT NULL)
GROUP BY 1 ORDER BY events DESC, id LIMIT 15
"""
_SPEAKERS = """
SELECT coalesce(i.identity, s.speaker) AS id, max(a.name) AS name, count(*) AS n,
    count(DISTINCT r.outlet) AS outlets,
    sum(s.act IN ('deny', 'reject')) AS denials
FROM story_reports AS m JOIN statements AS s ON s.report_id = m.report_id
    JOIN reports AS r ON r.id = s.report_id
JOIN actors AS a ON a.report_id = s.report_id AND a.id = s.speaker
LEFT JOIN identities AS i ON i.report_id = s.report_id AND i.actor_id = s.speaker
WHERE m.story_id = :story GROUP BY 1 ORDER BY n DESC, id LIMIT 15
"""


@router.get("/stories")
def stories(request: Request) -> HTMLResponse:
    """All stories, the largest first."""
    pages, chosen = paging(request), asked(request, ("title",))
    values = {"title": chosen.get("title", ""), "limit": pages.limit, "offset": pages.offset}
    here = room(request)
    with here.reading() as connection:
        rows = here.kept(("stories", *values.values()), lambda: connection.execute(_LIST, values).fetchall())
    return page(request, "stories.html", rows=rows, pages=pages, chosen=chosen)


@router.get("/stories/{story_id}")
def story(request: Request, story_id: str) -> HTMLResponse:
    """One story."""
    pages, chosen = paging(request), asked(request, ("type", "status", "outlet"))
    here = room(request)
    with here.reading() as connection:
        found = connection.execute("SELECT * FROM stories WHERE id = ?", [story_id]).fetchone()
        if found is None:
            raise HTTPException(
                404, f"There is no story {story_id} in this record. `onrecord link` may have renewed it."
            )
        view = _view(connection, story_id, chosen, pages)
    return page(request, "story.html", story=found, pages=pages, chosen=chosen, **view)


def _view(
    connection: sqlite3.Connection, story_id: str, chosen: dict[str, str], pages: Paging
) -> dict[str, Any]:
    values = {"story": story_id, "limit": pages.limit, "offset": pages.offset}

    def rows(sql: str) -> Rows:
        return connection.execute(sql, values).fetchall()

    condition, asking = conditions.condition("events", {**chosen, "story": story_id})
    return {
        "reports": rows(_REPORTS),
        "claims": claims.with_sides(connection, rows(_CLAIMS)),
        "speakers": rows(_SPEAKERS),
        "silent": rows(_SILENT),
        "timeline": timeline.timeline(connection, condition, asking),
        "events": lines.events(connection, condition, asking, limit=60),
    }
