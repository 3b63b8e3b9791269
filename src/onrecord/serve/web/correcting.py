"""Correcting where it stands: speaker and act of a statement; status, type and sayer of an event."""

from __future__ import annotations

import sqlite3
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

from onrecord.errors import UsageError
from onrecord.model import Actor, Field, Judgement, Reading, Statement, Status, Verdict
from onrecord.record import codes
from onrecord.record.corrections import FIELDS, NOBODY
from onrecord.serve.web import access, judging, words
from onrecord.serve.web.room import CORRECTED, room

router = APIRouter(include_in_schema=False)

_HISTORY = """
SELECT * FROM judgements WHERE left_id = ? AND relation IN (SELECT value FROM json_each(?)) ORDER BY number
"""
Choice = tuple[str, str]


def form(connection: sqlite3.Connection, reading: Reading, item: str | None) -> dict[str, Any] | None:
    """What can be corrected of an item: for each field its value and the choices; and what was corrected."""
    fields = _fields(reading, item)
    if not fields:
        return None
    left = f"{reading.report.id}/{item}"
    log = [judging.logged(connection, row) for row in connection.execute(_HISTORY, [left, FIELDS]).fetchall()]
    return {"id": item, "left": left, "fields": fields, "log": log}


def _fields(reading: Reading, item: str | None) -> list[dict[str, Any]]:
    statement = next((s for s in reading.statements if s.id == item), None)
    event = next((e for e in reading.events if e.id == item), None)
    if statement:
        return [
            _field(
                Field.SPEAKER, statement.speaker, [*map(_actor, reading.actors), (NOBODY, "none of these")]
            ),
            _field(Field.ACT, statement.act, [(act, words.says(act)) for act in codes.acts()]),
        ]
    if event:
        names = {actor.id: actor.name for actor in reading.actors}
        sayers = [_sayer(s, names, reading.report.text) for s in reading.statements]
        return [
            _field(Field.STATUS, event.status, [(s.value, words.STATUS[s.value]) for s in Status]),
            _field(Field.ASSERTED_BY, event.asserted_by, [(NOBODY, "no statement"), *sayers]),
            _field(Field.TYPE, event.type, [(type, words.code(type)) for type in codes.types()]),
        ]
    return []


def _field(field: Field, value: str | None, choices: list[Choice]) -> dict[str, Any]:
    value = value or NOBODY
    if value not in dict(choices):
        choices = [(value, value), *choices]
    return {
        "name": field.value,
        "title": CORRECTED[field.value].capitalize(),
        "value": value,
        "choices": choices,
    }


def _actor(actor: Actor) -> Choice:
    return actor.id, " ".join(filter(None, (actor.name, words.kind(actor.country, actor.sector))))


def _sayer(statement: Statement, names: dict[str, str], text: str) -> Choice:
    source = " ".join(span.of(text) for span in statement.source)
    said = " ".join(statement.content[0].of(text).split())
    who = names.get(statement.speaker or "") or source or "nobody named"
    return statement.id, f"{who} {words.says(statement.act)}: {said[:60]}"


@router.post("/correct")
def correct(
    request: Request,
    item: Annotated[str, Form()],
    token: Annotated[str, Form()] = "",
    speaker: Annotated[str, Form()] = "",
    act: Annotated[str, Form()] = "",
    status: Annotated[str, Form()] = "",
    type: Annotated[str, Form()] = "",
    asserted_by: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Append a judgement for each field that is to be another, and go back to the item."""
    access.may_write(request, token)
    report, _, inner = item.partition("/")
    made = Judgement(
        left=item,
        right="",
        verdict=Verdict.SAME,
        by=by.strip() or judging.SOMEBODY,
        at=judging.now(),
        reasons=tuple(filter(None, [reason.strip()])),
    )
    wanted = zip(Field, (speaker, act, status, type, asserted_by), strict=True)
    with room(request).writing() as record:
        if not record.correct(made, {field: value for field, value in wanted if value}):
            raise UsageError(f"Nothing was changed: {item} has these values already.")
    return RedirectResponse(f"{words.address('reports', report)}#{inner}", status_code=303)
