"""The folder of archives: first the bytes are on the disk, then a row says that they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from onrecord.collect import archive
from onrecord.collect.fetch import Clock
from onrecord.collect.state import State
from onrecord.errors import CollectError


@dataclass(slots=True, kw_only=True)
class Keep:
    """Writes answers into one archive after another; `count` is how many are in the open one."""

    folder: Path
    state: State
    agent: str
    clock: Clock
    count: int = 0
    _name: str | None = None
    _size: int = 0

    def now(self) -> datetime:
        """The time, UTC."""
        return datetime.fromtimestamp(self.clock.now(), UTC)

    def close(self) -> None:
        """What comes next goes into a new archive."""
        self._name, self._size, self.count = None, 0, 0

    @contextmanager
    def step(self, records: Sequence[bytes] = ()) -> Iterator[None]:
        """One transaction of the state, with these records on the disk before it. Raises CollectError."""
        if records:
            self._name = self._name or self._new()
            self._size = self._write(self._name, records)
            self.count += 1
        with self.state.transaction():
            yield
            if records and self._name:
                self.state.grow(self._name, self._size)

    def _write(self, name: str, records: Sequence[bytes]) -> int:
        first = [] if self._size else [archive.about(self.agent, self.now())]
        try:
            return archive.append(self.folder / name, self._size, [*first, *records])
        except OSError as error:
            raise CollectError(f"{self.folder} cannot be written: {error.strerror or error}.") from error

    def _new(self) -> str:
        """The name of a new archive, the day and a number; noted before the file is there."""
        number = len(self.state.archives()) + 1
        while (self.folder / (name := f"{self.now():%Y-%m-%d}-{number:05}.warc.gz")).exists():
            number += 1
        self.state.grow(name, 0)
        return name
