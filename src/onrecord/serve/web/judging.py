"""Judging: what linking joined and is unsure of, the log of judgements, and undoing one."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from onrecord.errors import UsageError
from onrecord.model import Judgement, Relation, Verdict
from onrecord.record.corrections import NOBODY
from onrecord.serve.web import access, lines, words
from onrecord.serve.web.params import Paging, asked, paging
from onrecord.serve.web.room import CORRECTED, page, room

router = APIRouter(include_in_schema=False)

RELATIONS = {
    "same_actor": "the same actor",
    "same_claim": "the same claim",
    "copy_of": "copies of one text",
    "same_story": "the same story",
    "same_matter": "the same matter",
}
SOMEBODY = "somebody at this machine"
"""Who judges, where no name is given."""

VERDICTS = {"same": "Same", "different": "Different", "unsure": "Unsure"}
_LINKS = """
SELECT l.left_id, l.right_id, l.relation, l.score, l.reasons FROM links AS l
WHERE {condition} AND NOT EXISTS (
    SELECT 1 FROM judgements AS j WHERE j.retracted_at IS NULL
    AND coalesce(j.relation, 'same_actor') = l.relation
    AND ((j.left_id = l.left_id AND j.right_id = l.right_id)
        OR (j.left_id = l.right_id AND j.right_id = l.left_id)))
ORDER BY l.score, l.left_id, l.right_id LIMIT :limit OFFSET :offset
"""
_LOG = "SELECT * FROM judgements ORDER BY number DESC LIMIT 100"


@router.get("/judge")
def judge(request: Request) -> HTMLResponse:
    """Links to judge, the least sure first; of one item, where the address names it. Below, the log."""
    pages, chosen = paging(request, 20), asked(request, ("relation", "item"))
    if chosen.get("relation", "same_actor") not in RELATIONS:
        raise UsageError(f"relation takes one of {', '.join(RELATIONS)}; got {chosen['relation']!r}.")
    with room(request).reading() as connection:
        pairs = _pairs(connection, chosen, pages)
        log = [logged(connection, row) for row in connection.execute(_LOG).fetchall()]
    context: dict[str, Any] = {
        "relations": RELATIONS,
        "verdicts": VERDICTS,
        "chosen": chosen,
        "pairs": pairs,
    }
    return page(request, "judge.html", pages=pages, log=log, **context)


@router.post("/judge")
def append(
    request: Request,
    left: Annotated[str, Form()],
    right: Annotated[str, Form()],
    relation: Annotated[Relation, Form()],
    verdict: Annotated[Verdict, Form()],
    token: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/judge",
) -> RedirectResponse:
    """Append a judgement and go back to where it was made."""
    access.may_write(request, token)
    judgement = Judgement(
        left=left,
        right=right,
        verdict=verdict,
        by=by.strip() or SOMEBODY,
        at=now(),
        relation=None if relation is Relation.SAME_ACTOR else relation,
        reasons=tuple(filter(None, [reason.strip()])),
    )
    with room(request).reading() as connection:
        unknown = [item for item in (left, right) if describe(connection, item)["report"] is None]
    if unknown or left == right:
        said = "are one and the same" if left == right else f"{unknown[0]!r} is nothing in this record"
        raise UsageError(f"{left!r} and {right!r}: {said}. Give two ids of reports, actors or statements.")
    with room(request).writing() as record:
        record.judge(judgement)
    return RedirectResponse(_own(back), status_code=303)


@router.post("/judge/undo")
def undo(
    request: Request,
    number: Annotated[int, Form()],
    token: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/judge#log",
) -> RedirectResponse:
    """Retract a judgement; it stays in the log."""
    access.may_write(request, token)
    with room(request).writing() as record:
        record.retract(number, now())
    return RedirectResponse(_own(back), status_code=303)


def now() -> str:
    """This instant, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _own(address: str) -> str:
    """An address on this site, so that a form cannot send people elsewhere."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/judge"


def _pairs(connection: sqlite3.Connection, chosen: dict[str, str], pages: Paging) -> list[dict[str, Any]]:
    conditions = ["1"]
    if "relation" in chosen:
        conditions.append("l.relation = :relation")
    if "item" in chosen:
        # The item may be an end of a link, or the statement or actor inside one.
        ends = ("l.left_id", "l.right_id")
        conditions.append(
            "(" + " OR ".join(f"instr('/' || {end} || '/', '/' || :item || '/')" for end in ends) + ")"
        )
    sql = _LINKS.format(condition=" AND ".join(conditions))
    rows = connection.execute(sql, {**chosen, "limit": pages.limit, "offset": pages.offset}).fetchall()
    return [
        {
            **dict(row),
            "reasons": json.loads(row["reasons"]),
            "left": describe(connection, row["left_id"]),
            "right": describe(connection, row["right_id"]),
        }
        for row in rows
    ]


def logged(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    """A judgement for the log. Of a correction, `changed` has the values before and after in words."""
    found = {**dict(row), "reasons": json.loads(row["reasons"]), "changed": None}
    if row["relation"] not in CORRECTED:
        return found | {side: describe(connection, row[f"{side}_id"]) for side in ("left", "right")}
    report = row["left_id"].split("/")[0]
    values = (row["was"], row["right_id"])
    found["changed"] = [_named(connection, row["relation"], report, value) for value in values]
    return found | {"left": _event(connection, row["left_id"]) or describe(connection, row["left_id"])}


def _event(connection: sqlite3.Connection, item: str) -> dict[str, str | None] | None:
    """What `describe` gives, of an event."""
    report, _, inner = item.partition("/")
    done = connection.execute(
        "SELECT substr(r.text, e.trigger_start + 1, e.trigger_end - e.trigger_start) AS word, e.type"
        " FROM events AS e JOIN reports AS r ON r.id = e.report_id WHERE e.report_id = ? AND e.id = ?",
        [report, inner],
    ).fetchone()
    if done is None:
        return None
    return {"name": words.code(done["type"]), "words": done["word"], "report": report, "anchor": inner}


def _named(connection: sqlite3.Connection, field: str, report: str, value: str | None) -> str:
    """The value of a field in words."""
    if field not in ("speaker", "asserted_by") or value in (None, NOBODY):
        return words.code(value or NOBODY)
    if field == "asserted_by":
        said = describe(connection, f"{report}/{value}")
        return said["name"] or words.one_line(said["words"])
    sql = "SELECT name FROM actors WHERE report_id = ? AND id = ?"
    row = connection.execute(sql, [report, value]).fetchone()
    return row["name"] if row else str(value)


def describe(connection: sqlite3.Connection, item: str) -> dict[str, str | None]:
    """What an id in a link stands for: `name` in words, `words` around it, `report` and `anchor` to see it.

    Ids are those of a report, of an actor, of a statement, or `<report>/<statement>/<clause>`.
    """
    report, *rest = item.split("/")
    found = connection.execute(
        f"SELECT {lines.TITLE} AS title, r.outlet FROM reports AS r WHERE r.id = ?", [report]
    ).fetchone()
    if not rest and found:
        return {
            "name": found["title"],
            "words": found["outlet"],
            "report": report,
            "anchor": None,
        }
    inner = rest[0] if rest else item
    report = report if rest else item.rpartition("-")[0]  # ids of what stands in a report begin with its id
    said = connection.execute(
        "SELECT s.report_id, s.text, coalesce(a.name, '') AS name FROM statements AS s"
        " LEFT JOIN actors AS a ON a.report_id = s.report_id AND a.id = s.speaker"
        " WHERE s.report_id = ? AND s.id = ?",
        [report, inner],
    ).fetchone()
    if said:
        return {"name": said["name"], "words": said["text"], "report": said["report_id"], "anchor": inner}
    actor = connection.execute(
        "SELECT a.report_id, a.name, r.title, r.outlet FROM actors AS a"
        " JOIN reports AS r ON r.id = a.report_id"
        " WHERE a.id = ? ORDER BY a.report_id LIMIT 1",
        [inner],
    ).fetchone()
    if actor:
        where = ": ".join(filter(None, (actor["outlet"], actor["title"])))
        return {"name": actor["name"], "words": where, "report": actor["report_id"], "anchor": None}
    return {"name": item, "words": None, "report": None, "anchor": None}
