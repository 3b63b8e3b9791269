"""Reads files into a record in a process of its own, and tells how far it is in lines of JSON.

    python -m onrecord.serve.web.worker RECORD FILE...

A hostile file can at worst end this process; the pages stay up, and what was read before is in the record.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

from onrecord import acquire, pipeline
from onrecord.errors import OnrecordError
from onrecord.model import Omission, Reading, Report
from onrecord.record import Record
from onrecord.record.commands import link_record
from onrecord.record.provenance import provenance


def main(record: str, paths: list[str]) -> None:
    """Add each file, then link."""
    run = pipeline.default()
    with Record(record, create=False) as store:
        for path in paths:
            _tell(_add(store, run, path))
        links = link_record(store)
    _tell({"linked": ", ".join(f"{count:,} {name}" for name, count in links.items())})


def _add(store: Record, run: pipeline.Pipeline, path: str) -> dict[str, Any]:
    items: list[Report | Omission] = []
    try:
        items += acquire.read([path])
    except OnrecordError as error:
        return {"name": path, "added": 0, "already": 0, "reports": [], "problems": [str(error)]}
    omissions = [item for item in items if isinstance(item, Omission)]
    reports = [item for item in items if isinstance(item, Report)]
    made_by = provenance([stage.name for stage in run.stages])
    readings = (Reading(report=r) if store.holds(r.id, made_by) else run(r) for r in reports)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    result = store.add(readings, omissions, made_by, started=now)
    return {
        "name": path,
        "added": result.added + result.replaced,
        "already": result.already,
        "reports": [report.id for report in reports],
        "problems": [omission.detail for omission in omissions],
    }


def _tell(message: dict[str, Any]) -> None:
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
