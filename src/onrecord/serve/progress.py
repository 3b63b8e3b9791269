"""Progress on stderr: a bar on a terminal where there is more than one report, a line a part for batches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from onrecord.batch import Progress

T = TypeVar("T")


def progress(items: Iterable[T], total: int | None) -> Iterator[T]:
    """Yield the items; show how far it is."""
    if total == 1 or not sys.stderr.isatty():
        yield from items
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        for item in items:
            yield item
            bar.advance(task)


def rate(total: int | None, part_size: int) -> Callable[[Progress], None]:
    """What tells of a batch after each part: how far it is, how fast, and how long the rest will take.

    `total` is the number of reports, None where only reading can tell.
    """

    def watch(now: Progress) -> None:
        speed = now.reports / now.seconds if now.seconds else 0.0
        words = [f"{now.parts + now.present} parts", f"{now.reports:,} reports", f"{speed:.1f} a second"]
        if total and speed:
            left = max(0, total - now.reports - now.present * part_size) / speed
            words.append(f"{_duration(left)} left")
        print(", ".join(words), file=sys.stderr)

    return watch


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
