"""Which statements deny which: shown beside a statement wherever it stands."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

Dispute = dict[str, Any]

_OTHER = """
SELECT d.{mine}statement_id AS statement, d.kind, d.reasons, s.id, s.report_id, s.text, s.act, s.speaker,
    coalesce(a.name, (SELECT group_concat(substr(r.text, p.start_char + 1, p.end_char - p.start_char), ' … ')
        FROM statement_spans AS p WHERE p.report_id = s.report_id AND p.statement_id = s.id
            AND p.role = 'source'),
        'nobody named') AS name, r.outlet, r.published
FROM denials AS d JOIN statements AS s ON s.report_id = d.{other}report_id AND s.id = d.{other}statement_id
JOIN reports AS r ON r.id = s.report_id LEFT JOIN actors AS a ON a.id = s.speaker
    AND a.report_id = s.report_id
WHERE d.{mine}report_id = ? ORDER BY r.published NULLS LAST, s.id LIMIT 2000
"""


def of_report(connection: sqlite3.Connection, report_id: str) -> dict[str, dict[str, list[Dispute]]]:
    """For each statement of a report, by id: who denies it, and what it denies."""
    found: dict[str, dict[str, list[Dispute]]] = defaultdict(lambda: {"denied_by": [], "denies": []})
    for role, mine, other in (("denied_by", "denied_", ""), ("denies", "", "denied_")):
        rows = connection.execute(_OTHER.format(mine=mine, other=other), [report_id])
        for row in rows:
            same = found[row["statement"]][role]
            if all(known["id"] != row["id"] for known in same):
                same.append(dict(row))
    return dict(found)


def of_lines(
    connection: sqlite3.Connection, items: Iterable[dict[str, Any]]
) -> dict[str, dict[str, list[Dispute]]]:
    """The same for statements of any reports."""
    found: dict[str, dict[str, list[Dispute]]] = {}
    for report in dict.fromkeys(item["report_id"] for item in items):
        found |= of_report(connection, report)
    return found
