"""Signatures of reports in their table: what linking needs of all of them at once. They can be made anew."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # scipy and scikit-learn take longer to load than most commands to run
    from onrecord.link.signatures import Signature


def load(connection: sqlite3.Connection, made_from: Mapping[str, str]) -> dict[str, Signature]:
    """The signatures that were made from just this, by report."""
    rows = connection.execute("SELECT * FROM signatures")
    return {r["report_id"]: _signature(r) for r in rows if made_from.get(r["report_id"]) == r["made_from"]}


def _signature(row: sqlite3.Row) -> Signature:
    import numpy as np

    from onrecord.link.matters import Row
    from onrecord.link.signatures import Signature
    from onrecord.link.wording import Use

    return Signature(
        report=row["report_id"],
        row=Row(np.frombuffer(row["terms"], "<u8"), np.frombuffer(row["weights"], "<i4")),
        sequences=np.frombuffer(row["sequences"], "<u8"),
        words=row["words"],
        uses=tuple(Use(*use) for use in json.loads(row["uses"])),
    )


def save(
    connection: sqlite3.Connection, signatures: Iterable[Signature], made_from: Mapping[str, str]
) -> None:
    """Put signatures in the place of those that there were of the same reports."""
    connection.executemany(
        "INSERT OR REPLACE INTO signatures VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                one.report,
                made_from[one.report],
                one.row.terms.astype("<u8").tobytes(),
                one.row.weights.astype("<i4").tobytes(),
                one.sequences.astype("<u8").tobytes(),
                one.words,
                json.dumps(one.uses, ensure_ascii=False),
            )
            for one in signatures
        ),
    )
