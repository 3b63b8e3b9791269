"""Stories: the list, and one story with its events in time, reports, claims, and who is not heard."""

from __future__ import annotations

import sqlite3
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from onrecord.serve.web import conditions, groups, lines, timeline
from onrecord.serve.web.params import Paging, asked, paging
from onrecord.serve.web.room import page, room

router = APIRouter(include_in_schema=False)

_LIST = f"""
SELECT {groups.STORY.columns}, count(*) AS reports,
    count(DISTINCT r.outlet) AS outlets
FROM stories AS g JOIN story_reports AS m ON m.story_id = g.id JOIN reports AS r ON r.id = m.report_id
WHERE instr(lower(coalesce(g.title, '')), lower(:title)) > 0
GROUP BY g.id ORDER BY reports DESC, g.first_date, g.id LIMIT :limit OFFSET :offset
"""
_ONE = f"SELECT {groups.STORY.columns} FROM stories AS g WHERE g.id = ?"
_MATTER = f"""
SELECT {groups.MATTER.columns} FROM story_reports AS m
JOIN matter_reports AS mr ON mr.report_id = m.report_id
JOIN matters AS g ON g.id = mr.matter_id WHERE m.story_id = ? ORDER BY m.position LIMIT 1
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
        found = connection.execute(_ONE, [story_id]).fetchone()
        if found is None:
            raise HTTPException(
                404, f"There is no story {story_id} in this record. `onrecord link` may have renewed it."
            )
        view = _view(connection, story_id, chosen, pages)
    return page(request, "story.html", story=found, pages=pages, chosen=chosen, **view)


def _view(
    connection: sqlite3.Connection, story_id: str, chosen: dict[str, str], pages: Paging
) -> dict[str, Any]:
    condition, asking = conditions.condition("events", {**chosen, "story": story_id})
    return {
        **groups.view(connection, groups.STORY, story_id, pages),
        "timeline": timeline.timeline(connection, condition, asking),
        "events": lines.events(connection, condition, asking, limit=60),
        "matter": connection.execute(_MATTER, [story_id]).fetchone(),
    }
