"""The PLOVER ontology as a table: types, their modes, quad classes and conflict scores."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types whose parties may act on each other: "Peru and Chile met"."""

IN_WORDS = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Types of acts done in words, so that what is said or written does them: "a letter that accused"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One of the sixteen types.

    `quad` is the quad class (1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
    4 material conflict). `scores` maps each mode, and "" for the type itself, to a conflict
    score from -10 (hostile) to +10 (friendly).
    """

    name: str
    quad: int
    requires_recipient: bool
    scores: dict[str, float]

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes of this type, in the order of the table."""
        return tuple(mode for mode in self.scores if mode)

    def score(self, modes: tuple[str, ...] = ()) -> float:
        """The conflict score: the largest in magnitude of the modes given, else that of the type."""
        return max((self.scores[mode] for mode in modes), key=abs, default=self.scores[""])


@cache
def types() -> dict[str, EventType]:
    """All types by name, in the order of `data/plover.csv`."""
    found: dict[str, EventType] = {}
    table = resources.files(__package__).joinpath("data/plover.csv").read_text("utf-8")
    for row in csv.DictReader(line for line in table.splitlines() if not line.startswith("#")):
        name, mode = row["type"], row["mode"]
        if not mode:
            found[name] = EventType(
                name=name,
                quad=int(row["quad_class"]),
                requires_recipient=row["requires_recipient"] == "yes",
                scores={"": float(row["conflict_score"])},
            )
        else:
            scores = found[name].scores
            scores[mode] = float(row["conflict_score"] or scores[""])
    return found
