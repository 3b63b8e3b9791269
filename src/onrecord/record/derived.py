"""Claims, denials, identities and wordings in the tables. The caller holds the transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from onrecord.model import Actor, Claim, Clause, Denial, Group, Link, Relation, Wording
from onrecord.record import linking
from onrecord.record.columns import span, strings
from onrecord.record.filters import Filters, where
from onrecord.record.rows import WordingRow

_WORDING = [name for name in WordingRow.__dataclass_fields__ if name not in ("report", "span")]


class Facts(NamedTuple):
    """What linking needs of a report beside its signature."""

    run: str
    """The run that read it."""
    outlet: str | None
    day: str
    """Of publication, the earliest where bounds are known; "X" where there is no year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """All that linking found. `links`, `groups`, `claims` and `denials` inside matters are those of reports
    that are not `kept`: what there is of these stays."""

    links: Iterable[Link] = ()
    groups: Iterable[Group] = ()
    claims: Iterable[Claim] = ()
    denials: Iterable[Denial] = ()
    identities: Mapping[tuple[str, str], str] = field(default_factory=dict)
    wordings: Iterable[Wording] = ()
    kept: Collection[str] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of each matter, of all that bears on what is inside it."""


def facts(connection: sqlite3.Connection) -> dict[str, Facts]:
    """The facts of all reports, in the order of their ids."""
    rows = connection.execute(
        "SELECT id, run_id, outlet, coalesce(published_earliest, published, 'X') AS day"
        " FROM reports ORDER BY id"
    )
    return {r["id"]: Facts(r["run_id"], r["outlet"], "X" if r["day"][0] == "X" else r["day"]) for r in rows}


def appearances(connection: sqlite3.Connection) -> Iterator[tuple[str, Actor]]:
    """Every actor of every report, without mentions, by report id and place."""
    sql = "SELECT report_id, id, name, kind, country FROM actors ORDER BY report_id, position"
    for row in connection.execute(sql):
        yield (
            row["report_id"],
            Actor(id=row["id"], name=row["name"], kind=row["kind"], country=row["country"]),
        )


def stories_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The story of each report."""
    return dict(connection.execute("SELECT report_id, story_id FROM story_reports").fetchall())


def linked(connection: sqlite3.Connection) -> dict[str, str]:
    """The matters that are linked already, with the digest of all that bears on them."""
    return {row["matter_id"]: row["digest"] for row in connection.execute("SELECT * FROM linked_matters")}


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many groups there are of each kind."""
    tables = ("copies", "matters", "stories", "claims", "denials")
    return {t: int(connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in tables}


def put(connection: sqlite3.Connection, found: Across, run_id: str) -> None:
    """Put what linking found in the place of what there was, but for what is inside kept matters."""
    _forget(connection, found.kept)
    for relation in (Relation.COPY_OF, Relation.SAME_ACTOR):
        linking.replace(connection, relation, (), (), run_id)
    for table in ("wordings", "linked_matters"):
        connection.execute(f"DELETE FROM {table}")
    add(connection, replace(found, identities=_changed(connection, found.identities)), run_id)


def add(connection: sqlite3.Connection, found: Across, run_id: str) -> None:
    """Insert what linking found."""
    linking.add_links(connection, found.links, run_id)
    linking.add_groups(connection, found.groups, run_id)
    add_claims(connection, found.claims, run_id)
    add_denials(connection, found.denials, run_id)
    add_identities(connection, ((*key, identity) for key, identity in found.identities.items()))
    add_wordings(connection, found.wordings, run_id)
    connection.executemany("INSERT INTO linked_matters VALUES (?, ?)", sorted(found.digests.items()))


def _changed(
    connection: sqlite3.Connection, identities: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """The identities that are not there; those that are there and no longer hold are deleted."""
    rows = connection.execute("SELECT report_id, actor_id, identity FROM identities").fetchall()
    there = {(report, actor): identity for report, actor, identity in rows}
    gone = [key for key, identity in there.items() if identities.get(key) != identity]
    connection.executemany("DELETE FROM identities WHERE report_id = ? AND actor_id = ?", gone)
    return {key: identity for key, identity in identities.items() if there.get(key) != identity}


def _forget(connection: sqlite3.Connection, kept: Collection[str]) -> None:
    """Delete what is inside the matters of all reports that are not kept."""
    reports = [row["id"] for row in connection.execute("SELECT id FROM reports")]
    gone = [(report,) for report in reports if report not in kept]
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS gone (report_id TEXT PRIMARY KEY)")
    connection.execute("DELETE FROM gone")
    connection.executemany("INSERT INTO gone VALUES (?)", gone)
    for table, members, key in (
        ("matters", "matter_reports", "matter_id"),
        ("stories", "story_reports", "story_id"),
        ("claims", "claim_statements", "claim_id"),
    ):
        inside = f"SELECT {key} FROM {members} WHERE report_id IN (SELECT report_id FROM temp.gone)"
        connection.execute(f"DELETE FROM {table} WHERE id IN ({inside})")
    connection.execute("DELETE FROM denials WHERE report_id IN (SELECT report_id FROM temp.gone)")
    for relation in (Relation.SAME_MATTER, Relation.SAME_STORY):
        sql = "DELETE FROM links WHERE relation = ? AND left_id IN (SELECT report_id FROM temp.gone)"
        connection.execute(sql, [relation.value])
    of_clauses = "relation = 'same_claim' AND left_id > ? || '/' AND left_id < ? || '0'"  # "0" follows "/"
    connection.executemany(f"DELETE FROM links WHERE {of_clauses}", [(r, r) for (r,) in gone])


def add_claims(connection: sqlite3.Connection, claims: Iterable[Claim], run_id: str) -> None:
    """Insert claims."""
    for claim in claims:
        row = (claim.id, claim.tier.value, claim.text, claim.part_of, strings(claim.figures), run_id)
        connection.execute(
            "INSERT INTO claims (id, tier, text, part_of, figures, run_id) VALUES (?, ?, ?, ?, ?, ?)", row
        )
        connection.executemany(
            "INSERT INTO claim_statements (claim_id, position, report_id, statement_id, clause, content)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [(claim.id, position, *_clause(clause)) for position, clause in enumerate(claim.clauses)],
        )


def add_denials(connection: sqlite3.Connection, denials: Iterable[Denial], run_id: str) -> None:
    """Insert denials."""
    connection.executemany(
        "INSERT INTO denials (report_id, statement_id, clause, content, denied_report_id,"
        " denied_statement_id, denied_clause, denied_content, kind, tier, score, reasons, run_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *_clause(d.denies),
                *_clause(d.denied),
                d.kind,
                d.tier.value,
                d.score,
                strings(d.reasons),
                run_id,
            )
            for d in denials
        ],
    )


def _clause(clause: Clause) -> tuple[str, str, int, str]:
    spans = json.dumps([list(span) for span in clause.content])
    return clause.report, clause.statement, clause.number, spans


def add_identities(connection: sqlite3.Connection, identities: Iterable[tuple[str, str, str]]) -> None:
    """Insert rows of report, actor and identity."""
    connection.executemany(
        "INSERT INTO identities (report_id, actor_id, identity) VALUES (?, ?, ?)", identities
    )


def add_wordings(connection: sqlite3.Connection, wordings: Iterable[Wording], run_id: str) -> None:
    """Insert wordings in their order. There are none before."""
    for position, wording in enumerate(wordings):
        row = {name: getattr(wording, name) for name in _WORDING} | span(wording.span)
        row |= {"position": position, "report_id": wording.report, "run_id": run_id}
        names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        connection.execute(f"INSERT INTO wordings ({names}) VALUES ({values})", row)


def wordings(connection: sqlite3.Connection, filters: Filters) -> list[WordingRow]:
    """Wordings that pass the filters: by kind and subject, what sets an outlet apart most first."""
    condition, values = where("wording", filters)
    rows = connection.execute(
        f"SELECT w.* FROM wordings AS w{condition} ORDER BY w.position"
        " LIMIT coalesce(:limit, -1) OFFSET coalesce(:offset, 0)",
        {"limit": None, "offset": None, **values},
    )
    return [
        WordingRow(
            **{name: row[name] for name in _WORDING},
            report=row["report_id"],
            span=(row["start_char"], row["end_char"]),
        )
        for row in rows
    ]
