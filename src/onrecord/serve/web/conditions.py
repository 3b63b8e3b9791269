"""Filters of pages as SQL over the inner tables; actors are asked by id, never by a scan over names."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.record.filters import CONDITIONS, Filters

_MINE = (
    "(SELECT report_id, actor_id FROM identities WHERE identity = :{name}"
    " UNION ALL SELECT report_id, id FROM actors WHERE id = :{name})"
)
_EVENT_OF = (
    "e.number IN (SELECT e.number FROM {mine} AS me JOIN participants AS p ON p.report_id = me.report_id"
    " AND +p.actor_id = me.actor_id{role}"
    " JOIN events AS e ON e.report_id = p.report_id AND e.id = p.event_id)"
)
_SAID_BY = (
    "s.number IN (SELECT s.number FROM {mine} AS me"
    " JOIN statements AS s ON s.report_id = me.report_id AND +s.speaker = me.actor_id)"
)
_BY_ID: Mapping[str, Mapping[str, str]] = {
    "statements": {"speaker": _SAID_BY.format(mine=_MINE.format(name="speaker"))},
    "events": {
        "actor": _EVENT_OF.format(mine=_MINE.format(name="actor"), role=""),
        "by": _EVENT_OF.format(mine=_MINE.format(name="by"), role=" AND p.role = 'actor'"),
        "to": _EVENT_OF.format(mine=_MINE.format(name="to"), role=" AND p.role = 'recipient'"),
        "speaker": "(e.report_id, e.asserted_by) IN (SELECT s.report_id, s.id FROM statements AS s"
        f" WHERE {_SAID_BY.format(mine=_MINE.format(name='speaker'))})",
    },
    "reports": {},
}
EVENTS = (
    "outlet",
    "actor",
    "by",
    "to",
    "speaker",
    "type",
    "status",
    "modality",
    "since",
    "until",
    "story",
    "text",
)
STATEMENTS = ("outlet", "speaker", "act", "since", "until", "story", "text")
REPORTS = ("outlet", "since", "until", "story", "text")
NAMES = {"statements": STATEMENTS, "events": EVENTS, "reports": REPORTS}


def condition(kind: str, chosen: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The condition on `kind` that a page was asked for, and its parameters. Raises UsageError."""
    known = {**CONDITIONS[kind], **_BY_ID[kind]}
    checked = Filters(**{n: v for n, v in chosen.items() if n not in ("by", "to")}).values()  # type: ignore[arg-type]
    values = {**chosen, **{name: str(value) for name, value in checked.items()}}
    parts = [f"({known[name]})" for name in values if name in known]
    return (" AND ".join(parts) or "1"), values
