"""What `import onrecord` offers to programs and notebooks; loaded when first used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.model import Omission, Reading
from onrecord.record import Record

if TYPE_CHECKING:
    import pyarrow as pa


class Readings:
    """The readings of some paths. Iterating reads them; `omissions` then holds what could not be read."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = list(paths)
        self.omissions: list[Omission] = []

    def __iter__(self) -> Iterator[Reading]:
        from onrecord import acquire, pipeline

        run = None
        self.omissions.clear()
        for item in acquire.read(self.paths):
            if isinstance(item, Omission):
                self.omissions.append(item)
            else:
                run = run or pipeline.default()
                yield run(item)


def read(*paths: str | Path) -> Readings:
    """Read reports: files of any format that the command line reads, or folders of them.

    Gives one `Reading` a report, in order, as it is asked for. Raises NothingToRead where a path does not
    exist.
    """
    return Readings(str(path) for path in paths)


def add(record: Record, *paths: str | Path, link: bool = True) -> None:
    """Read reports into an open record, and link it anew. Reports that are there already stay as they are."""
    from onrecord.record.commands import add_paths, link_record

    add_paths(record, [str(path) for path in paths])
    if link:
        link_record(record)


def table(rows: Iterable[Any]) -> pa.Table:
    """Rows of a query as an Arrow table, a column a field. `.to_pandas()` makes a data frame of it."""
    import pyarrow as pa

    return pa.Table.from_pylist([asdict(row) for row in rows])
