"""The record as JSON-LD: schema.org for reports, statements and claims, Web Annotation for evidence."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from onrecord.model import Json
from onrecord.record import claims, reading
from onrecord.record.export.rows import day
from onrecord.record.filters import Filters
from onrecord.record.rows import ClaimRow

CONTEXT: Json = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "onrecord": "urn:onrecord:",
    "url": {"@type": "@id"},
}
"""Stands in the file, so that it can be read with no network."""

_TYPES = {"person": "Person", "country": "Country", "body": "Organization", "media": "NewsMediaOrganization"}


def export(connection: sqlite3.Connection, out: Path) -> list[Path]:
    """Write one file: an object with `@context` and `@graph`, one node a line."""
    with out.open("w", encoding="utf-8") as stream:
        stream.write('{"@context":' + json.dumps(CONTEXT) + ',\n"@graph":[\n')
        for number, node in enumerate(_nodes(connection)):
            stream.write((",\n" if number else "") + json.dumps(node, ensure_ascii=False))
        stream.write("\n]}\n")
    return [out]


def iri(kind: str, id: str) -> str:
    """The name of a thing of the record."""
    return f"urn:onrecord:{kind}:{quote(id, safe='')}"


def _nodes(connection: sqlite3.Connection) -> Iterator[Json]:
    yield from _runs(connection)
    yield from _actors(connection)
    ids = connection.execute("SELECT id, run_id FROM reports ORDER BY published IS NULL, published, id")
    for row in ids.fetchall():
        yield from _report(connection, row["id"], row["run_id"])
    for claim in claims.claims(connection, Filters()):
        yield _claim(claim)


def _runs(connection: sqlite3.Connection) -> Iterator[Json]:
    for row in connection.execute("SELECT * FROM runs ORDER BY id"):
        yield _node(
            "run", row["id"], "prov:Activity", {"softwareVersion": row["version"], "name": "onrecord"}
        )


def _actors(connection: sqlite3.Connection) -> Iterator[Json]:
    sql = (
        "SELECT coalesce(i.identity, a.id) AS id, max(a.name) AS name, max(a.kind) AS kind,"
        " max(a.country) AS country"
        " FROM actors AS a LEFT JOIN identities AS i ON i.report_id = a.report_id AND i.actor_id = a.id"
        " GROUP BY 1 ORDER BY 1"
    )
    for row in connection.execute(sql):
        kind = _TYPES.get(row["kind"], "Thing")
        yield _node("actor", row["id"], kind, {"name": row["name"], "onrecord:country": row["country"]})


def _report(connection: sqlite3.Connection, id: str, run: str) -> Iterator[Json]:
    found = reading.reading(connection, id)
    report = found.report
    known = dict(
        connection.execute("SELECT actor_id, identity FROM identities WHERE report_id = ?", [id]).fetchall()
    )
    corrected: dict[str, list[str]] = {}
    for row in connection.execute(
        "SELECT * FROM corrections WHERE report_id = ? ORDER BY item_id, field", [id]
    ):
        corrected.setdefault(row["item_id"], []).append(row["field"])
    made: Json = {"prov:wasGeneratedBy": {"@id": iri("run", run)}}
    front = {
        "headline": report.title.value if report.title else None,
        "publisher": {"@type": "Organization", "name": report.outlet.value} if report.outlet else None,
        "datePublished": _date(report.published.value.value) if report.published else None,
        "author": [{"@type": "Person", "name": a.value} for a in report.authors] or None,
        "inLanguage": report.language,
        "identifier": report.url or report.path,
        "sha256": report.digest,
    }
    yield _node("report", id, "NewsArticle", front | made)
    for s in found.statements:
        spans: list[Json] = [
            {"@type": "oa:TextPositionSelector", "oa:start": c.start, "oa:end": c.end} for c in s.content
        ]
        speaker = known.get(s.speaker or "", s.speaker)
        said = {
            "text": " … ".join(c.of(report.text) for c in s.content),
            "isPartOf": {"@id": iri("report", id)},
            "creator": {"@id": iri("actor", speaker)} if speaker else None,
            "onrecord:act": s.act,
            "onrecord:manner": s.manner.value,
            "onrecord:via": {"@id": iri("statement", s.via)} if s.via else None,
            "oa:hasSelector": spans,
            "onrecord:score": round(s.score, 4),
            "onrecord:corrected": corrected.get(s.id),
        }
        yield _node("statement", s.id, "Quotation", said | made)


def _claim(claim: ClaimRow) -> Json:
    appearances = [{"@id": iri("statement", s.statement)} for s in claim.statements]
    first = claim.first_said
    facts = {
        "text": claim.text,
        "appearance": appearances,
        "firstAppearance": {"@id": iri("statement", first.statement)} if first else None,
        "onrecord:tier": claim.tier,
        "onrecord:deniedBy": [{"@id": iri("statement", d.statement)} for d in claim.denied_by] or None,
    }
    return _node("claim", claim.id, "Claim", facts)


def _date(value: str) -> str | None:
    """The date as schema.org has it; without a year it has none."""
    return None if value.startswith("X") else day(value) or value


def _node(kind: str, id: str, type: str, facts: dict[str, Any]) -> Json:
    return {"@id": iri(kind, id), "@type": type} | {k: v for k, v in facts.items() if v is not None}
