"""A record in the formats that people already use. Each is described in docs/reference/exports.md."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.record.export import bibliography, gdelt, graph, linked_data, polecat, spreadsheets

Export = Callable[[sqlite3.Connection, Path], list[Path]]


def _parquet(connection: sqlite3.Connection, out: Path) -> list[Path]:
    from onrecord.record import parquet  # pyarrow takes longer to load than most commands to run

    return parquet.export(connection, out)


FORMATS: Mapping[str, Export] = {
    "parquet": _parquet,
    "csv": spreadsheets.export,
    "gdelt": gdelt.export,
    "polecat": polecat.export,
    "jsonld": linked_data.export,
    "graphml": graph.export,
    "bibtex": bibliography.bibtex,
    "csl": bibliography.csl,
}
"""Every format and what writes it: to a folder (parquet, csv, gdelt) or to one file."""

FOLDERS = ("parquet", "csv", "gdelt")


def export(connection: sqlite3.Connection, format: str, out: Path) -> list[Path]:
    """Write the record to `out` and return the files written. Raises UsageError where that cannot be."""
    if format not in FORMATS:
        raise UsageError(f"--format takes one of {', '.join(FORMATS)}; got {format!r}.")
    folder = out if format in FOLDERS else out.absolute().parent
    if (out.is_file() and format in FOLDERS) or (out.is_dir() and format not in FOLDERS):
        raise UsageError(f"--out {out}: {format} writes {'a folder' if format in FOLDERS else 'one file'}.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return FORMATS[format](connection, out)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"--out {out}: cannot be written: {reason}.") from error
