"""A reading as rows, and rows as a reading: the two directions stand side by side, type by type.

A row is a mapping of column name to value. Offsets are characters into the report's text.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, TypeVar

from onrecord.model import (
    Actor,
    Dateline,
    Event,
    Found,
    Manner,
    Mark,
    MarkKind,
    Modality,
    Omission,
    PartialDate,
    Place,
    Precision,
    Quantity,
    Reason,
    Reference,
    Report,
    Span,
    Statement,
    Status,
    When,
)

T = TypeVar("T")
Row = sqlite3.Row
Columns = dict[str, Any]


def strings(values: Iterable[str]) -> str:
    """A list of plain strings as one JSON array."""
    return json.dumps(list(values), ensure_ascii=False)


def _strings(column: str) -> tuple[str, ...]:
    return tuple(json.loads(column))


def span(found: Span | None, prefix: str = "") -> Columns:
    """A span as two columns, `start_char` and `end_char`, or `<prefix>_start` and `<prefix>_end`."""
    start, end = (f"{prefix}_start", f"{prefix}_end") if prefix else ("start_char", "end_char")
    return {start: found.start if found else None, end: found.end if found else None}


def to_span(row: Row, prefix: str = "") -> Span | None:
    """The span of a row, None where it has none."""
    start, end = (f"{prefix}_start", f"{prefix}_end") if prefix else ("start_char", "end_char")
    return None if row[start] is None else Span(row[start], row[end])


def _needed(row: Row, prefix: str = "") -> Span:
    found = to_span(row, prefix)
    if found is None:
        raise ValueError(f"a row lacks its span {prefix or 'start_char'}")
    return found


def _date(date: PartialDate | None, value: str, prefix: str | None = None) -> Columns:
    prefix = prefix or value
    return {
        value: date.value if date else None,
        f"{prefix}_precision": date.precision.value if date else None,
        f"{prefix}_earliest": date.earliest if date else None,
        f"{prefix}_latest": date.latest if date else None,
    }


def _to_date(row: Row, value: str, prefix: str | None = None) -> PartialDate | None:
    prefix = prefix or value
    if row[value] is None:
        return None
    return PartialDate(
        value=row[value],
        precision=Precision(row[f"{prefix}_precision"]),
        earliest=row[f"{prefix}_earliest"],
        latest=row[f"{prefix}_latest"],
    )


def _when(when: When | None, prefix: str) -> Columns:
    return _date(when.date if when else None, prefix) | span(when.span if when else None, prefix)


def _to_when(row: Row, prefix: str) -> When | None:
    date = _to_date(row, prefix)
    return None if date is None else When(date=date, span=_needed(row, prefix))


def _how(found: Found[T] | None, prefix: str) -> Columns:
    method = {f"{prefix}_method": found.method if found else None}
    return method | span(found.evidence if found else None, prefix)


def _to_found(value: T | None, row: Row, prefix: str) -> Found[T] | None:
    if value is None:
        return None
    return Found(value=value, method=row[f"{prefix}_method"], evidence=to_span(row, prefix))


def report(item: Report) -> Columns:
    """The row of a report, without what stands in tables of its own (authors, boilerplate)."""
    line = item.dateline
    return {
        "id": item.id,
        "input_id": item.input_id,
        "path": item.path,
        "url": item.url,
        "language": item.language,
        "encoding": item.encoding,
        "digest": item.digest,
        "outlet": item.outlet.value if item.outlet else None,
        **_how(item.outlet, "outlet"),
        "title": item.title.value if item.title else None,
        **_how(item.title, "title"),
        **_date(item.published.value if item.published else None, "published"),
        **_how(item.published, "published"),
        "dateline_place": line.place if line else None,
        "dateline_agency": line.agency if line else None,
        **_date(line.date if line else None, "dateline_date", "dateline"),
        **span(line.span if line else None, "dateline"),
        "text": item.text,
    }


def to_report(row: Row, authors: Iterable[Row], boilerplate: Iterable[Row]) -> Report:
    """The report of a row and of its authors and boilerplate, each in order."""
    return Report(
        id=row["id"],
        text=row["text"],
        language=row["language"],
        digest=row["digest"],
        input_id=row["input_id"],
        path=row["path"],
        url=row["url"],
        encoding=row["encoding"],
        outlet=_to_found(row["outlet"], row, "outlet"),
        title=_to_found(row["title"], row, "title"),
        authors=tuple(Found(value=a["name"], method=a["method"], evidence=to_span(a)) for a in authors),
        dateline=_to_dateline(row),
        published=_to_found(_to_date(row, "published"), row, "published"),
        boilerplate=tuple(_needed(b) for b in boilerplate),
    )


def _to_dateline(row: Row) -> Dateline | None:
    where = to_span(row, "dateline")
    if where is None:
        return None
    date = _to_date(row, "dateline_date", "dateline")
    return Dateline(span=where, place=row["dateline_place"], date=date, agency=row["dateline_agency"])


def actor(item: Actor) -> Columns:
    """The row of an actor in one report, without its mentions."""
    return {
        "id": item.id,
        "name": item.name,
        "kind": item.kind,
        "country": item.country,
        "sector": item.sector,
        "aliases": strings(item.aliases),
        "outside_ids": strings(item.outside_ids),
        "country_from": item.country_from,
        **span(item.country_span, "country"),
    }


def to_actor(row: Row, mentions: Iterable[Row]) -> Actor:
    """The actor of a row and of its mentions in order."""
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        sector=row["sector"],
        aliases=_strings(row["aliases"]),
        mentions=tuple(_needed(m) for m in mentions),
        outside_ids=_strings(row["outside_ids"]),
        country_from=row["country_from"],
        country_span=to_span(row, "country"),
    )


def statement(item: Statement, text: str) -> Columns:
    """The row of a statement, without its spans. `text` is the report's text."""
    return {
        "id": item.id,
        "speaker": item.speaker,
        "candidates": strings(item.candidates),
        "manner": item.manner.value,
        "act": item.act,
        "text": " … ".join(s.of(text) for s in item.content),
        "addressee": item.addressee.actor if item.addressee else None,
        **span(item.addressee.span if item.addressee else None, "addressee"),
        **span(item.venue, "venue"),
        **_when(item.said, "said"),
        "via": item.via,
        "score": item.score,
    }


def to_statement(row: Row, spans: Iterable[Row], marks: Iterable[Row] = ()) -> Statement:
    """The statement of a row and of its spans and marks in order."""
    by_role: dict[str, list[Span]] = {"content": [], "cue": [], "source": []}
    for found in spans:
        by_role[found["role"]].append(_needed(found))
    addressee = to_span(row, "addressee")
    return Statement(
        id=row["id"],
        content=tuple(by_role["content"]),
        cue=tuple(by_role["cue"]),
        source=tuple(by_role["source"]),
        manner=Manner(row["manner"]),
        act=row["act"],
        score=row["score"],
        speaker=row["speaker"],
        candidates=_strings(row["candidates"]),
        addressee=Reference(span=addressee, actor=row["addressee"]) if addressee else None,
        venue=to_span(row, "venue"),
        said=_to_when(row, "said"),
        via=row["via"],
        marks=tuple(Mark(kind=MarkKind(m["kind"]), span=_needed(m)) for m in marks),
    )


def event(item: Event) -> Columns:
    """The row of an event, without participants, place and quantities."""
    return {
        "id": item.id,
        "type": item.type,
        "modes": strings(item.modes),
        "contexts": strings(item.contexts),
        "status": item.status.value,
        "asserted_by": item.asserted_by,
        "modality": strings(m.value for m in item.modality),
        **span(item.trigger, "trigger"),
        **_when(item.when, "happened"),
        "score": item.score,
    }


def to_event(
    row: Row, participants: Iterable[Row], places: Iterable[Row], quantities: Iterable[Row]
) -> Event:
    """The event of a row and of its participants, place and quantities in order."""
    by_role: dict[str, list[Reference]] = {"actor": [], "recipient": []}
    for found in participants:
        by_role[found["role"]].append(Reference(span=_needed(found), actor=found["actor_id"]))
    return Event(
        id=row["id"],
        type=row["type"],
        trigger=_needed(row, "trigger"),
        status=Status(row["status"]),
        score=row["score"],
        modes=_strings(row["modes"]),
        contexts=_strings(row["contexts"]),
        actors=tuple(by_role["actor"]),
        recipients=tuple(by_role["recipient"]),
        asserted_by=row["asserted_by"],
        modality=tuple(Modality(m) for m in _strings(row["modality"])),
        when=_to_when(row, "happened"),
        where=next((_to_place(p) for p in places), None),
        quantities=tuple(_to_quantity(q) for q in quantities),
    )


def place(item: Place) -> Columns:
    """The row of an event's place."""
    return {
        "name": item.name,
        "country": item.country,
        "geonames": item.geonames,
        "latitude": item.latitude,
        "longitude": item.longitude,
        "admin1": item.admin1,
        "admin1_code": item.admin1_code,
        "why": item.why,
        **span(item.span),
    }


def _to_place(row: Row) -> Place:
    return Place(
        name=row["name"],
        span=_needed(row),
        country=row["country"],
        geonames=row["geonames"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        admin1=row["admin1"],
        admin1_code=row["admin1_code"],
        why=row["why"],
    )


def quantity(item: Quantity) -> Columns:
    """The row of one of an event's quantities."""
    return {
        "what": item.what,
        "value": item.value,
        "unit": item.unit,
        "low": item.low,
        "high": item.high,
        "approximate": int(item.approximate),
        **span(item.span),
    }


def _to_quantity(row: Row) -> Quantity:
    return Quantity(
        what=row["what"],
        value=row["value"],
        unit=row["unit"],
        span=_needed(row),
        low=row["low"],
        high=row["high"],
        approximate=bool(row["approximate"]),
    )


def omission(item: Omission) -> Columns:
    """The row of an omission."""
    return {
        "stage": item.stage,
        "reason": item.reason.value,
        "detail": item.detail,
        "path": item.path,
        **span(item.span),
    }


def to_omission(row: Row) -> Omission:
    """The omission of a row."""
    return Omission(
        stage=row["stage"],
        reason=Reason(row["reason"]),
        detail=row["detail"],
        span=to_span(row),
        path=row["path"],
    )
