"""Write readings and rows in one of the formats of the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord import jsonl
from onrecord.model import Json, Reading
from onrecord.serve import page, terminal

UNWRAPPED = 500
"""Columns of a table that goes to a file or a pipe: wide enough that no cell is folded."""


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


def rows(items: Iterable[Json], columns: Sequence[str], format: str, stream: TextIO) -> None:
    """Write flat rows as jsonl, or as a table for people."""
    if format == "jsonl":
        for row in items:
            stream.write(json.dumps({name: row[name] for name in columns}, ensure_ascii=False) + "\n")
        return
    table = Table(*columns, box=None)
    for row in items:
        table.add_row(*("" if row[name] is None else Text(str(row[name])) for name in columns))
    console = Console(file=stream, highlight=False)
    if not console.is_terminal:
        console.width = UNWRAPPED
    console.print(terminal.Harmless(table))
