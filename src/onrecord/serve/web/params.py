"""What a page was asked: page number, search words and filters, read from its address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import Request

from onrecord.errors import UsageError

PAGE_SIZE = 50
_FARTHEST = 10_000


@dataclass(frozen=True, slots=True)
class Paging:
    """A page of a long list. One row more than `size` is read, which tells whether there is a next page."""

    number: int
    size: int = PAGE_SIZE

    @property
    def limit(self) -> int:
        """Rows to read."""
        return self.size + 1

    @property
    def offset(self) -> int:
        """Rows to skip."""
        return (self.number - 1) * self.size

    def more(self, found: int) -> bool:
        """Whether `found` rows, read with `limit`, go on behind this page."""
        return found > self.size


def paging(request: Request, size: int = PAGE_SIZE) -> Paging:
    """The page that was asked for, the first where nothing else is said."""
    value = request.query_params.get("page", "1") or "1"
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= _FARTHEST:
        raise UsageError(f"page takes a number from 1 to {_FARTHEST:,}; got {value!r}.")
    return Paging(int(value), size)


def asked(request: Request, names: Iterable[str]) -> dict[str, str]:
    """The parameters among `names` that ask something; an empty field of a form asks nothing."""
    given = ((name, (request.query_params.get(name) or "").strip()) for name in names)
    return {name: value for name, value in given if value}
