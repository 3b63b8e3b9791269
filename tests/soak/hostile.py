"""Reads hostile inputs to the end of every path: stages, all outputs, a record, the pages.

Each runs in a process of its own, under a limit of time and memory, beside a good report that is read too.
"""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from onrecord import acquire, jsonl, pipeline
from onrecord.acquire import language
from onrecord.model import Omission, Reading, Reason, Report
from onrecord.record import Record, output
from onrecord.record.check import faults
from onrecord.record.provenance import provenance
from onrecord.serve import page, write
from soak.inputs import FORMULA, GOOD, SCRIPT, Hostile

Chain = Callable[[Report], Reading]
MEGABYTE = 1 << 20
CONTROLS = ("\x1b", "\x07", "\u202e")


@dataclass
class Outcome:
    """What one hostile input did: CPU-seconds, and memory above that of the loaded program."""

    name: str
    seconds: float = 0.0
    megabytes: float = 0.0
    reports: int = 0
    omissions: int = 0
    faults: list[str] = field(default_factory=list)


def loaded() -> Chain:
    """All stages and all outputs, used once, so that children have them loaded."""
    chain = pipeline.default()
    language.identify("Ovo nije tekst na engleskom jeziku, nego na nekom drugom.")
    with tempfile.TemporaryDirectory() as folder:
        _read(
            Hostile("good", ".html", lambda size: b"", True), f"<p>{GOOD * 3}".encode(), chain, Path(folder)
        )
    return chain


def outcome(hostile: Hostile, size: int, chain: Chain, *, seconds: int, megabytes: int) -> Outcome:
    """Read one input in a child that may take so many CPU-seconds and so much more memory."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _child(hostile, size, chain, writing, seconds, megabytes)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status, used = os.wait4(child, 0)
    spent = used.ru_utime + used.ru_stime
    if not told:
        ended = os.waitstatus_to_exitcode(status)
        over = ended in (-signal.SIGXCPU, -signal.SIGKILL)
        found = f"took more than {seconds} CPU-seconds" if over else f"ended with {ended}"
        return Outcome(hostile.name, seconds=spent, faults=[found])
    return Outcome(**json.loads(told))


def _child(hostile: Hostile, size: int, chain: Chain, pipe: int, seconds: int, megabytes: int) -> None:
    """Never returns."""
    try:
        data = hostile.make(size)
        _limit(seconds, megabytes)
        with tempfile.TemporaryDirectory() as folder:
            done = _read(hostile, data, chain, Path(folder))
    except BaseException as error:
        done = Outcome(hostile.name, faults=[f"{type(error).__name__}: {error}"[:300]])
    with os.fdopen(pipe, "wb") as out:
        out.write(json.dumps(asdict(done)).encode())
    os._exit(0)


def _limit(seconds: int, megabytes: int) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    space = pages * resource.getpagesize() + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _read(hostile: Hostile, data: bytes, chain: Chain, folder: Path) -> Outcome:
    done = Outcome(hostile.name)
    (folder / f"a{hostile.suffix}").write_bytes(data)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    before = _used()
    items = list(acquire.read([folder]))
    readings = [chain(item) for item in items if isinstance(item, Report)]
    done.seconds, done.megabytes = _used()[0] - before[0], _used()[1] - before[1]
    omissions = [item for item in items if isinstance(item, Omission)]
    done.reports, done.omissions = len(readings), len(omissions)
    done.faults = list(_faults(hostile, readings, omissions, folder))
    return done


def _used() -> tuple[float, float]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / MEGABYTE


def _faults(
    hostile: Hostile, readings: list[Reading], omissions: list[Omission], folder: Path
) -> Iterator[str]:
    if not readings or readings[-1].report.text != GOOD:
        yield "the good report beside it is not read"
    if hostile.read and len(readings) < 2:
        yield f"not read: {[omission.detail for omission in omissions]}"
    if not hostile.read and not any(o.stage == "acquire" and o.detail for o in omissions):
        yield "refused without an omission"
    for reading in readings:
        yield from (f"{fault.where}: {fault.what}" for fault in faults(reading))
        for omission in reading.omissions:
            if omission.reason is Reason.STAGE_FAILED:
                yield f"{omission.stage} failed: {omission.detail}"
    yield from _outputs(readings)
    yield from _stored(readings, omissions, folder / "r.onrecord")


def _outputs(readings: list[Reading]) -> Iterator[str]:
    for reading in readings:
        line = jsonl.line(reading)
        if "\n" in line or json.loads(line)["report"]["text"] != reading.report.text:
            yield "a line of JSON that does not say what the reading says"
    html = page.render(readings)
    if SCRIPT in html:
        yield "script in the page"
    stream = io.StringIO()
    write.readings(readings, "text", stream)
    if any(control in stream.getvalue() for control in CONTROLS):
        yield "commands for the terminal in the text"


def _stored(readings: list[Reading], omissions: list[Omission], path: Path) -> Iterator[str]:
    with Record(path) as record:
        result = record.add(readings, omissions, provenance(["soak"]))
        if result.added != len({reading.report.id for reading in readings}):
            yield f"{result.added} of {len(readings)} reports stored"
        yield from (f"record, {fault.where}: {fault.what}" for fault in record.check())
        stream = io.StringIO()
        output.write(record.reports(), output.Format.CSV, stream)
        output.write(record.statements(), output.Format.CSV, stream)
        if f",{FORMULA[:5]}" in stream.getvalue().replace('"', ""):
            yield "a formula in a cell"
        for format in ("jsonld", "graphml", "gdelt", "parquet"):
            record.export(format, path.parent / f"out-{format}")
