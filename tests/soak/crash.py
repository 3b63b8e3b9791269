"""What a record is after its writer was killed, met another, or found the disk full.

After every kill the record must open and pass `onrecord check`, and the same command run again must leave
the same rows as one that was never disturbed.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from onrecord import acquire
from onrecord.model import Report, Verdict
from onrecord.record import Record, commands, judging
from onrecord.record.judging import About
from soak.processes import Work, ended, killed, start

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
"""When a run began and when somebody judged: the only times in a record that are not those of reports."""

JUDGED = 12
TRIES = 20
"""Kills in a row that may come too late before the soak gives up."""


@dataclass
class Tally:
    """What one kind of disturbance did."""

    name: str
    tried: int = 0
    seconds: float = 0.0
    written: int = 0
    """Kills after which the record held something, but not yet all."""
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Command:
    """A command on a record: its name, and what it does to the record at a path."""

    name: str
    run: Work
    path: Path
    base: Path | None = None
    """The record that it starts from."""

    def prepare(self) -> None:
        """Put the record back to where the command starts."""
        for path in self.path.parent.glob(f"{self.path.name}*"):
            path.unlink()
        if self.base:
            shutil.copy(self.base, self.path)


def run(folder: Path, source: Path, kills: int, seed: int) -> Iterator[Tally]:
    """Kill `add`, `link` and `judge` so often in all, and compare with what they do undisturbed."""
    path, bases = folder / "killed.onrecord", (folder / "added.onrecord", folder / "linked.onrecord")
    chain = (
        Command("add", lambda: add(path, source), path),
        Command("link", lambda: link(path), path, bases[0]),
        Command("judge", lambda: judge(path), path, bases[1]),
    )
    for number, command in enumerate(chain):
        command.prepare()
        times = undisturbed(command)
        calm = rows(path)
        if number < len(bases):
            shutil.copy(path, bases[number])
        share = kills // len(chain) + (number < kills % len(chain))
        yield _kills(command, calm, times, share, random.Random(f"{seed} {command.name}"))


def add(path: Path, source: Path) -> None:
    """`onrecord add`."""
    with Record(path) as record:
        commands.add_paths(record, [str(source)])


def link(path: Path) -> None:
    """`onrecord link`."""
    with Record(path, create=False) as record:
        commands.link_record(record)


def judge(path: Path) -> None:
    """`onrecord judge`, some times."""
    with Record(path, create=False, read_only=True) as record:
        ids = [row.id for row in record.reports()][: 2 * JUDGED]
    for left, right in zip(ids[::2], ids[1::2], strict=True):
        judging.judge(path, left=left, verdict=Verdict.DIFFERENT, right=right, about=About.STORIES, by="soak")


def undisturbed(command: Command) -> tuple[float, float]:
    """Run a command; seconds until it first wrote, and until it ended."""
    began, before = time.monotonic(), _state(command.path)
    child, wrote = start(command.run), 0.0
    while not (done := os.waitpid(child, os.WNOHANG))[0]:
        if not wrote and _state(command.path) != before:
            wrote = time.monotonic() - began
        time.sleep(0.001)
    if done[1]:
        raise RuntimeError(f"undisturbed, {command.name} ended with {os.waitstatus_to_exitcode(done[1])}")
    return wrote, time.monotonic() - began


def _state(path: Path) -> list[tuple[str, int]]:
    """The files of a record with their sizes; that of shared memory, which readers make too, left out."""
    files = path.parent.glob(f"{path.name}*")
    return sorted((file.name, file.stat().st_size) for file in files if not file.name.endswith("-shm"))


def _kills(
    command: Command, calm: list[str], times: tuple[float, float], count: int, chance: random.Random
) -> Tally:
    tally, late = Tally(f"kill -9 during {command.name}"), 0
    while tally.tried < count and late < TRIES:
        command.prepare()
        # Every other one after it began to write: `link` thinks long and writes at the end.
        if not killed(command.run, chance.uniform(times[0] * (tally.tried % 2), times[1])):
            late += 1
            continue
        late = 0
        tally.tried += 1
        began = time.monotonic()
        fault = _recovered(command, calm, tally)
        tally.seconds = max(tally.seconds, time.monotonic() - began)
        if fault:
            tally.failures.append(f"kill {tally.tried}: {fault}")
    if late == TRIES:
        tally.failures.append(f"{TRIES} kills in a row came too late")
    return tally


def _recovered(command: Command, calm: list[str], tally: Tally) -> str | None:
    """Whether a disturbed record opens, is whole, and is after a rerun as if nothing had been."""
    if command.path.exists():
        faults = checked(command.path)
        if faults:
            return faults[0]
        before = rows(command.base) if command.base else []
        tally.written += rows(command.path) not in (calm, before)
    if code := ended(start(command.run)):
        return f"the command run again ended with {code}"
    return None if rows(command.path) == calm else "the command run again left other rows"


def checked(path: Path) -> list[str]:
    """The faults of a record."""
    with Record(path) as record:
        return [f"{fault.where}: {fault.what}" for fault in record.check()]


def rows(path: Path) -> list[str]:
    """All that is in a record, without the times of runs and judgements."""
    with sqlite3.connect(path) as connection:
        found = [INSTANT.sub("", line) for line in connection.iterdump()]
    connection.close()
    return found


def two_writers(folder: Path, sources: Sequence[Path], rounds: int) -> Tally:
    """Two processes add to one record at once: both end well, and nothing is lost or doubled."""
    tally = Tally("two writers at once")
    for number in range(rounds):
        path = folder / f"shared-{number}.onrecord"
        began = time.monotonic()
        children = [start(partial(add, path, source)) for source in sources]
        codes = [ended(child) for child in children]
        tally.tried += 1
        tally.seconds = max(tally.seconds, time.monotonic() - began)
        if any(codes):
            tally.failures.append(f"round {number}: they ended with {codes}")
        tally.failures += checked(path)
        with Record(path) as record:
            if len(record.reports()) != len(ids(sources)):
                tally.failures.append(f"round {number}: {len(record.reports())} reports")
    return tally


def ids(sources: Sequence[Path]) -> set[str]:
    """The reports of some files, those of several files once."""
    return {item.id for item in acquire.read(sources) if isinstance(item, Report)}


def reader(folder: Path, source: Path, rounds: int) -> Tally:
    """A process reads while another adds: it sees whole reports only, and never fewer than before."""
    tally = Tally("reads during a write")
    for number in range(rounds):
        path = folder / f"read-{number}.onrecord"
        Record(path).close()
        child, seen = start(partial(add, path, source)), 0
        while _alive(child):
            began = time.monotonic()
            with Record(path, read_only=True) as record:
                count = sum(1 for _ in record.readings())
                tally.failures += [f"round {number}: {fault}" for fault in record.check()]
            tally.tried += 1
            tally.seconds = max(tally.seconds, time.monotonic() - began)
            if count < seen:
                tally.failures.append(f"round {number}: {count} reports after {seen}")
            seen = count
    return tally


def _alive(child: int) -> bool:
    return os.waitpid(child, os.WNOHANG) == (0, 0)
