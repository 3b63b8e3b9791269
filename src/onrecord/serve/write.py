"""Write readings and resolutions in one of the formats of the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import TextIO

from rich.console import Console
from rich.table import Table

from onrecord import jsonl
from onrecord.identify import Resolution, resolve
from onrecord.model import Reading
from onrecord.serve import page, terminal

FIELDS = ("phrase", "id", "name", "kind", "country", "sector", "score", "why")


def readings(items: Iterable[Reading], format: str, stream: TextIO) -> None:
    """Write readings as text, jsonl or html. Text and jsonl appear one by one, as they are read."""
    if format == "jsonl":
        for reading in items:
            stream.write(jsonl.line(reading) + "\n")
            stream.flush()
    elif format == "html":
        stream.write(page.render(list(items)))
    else:
        console = Console(file=stream, highlight=False)
        for reading in items:
            terminal.show(reading, console)


def resolutions(phrases: Iterable[str], on: date | None, format: str, stream: TextIO) -> None:
    """Write who each phrase stands for, in order."""
    found = [resolve(phrase, on=on) for phrase in phrases]
    if format == "jsonl":
        for resolution in found:
            stream.write(json.dumps(_row(resolution), ensure_ascii=False) + "\n")
        return
    table = Table(*FIELDS[:-1], "why", box=None)
    for resolution in found:
        row = _row(resolution)
        table.add_row(*("" if row[f] is None else str(row[f]) for f in FIELDS))
    Console(file=stream, highlight=False).print(table)


def _row(resolution: Resolution) -> dict[str, object]:
    values = asdict(resolution)
    return {name: values[name] for name in FIELDS}
