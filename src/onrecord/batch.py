"""Batch: the one-report stages over many reports, in several processes, to Parquet.

The caller's process takes in the input and hands out parts of some hundred reports; workers read them and
write each part (`parts`). A worker that dies or hangs is replaced. The report that it was reading is tried
once more; if it costs a second worker, it becomes an Omission and the rest of its part is read.
"""

from __future__ import annotations

import multiprocessing as mp
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import BatchError
from onrecord.model import Omission, Provenance, Reading, Reason, Report
from onrecord.parts import Part, is_done, write

PART = 200
"""Reports of a part: a few minutes of one core, and what a kill costs at most."""

SECONDS = 300.0
"""How long one report may take. The longest of 200 KB take about a minute."""

MEGABYTES = 4_000
"""Address space of a worker; the models and the parser take under 2,000."""

DEATHS = 2
"""Workers that a report may cost before it is left out."""

LOOK = 1.0
"""Seconds between looks at the clock for workers that hang."""

Pipeline = Callable[[Report], Reading]
Factory = Callable[[], tuple[Pipeline, Provenance]]


def run_id() -> str:
    """The id of a run of the bundled pipeline, without loading its models."""
    from onrecord import pipeline
    from onrecord.record.provenance import provenance

    return provenance(pipeline.NAMES).run


def shipped() -> tuple[Pipeline, Provenance]:
    """The bundled pipeline and its provenance."""
    from onrecord import pipeline
    from onrecord.record.provenance import provenance

    chain = pipeline.default()
    return chain, provenance([stage.name for stage in chain.stages])


class Told(NamedTuple):
    """What a worker says."""

    event: str
    """ready (for parts), at (an item), done (the part is written) or failed."""
    item: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a batch is."""

    parts: int
    """Written by this run."""
    present: int
    """Found written already."""
    reports: int
    """Read by this run."""
    seconds: float


def parts(items: Iterable[Report | Omission], size: int = PART) -> Iterator[Part]:
    """The input cut into parts, lazily."""
    rest, number = iter(items), 0
    while some := tuple(islice(rest, size)):
        yield Part(number=number, items=some)
        number += 1


def read_part(
    out: Path,
    part: Part,
    left_out: dict[int, str],
    chain: Pipeline,
    provenance: Provenance,
    tell: Callable[[int], None],
) -> None:
    """Read the reports of a part and write it. `left_out` says of which items nothing is to be tried."""
    readings: list[Reading] = []
    omissions: list[Omission] = []
    for index, item in enumerate(part.items):
        if isinstance(item, Omission):
            omissions.append(item)
        elif index in left_out:
            omissions.append(_given_up(item, left_out[index]))
        else:
            tell(index)
            readings.append(chain(item))
    tell(len(part.items))
    write(out, part, readings, omissions, provenance)


def _given_up(report: Report, why: str) -> Omission:
    detail = f"report {report.id} was given up: {why}"
    return Omission(stage="batch", reason=Reason.STAGE_FAILED, detail=detail, path=report.path)


def _work(pipe: Connection, factory: Factory, out: Path, megabytes: int) -> None:
    """The life of a worker: parts come in, what happens goes out."""
    _limit_memory(megabytes)
    chain, provenance = factory()
    pipe.send(Told("ready", words=provenance.run))
    while (job := pipe.recv()) is not None:
        part, left_out = job
        try:
            read_part(out, part, left_out, chain, provenance, lambda index: pipe.send(Told("at", index)))
        except OSError as error:
            pipe.send(Told("failed", words=f"{out}: {error.strerror or error}"))
        else:
            pipe.send(Told("done"))


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    part: Part
    index: int | None = None
    """The item that it is at; None before the first, and the number of items while it writes."""
    since: float = 0.0
    idle: bool = False


@dataclass(slots=True)
class Batch:
    """A batch in `workers` processes on this machine, into the folder `out`.

    `factory` gives each worker its pipeline and must be importable; `watch` is told of the progress after
    each part. A report may take `seconds`, a worker `megabytes` of address space.
    """

    out: Path
    workers: int = 2
    factory: Factory = shipped
    part_size: int = PART
    seconds: float = SECONDS
    megabytes: int = MEGABYTES
    watch: Callable[[Progress], None] = lambda _: None
    _crew: list[_Worker] = field(default_factory=list)
    _deaths: Counter[tuple[int, int | None]] = field(default_factory=Counter)
    _left_out: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    _began: float = 0.0
    _parts: int = 0
    _present: int = 0
    _reports: int = 0

    def run(self, items: Iterable[Report | Omission], run: str) -> Progress:
        """Read all items; parts that are there stay. `run` is the id of the run that makes them.

        Raises BatchError where `out` is of another run or cannot be written, or workers die before they read.
        """
        self._began = time.monotonic()
        self.out.mkdir(parents=True, exist_ok=True)
        try:
            for part in parts(items, self.part_size):
                if is_done(self.out, part, run):
                    self._present += 1
                else:
                    self._give(part)
            while not all(worker.idle for worker in self._crew):
                self._attend()
        finally:
            for worker in self._crew:
                worker.process.kill()
                worker.process.join()
        return self._progress()

    def _progress(self) -> Progress:
        seconds = time.monotonic() - self._began
        return Progress(parts=self._parts, present=self._present, reports=self._reports, seconds=seconds)

    def _give(self, part: Part) -> None:
        """Hand a part to a worker, when one is free."""
        if len(self._crew) < self.workers:
            self._crew.append(self._start(part))
            return
        while (free := next((w for w in self._crew if w.idle), None)) is None:
            self._attend()
        free.part, free.idle = part, False
        self._send(free)

    def _start(self, part: Part) -> _Worker:
        context = mp.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_work, args=(theirs, self.factory, self.out, self.megabytes), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process=process, pipe=ours, part=part)

    def _send(self, worker: _Worker) -> None:
        worker.index, worker.since = None, time.monotonic()
        with suppress(BrokenPipeError, ConnectionResetError):  # its end is noticed at the next look
            worker.pipe.send((worker.part, self._left_out[worker.part.number]))

    def _attend(self) -> None:
        """Wait for what any worker tells, and replace those that died or hang."""
        told = wait([worker.pipe for worker in self._crew], timeout=LOOK)
        for worker in list(self._crew):
            if worker.pipe in told:
                try:
                    self._hear(worker, worker.pipe.recv())
                except (EOFError, ConnectionResetError):
                    self._bury(worker, "")
            elif self._hangs(worker):
                worker.process.kill()
                self._bury(worker, f"it took more than {self.seconds:.0f} s")

    def _hangs(self, worker: _Worker) -> bool:
        index = worker.index
        reading = not worker.idle and index is not None and index < len(worker.part.items)
        return reading and time.monotonic() - worker.since > self.seconds

    def _hear(self, worker: _Worker, told: Told) -> None:
        if told.event == "ready":
            self._send(worker)
        elif told.event == "at":
            worker.index, worker.since = told.item, time.monotonic()
        elif told.event == "failed":
            raise BatchError(f"{told.words}. What was written stays; run the same command again to go on.")
        else:
            worker.idle = True
            self._parts += 1
            self._reports += sum(isinstance(item, Report) for item in worker.part.items)
            self.watch(self._progress())

    def _bury(self, worker: _Worker, why: str) -> None:
        """Note what a dead worker was at, and put another in its place on the same part."""
        worker.process.join()
        why = why or f"the process that read it ended with code {worker.process.exitcode}"
        number, index = worker.part.number, worker.index
        self._deaths[number, index] += 1
        if self._deaths[number, index] >= DEATHS:
            if index is None or index >= len(worker.part.items):
                when = "before" if index is None else "after"
                raise BatchError(f"workers die {when} reading {worker.part.name}: {why}.")
            self._left_out[number][index] = why
        self._crew[self._crew.index(worker)] = self._start(worker.part)
