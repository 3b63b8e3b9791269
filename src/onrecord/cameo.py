"""CAMEO codes and conflict scores of PLOVER events, for comparison with older data.

PLOVER merged codes of CAMEO, so the way back is coarse: an event gets the code that its type, mode and
context allow, often a root code with "0". CAMEO codes what is said or done; it has no place for what
did not happen, is only supposed, is denied, lies far back or, beside promises, threats and concessions,
lies ahead. Such events have no code. CAMEO's roots 01 (statements) and 02 (appeals) never come out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from onrecord.model import Event, Modality, Status

UNCODED = frozenset({Modality.NEGATION, Modality.HYPOTHETICAL, Modality.HISTORICAL})
INTENT = "035"
"""What a future CONCEDE is in CAMEO: to express intent to yield; its score is 7.0."""


class Cameo(NamedTuple):
    """A CAMEO code, its two-digit root, and its score from -10 (conflict) to +10 (cooperation)."""

    code: str
    root: str
    score: float


class Row(NamedTuple):
    """One row of data/cameo.tsv. An empty mode or context fits any."""

    type: str
    mode: str
    context: str
    code: str
    score: float
    name: str


def of(event: Event) -> Cameo | None:
    """The CAMEO code of an event; None where CAMEO has none for it."""
    flags = set(event.modality)
    if event.status is Status.DENIED or flags & UNCODED:
        return None
    if Modality.FUTURE in flags:
        return Cameo(INTENT, INTENT[:2], 7.0) if event.type == "CONCEDE" else None
    return convert(event.type, event.modes, event.contexts)


def convert(kind: str, modes: Sequence[str] = (), contexts: Collection[str] = ()) -> Cameo | None:
    """The code of the first row that fits; None for an unknown type."""
    for row in rows():
        if row.type == kind and row.mode in ("", *modes) and row.context in ("", *contexts):
            return Cameo(row.code, row.code[:2], row.score)
    return None


@cache
def rows() -> tuple[Row, ...]:
    """The table in its order."""
    text = resources.files("onrecord").joinpath("data/cameo.tsv").read_text("utf-8")
    fields = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(
        Row(kind, mode, context, code, float(score), name)
        for kind, mode, context, code, score, name in fields
    )
