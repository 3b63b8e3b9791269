"""What a story and a matter show alike: reports, claims, who speaks, who is spoken about but not heard."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from onrecord.serve.web import claims, lines
from onrecord.serve.web.params import Paging
from onrecord.serve.web.room import Rows

_REPORTS = f"""
SELECT r.id, r.outlet, r.published, {lines.TITLE} AS title, cr.copy_id AS copy, c.origin,
    (SELECT count(*) FROM statements AS s WHERE s.report_id = r.id) AS statements
FROM {{members}} AS m JOIN reports AS r ON r.id = m.report_id
LEFT JOIN copy_reports AS cr ON cr.report_id = r.id LEFT JOIN copies AS c ON c.id = cr.copy_id
WHERE m.{{key}} = :id ORDER BY m.position LIMIT :limit OFFSET :offset
"""
_CLAIMS = """
SELECT c.id, c.text, c.tier, count(DISTINCT cs.report_id || cs.statement_id) AS statements,
    count(DISTINCT d.report_id || d.statement_id) AS denials
FROM {members} AS m JOIN claim_statements AS cs ON cs.report_id = m.report_id
JOIN claims AS c ON c.id = cs.claim_id AND c.part_of IS NULL
LEFT JOIN denials AS d ON d.denied_report_id = cs.report_id AND d.denied_statement_id = cs.statement_id
    AND d.denied_clause = cs.clause
WHERE m.{key} = :id GROUP BY c.id ORDER BY denials > 0 DESC, statements DESC, c.id LIMIT 40
"""
_SILENT = """
SELECT coalesce(i.identity, p.actor_id) AS id, max(a.name) AS name,
    count(DISTINCT p.report_id || p.event_id) AS events,
    sum(p.role = 'recipient') AS done
FROM {members} AS m JOIN participants AS p ON p.report_id = m.report_id
JOIN actors AS a ON a.report_id = p.report_id AND a.id = p.actor_id
    AND a.kind IN ('person', 'country', 'body', 'group')
LEFT JOIN identities AS i ON i.report_id = p.report_id AND i.actor_id = p.actor_id
WHERE m.{key} = :id AND coalesce(i.identity, p.actor_id) NOT IN (
    SELECT coalesce(si.identity, s.speaker) FROM {members} AS sm
        JOIN statements AS s ON s.report_id = sm.report_id
    LEFT JOIN identities AS si ON si.report_id = s.report_id AND si.actor_id = s.speaker
    WHERE sm.{key} = :id AND s.speaker IS NOT NULL)
GROUP BY 1 ORDER BY events DESC, id LIMIT 15
"""
_SPEAKERS = """
SELECT coalesce(i.identity, s.speaker) AS id, max(a.name) AS name, count(*) AS n,
    count(DISTINCT r.outlet) AS outlets,
    sum(s.act IN ('deny', 'reject')) AS denials
FROM {members} AS m JOIN statements AS s ON s.report_id = m.report_id
    JOIN reports AS r ON r.id = s.report_id
JOIN actors AS a ON a.report_id = s.report_id AND a.id = s.speaker
LEFT JOIN identities AS i ON i.report_id = s.report_id AND i.actor_id = s.speaker
WHERE m.{key} = :id GROUP BY 1 ORDER BY n DESC, id LIMIT 15
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of group: the table of its members and the column that names the group there."""

    members: str
    key: str

    @property
    def columns(self) -> str:
        """SQL for id, title and dates of a group `g`; one without a title has that of its first report."""
        first = (
            f"SELECT {lines.TITLE} FROM {self.members} AS x JOIN reports AS r ON r.id = x.report_id"
            f" WHERE x.{self.key} = g.id ORDER BY x.position LIMIT 1"
        )
        return f"g.id, coalesce(g.title, ({first})) AS title, g.first_date, g.last_date"


STORY = Kind("story_reports", "story_id")
MATTER = Kind("matter_reports", "matter_id")


def view(connection: sqlite3.Connection, kind: Kind, id: str, pages: Paging) -> dict[str, Any]:
    """A page of reports of a group, its claims, and those who speak and do not."""

    def rows(sql: str) -> Rows:
        values = {"id": id, "limit": pages.limit, "offset": pages.offset}
        return connection.execute(sql.format(members=kind.members, key=kind.key), values).fetchall()

    return {
        "reports": rows(_REPORTS),
        "claims": claims.with_sides(connection, rows(_CLAIMS)),
        "speakers": rows(_SPEAKERS),
        "silent": rows(_SILENT),
    }
