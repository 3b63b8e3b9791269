"""Events four ways: as a list, in time, on a map and as a network.

All share one set of filters, so that what is chosen in one view holds in the others.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.serve.web import conditions, lines, maps, network, timeline
from onrecord.serve.web.params import asked, paging
from onrecord.serve.web.room import page, room

router = APIRouter(include_in_schema=False)

VIEWS = (("events", "List"), ("timeline", "Timeline"), ("map", "Map"), ("network", "Network"))


@router.get("/events")
def events(request: Request) -> HTMLResponse:
    """Events as lines, the newest first."""
    pages, chosen = paging(request), asked(request, conditions.EVENTS)
    condition, values = conditions.condition("events", chosen)
    with room(request).reading() as connection:
        rows = lines.events(
            connection, condition, values, order=lines.NEWEST, limit=pages.limit, offset=pages.offset
        )
        shared = _shared(request, connection, chosen)
    return page(request, "events.html", view="events", rows=rows, pages=pages, **shared)


@router.get("/timeline")
def in_time(request: Request) -> HTMLResponse:
    """Events in time, by status; a stretch of days can be chosen."""
    chosen = asked(request, conditions.EVENTS)
    condition, values = conditions.condition("events", chosen)
    here = room(request)
    with here.reading() as connection:
        key = ("timeline", *sorted(chosen.items()))
        drawn = here.kept(key, lambda: timeline.timeline(connection, condition, values))
        rows = lines.events(connection, condition, values, order=lines.NEWEST, limit=20)
        shared = _shared(request, connection, chosen)
    return page(request, "timeline.html", view="timeline", timeline=drawn, rows=rows, **shared)


@router.get("/map")
def on_a_map(request: Request) -> HTMLResponse:
    """Where events took place."""
    chosen, whole = asked(request, conditions.EVENTS), request.query_params.get("extent") == "world"
    condition, values = conditions.condition("events", chosen)
    here = room(request)
    with here.reading() as connection:
        key = ("map", whole, *sorted(chosen.items()))
        drawn = here.kept(key, lambda: maps.draw(connection, condition, values, whole))
        shared = _shared(request, connection, chosen)
    return page(request, "map.html", view="map", map=drawn, **shared)


@router.get("/network")
def as_network(request: Request) -> HTMLResponse:
    """Who acts on whom."""
    chosen = asked(request, conditions.EVENTS)
    condition, values = conditions.condition("events", chosen)
    here = room(request)
    with here.reading() as connection:
        key = ("network", *sorted(chosen.items()))
        nodes, edges, rows = here.kept(key, lambda: network.network(connection, condition, values))
        shared = _shared(request, connection, chosen)
    return page(request, "network.html", view="network", nodes=nodes, edges=edges, rows=rows, **shared)


def _shared(request: Request, connection: sqlite3.Connection, chosen: dict[str, str]) -> dict[str, Any]:
    here = room(request)
    return {
        "chosen": chosen,
        "views": VIEWS,
        "options": here.kept("event options", lambda: _options(connection)),
        "labels": conditions.labels(connection, chosen),
    }


def _options(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """What can be chosen from lists."""

    def values(sql: str) -> list[str]:
        return [row[0] for row in connection.execute(sql)]

    return {
        "type": values("SELECT DISTINCT type FROM events ORDER BY 1"),
        "outlet": values("SELECT DISTINCT outlet FROM reports WHERE outlet IS NOT NULL ORDER BY 1 LIMIT 300"),
    }
