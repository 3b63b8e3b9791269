"""Wording: how outlets name and word the same thing, with counts and an example in context."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.serve.web.params import asked, paging
from onrecord.serve.web.room import page, room

router = APIRouter(include_in_schema=False)

KINDS = {
    "naming": "Names",
    "verb": "Verbs of saying",
    "scare_quote": "Words in quotation marks",
    "hedge": "Hedges",
    "evaluation": "Evaluating words",
}
_AROUND = 70
_SUBJECTS = """
SELECT w.about, max(w.name) AS name, count(*) AS terms, count(DISTINCT w.outlet) AS outlets
FROM wordings AS w WHERE w.kind = :kind GROUP BY w.about
ORDER BY outlets DESC, terms DESC, w.about LIMIT :limit OFFSET :offset
"""
_TERMS = f"""
SELECT w.*, substr(r.text, max(w.start_char - {_AROUND}, 0) + 1,
    w.start_char - max(w.start_char - {_AROUND}, 0)) AS before,
    substr(r.text, w.start_char + 1, w.end_char - w.start_char) AS words,
    substr(r.text, w.end_char + 1, {_AROUND}) AS after
FROM wordings AS w JOIN reports AS r ON r.id = w.report_id
WHERE w.kind = :kind AND w.about IS :about ORDER BY w.position LIMIT 300
"""


@router.get("/wording")
def wording(request: Request) -> HTMLResponse:
    """What is worded in different ways; and, for one subject, the words of each outlet side by side."""
    pages, chosen = paging(request), asked(request, ("kind", "about"))
    kind = chosen.get("kind", "naming")
    values = {"kind": kind, "limit": pages.limit, "offset": pages.offset}
    with room(request).reading() as connection:
        kinds = dict(connection.execute("SELECT kind, count(*) FROM wordings GROUP BY kind").fetchall())
        subjects = connection.execute(_SUBJECTS, values).fetchall()
        about = chosen.get("about") or (subjects[0]["about"] if subjects else None)
        outlets = _outlets(connection, kind, about)
    context: dict[str, Any] = {
        "kind": kind,
        "kinds": kinds,
        "about": about,
        "titles": KINDS,
    }
    return page(request, "wording.html", subjects=subjects, pages=pages, outlets=outlets, **context)


def _outlets(connection: sqlite3.Connection, kind: str, about: str | None) -> dict[str, list[dict[str, Any]]]:
    """The terms of each outlet, what sets it apart most first."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(_TERMS, {"kind": kind, "about": about}):
        whole = {"before": row["before"].partition(" ")[2], "after": row["after"].rpartition(" ")[0]}
        found[row["outlet"]].append({**dict(row), **whole})
    return dict(sorted(found.items()))
