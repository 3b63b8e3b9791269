"""Actors: the list, and one actor with what it said, did and had done to it."""

from __future__ import annotations

import sqlite3
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from onrecord.record.filters import CONDITIONS
from onrecord.serve.web import conditions as filters
from onrecord.serve.web import disputes, lines, network, words
from onrecord.serve.web.params import asked, paging
from onrecord.serve.web.room import Rows, page, room

router = APIRouter(include_in_schema=False)

MEMBERS = """
WITH me (report_id, actor_id) AS MATERIALIZED (
    SELECT report_id, actor_id FROM identities WHERE identity = :id
    UNION SELECT report_id, id FROM actors WHERE id = :id
        AND NOT EXISTS (SELECT 1 FROM identities AS i WHERE i.report_id = actors.report_id
            AND i.actor_id = actors.id))
"""
"""The rows of `actors` that are one actor: those that linking found to be the same, or one alone.

In joins on it, `+` keeps SQLite from walking the index of an actor's rows again for each of its reports.
"""

_DATES = ("since", "until")
_COUNTED = """
SELECT coalesce(i.identity, s.speaker) AS id, sum(s.n) AS statements, count(*) AS reports
FROM (SELECT report_id, speaker, count(*) AS n FROM statements
      WHERE speaker IS NOT NULL GROUP BY report_id, speaker) AS s
LEFT JOIN identities AS i ON i.report_id = s.report_id AND i.actor_id = s.speaker
{condition} GROUP BY 1 ORDER BY statements DESC, id LIMIT :limit OFFSET :offset
"""
_CONDITION = """
JOIN actors AS a ON a.report_id = s.report_id AND a.id = s.speaker WHERE {condition}
"""


@router.get("/actors")
def actors(request: Request) -> HTMLResponse:
    """Those who speak, the most often quoted first."""
    chosen, pages = asked(request, ("name", "country", "sector")), paging(request)
    conditions = [f"a.{c} = :{c} COLLATE NOCASE" for c in ("country", "sector") if c in chosen]
    if "name" in chosen:
        conditions.append("(instr(lower(a.name), lower(:name)) OR instr(lower(a.aliases), lower(:name)))")
    condition = _CONDITION.format(condition=" AND ".join(conditions)) if conditions else ""
    values = {**chosen, "limit": pages.limit, "offset": pages.offset}
    here = room(request)
    with here.reading() as connection:
        key = ("actors", *sorted(values.items()))
        rows = here.kept(key, lambda: speakers(connection, condition, values))
    return page(request, "actors.html", rows=rows, pages=pages, chosen=chosen)


def speakers(connection: sqlite3.Connection, condition: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Those who speak, the most often quoted first, as the actor is described where it is named first."""
    rows = connection.execute(_COUNTED.format(condition=condition), values).fetchall()
    sql = "SELECT name, kind, country, sector FROM actors WHERE id = ? ORDER BY report_id LIMIT 1"
    described = ((row, connection.execute(sql, [row["id"]]).fetchone()) for row in rows)
    return [{**dict(row), **dict(actor)} for row, actor in described if actor]


@router.get("/actors/{actor_id}", response_model=None)
def actor(request: Request, actor_id: str) -> Response:
    """One actor."""
    pages = paging(request, 25)
    chosen = asked(request, ("act", "outlet", "since", "until", "role", "type", "status"))
    filters.checked(chosen)
    here = room(request)
    with here.reading() as connection:
        names = here.kept(("names", actor_id), lambda: _names(connection, actor_id))
        if not names:
            identity = _identity(connection, actor_id)
            if identity:
                return RedirectResponse(words.address("actors", identity))
            raise HTTPException(404, f"There is no actor {actor_id} in this record.")
        facets = here.kept(("actor", actor_id), lambda: _facets(connection, actor_id))
        said = _said(connection, actor_id, chosen, pages.limit, pages.offset)
        done = _done(connection, actor_id, chosen, pages.limit, pages.offset)
        beside = disputes.of_lines(connection, said)
        around = here.kept(("around", actor_id), lambda: network.around(connection, actor_id))
        beside_it = here.kept(("beside", actor_id), lambda: network.beside(connection, actor_id))
    context: dict[str, Any] = {
        "actor_id": actor_id,
        "names": names,
        "said": said,
        "done": done,
        "pages": pages,
        "chosen": chosen,
    }
    return page(
        request, "actor.html", **context, facets=facets, disputes=beside, around=around, named=beside_it
    )


def _identity(connection: sqlite3.Connection, actor_id: str) -> str | None:
    """The identity under which linking put the actor of one report."""
    row = connection.execute(
        "SELECT i.identity FROM actors AS a JOIN identities AS i ON i.report_id = a.report_id"
        " AND i.actor_id = a.id WHERE a.id = ? LIMIT 1",
        [actor_id],
    ).fetchone()
    return row["identity"] if row else None


def _names(connection: sqlite3.Connection, actor_id: str) -> Rows:
    """What reports call the actor and how they describe it, the most frequent first."""
    sql = MEMBERS + (
        "SELECT a.name, a.kind, a.country, a.sector, count(*) AS reports FROM me JOIN actors AS a"
        " ON a.report_id = me.report_id AND a.id = me.actor_id"
        " GROUP BY a.name, a.kind, a.country, a.sector ORDER BY reports DESC, a.name LIMIT 20"
    )
    return connection.execute(sql, {"id": actor_id}).fetchall()


def _facets(connection: sqlite3.Connection, actor_id: str) -> dict[str, Any]:
    statements = "FROM me JOIN statements AS s ON s.report_id = me.report_id AND +s.speaker = me.actor_id"
    events = (
        "FROM me JOIN participants AS p ON p.report_id = me.report_id AND +p.actor_id = me.actor_id"
        " JOIN events AS e ON e.report_id = p.report_id AND e.id = p.event_id"
    )
    reports = " JOIN reports AS r ON r.id = s.report_id"

    def top(sql: str) -> Rows:
        return connection.execute(MEMBERS + sql, {"id": actor_id}).fetchall()

    return {
        "acts": top(f"SELECT s.act AS value, count(*) AS n {statements} GROUP BY 1 ORDER BY n DESC, 1"),
        "outlets": top(
            f"SELECT r.outlet AS value, count(*) AS n {statements}{reports}"
            " WHERE r.outlet IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT 15"
        ),
        "months": top(
            f"SELECT substr(r.published, 1, 7) AS value, count(*) AS n {statements}{reports}"
            " WHERE r.published NOT LIKE 'X%' GROUP BY 1 ORDER BY 1 DESC LIMIT 18"
        ),
        "venues": top(
            "SELECT substr(r.text, s.venue_start + 1, s.venue_end - s.venue_start) AS value, count(*) AS n"
            f" {statements}{reports} WHERE s.venue_start IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT 8"
        ),
        "events": top(
            f"SELECT p.role, e.status, e.type, count(*) AS n {events} GROUP BY 1, 2, 3"
            " ORDER BY n DESC, 3, 2, 1"
        ),
        "aliases": top(
            "SELECT j.value, count(*) AS n FROM (SELECT * FROM me LIMIT 500) AS me JOIN actors AS a ON"
            " a.report_id = me.report_id AND a.id = me.actor_id, json_each(a.aliases) AS j"
            " GROUP BY 1 ORDER BY n DESC, 1 LIMIT 20"
        ),
        "ids": top(
            "SELECT DISTINCT j.value FROM (SELECT * FROM me LIMIT 500) AS me JOIN actors AS a ON"
            " a.report_id = me.report_id AND a.id = me.actor_id, json_each(a.outside_ids) AS j LIMIT 10"
        ),
        "why": top(
            "SELECT l.left_id, l.right_id, l.score, l.reasons FROM links AS l WHERE l.relation = 'same_actor'"
            " AND l.left_id IN (SELECT actor_id FROM me) ORDER BY l.score DESC LIMIT 12"
        ),
    }


def _said(
    connection: sqlite3.Connection, actor_id: str, chosen: dict[str, str], limit: int, offset: int
) -> list[lines.Line]:
    conditions = [
        "s.number IN (SELECT s.number FROM me JOIN statements AS s"
        " ON s.report_id = me.report_id AND +s.speaker = me.actor_id)"
    ]
    conditions += [CONDITIONS["statements"][name] for name in ("act", "outlet", *_DATES) if name in chosen]
    values = {**chosen, "id": actor_id}
    return lines.statements(
        connection,
        " AND ".join(conditions),
        values,
        order=lines.NEWEST,
        limit=limit,
        offset=offset,
        given=MEMBERS,
    )


def _done(
    connection: sqlite3.Connection, actor_id: str, chosen: dict[str, str], limit: int, offset: int
) -> list[lines.Line]:
    role = " AND p.role = :role" if "role" in chosen else ""
    conditions = [
        "e.number IN (SELECT e.number FROM me JOIN participants AS p ON p.report_id = me.report_id"
        f" AND +p.actor_id = me.actor_id{role}"
        " JOIN events AS e ON e.report_id = p.report_id AND e.id = p.event_id)"
    ]
    conditions += [
        CONDITIONS["events"][name] for name in ("type", "status", "outlet", *_DATES) if name in chosen
    ]
    values = {**chosen, "id": actor_id}
    return lines.events(
        connection,
        " AND ".join(conditions),
        values,
        order=lines.NEWEST,
        limit=limit,
        offset=offset,
        given=MEMBERS,
    )
