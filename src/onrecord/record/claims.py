"""Queries over claims and denials: typed rows with everything that a reader or a program needs."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.record.filters import Filters, where
from onrecord.record.rows import ClaimRow, DenialRow, DenierRow, FirstRow, Pairs, SaidRow, Why

_LIMIT = " LIMIT coalesce(:limit, -1) OFFSET coalesce(:offset, 0)"
_ALL = {"limit": None, "offset": None}

_SAID = (
    "r.id AS report, r.input_id, r.path, s.id AS statement, a.name AS speaker, s.speaker AS speaker_id,"
    " r.outlet, nullif(coalesce(s.said, r.published), 'XXXX') AS date, s.act, r.text AS report_text,"
    " s.venue_start, s.venue_end, coalesce(c.agency, r.dateline_agency) AS agency, c.id AS copy,"
    " (SELECT group_concat(substr(r.text, p.start_char + 1, p.end_char - p.start_char), ' … ')"
    " FROM statement_spans AS p WHERE p.report_id = s.report_id AND p.statement_id = s.id"
    " AND p.role = 'source') AS source"
)
_FROM = (
    " JOIN reports AS r ON r.id = s.report_id"
    " LEFT JOIN actors AS a ON a.report_id = s.report_id AND a.id = s.speaker"
    " LEFT JOIN copy_reports AS cr ON cr.report_id = r.id LEFT JOIN copies AS c ON c.id = cr.copy_id"
)
_INTERVIEW = re.compile(
    r"\b(?:interview(?:s)? (?:with|to|by|for)|told|speaking to)\s+(?:the\s+)?([A-Z].*)", re.S
)


def claims(connection: sqlite3.Connection, filters: Filters) -> Iterator[ClaimRow]:
    """Claims with a statement that passes the filters: those of most statements first."""
    chosen, values = _chosen_claims(filters)
    sql = (
        f"SELECT k.id, k.tier, k.text, k.part_of, k.figures{chosen}"
        " ORDER BY (SELECT count(*) FROM claim_statements AS m WHERE m.claim_id = k.id) DESC, k.id" + _LIMIT
    )
    for row in connection.execute(sql, _ALL | values).fetchall():
        yield _claim(connection, row)


def _chosen_claims(filters: Filters) -> tuple[str, dict[str, Any]]:
    condition, values = where("claims", filters)
    sql = (
        " FROM claims AS k"
        " WHERE k.id IN (SELECT m.claim_id FROM claim_statements AS m JOIN claims AS k ON k.id = m.claim_id"
        " JOIN statements AS s ON s.report_id = m.report_id AND s.id = m.statement_id"
        f" JOIN reports AS r ON r.id = m.report_id{condition})"
    )
    return sql, values


def _chosen_denials(filters: Filters) -> tuple[str, dict[str, Any]]:
    condition, values = where("denials", filters)
    sql = (
        " FROM denials AS d"
        " JOIN statements AS s ON s.report_id = d.report_id AND s.id = d.statement_id"
        f" JOIN reports AS r ON r.id = d.report_id{condition}"
    )
    return sql, values


def count(connection: sqlite3.Connection, kind: str, filters: Filters) -> int:
    """How many claims or denials pass the filters, whatever their limit."""
    chosen, values = (_chosen_claims if kind == "claims" else _chosen_denials)(filters)
    return int(connection.execute(f"SELECT count(*){chosen}", values).fetchone()[0])


def denials(connection: sqlite3.Connection, filters: Filters) -> Iterator[DenialRow]:
    """Pairs of statements of which one denies the other, the surest first."""
    chosen, values = _chosen_denials(filters)
    sql = (
        f"SELECT d.*{chosen} ORDER BY d.score DESC, d.report_id, d.statement_id, d.clause,"
        " d.denied_report_id, d.denied_statement_id, d.denied_clause" + _LIMIT
    )
    for row in connection.execute(sql, _ALL | values).fetchall():
        denied = (row["denied_report_id"], row["denied_statement_id"], row["denied_content"])
        clause = (row["denied_report_id"], row["denied_statement_id"], row["denied_clause"])
        found = connection.execute(
            "SELECT claim_id FROM claim_statements WHERE report_id = ? AND statement_id = ? AND clause = ?"
            " ORDER BY 1",
            clause,
        )
        yield DenialRow(
            kind=row["kind"],
            tier=row["tier"],
            reason=_reason(row),
            score=row["score"],
            by=SaidRow(**_said(connection, row["report_id"], row["statement_id"], row["content"])[0]),
            of=SaidRow(**_said(connection, *denied)[0]),
            claims=tuple(r["claim_id"] for r in found),
        )


def first_said(connection: sqlite3.Connection, claim: str) -> FirstRow | None:
    """Who said a claim first, as far as dates and origins are known."""
    return _first([(SaidRow(**row), origin) for row, origin in _members(connection, claim)[1]])


def _members(
    connection: sqlite3.Connection, claim: str
) -> tuple[list[sqlite3.Row], list[tuple[dict[str, Any], str]]]:
    """The clauses of a claim in order; the fields of each one's statement, and where its words come from."""
    members = connection.execute(
        "SELECT * FROM claim_statements WHERE claim_id = ? ORDER BY position", [claim]
    ).fetchall()
    return members, [_said(connection, m["report_id"], m["statement_id"], m["content"]) for m in members]


def _claim(connection: sqlite3.Connection, claim: sqlite3.Row) -> ClaimRow:
    members, found = _members(connection, claim["id"])
    said = tuple(SaidRow(**row) for row, _ in found)
    return ClaimRow(
        id=claim["id"],
        text=claim["text"],
        tier=claim["tier"],
        statements=said,
        denied_by=tuple(_deniers(connection, claim["id"])),
        speakers=_distinct(s.speaker for s in said),
        outlets=_distinct(s.outlet for s in said),
        origins=_distinct(origin for _, origin in found),
        first_said=_first([(row, origin) for row, (_, origin) in zip(said, found, strict=True)]),
        figures=tuple(json.loads(claim["figures"])),
        part_of=claim["part_of"],
        links=tuple(_links(connection, members)),
    )


def _first(found: Sequence[tuple[SaidRow, str]]) -> FirstRow | None:
    """The earliest statement with a year; if it passes on words of an outlet that is here too, that one."""
    dated = next(((s, origin) for s, origin in found if s.date and not s.date.startswith("X")), None)
    if dated is None:
        return None
    passed_on, origin = dated
    sources = (s for s, _ in found if s.outlet == origin and s.report != passed_on.report)
    first = next((s for s in sources if not s.date or s.date.startswith("X")), passed_on)
    return FirstRow(
        date=first.date,
        report=first.report,
        statement=first.statement,
        speaker=first.speaker,
        outlet=first.outlet,
    )


def _deniers(connection: sqlite3.Connection, claim: str) -> Iterator[DenierRow]:
    rows = connection.execute(
        "SELECT d.* FROM denials AS d JOIN claim_statements AS m ON m.report_id = d.denied_report_id"
        " AND m.statement_id = d.denied_statement_id AND m.clause = d.denied_clause WHERE m.claim_id = ?"
        " ORDER BY d.score DESC, d.report_id, d.statement_id, d.clause, m.position",
        [claim],
    ).fetchall()
    seen = set()
    for row in rows:
        key = (row["report_id"], row["statement_id"], row["clause"])
        if key in seen:
            continue
        seen.add(key)
        said, _ = _said(connection, row["report_id"], row["statement_id"], row["content"])
        against = f"{row['denied_report_id']}/{row['denied_statement_id']}"
        how = {"kind": row["kind"], "tier": row["tier"], "score": row["score"], "denies": against}
        yield DenierRow(**said, **how, reason=_reason(row))


def _said(
    connection: sqlite3.Connection, report: str, statement: str, content: str
) -> tuple[dict[str, Any], str]:
    """The fields of a statement row, and the origin of the statement."""
    row = connection.execute(
        f"SELECT {_SAID} FROM statements AS s{_FROM} WHERE s.report_id = ? AND s.id = ?", [report, statement]
    ).fetchone()
    fields = {name: row[name] for name in SaidRow.__dataclass_fields__ if name not in ("content", "text")}
    spans: Pairs = tuple((start, end) for start, end in json.loads(content))
    text = " … ".join(" ".join(row["report_text"][start:end].split()) for start, end in spans)
    fields |= {"content": spans, "text": text, "speaker": row["speaker"] or row["source"]}
    return fields, _origin(row)


def _origin(row: sqlite3.Row) -> str:
    """Where the words come from: the agency or the interviewer that the text names, the text that is
    copied, the outlet; the first of these that is known."""
    if row["venue_start"] is not None:
        named = _INTERVIEW.search(row["report_text"][row["venue_start"] : row["venue_end"]])
        if named:
            return " ".join(named[1].split())
    known = row["agency"] or row["copy"] or row["outlet"] or row["report"]
    return str(known)


def _links(connection: sqlite3.Connection, members: Iterable[sqlite3.Row]) -> Iterator[Why]:
    ids = json.dumps([f"{m['report_id']}/{m['statement_id']}/{m['clause']}" for m in members])
    rows = connection.execute(
        "SELECT left_id, right_id, score, reasons FROM links WHERE relation = 'same_claim'"
        " AND left_id IN (SELECT value FROM json_each(:ids))"
        " AND right_id IN (SELECT value FROM json_each(:ids))"
        " ORDER BY score DESC, left_id, right_id",
        {"ids": ids},
    )
    for r in rows:
        reasons = tuple(json.loads(r["reasons"]))
        yield Why(left=r["left_id"], right=r["right_id"], score=r["score"], reasons=reasons)


def _reason(row: sqlite3.Row) -> str:
    return "; ".join(json.loads(row["reasons"]))


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
