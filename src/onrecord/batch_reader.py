"""What a worker of a batch does, on whatever engine: take a part, read it report by report, write it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from onrecord import parts
from onrecord.model import Omission, Provenance, Reading, Reason, Report
from onrecord.parts import Part

Pipeline = Callable[[Report], Reading]
Factory = Callable[[], tuple[Pipeline, Provenance]]


class Told(NamedTuple):
    """What a worker says."""

    event: str
    """ready (for parts), at (an item), done (the part is written) or failed."""
    item: int = 0
    words: str = ""


class WorkerDied(Exception):
    """A worker is gone. Says how, as far as its engine knows."""


class Worker(Protocol):
    """One reader in its process. It tells that it is ready, then of every part at which item it is."""

    @property
    def handle(self) -> Any:
        """What its engine waits on."""

    def give(self, part: Part, left_out: dict[int, str]) -> None:
        """Have a part read. That it died is not told here, but by `hear`."""

    def hear(self) -> Told:
        """The next of what it tells. Raises WorkerDied."""

    def kill(self) -> None:
        """End it, whatever it is at."""


class Engine(Protocol):
    """Where workers run."""

    def hire(self) -> Worker:
        """Start one more."""

    def wait(self, workers: list[Worker], seconds: float) -> list[Worker]:
        """Those of the workers that have told something or are gone; waits for the first."""

    def close(self) -> None:
        """Free what the engine holds."""


class Reader:
    """Reads parts into `out` with the pipeline of `factory`.

    It ends where it takes more than `megabytes` beyond its start, or more than `seconds` of CPU for a report.
    """

    def __init__(self, factory: Factory, out: str, megabytes: int, seconds: float) -> None:
        _limit_memory(megabytes)
        self._out, self._seconds = out, seconds
        self._chain, self._provenance = factory()
        self._steps: Iterator[int] = iter(())

    def ready(self) -> Told:
        """That it has loaded its models."""
        return Told("ready")

    def begin(self, part: Part, left_out: dict[int, str]) -> Told:
        """Take a part and go up to its first report. The items in `left_out` are not tried; it says why."""
        chain = self._timed if hasattr(signal, "setitimer") else self._chain
        self._steps = _read(self._out, part, left_out, chain, self._provenance)
        return self.step()

    def step(self) -> Told:
        """Read the report at which it is, and go up to the next; after the last, write the part."""
        try:
            return Told("at", next(self._steps))
        except StopIteration:
            return Told("done")
        except OSError as error:
            return Told("failed", words=f"{self._out}: {error.strerror or error}")

    def _timed(self, report: Report) -> Reading:
        """Read a report while the kernel counts. Time that others take from this process is not its own."""
        signal.setitimer(signal.ITIMER_PROF, self._seconds)
        try:
            return self._chain(report)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


def _read(
    out: str, part: Part, left_out: dict[int, str], chain: Pipeline, provenance: Provenance
) -> Iterator[int]:
    """Read and write a part. Yields the index of each report before it is read, and at last their number."""
    readings: list[Reading] = []
    omissions: list[Omission] = []
    for index, item in enumerate(part.items):
        if isinstance(item, Omission):
            omissions.append(item)
        elif index in left_out:
            omissions.append(_given_up(item, left_out[index]))
        else:
            yield index
            readings.append(chain(item))
    yield len(part.items)
    parts.write(out, part, readings, omissions, provenance)


def _given_up(report: Report, why: str) -> Omission:
    detail = f"report {report.id} was given up: {why}"
    return Omission(stage="batch", reason=Reason.STAGE_FAILED, detail=detail, path=report.path)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    most = _pages() * resource.getpagesize() + (megabytes << 20)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _pages() -> int:
    """Pages that this process has mapped. Ray maps more than a gigabyte before we load anything."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[0])
    return 0
