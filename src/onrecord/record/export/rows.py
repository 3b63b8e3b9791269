"""Events for export: one row each with its report, participants, place and who says so."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

_EVENTS = """
SELECT e.id, e.report_id, e.type, e.modes, e.contexts, e.status, e.modality, e.happened, e.score,
    e.trigger_start, e.trigger_end, r.outlet, r.published, r.url, r.path, r.title,
    r.language, length(r.text) AS length, p.name AS place, p.country AS place_country, p.geonames,
    p.latitude, p.longitude, p.admin1, p.admin1_code,
    (SELECT coalesce(a.name, substr(r.text, x.start_char + 1, x.end_char - x.start_char))
        FROM statements AS s
        LEFT JOIN actors AS a ON a.id = s.speaker AND a.report_id = s.report_id
        LEFT JOIN statement_spans AS x ON x.report_id = s.report_id AND x.statement_id = s.id
            AND x.role = 'source' AND x.position = 0
        WHERE s.report_id = e.report_id AND s.id = e.asserted_by) AS according_to,
    (SELECT json_group_array(json_object('role', p.role, 'id', p.actor_id, 'name', a.name,
        'country', a.country, 'sector', a.sector, 'kind', a.kind, 'start', p.start_char,
        'words', substr(r.text, p.start_char + 1, p.end_char - p.start_char)))
     FROM participants AS p LEFT JOIN actors AS a ON a.id = p.actor_id AND a.report_id = p.report_id
     WHERE p.report_id = e.report_id AND p.event_id = e.id) AS participants,
    (SELECT json_group_array(c.field) FROM corrections AS c
     WHERE c.report_id = e.report_id AND c.item_id = e.id OR c.report_id = e.report_id
        AND c.item_id = e.asserted_by AND c.field = 'speaker') AS corrected
FROM events AS e JOIN reports AS r ON r.id = e.report_id
LEFT JOIN places AS p ON p.report_id = e.report_id AND p.event_id = e.id
ORDER BY r.published IS NULL, r.published, r.id, e.position
"""
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
"""Tabs, line breaks and other controls, at which some reader would end a field or a line."""


def events(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Every event; `actors` and `recipients` are lists of participants.

    `corrected` names the fields that a person corrected, of the event or (speaker) of who tells of it.
    """
    for row in connection.execute(_EVENTS):
        event = dict(row)
        for name in ("modes", "contexts", "modality", "corrected"):
            event[name] = json.loads(event[name])
        people = json.loads(event.pop("participants"))
        event["actors"] = [p for p in people if p["role"] == "actor"]
        event["recipients"] = [p for p in people if p["role"] == "recipient"]
        yield event


@cache
def quad_codes() -> dict[str, str]:
    """POLECAT's quad code of each PLOVER type."""
    lines = files("onrecord.record.export").joinpath("data", "plover.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def number(id: str) -> int:
    """A whole number for an id, the same in every export: the first 60 bits of its SHA-256."""
    return int(hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:15], 16)


def day(value: str | None) -> str | None:
    """The calendar day of an ISO date, None where year, month or day is not known."""
    return value[:10] if value and len(value) >= 10 and not value.startswith("X") else None


def field(value: object) -> str:
    """A value as a field of a tab-separated line; None is empty."""
    return "" if value is None else _BREAKS.sub(" ", str(value))
