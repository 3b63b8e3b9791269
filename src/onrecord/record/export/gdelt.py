"""Events and mentions in the layout of GDELT 2.0, tab-separated without a header, as its readers expect it.

GDELT has no place for denials, nor for what has not happened or lies far back. Such events are left out
of the events file rather than counted as deeds; the mentions file has them, with their status in `Extras`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from onrecord import cameo
from onrecord.record.export.rows import day, events, field, number

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
_TYPES = ("Type1Code", "Type2Code", "Type3Code")
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

EVENTS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor1{name}" for name in (*_ACTOR, *_TYPES)),
    *(f"Actor2{name}" for name in (*_ACTOR, *_TYPES)),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
"""The 61 columns of GDELT 2.0 events, in order."""

OURS = ("Status", "AccordingTo", "Modality", "ReportId", "EventId", "Corrected")
"""What onrecord adds behind them."""

MENTIONS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName"),
    *("MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset"),
    *("InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
"""The 16 columns of GDELT 2.0 mentions, in order."""


def export(connection: sqlite3.Connection, out: Path) -> list[Path]:
    """Write `events.export.tsv` and `mentions.tsv` into a folder."""
    paths = [out / "events.export.tsv", out / "mentions.tsv"]
    with (
        paths[0].open("w", encoding="utf-8", newline="") as done,
        paths[1].open("w", encoding="utf-8", newline="") as told,
    ):
        for event in events(connection):
            _write(told, (_mention(event)[name] for name in MENTIONS))
            if happened(event):
                row = _event(event)
                _write(done, (row.get(name) for name in (*EVENTS, *OURS)))
    return paths


def happened(event: dict[str, Any]) -> bool:
    """Whether somebody says that it took place of late: not denied, negated, ahead, supposed or long ago."""
    return event["status"] != "denied" and not event["modality"]


def quad_class(root: str) -> int | None:
    """GDELT's quad class of a CAMEO root code: verbal or material, cooperation or conflict."""
    if not root.isdigit():
        return None
    return next(n for n, last in ((1, 5), (2, 9), (3, 13), (4, 20)) if int(root) <= last)


def _event(event: dict[str, Any]) -> dict[str, object]:
    on = day(event["happened"]) or day(event["published"])
    coded = cameo.convert(event["type"], event["modes"], event["contexts"])
    code = coded.code if coded else ""
    return {
        "GLOBALEVENTID": number(event["id"]),
        **_dates(on),
        **_actor("Actor1", event["actors"]),
        **_actor("Actor2", event["recipients"]),
        "IsRootEvent": 1,
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": quad_class(code[:2]),
        "GoldsteinScale": coded.score if coded else None,
        "NumMentions": 1,
        "NumSources": 1,
        "NumArticles": 1,
        **_place(event),
        "DATEADDED": _compact(day(event["published"]), "000000"),
        "SOURCEURL": event["url"] or event["path"],
        "Status": event["status"],
        "AccordingTo": event["according_to"],
        "Modality": ";".join(event["modality"]),
        "ReportId": event["report_id"],
        "EventId": event["id"],
        "Corrected": ";".join(event["corrected"]),
    }


def _dates(on: str | None) -> dict[str, object]:
    if on is None:
        return {}
    year, month, date = (int(part) for part in on.split("-"))
    fraction = year + ((month - 1) * 30 + date) / 365
    return {
        "SQLDATE": _compact(on),
        "MonthYear": f"{year}{month:02d}",
        "Year": year,
        "FractionDate": f"{fraction:.4f}",
    }


def _actor(prefix: str, people: list[dict[str, Any]]) -> dict[str, object]:
    """The first of the participants; GDELT has one."""
    if not people:
        return {}
    first = people[0]
    return {
        f"{prefix}Code": "".join(filter(None, (first["country"], first["sector"]))),
        f"{prefix}Name": (first["name"] or first["words"]).upper(),
        f"{prefix}CountryCode": first["country"],
        f"{prefix}Type1Code": first["sector"],
    }


def _place(event: dict[str, Any]) -> dict[str, object]:
    if event["place"] is None:
        return {"ActionGeo_Type": 0}
    exact = event["latitude"] is not None
    return {
        "ActionGeo_Type": 4 if exact else 1,
        "ActionGeo_FullName": event["place"],
        "ActionGeo_CountryCode": event["place_country"],
        "ActionGeo_ADM1Code": event["admin1_code"],
        "ActionGeo_Lat": event["latitude"],
        "ActionGeo_Long": event["longitude"],
        "ActionGeo_FeatureID": event["geonames"],
    }


def _mention(event: dict[str, Any]) -> dict[str, object]:
    starts = [next((p["start"] for p in event[role]), -1) for role in ("actors", "recipients")]
    extras = {
        "status": event["status"],
        "according_to": event["according_to"],
        "modality": event["modality"],
        "report": event["report_id"],
        "event": event["id"],
        "corrected": event["corrected"],
    }
    web = bool(event["url"])
    return {
        "GLOBALEVENTID": number(event["id"]),
        "EventTimeDate": _compact(day(event["happened"]) or day(event["published"]), "000000"),
        "MentionTimeDate": _compact(day(event["published"]), "000000"),
        "MentionType": 1 if web else 2,
        "MentionSourceName": event["outlet"],
        "MentionIdentifier": event["url"] or event["path"] or event["report_id"],
        "SentenceID": None,
        "Actor1CharOffset": starts[0],
        "Actor2CharOffset": starts[1],
        "ActionCharOffset": event["trigger_start"],
        "InRawText": 1,
        "Confidence": round(event["score"] * 100),
        "MentionDocLen": event["length"],
        "MentionDocTone": None,
        "MentionDocTranslationInfo": None,
        "Extras": json.dumps(extras, ensure_ascii=False),
    }


def _compact(on: str | None, time: str = "") -> str | None:
    return on.replace("-", "") + time if on else None


def _write(stream: TextIO, values: Iterable[object]) -> None:
    stream.write("\t".join(field(value) for value in values) + "\n")
