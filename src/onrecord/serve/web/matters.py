"""Matters, the long-running affairs that claims are about: the list, and one with its stories and claims."""

from __future__ import annotations

import sqlite3
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from onrecord.serve.web import conditions, groups, reports, timeline
from onrecord.serve.web.params import Paging, asked, paging
from onrecord.serve.web.room import page, room

router = APIRouter(include_in_schema=False)

_LIST = f"""
SELECT {groups.MATTER.columns}, n.reports, n.outlets, n.stories,
    (SELECT count(DISTINCT cs.claim_id) FROM matter_reports AS m
        JOIN claim_statements AS cs ON cs.report_id = m.report_id
        JOIN claims AS c ON c.id = cs.claim_id AND c.part_of IS NULL WHERE m.matter_id = g.id) AS claims,
    (SELECT count(*) FROM matter_reports AS m JOIN denials AS d ON d.report_id = m.report_id
        WHERE m.matter_id = g.id) AS denials
FROM (SELECT m.matter_id, count(*) AS reports, count(DISTINCT r.outlet) AS outlets,
          count(DISTINCT sr.story_id) AS stories
      FROM matter_reports AS m JOIN reports AS r ON r.id = m.report_id
      LEFT JOIN story_reports AS sr ON sr.report_id = m.report_id GROUP BY 1) AS n
JOIN matters AS g ON g.id = n.matter_id WHERE {{condition}}
ORDER BY n.reports DESC, g.first_date, g.id LIMIT :limit OFFSET :offset
"""
_FILTERS = {
    "title": "instr(lower(coalesce(g.title, '')), lower(:title)) > 0",
    "outlet": "g.id IN (SELECT m.matter_id FROM reports AS r JOIN matter_reports AS m ON m.report_id = r.id"
    " WHERE r.outlet = :outlet COLLATE NOCASE)",
    "since": "substr(g.last_date, 1, length(:since)) >= :since",
    "until": "substr(g.first_date, 1, length(:until)) <= :until",
}
_STORIES = f"""
SELECT {groups.STORY.columns}, count(*) AS reports,
    count(DISTINCT r.outlet) AS outlets
FROM matter_reports AS m JOIN story_reports AS sr ON sr.report_id = m.report_id
JOIN stories AS g ON g.id = sr.story_id JOIN reports AS r ON r.id = m.report_id
WHERE m.matter_id = :id GROUP BY g.id ORDER BY g.first_date IS NULL, g.first_date, g.id LIMIT 100
"""
_ONE = f"SELECT {groups.MATTER.columns} FROM matters AS g WHERE g.id = ?"


@router.get("/matters")
def matters(request: Request) -> HTMLResponse:
    """All matters, the largest first."""
    pages, chosen = paging(request), asked(request, _FILTERS)
    conditions.checked(chosen)
    sql = _LIST.format(condition=" AND ".join(_FILTERS[name] for name in chosen) or "1")
    values = {**chosen, "limit": pages.limit, "offset": pages.offset}
    here = room(request)
    with here.reading() as connection:
        key = ("matters", *sorted(values.items()))
        rows = here.kept(key, lambda: connection.execute(sql, values).fetchall())
        outlets = here.kept("outlets", lambda: reports.outlets(connection))
    return page(request, "matters.html", rows=rows, pages=pages, chosen=chosen, outlets=outlets)


@router.get("/matters/{matter_id}")
def matter(request: Request, matter_id: str) -> HTMLResponse:
    """One matter."""
    pages, here = paging(request), room(request)
    with here.reading() as connection:
        found = connection.execute(_ONE, [matter_id]).fetchone()
        if found is None:
            raise HTTPException(
                404, f"There is no matter {matter_id} in this record. `onrecord link` may have renewed it."
            )
        key = ("matter", matter_id, pages.number)
        view = here.kept(key, lambda: _view(connection, matter_id, pages))
    return page(request, "matter.html", matter=found, pages=pages, **view)


def _view(connection: sqlite3.Connection, matter_id: str, pages: Paging) -> dict[str, Any]:
    condition, asking = conditions.condition("events", {"matter": matter_id})
    return {
        **groups.view(connection, groups.MATTER, matter_id, pages),
        "stories": connection.execute(_STORIES, {"id": matter_id}).fetchall(),
        "timeline": timeline.timeline(connection, condition, asking),
    }
