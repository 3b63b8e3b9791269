"""Corrections: judgements that give a statement or an event another speaker, act, status, type or sayer.

The corrected value stands in the row itself, so that queries, pages, exports and linking all use it. What was
read is kept beside it and comes back when the judgement is undone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace

from onrecord.errors import NotInRecordError, UsageError
from onrecord.model import Field, Judgement, Span, Status, Verdict
from onrecord.record import codes

NOBODY = "nobody"
"""The value of a speaker or sayer who is none of those that the report shows."""

TABLES: Mapping[Field, str] = {
    Field.SPEAKER: "statements",
    Field.ACT: "statements",
    Field.STATUS: "events",
    Field.TYPE: "events",
    Field.ASSERTED_BY: "events",
}
"""Whose field it is."""

_NAMED_BY = {Field.SPEAKER: "actors", Field.ASSERTED_BY: "statements"}
_CODES: Mapping[Field, Callable[[], tuple[str, ...]]] = {
    Field.ACT: codes.acts,
    Field.TYPE: codes.types,
    Field.STATUS: lambda: tuple(status.value for status in Status),
}
_PLACES = {
    "statements": "SELECT statement_id AS id, min(start_char) AS start_char, max(end_char) AS end_char"
    " FROM statement_spans WHERE report_id = ? AND role = 'content' GROUP BY 1 ORDER BY 2, 3, 1",
    "events": "SELECT id, trigger_start AS start_char, trigger_end AS end_char FROM events"
    " WHERE report_id = ? ORDER BY position",
    "actors": "SELECT a.id, m.start_char, m.end_char FROM actors AS a LEFT JOIN mentions AS m"
    " ON m.report_id = a.report_id AND m.actor_id = a.id WHERE a.report_id = ?"
    " ORDER BY a.position, m.position",
}
_OF_REPORT = (
    "SELECT * FROM judgements WHERE left_id > :report || '/' AND left_id < :report || '0'"  # "0" follows "/"
    " AND relation IN (SELECT value FROM json_each(:fields)) AND retracted_at IS NULL ORDER BY number"
)
FIELDS = '["' + '","'.join(Field) + '"]'
"""The fields as a JSON array, for conditions on `judgements.relation`."""


def resolved(connection: sqlite3.Connection, judgement: Judgement) -> Judgement:
    """A correction with its ids, places and the present value filled in.

    Raises RecordError where there is no such statement or event, UsageError where the value cannot be or
    is there already.
    """
    found = _resolved(connection, judgement)
    if not _differ(found):
        raise UsageError(f"the {found.relation} of {found.left} is {found.right} already.")
    return found


def differs(connection: sqlite3.Connection, judgement: Judgement) -> bool:
    """Whether a correction changes anything. Raises as `resolved` does."""
    return _differ(_resolved(connection, judgement))


def _differ(judgement: Judgement) -> bool:
    return judgement.right != (judgement.was or NOBODY)


def _resolved(connection: sqlite3.Connection, judgement: Judgement) -> Judgement:
    assert isinstance(judgement.relation, Field)
    field, table = judgement.relation, TABLES[judgement.relation]
    if judgement.verdict is not Verdict.SAME:
        raise UsageError(f"a correction of {field.value} takes `same`, not {judgement.verdict.value!r}.")
    report, item = _item(connection, table, judgement.left)
    right, place = _value(connection, report, item, field, judgement.right)
    row = connection.execute(
        f"SELECT {field.value} FROM {table} WHERE report_id = ? AND id = ?", [report, item]
    ).fetchone()
    return replace(
        judgement,
        left=f"{report}/{item}",
        right=right,
        was=row[0],
        left_place=_place(connection, table, report, item),
        right_place=place,
    )


def _item(connection: sqlite3.Connection, table: str, name: str) -> tuple[str, str]:
    """Report and id of the statement or event that a person means: `<report>/<id>`, or an id alone."""
    report, _, inner = name.rpartition("/")
    sql = f"SELECT report_id, id FROM {table} WHERE id = ? AND (report_id = ? OR ? = '') LIMIT 2"
    rows = connection.execute(sql, [inner, report, report]).fetchall()
    if len(rows) != 1:
        many = "several reports have one" if rows else f"`onrecord {table} --format jsonl` lists them"
        found = f"none of the {table}" if not rows else f"more than one of the {table}"
        raise NotInRecordError(f"{found} of this record has the id {name!r}: {many}.")
    return rows[0]["report_id"], rows[0]["id"]


def _value(
    connection: sqlite3.Connection, report: str, item: str, field: Field, given: str
) -> tuple[str, Span | None]:
    """The value that a person means, and the characters of the report that stand for it."""
    if field in _CODES:
        known = {code.casefold(): code for code in _CODES[field]()}
        if given.casefold() not in known:
            raise UsageError(f"{field.value} takes one of {', '.join(known.values())}; got {given!r}.")
        return known[given.casefold()], None
    if given == NOBODY:
        return given, None
    named, wanted = _NAMED_BY[field], given.removeprefix(f"{report}/")
    sql = f"SELECT 1 FROM {named} WHERE report_id = ? AND id = ?"
    if field is Field.SPEAKER:
        wanted = _id_of_name(connection, report, given) or wanted
    if not connection.execute(sql, [report, wanted]).fetchone():
        what = "the id or the name" if field is Field.SPEAKER else "the id"
        kind = f"{what} of one of the {named} of {report}, or {NOBODY}"
        raise UsageError(f"{field.value} takes {kind}; got {given!r}.")
    return wanted, _place(connection, named, report, wanted)


def _id_of_name(connection: sqlite3.Connection, report: str, name: str) -> str | None:
    """The id of the one actor of a report who has this name, in any case; None for none or several."""
    sql = "SELECT id FROM actors WHERE report_id = ? AND name = ? COLLATE NOCASE LIMIT 2"
    rows = connection.execute(sql, [report, name]).fetchall()
    return rows[0]["id"] if len(rows) == 1 else None


def _place(connection: sqlite3.Connection, table: str, report: str, item: str) -> Span | None:
    """The characters that stand for an item: content, trigger, or first mention."""
    rows = connection.execute(_PLACES[table], [report])
    places = [(r["start_char"], r["end_char"]) for r in rows if r["id"] == item and r["end_char"]]
    return Span(*places[0]) if places else None


def apply(connection: sqlite3.Connection, report: str) -> None:
    """Put what was read back into the rows of a report, and then what people judge that still holds."""
    for row in connection.execute("SELECT * FROM corrections WHERE report_id = ?", [report]).fetchall():
        _set(connection, report, row["item_id"], Field(row["field"]), row["was"])
    connection.execute("DELETE FROM corrections WHERE report_id = ?", [report])
    wanted: dict[tuple[str, Field], str | None] = {}
    for row in connection.execute(_OF_REPORT, {"report": report, "fields": FIELDS}).fetchall():
        wanted |= _wanted(connection, report, row)
    for (item, field), value in list(wanted.items()):
        if field is Field.STATUS and value == Status.ASSERTED:
            wanted[item, Field.ASSERTED_BY] = None
    for (item, field), value in wanted.items():
        _correct(connection, report, item, field, value)


def _wanted(
    connection: sqlite3.Connection, report: str, row: sqlite3.Row
) -> dict[tuple[str, Field], str | None]:
    """What a judgement gives to which field of which item; nothing where the report has no such thing now."""
    field = Field(row["relation"])
    item = _found(connection, TABLES[field], report, row, "left")
    value = row["right_id"]
    if field in _NAMED_BY and value != NOBODY:
        value = _found(connection, _NAMED_BY[field], report, row, "right")
        if value is None:
            return {}
    if item is None:
        return {}
    return {(item, field): None if value == NOBODY and field in _NAMED_BY else value}


def _found(
    connection: sqlite3.Connection, table: str, report: str, row: sqlite3.Row, side: str
) -> str | None:
    """The id that one side of a judgement has now. Ids of a report that was read anew may be others'."""
    id, place = row[f"{side}_id"].removeprefix(f"{report}/"), (row[f"{side}_start"], row[f"{side}_end"])
    rows = connection.execute(_PLACES[table], [report]).fetchall()
    here = [r["id"] for r in rows if (r["start_char"], r["end_char"]) == place]
    if place == (None, None):
        here = [r["id"] for r in rows]
    return id if id in here else here[0] if len(here) == 1 else None


def _correct(connection: sqlite3.Connection, report: str, item: str, field: Field, value: str | None) -> None:
    sql = f"SELECT {field.value} FROM {TABLES[field]} WHERE report_id = ? AND id = ?"
    was = connection.execute(sql, [report, item]).fetchone()[0]
    if was == value:
        return
    connection.execute("INSERT INTO corrections VALUES (?, ?, ?, ?)", [report, item, field.value, was])
    _set(connection, report, item, field, value)


def _set(connection: sqlite3.Connection, report: str, item: str, field: Field, value: str | None) -> None:
    sql = f"UPDATE {TABLES[field]} SET {field.value} = ? WHERE report_id = ? AND id = ?"
    connection.execute(sql, [value, report, item])


def apply_all(connection: sqlite3.Connection) -> None:
    """`apply` to every report that people have corrected."""
    sql = (
        "SELECT DISTINCT substr(left_id, 1, instr(left_id, '/') - 1) AS report FROM judgements"
        " WHERE relation IN (SELECT value FROM json_each(?)) ORDER BY 1"
    )
    for row in connection.execute(sql, [FIELDS]).fetchall():
        apply(connection, row["report"])
