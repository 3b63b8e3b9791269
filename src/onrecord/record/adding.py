"""Adding readings to a record: what is new, what is renewed, and what is there already."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Omission, Provenance, Reading, Reason
from onrecord.record import corrections, writing
from onrecord.record.connection import transaction

# A reading that breaks the rules of the tables: an id twice, text that is not valid Unicode, a number
# too large. One such report never stops the rest.
_UNFIT = (sqlite3.IntegrityError, UnicodeError, OverflowError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddResult:
    """How many reports an `add` brought in, renewed and found there; how many omissions it met."""

    added: int = 0
    replaced: int = 0
    already: int = 0
    omitted: int = 0

    def __add__(self, other: AddResult) -> AddResult:
        return AddResult(
            added=self.added + other.added,
            replaced=self.replaced + other.replaced,
            already=self.already + other.already,
            omitted=self.omitted + other.omitted,
        )


def add(
    connection: sqlite3.Connection,
    readings: Iterable[Reading],
    omissions: Iterable[Omission],
    provenance: Provenance,
    started: str | None,
) -> AddResult:
    """Add readings, each in a transaction of its own; see `Record.add`."""
    with transaction(connection):
        writing.run(connection, provenance, started)
    counts: Counter[str] = Counter()
    met: list[Omission] = []
    for reading in readings:
        try:
            with transaction(connection):
                counts[_put(connection, reading, provenance, met)] += 1
        except _UNFIT as error:
            met.append(_unfit(reading, error))
    met.extend(omissions)
    with transaction(connection):
        _note(connection, met, provenance)
    return AddResult(
        added=counts["added"], replaced=counts["replaced"], already=counts["already"], omitted=len(met)
    )


def holds(connection: sqlite3.Connection, report_id: str, provenance: Provenance) -> bool:
    """Whether `add` would leave this report as it is."""
    known = _known(connection, report_id)
    return known is not None and _current(known, provenance)


def _put(
    connection: sqlite3.Connection, reading: Reading, provenance: Provenance, met: list[Omission]
) -> str:
    known = _known(connection, reading.report.id)
    if known is None:
        writing.reading(connection, reading, provenance.run)
        corrections.apply(connection, reading.report.id)
        return "added"
    met.extend(_other_appearance(reading, known))
    if _current(known, provenance):
        return "already"
    connection.execute("DELETE FROM reports WHERE id = ?", [reading.report.id])
    writing.reading(connection, reading, provenance.run, known["number"])
    corrections.apply(connection, reading.report.id)
    return "replaced"


def _known(connection: sqlite3.Connection, report_id: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT reports.*, runs.version FROM reports JOIN runs ON runs.id = run_id WHERE reports.id = ?",
        [report_id],
    ).fetchone()
    return row


def _current(known: sqlite3.Row, provenance: Provenance) -> bool:
    """Whether a stored report was read by this very run or by a newer version."""
    return known["run_id"] == provenance.run or _numbers(known["version"]) > _numbers(provenance.version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))


def _other_appearance(reading: Reading, known: sqlite3.Row) -> list[Omission]:
    """The same text, title and url under another outlet, date or input id: it would vanish unseen."""
    report = reading.report
    mine = {
        "outlet": report.outlet.value if report.outlet else None,
        "published": report.published.value.value if report.published else None,
        "input_id": report.input_id,
    }
    other = [f"{name} {value!r}" for name, value in mine.items() if value != known[name]]
    if not other:
        return []
    detail = f"the same text, title and url as report {report.id}, here with {', '.join(other)}"
    return [Omission(stage="record", reason=Reason.DUPLICATE, detail=detail, path=report.path)]


def _unfit(reading: Reading, error: Exception) -> Omission:
    detail = f"report {reading.report.id} cannot be stored: {type(error).__name__}: {error}"
    return Omission(stage="record", reason=Reason.STAGE_FAILED, detail=detail, path=reading.report.path)


def _note(connection: sqlite3.Connection, met: list[Omission], provenance: Provenance) -> None:
    """Keep what never became a report; a rerun that meets the same again adds nothing."""
    rows = connection.execute("SELECT * FROM omissions WHERE report_id IS NULL").fetchall()
    known = {_key(r["stage"], r["reason"], r["detail"], r["path"], r["start_char"]) for r in rows}
    fresh = {_key(o.stage, o.reason, o.detail, o.path, o.span.start if o.span else None): o for o in met}
    writing.omissions(connection, [o for key, o in fresh.items() if key not in known], provenance.run, None)


def _key(stage: str, reason: str, detail: str, path: str | None, start: int | None) -> tuple[object, ...]:
    return (stage, str(reason), detail, path, start)
