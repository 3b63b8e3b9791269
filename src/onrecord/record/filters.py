"""Filters of queries: which rows a person asks for, and the SQL that finds them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.model import Modality, Status, Tier
from onrecord.record.terms import match

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_PAGING = ("limit", "offset")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Conditions that must all hold. None asks nothing.

    Names (`speaker`, `actor`) are an actor's id, or words of its name or of an alias; case does not
    matter. `since` and `until` are inclusive days, months or years, compared with the day of
    publication; a report whose date is less exact is found where it may fall inside. `text` is a
    search query. `modality` "none" asks for events without any. `limit` counts rows, `offset` rows to skip.
    """

    outlet: str | None = None
    speaker: str | None = None
    actor: str | None = None
    act: str | None = None
    type: str | None = None
    status: str | None = None
    modality: str | None = None
    since: str | None = None
    until: str | None = None
    story: str | None = None
    matter: str | None = None
    tier: str | None = None
    kind: str | None = None
    text: str | None = None
    min_score: float | None = None
    limit: int | None = None
    offset: int | None = None

    def __post_init__(self) -> None:
        _one_of("status", self.status, [s.value for s in Status])
        _one_of("modality", self.modality, [*(m.value for m in Modality), "none"])
        _one_of("tier", self.tier, [t.value for t in Tier])
        for name in ("since", "until"):
            value = getattr(self, name)
            if value is not None and not _DAY.fullmatch(value):
                raise UsageError(f"--{name} takes a day, month or year such as 2022-10-09, got {value!r}.")

    def values(self) -> dict[str, str | int | float]:
        """The filters that ask something, as parameters of the SQL."""
        fields = ((f.name, getattr(self, f.name)) for f in dataclasses.fields(self))
        asked = {name: value for name, value in fields if value is not None}
        if "text" in asked:
            asked["text"] = match(asked["text"])
        return asked


def _one_of(name: str, value: str | None, allowed: list[str]) -> None:
    if value is not None and value not in allowed:
        raise UsageError(f"--{name} takes one of {', '.join(allowed)}; got {value!r}.")


def _named(parameter: str) -> str:
    """Ids of the actors that a person may mean by the words of `parameter`."""
    words = f"'% ' || replace(replace(:{parameter}, '%', ''), '_', ' ') || ' %'"
    return (
        f"(SELECT id FROM actors WHERE id = :{parameter} OR ' ' || name || ' ' LIKE {words}"
        f" OR EXISTS (SELECT 1 FROM json_each(aliases) WHERE ' ' || value || ' ' LIKE {words})"
        f" UNION SELECT actor_id FROM identities WHERE identity = :{parameter})"
    )


_REPORT = {
    "outlet": "r.outlet = :outlet COLLATE NOCASE",
    "story": "r.id IN (SELECT report_id FROM story_reports WHERE story_id = :story)",
    "matter": "r.id IN (SELECT report_id FROM matter_reports WHERE matter_id = :matter)",
    # An unknown year ("XXXX-08-02") has no place in time unless it has bounds.
    "since": "coalesce(r.published_latest, r.published) NOT LIKE 'X%'"
    " AND substr(coalesce(r.published_latest, r.published), 1, length(:since))"
    " >= substr(:since, 1, length(coalesce(r.published_latest, r.published)))",
    "until": "coalesce(r.published_earliest, r.published) NOT LIKE 'X%'"
    " AND substr(coalesce(r.published_earliest, r.published), 1, length(:until))"
    " <= substr(:until, 1, length(coalesce(r.published_earliest, r.published)))",
}
_IN_REPORT = {"text": "r.number IN (SELECT rowid FROM reports_fts WHERE reports_fts MATCH :text)"}

_STATEMENT = {
    **_REPORT,
    "speaker": f"s.speaker IN {_named('speaker')}",
    "act": "s.act = :act COLLATE NOCASE",
    "text": "s.number IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH :text)",
    "min_score": "s.score >= :min_score",
}

CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "reports": {
        **_REPORT,
        **_IN_REPORT,
        "actor": f"r.id IN (SELECT report_id FROM actors WHERE id IN {_named('actor')})",
        "speaker": f"r.id IN (SELECT report_id FROM statements WHERE speaker IN {_named('speaker')})",
    },
    "statements": _STATEMENT,
    "claims": {**_STATEMENT, "tier": "k.tier = :tier"},
    "denials": {**_STATEMENT, "tier": "d.tier = :tier", "kind": "d.kind = :kind"},
    "timeline statements": {
        **_REPORT,
        "actor": f"s.speaker IN {_named('actor')} OR i.identity = :actor",
        "text": _STATEMENT["text"],
    },
    "timeline events": {
        **_REPORT,
        "actor": "EXISTS (SELECT 1 FROM participants AS p"
        " WHERE p.report_id = e.report_id AND p.event_id = e.id"
        f" AND p.actor_id IN {_named('actor')})",
        "text": "0 = 1",
    },
    "wording": {
        "actor": "w.about IN (SELECT identity FROM identities WHERE actor_id IN"
        f" {_named('actor')} OR identity = :actor)",
        "outlet": "w.outlet = :outlet COLLATE NOCASE",
        "kind": "w.kind = :kind",
    },
    "events": {
        **_REPORT,
        # Narrowed to the sentence of the event by `queries.events`.
        **_IN_REPORT,
        "actor": "EXISTS (SELECT 1 FROM participants AS p"
        " WHERE p.report_id = e.report_id AND p.event_id = e.id"
        f" AND p.actor_id IN {_named('actor')})",
        "speaker": "EXISTS (SELECT 1 FROM statements AS s"
        " WHERE s.report_id = e.report_id AND s.id = e.asserted_by"
        f" AND s.speaker IN {_named('speaker')})",
        "type": "e.type = :type COLLATE NOCASE",
        "status": "e.status = :status",
        "modality": "CASE :modality WHEN 'none' THEN e.modality = '[]'"
        " ELSE EXISTS (SELECT 1 FROM json_each(e.modality) WHERE value = :modality) END",
        "min_score": "e.score >= :min_score",
    },
    "actors": {
        "actor": f"a.id IN {_named('actor')}",
        "outlet": f"a.report_id IN (SELECT r.id FROM reports AS r WHERE {_REPORT['outlet']})",
        "story": "a.report_id IN (SELECT report_id FROM story_reports WHERE story_id = :story)",
        "matter": "a.report_id IN (SELECT report_id FROM matter_reports WHERE matter_id = :matter)",
        "since": f"a.report_id IN (SELECT r.id FROM reports AS r WHERE {_REPORT['since']})",
        "until": f"a.report_id IN (SELECT r.id FROM reports AS r WHERE {_REPORT['until']})",
    },
}
"""For each kind of row, the filters that it knows and the SQL of each."""


def where(kind: str, filters: Filters) -> tuple[str, dict[str, str | int | float]]:
    """The WHERE and LIMIT that a query of `kind` needs, and its parameters. Raises UsageError."""
    values = filters.values()
    known = CONDITIONS[kind]
    unknown = [name for name in values if name not in known and name not in _PAGING]
    if unknown:
        options = ", ".join("--" + name.replace("_", "-") for name in unknown)
        raise UsageError(f"`onrecord {kind}` has no filter {options}.")
    conditions = [f"({known[name]})" for name in values if name not in _PAGING]
    return (" WHERE " + " AND ".join(conditions) if conditions else ""), values
