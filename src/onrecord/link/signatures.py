"""What linking needs of every report at once: some kilobytes that depend on that report alone."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.link.copies import Sequences, sequences
from onrecord.link.matters import Row, row
from onrecord.link.wording import Use, length, uses
from onrecord.model import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A report as matters, copies and wordings compare it."""

    report: str
    row: Row
    sequences: Sequences
    words: int
    """Of the whole text: what the uses are counted out of."""
    uses: tuple[Use, ...]


def signature(reading: Reading) -> Signature:
    """The signature of a report."""
    return Signature(
        report=reading.report.id,
        row=row(reading.report),
        sequences=sequences(reading.report),
        words=length(reading),
        uses=tuple(uses(reading)),
    )
