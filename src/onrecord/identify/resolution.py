"""What a phrase resolves to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who or what a phrase stands for.

    `id` and `name` are None where only country or sector are known. `country` and `sector` are as
    in `Actor`; `why` says in words how the answer was found. `candidates` are (id, name) pairs of
    known persons that the phrase may mean, where it does not single one out.
    """

    phrase: str
    id: str | None = None
    name: str | None = None
    kind: str = "unknown"
    country: str | None = None
    sector: str | None = None
    score: float = 0.0
    why: str = ""
    candidates: tuple[tuple[str, str], ...] = ()

    def as_object(self) -> dict[str, Any]:
        """The object that `onrecord who` prints."""
        fields = ("phrase", "id", "name", "kind", "country", "sector", "score", "why")
        return {field: getattr(self, field) for field in fields}
