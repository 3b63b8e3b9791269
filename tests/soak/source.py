"""Reports to disturb: the bundled ones several times over, read once by the real stages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from onrecord import acquire, demo, pipeline
from onrecord.model import Reading, Report

BROKEN = '{"text": 3}\n'
"""A row that becomes an omission, so that those are disturbed too."""

Read = Callable[[Report], Reading]


class Remembered:
    """A pipeline that has read every text before, so that a child that is killed spends its time writing."""

    def __init__(self, read: Read, reports: list[Report]) -> None:
        self.stages = pipeline.Pipeline([]).stages
        self.readings = {report.text: read(report) for report in reports}

    def __call__(self, report: Report) -> Reading:
        return replace(self.readings[report.text], report=report)


def bundled() -> list[Report]:
    """The bundled reports."""
    return [item for item in acquire.read([demo.REPORTS]) if isinstance(item, Report)]


def write(path: Path, reports: list[Report], times: int) -> Path:
    """A file of JSON lines with every report so often, each time at another address."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(times):
            for report in reports:
                url = f"https://wire.example/{number}/{report.id}"
                title = report.title.value if report.title else None
                row = {"text": report.text, "title": title, "outlet": f"Outlet {number}", "url": url}
                file.write(json.dumps(row) + "\n")
            file.write(BROKEN)
    return path
