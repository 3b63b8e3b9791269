"""`make soak`: runs what is asked for, prints its table, and writes it into docs/trust.md.

    cd tests && python -m soak [crash|hostile|fuzz]... [--kills 200] [--size 100000] [--examples 20000]

Exit code 1 where anything failed.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # threads do not survive the forks that are made here
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from onrecord import link as link  # loaded before the forks
from onrecord import pipeline
from soak import crash, full_disk, fuzz, hostile, inputs, page, source

SECONDS, MEGABYTES = 600, 4_000
ROUNDS = 5


def main() -> None:
    """Run the soaks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("soaks", nargs="*", choices=list(SOAKS), default=list(SOAKS), metavar="SOAK")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--examples", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="Only hostile inputs with this in their name.")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    failures: list[str] = []
    for name in options.soaks:
        table, failed = SOAKS[name](options)
        print(f"\n{name}\n\n{table}", flush=True)
        print("\n".join(failed), flush=True)
        failures += failed
        if not options.only:
            page.fill(name, table)
    sys.exit(bool(failures))


def _crash(options: argparse.Namespace) -> tuple[str, list[str]]:
    """Kills, two writers, a reader beside a writer, a full disk."""
    reports = source.bundled()
    chain = source.Remembered(pipeline.default(), reports)
    pipeline.default = lambda model=None: chain  # type: ignore[assignment, return-value]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, other = (
            source.write(folder / "one.jsonl", reports, 2),
            source.write(folder / "b.jsonl", reports, 3),
        )
        tallies = []
        for tally in _disturbed(folder, one, other, options):
            tallies.append(tally)
            print(tally.name, tally.tried, *tally.failures, sep="  ", file=sys.stderr, flush=True)
    head = ("disturbance", "times", "with some rows written and some not", "failures")
    rows = [(t.name, t.tried, t.written or "", len(t.failures)) for t in tallies]
    return page.markdown(head, rows), [f"{t.name}: {failure}" for t in tallies for failure in t.failures]


def _disturbed(folder: Path, one: Path, other: Path, options: argparse.Namespace) -> Iterator[crash.Tally]:
    yield from crash.run(folder, one, options.kills, options.seed)
    yield crash.two_writers(folder, [one, other], ROUNDS)
    yield crash.reader(folder, one, ROUNDS)
    yield full_disk.run(folder, one)


def _hostile(options: argparse.Namespace) -> tuple[str, list[str]]:
    """Every hostile input, measured."""
    chain = hostile.loaded()
    rows, failed = [], []
    for item in inputs.INPUTS:
        if options.only in item.name:
            done = hostile.outcome(item, options.size, chain, seconds=SECONDS, megabytes=MEGABYTES)
            ended = "failed" if done.faults else "read" if item.read else "refused"
            rows.append((done.name, ended, f"{done.seconds:.1f}", f"{done.megabytes:.0f}"))
            failed += [f"{item.name}: {fault}" for fault in done.faults]
            print(*rows[-1], *done.faults, sep="  ", file=sys.stderr, flush=True)
    table = page.markdown(("input", "outcome", "CPU-seconds", "MB"), rows)
    return f"Inputs of {options.size:,} bytes, {len(rows)} of them, {len(failed)} faults.\n\n{table}", failed


def _fuzz(options: argparse.Namespace) -> tuple[str, list[str]]:
    """Inputs made up by hypothesis."""
    tallies = list(fuzz.run(options.examples, options.seed))
    head = ("what reads them", "inputs tried", "failures", "slowest, CPU-seconds", "memory, MB")
    rows = [
        (t.name, f"{t.tried:,}", len(t.failures), f"{t.slowest:.2f}", f"{t.megabytes:.0f}") for t in tallies
    ]
    return page.markdown(head, rows), [f"{t.name}: {failure}" for t in tallies for failure in t.failures]


SOAKS: dict[str, Callable[[argparse.Namespace], tuple[str, list[str]]]] = {
    "crash": _crash,
    "hostile": _hostile,
    "fuzz": _fuzz,
}

if __name__ == "__main__":
    main()
