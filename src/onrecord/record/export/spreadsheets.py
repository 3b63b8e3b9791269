"""One CSV file for each kind of row, the columns being those of `--format csv` on the command line."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from onrecord.record import claims, derived, output, queries
from onrecord.record.filters import Filters

_ALL = Filters()
KINDS: Mapping[str, Callable[[sqlite3.Connection, Filters], Iterable[Any]]] = {
    "reports": queries.reports,
    "statements": queries.statements,
    "events": queries.events,
    "actors": queries.actors,
    "stories": queries.stories,
    "matters": queries.matters,
    "copies": queries.copies,
    "claims": claims.claims,
    "denials": claims.denials,
    "wording": derived.wordings,
}
"""The files and what fills each."""


def export(connection: sqlite3.Connection, out: Path) -> list[Path]:
    """Write `<kind>.csv` for every kind of which the record has rows."""
    written = []
    for name, query in KINDS.items():
        path = out / f"{name}.csv"
        rows = list(query(connection, _ALL))
        if rows:
            with path.open("w", encoding="utf-8", newline="") as stream:
                output.write(rows, output.Format.CSV, stream)
            written.append(path)
    return written
