"""Claims, denials, identities and wordings in the tables. The caller holds the transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from onrecord.model import Claim, Clause, Denial, Wording
from onrecord.record.columns import span, strings
from onrecord.record.filters import Filters, where
from onrecord.record.rows import WordingRow

_WORDING = [name for name in WordingRow.__dataclass_fields__ if name not in ("report", "span")]


def linked(connection: sqlite3.Connection) -> dict[str, str]:
    """The matters whose claims are linked already, with the digest of all that bears on them."""
    return {row["matter_id"]: row["digest"] for row in connection.execute("SELECT * FROM linked_matters")}


def keep(connection: sqlite3.Connection, reports: Iterable[str], digests: Mapping[str, str]) -> None:
    """Delete all claims, their links and denials but those of these reports, and note what is linked."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS kept (report_id TEXT PRIMARY KEY)")
    connection.execute("DELETE FROM kept")
    connection.executemany("INSERT INTO kept VALUES (?)", [(report,) for report in reports])
    kept = "IN (SELECT report_id FROM temp.kept)"
    connection.execute(
        f"DELETE FROM claims WHERE id NOT IN (SELECT claim_id FROM claim_statements WHERE report_id {kept})"
    )
    connection.execute(f"DELETE FROM denials WHERE report_id NOT {kept}")
    connection.execute(
        "DELETE FROM links WHERE relation = 'same_claim'"
        f" AND substr(left_id, 1, instr(left_id, '/') - 1) NOT {kept}"
    )
    connection.execute("DELETE FROM linked_matters")
    connection.executemany("INSERT INTO linked_matters VALUES (?, ?)", sorted(digests.items()))


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


def replace_identities(connection: sqlite3.Connection, identities: Iterable[tuple[str, str, str]]) -> None:
    """Put these rows of report, actor and identity in the place of all that there were."""
    connection.execute("DELETE FROM identities")
    connection.executemany(
        "INSERT INTO identities (report_id, actor_id, identity) VALUES (?, ?, ?)", identities
    )


def replace_wordings(connection: sqlite3.Connection, wordings: Iterable[Wording], run_id: str) -> None:
    """Put these wordings in the place of all that there were, in their order."""
    connection.execute("DELETE FROM wordings")
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
