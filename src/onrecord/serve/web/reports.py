"""Reports: the list, and one report as it was published with what was found in it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from onrecord.model import Reading, Span
from onrecord.record import queries
from onrecord.record import reading as stored
from onrecord.record.filters import Filters
from onrecord.serve.page import Mark, Piece, paragraphs, pieces
from onrecord.serve.web import correcting, disputes, groups, lines
from onrecord.serve.web.params import asked, paging
from onrecord.serve.web.room import Rows, page, room

router = APIRouter(include_in_schema=False)

PART = 60_000
"""Characters of a report on one page: with marks and cards that stays below a megabyte."""
_MOST = 2_000
_FILTERS = ("outlet", "since", "until", "text")
_TITLE = f"SELECT {lines.TITLE} FROM reports AS r WHERE r.id = :id"
KINDS = ("statements", "events", "dates", "places")


@router.get("/reports")
def reports(request: Request) -> HTMLResponse:
    """All reports, the earliest first, with filters."""
    chosen, pages = asked(request, _FILTERS), paging(request)
    filters = Filters(**chosen, limit=pages.limit, offset=pages.offset)  # type: ignore[arg-type]
    with room(request).reading() as connection:
        rows = list(queries.reports(connection, filters))
        openings = _openings(connection, [row.id for row in rows if not row.title])
        named = room(request).kept("outlets", lambda: outlets(connection))
    return page(
        request, "reports.html", rows=rows, pages=pages, chosen=chosen, openings=openings, outlets=named
    )


def _openings(connection: sqlite3.Connection, ids: list[str]) -> dict[str, str]:
    """How reports begin that have no title."""
    sql = f"SELECT r.id, {lines.TITLE} FROM reports AS r WHERE r.id IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(sql, [json.dumps(ids)]).fetchall())


def outlets(connection: sqlite3.Connection) -> list[str]:
    """The outlets of the record, to choose from."""
    rows = connection.execute(
        "SELECT DISTINCT outlet FROM reports WHERE outlet IS NOT NULL ORDER BY 1 LIMIT 500"
    )
    return [row[0] for row in rows]


@router.get("/reports/{report_id}")
def report(request: Request, report_id: str) -> HTMLResponse:
    """One report: its text with marks, who said what, who did what, and what is beside it."""
    chosen, part = asked(request, ("speaker", "show", "mark", "correct")), paging(request, PART)
    with room(request).reading() as connection:
        if not connection.execute("SELECT 1 FROM reports WHERE id = ?", [report_id]).fetchone():
            raise HTTPException(404, f"There is no report {report_id} in this record.")
        reading = stored.reading(connection, report_id)
        view = _view(connection, reading, chosen, part.number)
        form = correcting.form(connection, reading, chosen.get("correct"))
    return page(request, "report.html", report=reading.report, chosen=chosen, kinds=KINDS, form=form, **view)


def _view(
    connection: sqlite3.Connection, reading: Reading, chosen: dict[str, str], part: int
) -> dict[str, Any]:
    here = {"id": reading.report.id}
    order = "{table}.position"
    said = lines.statements(connection, "s.report_id = :id", here, order=order, limit=_MOST)
    done = lines.events(connection, "e.report_id = :id", here, order=order, limit=_MOST)
    speakers = _speakers(said)
    kept_said, kept_done = _chosen(said, done, chosen)
    places = {s.id: s.content[0].start for s in reading.statements}
    places |= {e.id: e.trigger.start for e in reading.events}
    window, part, parts = _window(reading.report.text, part, places.get(chosen.get("correct", "")))
    inside = {i for i, start in places.items() if window.start <= start < window.end}
    kept_said = [line for line in kept_said if line["id"] in inside]
    kept_done = [line for line in kept_done if line["id"] in inside]
    items = {line["id"] for line in (*kept_said, *kept_done)}
    marks = [
        *_marks(reading, items, chosen.get("show")),
        *_asked_for(chosen.get("mark"), reading.report.text),
    ]
    return {
        "title": connection.execute(_TITLE, here).fetchone()[0],
        "blocks": list(_blocks(reading.report.text, marks, window)),
        "part": part,
        "parts": parts,
        "statements": kept_said,
        "events": kept_done,
        "speakers": speakers,
        "disputes": disputes.of_report(connection, reading.report.id),
        "omissions": reading.omissions,
        "story": _beside(connection, "stories", "story_reports", "story_id", reading.report.id),
        "copies": _beside(connection, "copies", "copy_reports", "copy_id", reading.report.id),
    }


def _speakers(said: Iterable[lines.Line]) -> list[tuple[str, str, int]]:
    """Id, name and number of statements of each speaker, the most often quoted first."""
    found: dict[str, tuple[str, int]] = {}
    for line in said:
        if line["speaker"]:
            name, number = found.get(line["speaker"], (line["speaker_name"] or line["source"] or "", 0))
            found[line["speaker"]] = (name, number + 1)
    return sorted(((i, n, c) for i, (n, c) in found.items()), key=lambda f: (-f[2], f[1], f[0]))


def _chosen(
    said: list[lines.Line], done: list[lines.Line], chosen: dict[str, str]
) -> tuple[list[lines.Line], list[lines.Line]]:
    speaker, show = chosen.get("speaker"), chosen.get("show")
    if speaker:
        said = [line for line in said if line["speaker"] == speaker]
        done = [line for line in done if line["speaker"] == speaker]
    return ([] if show and show != "statements" else said), ([] if show and show != "events" else done)


def _window(text: str, part: int, place: int | None = None) -> tuple[Span, int, int]:
    """The characters of one part of a long text, cut at ends of lines; its number; how many parts there are.

    With a `place`, it is the part in which that character stands.
    """
    cuts = [0]
    while len(text) - cuts[-1] > PART:
        end = text.rfind("\n", cuts[-1] + PART // 2, cuts[-1] + PART) + 1
        cuts.append(end or cuts[-1] + PART)
    cuts.append(len(text))
    if place is not None:
        part = sum(cut <= place for cut in cuts[:-1])
    if not 1 <= part < len(cuts):
        raise HTTPException(404, f"This report has {len(cuts) - 1} parts.")
    return Span(cuts[part - 1], max(cuts[part], cuts[part - 1] + 1)), part, len(cuts) - 1


def _marks(reading: Reading, items: set[str], show: str | None) -> Iterator[Mark]:
    report = reading.report
    yield from (Mark(s, None, "boilerplate") for s in report.boilerplate)
    for statement in reading.statements:
        if statement.id in items:
            for kind in ("content", "cue", "source"):
                yield from (Mark(span, statement.id, kind) for span in getattr(statement, kind))
    yield from (Mark(e.trigger, e.id, "trigger") for e in reading.events if e.id in items)
    if show in (None, "dates"):
        yield from (Mark(span, None, "date") for span in _dates(reading))
    if show in (None, "places"):
        yield from (Mark(e.where.span, None, "place") for e in reading.events if e.where)


def _asked_for(mark: str | None, text: str) -> list[Mark]:
    """The span that a link from another page points at, such as 120-131."""
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", mark or "")
    if not found or not int(found[1]) < int(found[2]) <= len(text):
        return []
    return [Mark(Span(int(found[1]), int(found[2])), None, "found")]


def _dates(reading: Reading) -> Iterator[Span]:
    published = reading.report.published
    if published and published.evidence:
        yield published.evidence
    yield from (s.said.span for s in reading.statements if s.said)
    yield from (e.when.span for e in reading.events if e.when)


def _blocks(text: str, marks: list[Mark], window: Span) -> Iterator[tuple[bool, list[list[Piece]]]]:
    """Runs of paragraphs: whether they are boilerplate, which is folded, and their pieces."""
    shifted = [
        Mark(
            Span(max(m.span.start, window.start) - window.start, min(m.span.end, window.end) - window.start),
            m.item,
            m.kind,
        )
        for m in marks
        if m.span.overlaps(window)
    ]
    found = paragraphs(pieces(window.of(text), shifted))
    for folded, run in groupby(found, key=_is_boilerplate):
        yield folded, list(run)


def _is_boilerplate(paragraph: list[Piece]) -> bool:
    return all("boilerplate" in p.kinds for p in paragraph if p.text.strip())


def _beside(
    connection: sqlite3.Connection, table: str, members: str, key: str, report_id: str
) -> dict[str, Any] | None:
    """The group that holds a report, with its members; None where it stands alone."""
    columns = groups.Kind(members, key).columns
    group = connection.execute(
        f"SELECT {columns}, g.* FROM {table} AS g JOIN {members} AS m ON m.{key} = g.id"
        " WHERE m.report_id = ?",
        [report_id],
    ).fetchone()
    if group is None:
        return None
    rows: Rows = connection.execute(
        f"SELECT r.id, r.outlet, r.published, {lines.TITLE} AS title FROM"
        f" {members} AS m JOIN reports AS r ON r.id = m.report_id"
        f" WHERE m.{key} = ? ORDER BY m.position LIMIT 60",
        [group["id"]],
    ).fetchall()
    return {**dict(group), "reports": rows}
