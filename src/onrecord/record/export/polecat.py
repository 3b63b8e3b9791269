"""Events as rows in the layout of POLECAT: tab-separated with a header."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.record.export.rows import day, events, field, quad_codes

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *(
        "Recipient Name",
        "Recipient Country",
        "Recipient COW",
        "Primary Recipient Sector",
        "Recipient Sectors",
    ),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
"""The columns of POLECAT, in order."""

OURS = ("Status", "According To", "Modality", "Report ID", "Trigger Start", "Trigger End", "Corrected")
"""What onrecord adds behind them."""


def export(connection: sqlite3.Connection, out: Path) -> list[Path]:
    """Write one file."""
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        writer.writerow((*COLUMNS, *OURS))
        for event in events(connection):
            row = _row(event)
            writer.writerow(field(row.get(name)) for name in (*COLUMNS, *OURS))
    return [out]


def _row(event: dict[str, Any]) -> dict[str, object]:
    return {
        "Event ID": event["id"],
        "Event Date": day(event["happened"]) or day(event["published"]),
        "Event Type": event["type"],
        "Event Mode": event["modes"][0] if event["modes"] else None,
        "Quad Code": quad_codes().get(event["type"]),
        "Contexts": ";".join(event["contexts"]),
        **_people("Actor", event["actors"]),
        **_people("Recipient", event["recipients"]),
        "Placename": event["place"],
        "Province": event["admin1"],
        "Country": event["place_country"],
        "Latitude": event["latitude"],
        "Longitude": event["longitude"],
        "GeoNames ID": event["geonames"],
        "Raw Placename": event["place"],
        "Source": event["outlet"],
        "Publication Date": day(event["published"]),
        "Language": event["language"],
        "Version": f"onrecord {__version__}",
        "Status": event["status"],
        "According To": event["according_to"],
        "Modality": ";".join(event["modality"]),
        "Report ID": event["report_id"],
        "Trigger Start": event["trigger_start"],
        "Trigger End": event["trigger_end"],
        "Corrected": ";".join(event["corrected"]),
    }


def _people(role: str, people: list[dict[str, Any]]) -> dict[str, object]:
    """All participants of a role; several values are joined by semicolons, in the same order."""
    sectors = [p["sector"] for p in people if p["sector"]]
    return {
        f"{role} Name": ";".join(p["name"] or p["words"] for p in people),
        f"{role} Country": ";".join(p["country"] or "" for p in people),
        f"Primary {role} Sector": sectors[0] if sectors else None,
        f"{role} Sectors": ";".join(sectors),
        f"{role} Name Raw": ";".join(p["words"] for p in people),
    }
