"""The bundled reports, read start to end: fourteen, by six invented outlets, on one invented dispute."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from onrecord.model import Reading
from onrecord.record import Filters, Record

REPORTS = Path(str(files("onrecord") / "demo_reports"))

STATUS = {
    "asserted": "in the outlet's own voice",
    "claimed": "by somebody whom the report quotes",
    "denied": "by somebody whom the report quotes",
}


def run(folder: Path) -> Iterator[str]:
    """Build the record of the bundled reports and a page in `folder`; yield what is in them."""
    from onrecord.record.commands import add_paths, link_record
    from onrecord.serve import page

    folder.mkdir(parents=True, exist_ok=True)
    with Record(folder / "demo.onrecord") as record:
        result = add_paths(record, [str(REPORTS)])
        yield f"{result.added} reports added, {result.already} there already, {result.omitted} left out"
        links = link_record(record)
        yield f"groups of copies: {links['copies']}, stories: {links['stories']}"
        yield from _contents(record)
        target = folder / "demo.html"
        target.write_text(page.render(list(_readings(record))), encoding="utf-8")
    yield f"\nThe record is {folder / 'demo.onrecord'}, one SQLite file. Ask it:"
    yield f"    onrecord statements --record {folder / 'demo.onrecord'} --act deny"
    yield f"    onrecord search piracy --record {folder / 'demo.onrecord'}"
    yield f"The reports with their statements and events marked: {(folder / 'demo.html').absolute()}"


def _readings(record: Record) -> Iterator[Reading]:
    for row in record.reports():
        yield record.reading(row.id)


def _contents(record: Record) -> Iterator[str]:
    """Counts, what is denied, and how events stand."""
    statements, events = record.statements(), record.events()
    yield f"{len(statements)} statements, {len(events)} events, {len(record.actors())} actors"
    yield "\nWhat is denied, by whom, in which outlet:"
    for row in record.statements(Filters(act="deny")):
        speaker = row.speaker_name or row.source_text or "nobody named"
        yield f"    {speaker} ({row.outlet or 'outlet not given'}): {_one_line(row.text)}"
    yield "\nEvents by who stands behind them:"
    for status, meaning in STATUS.items():
        yield f"    {status}: {sum(event.status == status for event in events)} ({meaning})"


def _one_line(text: str) -> str:
    return " ".join(text.split())
