"""`onrecord export`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.record.commands import RecordFile
from onrecord.record.store import Record


class ExportFormat(StrEnum):
    """The formats of docs/reference/exports.md."""

    PARQUET = "parquet"
    CSV = "csv"
    GDELT = "gdelt"
    POLECAT = "polecat"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    BIBTEX = "bibtex"
    CSL = "csl"


def export(
    record: RecordFile,
    format: Annotated[
        ExportFormat, typer.Option(help="What to write; docs/reference/exports.md has the columns.")
    ],
    out: Annotated[Path, typer.Option(help="A folder for parquet, csv and gdelt, else a file.")],
) -> None:
    """Write a record in a format that other programs read."""
    with Record(record, create=False) as store:
        for path in store.export(format.value, out):
            typer.echo(path)
