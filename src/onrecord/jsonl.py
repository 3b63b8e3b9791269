"""The JSON Lines contract: one object a report. Other programs read it; see docs/reference/jsonl.md."""

from __future__ import annotations

import json
from collections.abc import Iterable

from onrecord import cameo, speech
from onrecord.model import (
    Actor,
    Dateline,
    Event,
    Found,
    Json,
    Omission,
    PartialDate,
    Place,
    Quantity,
    Reading,
    Reference,
    Report,
    Span,
    Statement,
    When,
)


def line(reading: Reading) -> str:
    """One reading as one line of JSON, without the newline. Keys stand in a fixed order."""
    return json.dumps(reading_object(reading), ensure_ascii=False, separators=(",", ":"))


def reading_object(reading: Reading) -> Json:
    """A reading as plain data."""
    return {
        "report": report_object(reading.report),
        "actors": [actor_object(a) for a in reading.actors],
        "statements": [statement_object(s) for s in reading.statements],
        "events": [event_object(e, reading) for e in reading.events],
        "omissions": [omission_object(o) for o in reading.omissions],
    }


def report_object(report: Report) -> Json:
    """A report; `found` says how each piece of front matter was found, with its evidence span."""
    fields: dict[str, Found[str] | Found[PartialDate] | None] = {
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
    }
    found: Json = {name: _how(value) for name, value in fields.items() if value is not None}
    if report.authors:
        found["authors"] = [_how(a) for a in report.authors]
    return {
        "id": report.id,
        "input_id": report.input_id,
        "path": report.path,
        "url": report.url,
        "outlet": report.outlet.value if report.outlet else None,
        "title": report.title.value if report.title else None,
        "authors": [a.value for a in report.authors],
        "dateline": _dateline(report.dateline),
        "published": _published(report.published),
        "language": report.language,
        "encoding": report.encoding,
        "digest": report.digest,
        "found": found,
        "text": report.text,
        "boilerplate": _spans(report.boilerplate),
    }


def actor_object(actor: Actor) -> Json:
    """An actor with its mentions in the report."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "aliases": list(actor.aliases),
        "mentions": _spans(actor.mentions),
        "outside_ids": list(actor.outside_ids),
        "country_from": actor.country_from,
        "country_span": list(actor.country_span) if actor.country_span else None,
    }


def statement_object(statement: Statement) -> Json:
    """A statement."""
    return {
        "id": statement.id,
        "content": _spans(statement.content),
        "cue": _spans(statement.cue),
        "source": _spans(statement.source),
        "speaker": statement.speaker,
        "candidates": list(statement.candidates),
        "manner": statement.manner.value,
        "act": statement.act,
        "addressee": _reference(statement.addressee),
        "venue": list(statement.venue) if statement.venue else None,
        "said": _when(statement.said),
        "via": statement.via,
        "marks": [{"kind": m.kind.value, "span": list(m.span)} for m in statement.marks],
        "score": round(statement.score, 4),
    }


def event_object(event: Event, reading: Reading) -> Json:
    """An event; `actor_spans` and `recipient_spans` run parallel to `actors` and `recipients`."""
    return {
        "id": event.id,
        "type": event.type,
        "modes": list(event.modes),
        "contexts": list(event.contexts),
        "actors": [r.actor for r in event.actors],
        "recipients": [r.actor for r in event.recipients],
        "actor_spans": _spans(r.span for r in event.actors),
        "recipient_spans": _spans(r.span for r in event.recipients),
        "trigger": list(event.trigger),
        "status": event.status.value,
        "asserted_by": event.asserted_by,
        "statement": speech.speech_act(event, reading.statements),
        "disputed_by": speech.disputed_by(event, reading.events),
        "modality": [m.value for m in event.modality],
        "date": _when(event.when),
        "place": _place(event.where),
        "quantities": [_quantity(q) for q in event.quantities],
        "cameo": _cameo(event),
        "score": round(event.score, 4),
    }


def omission_object(omission: Omission) -> Json:
    """An omission."""
    return {
        "stage": omission.stage,
        "reason": omission.reason.value,
        "detail": omission.detail,
        "span": list(omission.span) if omission.span else None,
        "path": omission.path,
    }


def _cameo(event: Event) -> Json | None:
    coded = cameo.of(event)
    return coded._asdict() if coded else None


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [list(s) for s in spans]


def _how(found: Found[str] | Found[PartialDate]) -> Json:
    return {"method": found.method, "evidence": list(found.evidence) if found.evidence else None}


def _date(date: PartialDate) -> Json:
    return {
        "date": date.value,
        "precision": date.precision.value,
        "earliest": date.earliest,
        "latest": date.latest,
    }


def _published(found: Found[PartialDate] | None) -> Json | None:
    """The date of publication; "date" is null where the text gives bounds only."""
    if found is None:
        return None
    plain = _date(found.value) | _how(found)
    return plain | {"date": None} if found.value.value == "XXXX" else plain


def _dateline(dateline: Dateline | None) -> Json | None:
    if dateline is None:
        return None
    return {
        "place": dateline.place,
        "date": _date(dateline.date) if dateline.date else None,
        "agency": dateline.agency,
        "span": list(dateline.span),
    }


def _when(when: When | None) -> Json | None:
    return None if when is None else _date(when.date) | {"span": list(when.span)}


def _place(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "country": place.country,
        "geonames": place.geonames,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "admin1": place.admin1,
        "admin1_code": place.admin1_code,
        "why": place.why,
        "span": list(place.span),
    }


def _reference(reference: Reference | None) -> Json | None:
    return None if reference is None else {"actor": reference.actor, "span": list(reference.span)}


def _quantity(quantity: Quantity) -> Json:
    return {
        "what": quantity.what,
        "value": quantity.value,
        "unit": quantity.unit,
        "low": quantity.low,
        "high": quantity.high,
        "approximate": quantity.approximate,
        "span": list(quantity.span),
    }
