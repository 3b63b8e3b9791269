"""Query rows for people (text), programs (jsonl) and spreadsheets (csv)."""

from __future__ import annotations

import csv
import dataclasses
import json
import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.model import Json, Status
from onrecord.record.rows import (
    ActorRow,
    ClaimRow,
    CopyRow,
    DenialRow,
    EventRow,
    Hit,
    JudgementRow,
    MatterRow,
    ReportRow,
    SaidRow,
    StatementRow,
    StoryRow,
    TimelineRow,
    WordingRow,
)

Row = (
    ReportRow
    | StatementRow
    | EventRow
    | ActorRow
    | StoryRow
    | CopyRow
    | MatterRow
    | ClaimRow
    | DenialRow
    | WordingRow
    | TimelineRow
    | JudgementRow
    | Hit
)

_REASONS_SHOWN = 3
PIPE_WIDTH = 160
"""Columns of text output that does not go to a terminal."""

# Terminal escape sequences and other controls, which a hostile page may carry in any field.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FIELDS = {"speaker_name": "speaker", "according_to": "asserted_by"}
"""Columns that show a field under another name."""

_STATUS_STYLE = {"asserted": "green", "claimed": "yellow", "denied": "red"}


class Format(StrEnum):
    """How rows are printed."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"


def write(rows: Sequence[Row], format: Format, out: TextIO) -> None:
    """Print rows. jsonl keeps every field as it is; csv and text are safe to open, see `cell` and `plain`."""
    if format is Format.JSONL:
        out.writelines(_line(row) + "\n" for row in rows)
    elif format is Format.CSV:
        _write_csv(rows, out)
    else:
        _write_text(rows, out)


def row_object(row: Row) -> Json:
    """A row as plain data, in the order of its fields."""
    return dataclasses.asdict(row)


def _line(row: Row) -> str:
    return json.dumps(row_object(row), ensure_ascii=False, separators=(",", ":"))


def _write_csv(rows: Sequence[Row], out: TextIO) -> None:
    """RFC 4180 with a header; lists are JSON inside their cell. No rows, no header."""
    writer = csv.writer(out, lineterminator="\r\n")
    for number, row in enumerate(rows):
        values = row_object(row)
        if number == 0:
            writer.writerow(values)
        writer.writerow([cell(value) for value in values.values()])


def cell(value: Any) -> Any:
    """A value as a CSV cell. Text that a spreadsheet would run as a formula gets an apostrophe in front.

    That alters the few cells that begin with `= + - @`, a tab or a return; jsonl has them unaltered.
    """
    if isinstance(value, (tuple, list, dict)):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        value = value.replace("\0", "\ufffd")
        return "'" + value if value.startswith(_FORMULA) else value
    return value


def plain(value: object) -> str:
    """A value on one line of a terminal, with control characters made visible and harmless."""
    if isinstance(value, tuple):
        return ", ".join(plain(part) for part in value)
    text = "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
    return CONTROL.sub("\ufffd", " ".join(text.split()))


def _write_text(rows: Sequence[Row], out: TextIO) -> None:
    terminal = out.isatty()
    console = Console(file=out, width=None if terminal else PIPE_WIDTH, highlight=False, markup=False)
    groups = [row for row in rows if isinstance(row, (StoryRow, CopyRow, MatterRow))]
    claims = [row for row in rows if isinstance(row, (ClaimRow, DenialRow))]
    for claim in claims:
        console.print(*(_claim(claim) if isinstance(claim, ClaimRow) else _denial(claim)), "", sep="\n")
    if claims:
        return
    if groups:
        for group in groups:
            console.print(_heading(group), _members(group), "", sep="\n")
    elif rows:
        console.print(_table(rows))


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name, heading, ratio in _COLUMNS[type(rows[0])]:
        right = isinstance(getattr(rows[0], name), (int, float))
        table.add_column(heading, ratio=ratio, justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_shown(row, name) for name, _, _ in _COLUMNS[type(row)]))
    return table


def _shown(row: Row, name: str) -> Text:
    value = getattr(row, name)
    if isinstance(row, (StatementRow, EventRow)) and _FIELDS.get(name, name) in _corrected(row):
        unnamed = plain(getattr(row, "source_text", "")) or "nobody named"
        return Text(f"{plain(value) or unnamed} (corrected)", style="bold")
    if isinstance(row, ReportRow) and name == "date" and value is None:
        return Text(_bounds(row))
    if isinstance(row, Hit) and name == "snippet":
        return _snippet(row)
    if isinstance(row, EventRow) and name == "status":
        return Text(plain(value), style=_STATUS_STYLE[row.status])
    if isinstance(row, EventRow) and name == "according_to" and not value:
        return Text("own voice" if row.status == Status.ASSERTED else "nobody named", style="dim")
    if isinstance(row, StatementRow) and name == "speaker_name" and value is None:
        return Text(plain(row.source_text) or "nobody named", style="dim")
    return Text(plain(value))


def _corrected(row: StatementRow | EventRow) -> list[str]:
    return [corrected.field for corrected in row.corrected]


def _bounds(row: ReportRow) -> str:
    bounds = (("≥", row.earliest), ("≤", row.latest))
    return " ".join(f"{sign} {day}" for sign, day in bounds if day)


def _snippet(hit: Hit) -> Text:
    text = Text(CONTROL.sub("\ufffd", hit.snippet))
    for start, end in hit.marks:
        text.stylize("bold yellow", start, end)
    return text


def _heading(group: StoryRow | CopyRow | MatterRow) -> Text:
    heading = Text(plain(group.title) or "(no title)", style="bold")
    number = "1 report" if len(group.reports) == 1 else f"{len(group.reports)} reports"
    dates = " to ".join(dict.fromkeys(d[:10] for d in (group.first, group.last) if d)) or "undated"
    notes = [group.id, number, dates]
    if isinstance(group, CopyRow) and group.agency:
        notes.append(f"from {plain(group.agency)}")
    return heading.append("  " + ", ".join(notes), style="not bold dim")


def _members(group: StoryRow | CopyRow | MatterRow) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    origin = group.origin if isinstance(group, CopyRow) else None
    paths = Counter(report.path for report in group.reports)
    for report in group.reports:
        note = "origin" if report.id == origin else ""
        # Of several rows of one file the path tells nothing.
        name = report.path if report.path and paths[report.path] == 1 else report.id
        fields = (report.date or "undated", report.outlet, name, note)
        table.add_row(*(Text(plain(field)) for field in fields))
    for link in () if isinstance(group, MatterRow) else group.links[:_REASONS_SHOWN]:
        table.add_row("", "", Text("; ".join(map(plain, link.reasons)), style="dim"), "")
    return table


_TIERS = {
    "same_words": "same words",
    "same_claim": "same claim",
    "same_position": "possibly the same position",
}


_DENIES = {"figures": "gives another figure"}
"""What contradicts and denies nothing."""


def _claim(claim: ClaimRow) -> list[Text | Table]:
    heading = Text(plain(claim.text), style="bold")
    said = "1 statement" if len(claim.statements) == 1 else f"{len(claim.statements)} statements"
    notes = [claim.id, said, f"independent origins: {len(claim.origins)}"]
    if len(claim.statements) > 1:
        notes.insert(1, _TIERS[claim.tier])
    if claim.figures:
        notes.append("figures: " + "; ".join(map(plain, claim.figures)))
    heading.append("  " + ", ".join(notes), style="not bold dim")
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for statement in claim.statements:
        table.add_row(*_said(statement))
    for denier in claim.denied_by:
        sure = _DENIES.get(denier.kind, "denied")
        sure = sure if denier.tier != "same_position" else f"possibly {sure}"
        table.add_row(
            Text(plain(denier.date or "undated")),
            Text(plain(denier.outlet)),
            Text(plain(denier.speaker or "nobody named")),
            Text(f"{sure} ({plain(denier.reason)}): {plain(denier.text)}", style="red"),
        )
    return [heading, table]


def _said(statement: SaidRow) -> list[Text]:
    fields = (
        statement.date or "undated",
        statement.outlet,
        statement.speaker or "nobody named",
        statement.text,
    )
    return [Text(plain(field)) for field in fields]


def _denial(denial: DenialRow) -> list[Text | Table]:
    notes = f"{plain(denial.reason)}, {_TIERS[denial.tier]}, {denial.score:.2f}"
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    table.add_row(Text("against", style="dim"), *_said(denial.of))
    table.add_row(Text("stands", style="dim"), *_said(denial.by))
    return [Text(denial.kind, style="bold").append("  " + notes, style="not bold dim"), table]


_Columns = tuple[tuple[str, str, int | None], ...]
_COLUMNS: dict[type, _Columns] = {
    ReportRow: (
        ("date", "date", None),
        ("outlet", "outlet", 2),
        ("title", "title", 5),
        ("statements", "said", None),
        ("events", "done", None),
        ("omissions", "left out", None),
        ("path", "path", 3),
    ),
    StatementRow: (
        ("date", "date", None),
        ("outlet", "outlet", 2),
        ("speaker_name", "speaker", 2),
        ("act", "act", None),
        ("text", "statement", 8),
        ("score", "score", None),
    ),
    EventRow: (
        ("date", "date", None),
        ("outlet", "outlet", 2),
        ("type", "type", None),
        ("actor_names", "actor", 3),
        ("recipient_names", "recipient", 3),
        ("trigger_text", "words", 2),
        ("status", "status", None),
        ("according_to", "according to", 2),
        ("modality", "modality", 1),
        ("score", "score", None),
    ),
    ActorRow: (
        ("name", "name", 3),
        ("kind", "kind", None),
        ("country", "country", None),
        ("sector", "sector", None),
        ("reports", "reports", None),
        ("statements", "said", None),
        ("events", "done", None),
        ("aliases", "also called", 4),
        ("id", "id", 2),
    ),
    WordingRow: (
        ("kind", "kind", None),
        ("name", "of", 2),
        ("outlet", "outlet", 2),
        ("term", "words", 4),
        ("count", "here", None),
        ("total", "of all", None),
        ("others", "others", None),
        ("others_total", "of all", None),
        ("log_odds", "log-odds", None),
        ("z", "z", None),
    ),
    TimelineRow: (
        ("date", "date", None),
        ("outlet", "outlet", 2),
        ("actor", "actor", 2),
        ("status", "", None),
        ("text", "words", 8),
        ("shift", "shift", 2),
    ),
    JudgementRow: (
        ("number", "number", None),
        ("left", "left", 3),
        ("verdict", "verdict", None),
        ("right", "right", 3),
        ("relation", "as", None),
        ("was", "was", 1),
        ("by", "by", None),
        ("reasons", "why", 3),
        ("retracted", "undone", None),
    ),
    Hit: (
        ("date", "date", None),
        ("outlet", "outlet", 2),
        ("kind", "in", None),
        ("speaker_name", "speaker", 2),
        ("snippet", "words", 8),
        ("score", "score", None),
    ),
}
