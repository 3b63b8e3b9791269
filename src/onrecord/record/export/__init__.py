"""A record in the formats that people already use. Each is described in docs/reference/exports.md."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from onrecord.errors import UsageError

FORMATS: Mapping[str, tuple[str, str]] = {
    "parquet": ("onrecord.record.parquet", "export"),
    "csv": ("onrecord.record.export.spreadsheets", "export"),
    "gdelt": ("onrecord.record.export.gdelt", "export"),
    "polecat": ("onrecord.record.export.polecat", "export"),
    "jsonld": ("onrecord.record.export.linked_data", "export"),
    "graphml": ("onrecord.record.export.graph", "export"),
    "bibtex": ("onrecord.record.export.bibliography", "bibtex"),
    "csl": ("onrecord.record.export.bibliography", "csl"),
}
"""Every format, and the module and function that write it: to a folder (parquet, csv, gdelt) or to one file.

Loaded when asked for, as most of them take longer to load than most commands to run."""

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
        return _write(format, connection, out)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"--out {out}: cannot be written: {reason}.") from error


def _write(format: str, connection: sqlite3.Connection, out: Path) -> list[Path]:
    module, function = FORMATS[format]
    files: list[Path] = getattr(import_module(module), function)(connection, out)
    return files
