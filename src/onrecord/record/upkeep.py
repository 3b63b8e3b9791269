"""Commands that look after records: check and diff.

Exit codes: 0 nothing is wrong, nothing differs; 1 something is; 2 the command was used wrongly.
"""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.record.output import plain
from onrecord.record.store import Record


class ChangeFormat(StrEnum):
    """Output of `onrecord diff`."""

    TEXT = "text"
    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Put the commands on a command line."""
    app.command()(check)
    app.command()(diff)


def check(record: Annotated[Path, typer.Argument(metavar="RECORD", help="A record, a SQLite file.")]) -> None:
    """Check that a record is whole: file, keys, full text, spans, ids."""
    with Record(record, create=False, read_only=True) as store:
        reports, faults = len(store.reports()), list(store.check())
    for fault in faults:
        typer.echo(plain(f"{fault.where}: {fault.what}"))
    typer.echo(f"{record}: {reports} reports, {len(faults) or 'no'} fault{'' if len(faults) == 1 else 's'}")
    if faults:
        raise typer.Exit(1)


def diff(
    left: Annotated[Path, typer.Argument(metavar="A", help="The record before.")],
    right: Annotated[Path, typer.Argument(metavar="B", help="The record after.")],
    format: Annotated[ChangeFormat, typer.Option(help="text for people, jsonl for programs.")] = (
        ChangeFormat.TEXT
    ),
) -> None:
    """Tell what differs between two records of the same reports, as read by two versions or models."""
    from onrecord.record.compare import Change, compare

    def line(change: Change) -> str:
        if format is ChangeFormat.JSONL:
            return json.dumps(dataclasses.asdict(change), ensure_ascii=False)
        text = f"{change.report} {change.kind} {change.what}: {change.text[:100]}"
        return plain(text if change.left is None else f"{text}\n    - {change.left}\n    + {change.right}")

    count = 0
    with (
        Record(left, create=False, read_only=True) as before,
        Record(right, create=False, read_only=True) as after,
    ):
        for count, change in enumerate(compare(before, after), start=1):  # noqa: B007 - the count is used
            typer.echo(line(change))
    if format is ChangeFormat.TEXT:
        typer.echo(f"{count or 'no'} difference{'' if count == 1 else 's'}")
    if count:
        raise typer.Exit(1)
