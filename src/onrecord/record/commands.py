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
from typing import Annotated, Any

import typer
from rich.console import Console

from onrecord.model import Omission, Provenance, Reading, Relation, Report
from onrecord.record.adding import AddResult
from onrecord.record.filters import Filters
from onrecord.record.output import Format, plain, write
from onrecord.record.store import Record

RecordFile = Annotated[Path, typer.Option("--record", metavar="FILE", help="The record, a SQLite file.")]
FormatOption = Annotated[
    Format, typer.Option("--format", help="text for people, jsonl for programs, csv for spreadsheets.")
]
Outlet = Annotated[str | None, typer.Option(help="Only reports of this outlet.")]
Speaker = Annotated[str | None, typer.Option(help="Only what this actor says: words of its name, or its id.")]
ActorOption = Annotated[str | None, typer.Option(help="Only with this actor: words of its name, or its id.")]
Act = Annotated[str | None, typer.Option(help="Only statements of this act: say, deny, accuse, warn, ...")]
Type = Annotated[str | None, typer.Option(help="Only events of this PLOVER type.")]
Status = Annotated[str | None, typer.Option(help="Only events asserted, claimed or denied.")]
Modality = Annotated[
    str | None,
    typer.Option(help="Only negation, future, hypothetical or historical events; or none of these."),
]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Published on this day, month or year or later.")
]
Until = Annotated[
    str | None, typer.Option(metavar="DATE", help="Published on this day, month or year or earlier.")
]
Story = Annotated[str | None, typer.Option(help="Only reports of the story with this id.")]
Text = Annotated[str | None, typer.Option(metavar="QUERY", help="Only where these words occur.")]
MinScore = Annotated[float | None, typer.Option(min=0, max=1, help="Only rows that score at least this.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many rows.")]


class SearchIn(StrEnum):
    """What a search looks through."""

    REPORT = "report"
    STATEMENT = "statement"


def register(app: typer.Typer) -> None:
    """Put the commands on a command line."""
    for command in (add, link, reports, statements, events, actors, copies, stories, search):
        app.command()(command)


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
    batches = [path for path in paths if (Path(path) / "manifest").is_dir()]
    rest = [path for path in paths if path not in batches]
    with Record(record) as store:
        result = load_batches(store, batches)
        if rest:
            result += add_paths(store, rest)
    _tell(f"{record}: {_summary(result)}")
    if not (result.added or result.replaced or result.already):
        raise typer.Exit(1)


def load_batches(store: Record, folders: list[str]) -> AddResult:
    """Load the parts of batches into an open record, each in one transaction. Raises BatchError."""
    from onrecord import shards

    total = AddResult()
    for folder in folders:
        for part in shards.folders(Path(folder)):
            total += store.import_parquet(part)
    return total


def add_paths(store: Record, paths: list[str]) -> AddResult:
    """Read paths into an open record, with a progress bar on stderr where that is a terminal."""
    from onrecord import acquire, pipeline
    from onrecord.record.provenance import provenance
    from onrecord.serve.progress import progress

    run = pipeline.default()
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
            _tell(item.detail)
        elif store.holds(item.id, made_by):
            yield Reading(report=item)  # `add` leaves what is there as it is
        else:
            yield run(item)


def _summary(result: AddResult) -> str:
    parts = {
        "added": result.added,
        "read anew": result.replaced,
        "there already": result.already,
        "left out": result.omitted,
    }
    return (
        ", ".join(f"{count:,} {words}" for words, count in parts.items() if count or words == "added") + "."
    )


def link(record: RecordFile) -> None:
    """Find copies and stories across all reports of a record. Running it again gives the same."""
    with Record(record, create=False) as store:
        links = link_record(store)
    _tell(f"{record}: " + ", ".join(f"{count:,} {name}" for name, count in links.items()) + ".")


def link_record(store: Record) -> dict[str, int]:
    """Link an open record; how many groups there are of each kind."""
    from onrecord.link import find_claims, find_copies, find_matters, find_stories
    from onrecord.record.provenance import provenance

    made_by = provenance(["link"])
    readings = list(store.readings())
    same_story = store.judgements(Relation.SAME_STORY)
    matters = find_matters(readings, store.judgements(Relation.SAME_MATTER) + same_story)
    stories = find_stories(readings, same_story, matters.groups)
    copies = find_copies(readings, stories.groups, store.judgements(Relation.COPY_OF))
    claimed = find_claims(readings, matters.groups, None, store.judgements(Relation.SAME_CLAIM))
    store.set_links(Relation.SAME_MATTER, matters.links, matters.groups, made_by)
    store.set_links(Relation.SAME_STORY, stories.links, stories.groups, made_by)
    store.set_links(Relation.COPY_OF, copies.links, copies.groups, made_by)
    store.set_claims(claimed.claims, claimed.links, claimed.denials, made_by)
    return {
        "copies": len(copies.groups),
        "matters": len(matters.groups),
        "stories": len(stories.groups),
        "claims": len(claimed.claims),
        "denials": len(claimed.denials),
    }


def reports(
    record: RecordFile,
    outlet: Outlet = None,
    speaker: Speaker = None,
    actor: ActorOption = None,
    since: Since = None,
    until: Until = None,
    story: Story = None,
    text: Text = None,
    limit: Limit = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """List reports."""
    asked = Filters(
        outlet=outlet,
        speaker=speaker,
        actor=actor,
        since=since,
        until=until,
        story=story,
        text=text,
        limit=limit,
    )
    _print(record, format, lambda store: store.reports(asked))


def statements(
    record: RecordFile,
    outlet: Outlet = None,
    speaker: Speaker = None,
    act: Act = None,
    since: Since = None,
    until: Until = None,
    story: Story = None,
    text: Text = None,
    min_score: MinScore = None,
    limit: Limit = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """List statements: who said what."""
    asked = Filters(
        outlet=outlet,
        speaker=speaker,
        act=act,
        since=since,
        until=until,
        story=story,
        text=text,
        min_score=min_score,
        limit=limit,
    )
    _print(record, format, lambda store: store.statements(asked))


def events(
    record: RecordFile,
    outlet: Outlet = None,
    actor: ActorOption = None,
    speaker: Speaker = None,
    type: Type = None,
    status: Status = None,
    modality: Modality = None,
    since: Since = None,
    until: Until = None,
    story: Story = None,
    text: Text = None,
    min_score: MinScore = None,
    limit: Limit = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """List events: who did what to whom, and according to whom."""
    asked = Filters(
        outlet=outlet,
        actor=actor,
        speaker=speaker,
        type=type,
        status=status,
        modality=modality,
        since=since,
        until=until,
        story=story,
        text=text,
        min_score=min_score,
        limit=limit,
    )
    _print(record, format, lambda store: store.events(asked))


def actors(
    record: RecordFile,
    actor: ActorOption = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    story: Story = None,
    limit: Limit = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """List actors, those that say and do most first."""
    asked = Filters(actor=actor, outlet=outlet, since=since, until=until, story=story, limit=limit)
    _print(record, format, lambda store: store.actors(asked))


def copies(
    record: RecordFile,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    story: Story = None,
    text: Text = None,
    limit: Limit = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """List reports that repeat one text, with where it comes from."""
    asked = Filters(outlet=outlet, since=since, until=until, story=story, text=text, limit=limit)
    _print(record, format, lambda store: store.copies(asked))


def stories(
    record: RecordFile,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    story: Story = None,
    text: Text = None,
    limit: Limit = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """List stories with their reports."""
    asked = Filters(outlet=outlet, since=since, until=until, story=story, text=text, limit=limit)
    _print(record, format, lambda store: store.stories(asked))


def search(
    query: Annotated[
        str, typer.Argument(help='Words, "a phrase", begin*, AND, OR, NOT. All words must occur.')
    ],
    record: RecordFile,
    where: Annotated[
        SearchIn | None, typer.Option("--in", help="Only reports or only statements; both when not given.")
    ] = None,
    outlet: Outlet = None,
    speaker: Speaker = None,
    since: Since = None,
    until: Until = None,
    story: Story = None,
    limit: Limit = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Search the full text of reports and statements, best first (20 unless --limit says otherwise)."""
    asked = Filters(outlet=outlet, speaker=speaker, since=since, until=until, story=story, limit=limit)
    _print(record, format, lambda store: store.search(query, where and where.value, asked))


def _print(record: Path, format: Format, query: Callable[[Record], list[Any]]) -> None:
    with Record(record, create=False, read_only=not os.access(record, os.W_OK)) as store:
        rows = query(store)
    write(rows, format, sys.stdout)
    if not rows and format is Format.TEXT:
        _tell("nothing found.")


def _tell(message: str) -> None:
    Console(stderr=True, highlight=False).print(plain(message), markup=False, soft_wrap=True)
