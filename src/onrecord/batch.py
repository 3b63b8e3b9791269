"""Batch: the one-report stages over many reports, in several processes, to Parquet.

The caller's process takes in the input and hands out parts of some hundred reports; workers (`batch_reader`)
read them and write each part (`parts`), as processes (`batch_local`) or on Ray (`batch_ray`). A worker that
dies or hangs is replaced. The report that it was reading is tried once more; if it costs a second worker, it
becomes an Omission and the rest of its part is read.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from onrecord.batch_reader import Engine, Factory, Pipeline, Told, Worker, WorkerDied
from onrecord.errors import BatchError
from onrecord.model import Omission, Provenance, Report
from onrecord.parts import Part, is_done

PART = 200
"""Reports of a part: a few minutes of one core, and what a kill costs at most."""

SECONDS = 300.0
"""CPU-seconds that one report may take. The longest of 200 KB take about a minute."""

DEADLINE = 3_600.0
"""Seconds by the clock that one report may take, for what waits without working."""

START = 600.0
"""Seconds by the clock in which a worker is to load its models; ten are usual."""

MEGABYTES = 4_000
"""Address space that a worker may take; the models and the parser take under 2,000."""

DEATHS = 2
"""Workers that a report may cost before it is left out."""

LIFE = 25
"""Parts after which a worker is replaced: 5,000 reports. The parser keeps every word that it has met: on
invented reports, each with names of its own, a worker grew by some 10 KB a report."""

LOOK = 1.0
"""Seconds between looks at the clock for workers that hang."""


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


@dataclass(slots=True)
class _Post:
    """A worker's place in the crew, and how far it is."""

    worker: Worker
    part: Part
    index: int | None = None
    """The item that it is at; None before the first, and the number of items while it writes."""
    since: float = 0.0
    """When it was hired, given the part, or came to the item."""
    ready: bool = False
    """Whether it has loaded its models."""
    idle: bool = False
    parts: int = 0
    """Written by this worker."""


@dataclass(slots=True)
class Batch:
    """A batch by `workers` workers of an engine ("local" or "ray") into `out`, a folder or an fsspec address.

    `factory` gives each worker its pipeline and must be importable; `watch` is told of the progress after
    each part. A worker is replaced after `life` parts. A report may take `seconds` of CPU and be read by the
    `deadline`, in seconds by the clock; a worker may take `megabytes` of address space.
    """

    out: Path | str
    workers: int = 2
    engine: str = "local"
    factory: Factory = shipped
    part_size: int = PART
    life: int = LIFE
    seconds: float = SECONDS
    deadline: float = DEADLINE
    megabytes: int = MEGABYTES
    watch: Callable[[Progress], None] = lambda _: None
    _crew: list[_Post] = field(default_factory=list)
    _deaths: Counter[tuple[int, int | None]] = field(default_factory=Counter)
    _left_out: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    _began: float = 0.0
    _parts: int = 0
    _present: int = 0
    _reports: int = 0

    def run(self, items: Iterable[Report | Omission], run: str) -> Progress:
        """Read all items; parts that are there stay. `run` is the id of the run that makes them.

        Raises BatchError where `out` is of another run or cannot be written, workers die before they read,
        or what the engine needs is not installed.
        """
        self._began = time.monotonic()
        if str(self.out).startswith("memory://"):
            raise BatchError(f"{self.out}: workers cannot reach the memory of this process. Name a folder.")
        engine = self._engine()
        try:
            for part in parts(items, self.part_size):
                if is_done(self.out, part, run):
                    self._present += 1
                else:
                    self._give(engine, part)
            while not all(post.idle for post in self._crew):
                self._attend(engine)
        finally:
            for post in self._crew:
                post.worker.kill()
            engine.close()
        return self._progress()

    def _engine(self) -> Engine:
        if self.engine == "ray":
            from onrecord.batch_ray import Ray

            return Ray(self.factory, str(self.out), self.megabytes, self.seconds, self.workers)
        from onrecord.batch_local import Local

        return Local(self.factory, str(self.out), self.megabytes, self.seconds)

    def _progress(self) -> Progress:
        seconds = time.monotonic() - self._began
        return Progress(parts=self._parts, present=self._present, reports=self._reports, seconds=seconds)

    def _give(self, engine: Engine, part: Part) -> None:
        """Hand a part to a worker, when one is free."""
        if len(self._crew) < self.workers:
            self._crew.append(_Post(engine.hire(), part, since=time.monotonic()))
            return
        while (free := next((post for post in self._crew if post.idle), None)) is None:
            self._attend(engine)
        free.part, free.idle = part, False
        if free.parts < self.life:
            self._send(free)
        else:
            self._replace(engine, free)

    def _replace(self, engine: Engine, post: _Post) -> None:
        """Put another worker in the place of one; it gets the part when it is ready."""
        post.worker.kill()
        post.worker, post.index, post.parts = engine.hire(), None, 0
        post.ready, post.since = False, time.monotonic()

    def _send(self, post: _Post) -> None:
        post.index, post.since = None, time.monotonic()
        post.worker.give(post.part, self._left_out.get(post.part.number, {}))

    def _attend(self, engine: Engine) -> None:
        """Wait for what any worker tells, and replace those that died or hang."""
        busy = [post for post in self._crew if not post.idle]
        told = engine.wait([post.worker for post in busy], LOOK)
        for post in busy:
            try:
                if post.worker in told:
                    self._hear(post, post.worker.hear())
                elif self._hangs(post):
                    done = f"read within {self.deadline:.0f}" if post.ready else f"ready within {START:.0f}"
                    raise WorkerDied(f"it was not {done} s")
            except WorkerDied as death:
                self._note(post, str(death))
                self._replace(engine, post)

    def _hangs(self, post: _Post) -> bool:
        return time.monotonic() - post.since > (self.deadline if post.ready else START)

    def _hear(self, post: _Post, told: Told) -> None:
        if told.event == "ready":
            post.ready = True
            self._send(post)
        elif told.event == "at":
            post.index, post.since = told.item, time.monotonic()
        elif told.event == "failed":
            raise BatchError(f"{told.words}. What was written stays; run the same command again to go on.")
        else:
            post.idle = True
            post.parts += 1
            self._parts += 1
            self._reports += sum(isinstance(item, Report) for item in post.part.items)
            self.watch(self._progress())

    def _note(self, post: _Post, why: str) -> None:
        """Note what a dead worker was at; what has cost too many is left out, so that another can go on."""
        number, index = post.part.number, post.index
        self._deaths[number, index] += 1
        if self._deaths[number, index] < DEATHS:
            return
        if index is None or index >= len(post.part.items):
            when = "before" if index is None else "after"
            raise BatchError(f"workers die {when} reading {post.part.name}: {why}.")
        self._left_out[number][index] = why
