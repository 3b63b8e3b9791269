"""Links, groups of reports and judgements in the tables. The caller holds the transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace as replace_fields

from onrecord.errors import NotInRecordError
from onrecord.model import Field, Group, Judgement, Link, Relation, Verdict
from onrecord.record import corrections
from onrecord.record.columns import span, strings, to_span
from onrecord.record.rows import JudgementRow

_TABLES = {
    Relation.SAME_STORY: ("stories", "story_reports", "story_id"),
    Relation.SAME_MATTER: ("matters", "matter_reports", "matter_id"),
    Relation.COPY_OF: ("copies", "copy_reports", "copy_id"),
}


def replace(
    connection: sqlite3.Connection,
    relation: Relation,
    links: Iterable[Link],
    groups: Iterable[Group],
    run_id: str,
) -> None:
    """Put these links and groups of one relation in the place of all that there were."""
    connection.execute("DELETE FROM links WHERE relation = ?", [relation.value])
    add_links(connection, links, run_id)
    if relation not in _TABLES:
        return
    connection.execute(f"DELETE FROM {_TABLES[relation][0]}")
    add_groups(connection, groups, run_id)


def add_groups(connection: sqlite3.Connection, groups: Iterable[Group], run_id: str) -> None:
    """Insert groups with their members."""
    for group in groups:
        _, members, key = _TABLES[group.relation]
        _insert_group(connection, group, run_id)
        rows = [(group.id, position, report) for position, report in enumerate(group.reports)]
        connection.executemany(f"INSERT INTO {members} ({key}, position, report_id) VALUES (?, ?, ?)", rows)


def add_links(connection: sqlite3.Connection, links: Iterable[Link], run_id: str) -> None:
    """Insert links."""
    connection.executemany(
        "INSERT INTO links (left_id, right_id, relation, score, reasons, run_id) VALUES (?, ?, ?, ?, ?, ?)",
        [(k.left, k.right, k.relation.value, k.score, strings(k.reasons), run_id) for k in links],
    )


def _insert_group(connection: sqlite3.Connection, group: Group, run_id: str) -> None:
    table = _TABLES[group.relation][0]
    row = {"id": group.id, "title": group.title, "first_date": group.first, "last_date": group.last}
    row["run_id"] = run_id
    if group.relation is Relation.COPY_OF:
        row |= {"origin": group.origin, "agency": group.agency}
    values = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})", row)


def judge(connection: sqlite3.Connection, judgement: Judgement) -> int:
    """Append a judgement; its number is what `retract` takes. A correction holds from now on.

    What the same person said last of the same pair adds no row, so that a command which was killed can
    be given again.
    """
    if isinstance(judgement.relation, Field):
        judgement = corrections.resolved(connection, judgement)
    elif number := _said_last(connection, judgement):
        return number
    row = {
        "left_id": judgement.left,
        "right_id": judgement.right,
        "relation": judgement.relation.value if judgement.relation else None,
        "verdict": judgement.verdict.value,
        "score": judgement.score,
        "reasons": strings(judgement.reasons),
        "judge": judgement.by,
        "judged_at": judgement.at,
        "was": judgement.was,
        **span(judgement.left_place, "left"),
        **span(judgement.right_place, "right"),
    }
    values = ", ".join(f":{name}" for name in row)
    cursor = connection.execute(f"INSERT INTO judgements ({', '.join(row)}) VALUES ({values})", row)
    if isinstance(judgement.relation, Field):
        corrections.apply(connection, judgement.left.split("/")[0])
    return cursor.lastrowid or 0


def _said_last(connection: sqlite3.Connection, judgement: Judgement) -> int | None:
    """The number of the last judgement of this pair, if it holds and says the same."""
    relation = judgement.relation.value if judgement.relation else None
    row = connection.execute(
        "SELECT * FROM judgements WHERE left_id = ? AND right_id = ? AND relation IS ?"
        " ORDER BY number DESC LIMIT 1",
        [judgement.left, judgement.right, relation],
    ).fetchone()
    if row is None or row["retracted_at"]:
        return None
    said = (row["verdict"], row["judge"], row["reasons"], row["score"])
    same = (judgement.verdict.value, judgement.by, strings(judgement.reasons), judgement.score)
    return int(row["number"]) if said == same else None


def correct(connection: sqlite3.Connection, made: Judgement, values: Mapping[Field, str]) -> list[int]:
    """Append a judgement like `made` for each field that has another value now; their numbers."""
    asked = [replace_fields(made, right=value, relation=field) for field, value in values.items()]
    changed = [judgement for judgement in asked if corrections.differs(connection, judgement)]
    return [judge(connection, judgement) for judgement in changed]


def retract(connection: sqlite3.Connection, number: int, at: str) -> None:
    """Undo a judgement from `at` on (ISO 8601 instant). Raises RecordError where there is none to undo."""
    sql = "UPDATE judgements SET retracted_at = ? WHERE number = ? AND retracted_at IS NULL"
    if not connection.execute(sql, [at, number]).rowcount:
        raise NotInRecordError(f"no judgement {number} that still holds.")
    row = connection.execute("SELECT left_id, relation FROM judgements WHERE number = ?", [number]).fetchone()
    if row["relation"] in list(Field):
        corrections.apply(connection, row["left_id"].split("/")[0])


def judgements(connection: sqlite3.Connection, relation: Relation | Field | None) -> list[Judgement]:
    """The judgements in one sense that have not been retracted, in the order in which they were made."""
    rows = connection.execute(
        "SELECT * FROM judgements WHERE relation IS ? AND retracted_at IS NULL ORDER BY number",
        [relation.value if relation else None],
    )
    return [_judgement(row) for row in rows]


def _judgement(row: sqlite3.Row) -> Judgement:
    return Judgement(
        left=row["left_id"],
        right=row["right_id"],
        relation=_relation(row["relation"]),
        verdict=Verdict(row["verdict"]),
        by=row["judge"],
        at=row["judged_at"],
        score=row["score"],
        reasons=tuple(json.loads(row["reasons"])),
        retracted=row["retracted_at"],
        was=row["was"],
        left_place=to_span(row, "left"),
        right_place=to_span(row, "right"),
    )


def _relation(value: str | None) -> Relation | Field | None:
    if value is None:
        return None
    return Field(value) if value in list(Field) else Relation(value)


def all_judgements(connection: sqlite3.Connection) -> list[JudgementRow]:
    """Every judgement in the order in which they were made."""
    rows = connection.execute("SELECT * FROM judgements ORDER BY number")
    return [
        JudgementRow(
            number=row["number"],
            left=row["left_id"],
            verdict=row["verdict"],
            right=row["right_id"],
            relation=row["relation"] or Relation.SAME_ACTOR.value,
            was=row["was"],
            by=row["judge"],
            at=row["judged_at"],
            reasons=tuple(json.loads(row["reasons"])),
            retracted=row["retracted_at"],
        )
        for row in rows
    ]


def known(connection: sqlite3.Connection, sql: str, name: str, about: str) -> str:
    """The id that a person means by `name`. Raises RecordError where the record has none."""
    row = connection.execute(sql, {"id": name}).fetchone()
    if row is None:
        raise NotInRecordError(
            f"no {about} with the id {name!r} in this record. `onrecord {about}` lists them."
        )
    return str(row["id"])
