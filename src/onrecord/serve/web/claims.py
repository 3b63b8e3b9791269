"""Claims: the list, and one claim in all its wordings, by whom and where, with the denials that face it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from onrecord.record.claims import first_said
from onrecord.record.rows import FirstRow
from onrecord.serve.web import lines
from onrecord.serve.web.params import asked, paging
from onrecord.serve.web.room import Rows, page, room

router = APIRouter(include_in_schema=False)

TIERS = {
    "same_words": "in the same words",
    "same_claim": "in other words",
    "same_position": "possibly the same position",
}
KINDS = {
    "denial": "denies it",
    "negation": "says the negative",
    "opposite": "says the opposite",
    "blame": "blames another",
    "figures": "gives other figures",
}
"""How one statement stands against another."""

_MOST = 200
_MADE = """
(SELECT json_array(s.speaker, coalesce(a.name, (
        SELECT group_concat(substr(r.text, p.start_char + 1, p.end_char - p.start_char), ' … ')
        FROM statement_spans AS p JOIN reports AS r ON r.id = p.report_id
        WHERE p.report_id = s.report_id AND p.statement_id = s.id AND p.role = 'source')), s.act)
 FROM claim_statements AS m JOIN statements AS s ON s.report_id = m.report_id AND s.id = m.statement_id
 JOIN claims AS c ON c.id = m.claim_id
 LEFT JOIN actors AS a ON a.report_id = s.report_id AND a.id = s.speaker
 WHERE m.claim_id = :claim ORDER BY instr(s.text, c.text) = 0, m.position LIMIT 1)
"""
_DENIED = """
(SELECT json_group_array(DISTINCT a.name) FROM claim_statements AS m
 JOIN denials AS d ON d.denied_report_id = m.report_id AND d.denied_statement_id = m.statement_id
     AND d.denied_clause = m.clause
 JOIN statements AS s ON s.report_id = d.report_id AND s.id = d.statement_id
 JOIN actors AS a ON a.report_id = s.report_id AND a.id = s.speaker WHERE m.claim_id = :claim)
"""
_LIST = """
SELECT c.id, c.text, c.tier, n.statements, n.outlets, n.first, coalesce(d.denials, 0) AS denials
FROM (SELECT cs.claim_id, count(*) AS statements, count(DISTINCT r.outlet) AS outlets,
          min(CASE WHEN r.published LIKE 'X%' THEN NULL ELSE r.published END) AS first
      FROM claim_statements AS cs JOIN reports AS r ON r.id = cs.report_id GROUP BY 1) AS n
JOIN claims AS c ON c.id = n.claim_id
LEFT JOIN (SELECT cs.claim_id, count(DISTINCT d.report_id || d.statement_id) AS denials
      FROM denials AS d JOIN claim_statements AS cs ON cs.report_id = d.denied_report_id
          AND cs.statement_id = d.denied_statement_id AND cs.clause = d.denied_clause
              GROUP BY 1) AS d ON d.claim_id = c.id
WHERE {condition} ORDER BY denials DESC, statements DESC, c.id LIMIT :limit OFFSET :offset
"""
_DENIERS = """
SELECT DISTINCT s.number, d.kind, d.reasons FROM denials AS d
    JOIN claim_statements AS cs ON cs.report_id = d.denied_report_id
    AND cs.statement_id = d.denied_statement_id AND cs.clause = d.denied_clause
JOIN statements AS s ON s.report_id = d.report_id AND s.id = d.statement_id
WHERE cs.claim_id = ? ORDER BY d.score DESC, s.number LIMIT 200
"""


def with_sides(connection: sqlite3.Connection, rows: Rows) -> list[dict[str, Any]]:
    """Claims with who says the words that stand for each (id, name, act), and the names of who denies it."""
    sql = f"SELECT {_MADE} AS made, {_DENIED} AS denied"
    found = []
    for row in rows:
        sides = connection.execute(sql, {"claim": row["id"]}).fetchone()
        made = json.loads(sides["made"] or '[null, null, "say"]')
        found.append({**dict(row), "made": made, "denied_by": json.loads(sides["denied"])})
    return found


@router.get("/claims")
def claims(request: Request) -> HTMLResponse:
    """All claims, those denied most often first."""
    pages, chosen = paging(request), asked(request, ("tier", "text", "denied"))
    conditions = ["c.part_of IS NULL"] if "tier" not in chosen else ["c.tier = :tier"]
    conditions += ["instr(lower(c.text), lower(:text)) > 0"] if "text" in chosen else []
    conditions += ["d.denials > 0"] if "denied" in chosen else []
    sql = _LIST.format(condition=" AND ".join(conditions))
    values = {**chosen, "limit": pages.limit, "offset": pages.offset}
    here = room(request)
    with here.reading() as connection:
        key = ("claims", *sorted(values.items()))
        rows = here.kept(key, lambda: with_sides(connection, connection.execute(sql, values).fetchall()))
    return page(request, "claims.html", rows=rows, pages=pages, chosen=chosen, tiers=TIERS)


@router.get("/claims/{claim_id}")
def claim(request: Request, claim_id: str) -> HTMLResponse:
    """One claim."""
    with room(request).reading() as connection:
        found = connection.execute("SELECT * FROM claims WHERE id = ?", [claim_id]).fetchone()
        if found is None:
            raise HTTPException(
                404, f"There is no claim {claim_id} in this record. `onrecord link` may have renewed it."
            )
        view = _view(connection, found)
    return page(request, "claim.html", claim=found, tiers=TIERS, kinds=KINDS, **view)


def _view(connection: sqlite3.Connection, claim: sqlite3.Row) -> dict[str, Any]:
    said = _statements(connection, claim["id"])
    denying = _deniers(connection, claim["id"])
    return {
        "said": said,
        "first": _first(said, first_said(connection, claim["id"])),
        "denying": denying,
        "matrix": matrix(said, denying),
        "spread": _spread(said),
        "figures": json.loads(claim["figures"]),
        "narrower": _related(connection, "part_of = ?", claim["id"]),
        "wider": _related(connection, "id = ?", claim["part_of"]),
        "total": connection.execute(
            "SELECT count(*) FROM claim_statements WHERE claim_id = ?", [claim["id"]]
        ).fetchone()[0],
        "most": _MOST,
    }


def _statements(connection: sqlite3.Connection, claim_id: str) -> list[lines.Line]:
    """The statements of a claim as lines, the earliest first, each with the words that make the claim."""
    rows = connection.execute(
        "SELECT s.number, cs.content, r.text FROM claim_statements AS cs"
        " JOIN reports AS r ON r.id = cs.report_id"
        " JOIN statements AS s ON s.report_id = cs.report_id AND s.id = cs.statement_id"
        " WHERE cs.claim_id = ? ORDER BY cs.position LIMIT ?",
        [claim_id, _MOST],
    ).fetchall()
    clauses = {row["number"]: _words(row["text"], json.loads(row["content"])) for row in rows}
    found = _by_number(connection, list(clauses))
    return [{**line, "clause": clauses[line["number"]]} for line in found]


def _deniers(connection: sqlite3.Connection, claim_id: str) -> list[lines.Line]:
    rows = connection.execute(_DENIERS, [claim_id]).fetchall()
    why = {row["number"]: (row["kind"], json.loads(row["reasons"])) for row in reversed(rows)}
    found = _by_number(connection, list(why))
    return [{**line, "kind": why[line["number"]][0], "reasons": why[line["number"]][1]} for line in found]


def _by_number(connection: sqlite3.Connection, numbers: list[int]) -> list[lines.Line]:
    chosen = {"numbers": json.dumps(numbers)}
    return lines.statements(
        connection, "s.number IN (SELECT value FROM json_each(:numbers))", chosen, limit=_MOST
    )


def _words(text: str, spans: Iterable[tuple[int, int]]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def _first(said: Iterable[lines.Line], first: FirstRow | None) -> lines.Line | None:
    """The line of the statement that was first."""
    key = (first.report, first.statement) if first else None
    return next((line for line in said if (line["report_id"], line["id"]) == key), None)


def matrix(said: Iterable[lines.Line], denying: Iterable[lines.Line]) -> dict[str, Any]:
    """Speakers against outlets: how often each says or denies the claim in each outlet."""
    cells: dict[tuple[str, str], Counter[str]] = {}
    for role, group in (("said", said), ("denied", denying)):
        for line in group:
            cell = (speaker(line), line["outlet"] or "outlet not given")
            cells.setdefault(cell, Counter())[role] += 1
    speakers = Counter(name for name, _ in cells for _ in cells)
    outlets = Counter(outlet for _, outlet in cells)
    return {
        "speakers": list(dict.fromkeys(name for name, _ in cells))[:30],
        "outlets": sorted(outlets, key=lambda o: (-outlets[o], o))[:20],
        "cells": cells,
        "count": len(speakers),
    }


def speaker(line: Mapping[str, Any]) -> str:
    """Who makes a statement: the actor's name, else the words of the source."""
    return line["speaker_name"] or line["source"] or "nobody named"


def _spread(said: Iterable[lines.Line]) -> list[tuple[str, int]]:
    """How many statements make the claim on each day."""
    days = Counter(
        line["published"][:10] for line in said if line["published"] and not line["published"].startswith("X")
    )
    return sorted(days.items())


def _related(connection: sqlite3.Connection, condition: str, value: str | None) -> Rows:
    sql = f"SELECT id, tier, text FROM claims WHERE {condition} ORDER BY id LIMIT 20"
    return connection.execute(sql, [value]).fetchall()
