"""`onrecord watch`: feeds and pages into web archives, and what is new in them into a record.

Exit codes: 0 something was there to be asked and answered, or nothing was due; 1 every address failed;
2 the command was used wrongly; 130 --once was interrupted.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.record.options import RecordFile


class WatchFormat(StrEnum):
    """Output of `onrecord watch`."""

    TEXT = "text"
    JSONL = "jsonl"


def watch(
    record: RecordFile,
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="FEED...", help="Web addresses of feeds (RSS, Atom) and pages."),
    ] = None,
    listed: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="More of them: one a line, or OPML of a feed reader."),
    ] = None,
    raw: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of the raw bytes (WARC); FILE.raw if not given."),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Look once and leave, as for cron.")] = False,
    every: Annotated[
        float, typer.Option(metavar="MINUTES", min=1, help="Look again after this time.")
    ] = 30.0,
    delay: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="Between two requests to one host, at least.")
    ] = 5.0,
    contact: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="Who you are: an address or page, told to each site with the agent."
        ),
    ] = None,
    format: Annotated[
        WatchFormat, typer.Option(help="text or jsonl: a line for each answer.")
    ] = WatchFormat.TEXT,
) -> None:
    """Follow feeds and pages: ask politely, keep the raw bytes, add what is new to a record."""
    from onrecord.collect import session

    code = session.run(
        session.Wish(
            record=record,
            urls=session.addresses(feeds or [], listed),
            raw=raw or record.with_name(f"{record.name}.raw"),
            every=None if once else every * 60,
            delay=delay,
            contact=contact,
            jsonl=format is WatchFormat.JSONL,
        )
    )
    if code:
        raise typer.Exit(code)
