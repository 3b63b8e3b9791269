"""Commands that work on a record: add, link, queries and search.

Exit codes: 0 the command did its work (`add`: a report was added or was there already); 1 nothing
could be read, or the record cannot be used; 2 the command was used wrongly.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import NothingToRead, UsageError
from onrecord.model import Omission, Provenance, Reading, Report
from onrecord.pipeline import Pipeline
from onrecord.record.across import link_record as link_record
from onrecord.record.adding import AddResult
from onrecord.record.judging import judge, judgements
from onrecord.record.options import Argument, command, tell
from onrecord.record.options import RecordFile as RecordFile
from onrecord.record.store import Record


class SearchIn(StrEnum):
    """What a search looks through."""

    REPORT = "report"
    STATEMENT = "statement"


WORDS = Annotated[str, typer.Argument(help='Words, "a phrase", begin*, AND, OR, NOT. All words must occur.')]
LOOK_IN = Annotated[
    SearchIn | None, typer.Option("--in", help="Only reports or only statements; both when not given.")
]


def register(app: typer.Typer) -> None:
    """Put the commands on a command line."""
    for query in (add, link, *QUERIES, judge, judgements):
        app.command()(query)


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Reports: .txt, .md, .html, .warc(.gz), .jsonl, .parquet, feed XML, a folder, or -.",
        ),
    ],
    record: RecordFile,
) -> None:
    """Read reports, or load what `onrecord batch` wrote. Adding the same report twice changes nothing."""
    if not any(path == "-" or os.path.exists(path) for path in paths):  # noqa: PTH110
        raise NothingToRead(f"{', '.join(paths)}: no such file or folder. Nothing was added, no record made.")
    batches = [path for path in paths if (Path(path) / "manifest").is_dir()]
    rest = [path for path in paths if path not in batches]
    with Record(record) as store:
        result = load_batches(store, batches)
        if rest:
            result += add_paths(store, rest)
    tell(f"{record}: {summary(result)}")
    if not (result.added or result.replaced or result.already):
        raise typer.Exit(1)


def load_batches(store: Record, folders: list[str]) -> AddResult:
    """Load the parts of batches into an open record, each in one transaction. Raises BatchError."""
    from onrecord import loading

    return sum((loading.load(store, folder, tell) for folder in folders), AddResult())


def add_paths(store: Record, paths: list[str], run: Pipeline | None = None) -> AddResult:
    """Read paths into an open record, with a progress bar on stderr where that is a terminal.

    `run` are stages that are loaded already; without it the default ones are.
    """
    from onrecord import acquire, pipeline
    from onrecord.record.provenance import provenance
    from onrecord.serve.progress import progress

    run = run or pipeline.default()
    made_by = provenance([stage.name for stage in run.stages])
    omissions: list[Omission] = []
    items = progress(acquire.read(paths, stdin=sys.stdin.buffer), acquire.count(paths))
    readings = _readings(items, run, store, made_by, omissions)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return store.add(readings, omissions, made_by, started=now)


def _readings(
    items: Iterable[Report | Omission],
    run: Callable[[Report], Reading],
    store: Record,
    made_by: Provenance,
    omissions: list[Omission],
) -> Iterator[Reading]:
    for item in items:
        if isinstance(item, Omission):
            omissions.append(item)
            tell(item.detail)
        elif store.holds(item.id, made_by):
            yield Reading(report=item)  # `add` leaves what is there as it is
        else:
            yield run(item)


def summary(result: AddResult) -> str:
    """What an `add` did, in words."""
    parts = {
        "added": result.added,
        "read anew": result.replaced,
        "there already": result.already,
        "left out": result.omitted,
    }
    return (
        ", ".join(f"{count:,} {words}" for words, count in parts.items() if count or words == "added") + "."
    )


def link(
    batch: Annotated[
        str | None,
        typer.Argument(metavar="[OUT]", help="A batch to link on disk, in place of a record."),
    ] = None,
    record: Annotated[
        Path | None, typer.Option("--record", metavar="FILE", help="The record, a SQLite file.")
    ] = None,
    megabytes: Annotated[
        int, typer.Option(min=100, help="With OUT: what DuckDB may hold in memory; the rest goes to disk.")
    ] = 1_000,
) -> None:
    """Find copies, matters, stories, who is who, claims, denials and wordings across all reports."""
    if (batch is None) == (record is None):
        raise UsageError("link takes either --record FILE or the folder of a batch.")
    if batch is not None:
        from onrecord.linked_parts import link_parts

        links = link_parts(batch, megabytes, tell)
    else:
        with Record(record or "", create=False) as store:
            links = link_record(store)
    tell(f"{batch or record}: " + ", ".join(f"{count:,} {name}" for name, count in links.items()) + ".")


_REPORT = ("outlet", "since", "until", "story", "matter", "limit")
_STATEMENT = (*_REPORT, "speaker", "act", "text", "min_score")

QUERIES = (
    command("reports", "List reports.", (*_REPORT, "speaker", "actor", "text"), Record.reports),
    command("statements", "List statements: who said what.", _STATEMENT, Record.statements),
    command(
        "events",
        "List events: who did what to whom, and according to whom.",
        (*_REPORT, "actor", "speaker", "type", "status", "modality", "text", "min_score"),
        Record.events,
    ),
    command("actors", "List actors, those that say and do most first.", (*_REPORT, "actor"), Record.actors),
    command(
        "copies",
        "List reports that repeat one text, with where it comes from.",
        (*_REPORT, "text"),
        Record.copies,
    ),
    command("stories", "List stories with their reports.", (*_REPORT, "text"), Record.stories),
    command("matters", "List long-running matters with their stories.", (*_REPORT, "text"), Record.matters),
    command(
        "claims",
        "List claims: what several say alike, who denies it, and who said it first (20 in text).",
        (*_STATEMENT, "tier"),
        Record.claims,
    ),
    command(
        "denials",
        "List statements that deny or contradict others, with the reason (20 in text).",
        (*_STATEMENT, "tier", "kind"),
        Record.denials,
    ),
    command(
        "wording",
        "List how each outlet words things, beside all others.",
        ("outlet", "actor", "kind", "limit"),
        Record.wording,
    ),
    command(
        "timeline",
        "List statements and events in time, with shifts of position marked.",
        (*_REPORT, "actor", "text"),
        Record.timeline,
    ),
    command(
        "search",
        "Search the full text of reports and statements, best first (20 unless --limit says otherwise).",
        ("outlet", "speaker", "since", "until", "story", "matter", "limit"),
        lambda store, filters, query, where: store.search(query, where and where.value, filters),
        Argument("query", WORDS),
        Argument("where", LOOK_IN, None),
    ),
)
