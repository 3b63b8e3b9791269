"""A batch undisturbed, with a worker killed midway, and on Ray: the same bytes? how fast? in what memory?

    python bench/batches.py [--reports 20000] [--words 60] [--workers 2] [--runs local local-killed …]

Invented reports (`invented.py`) go through `onrecord batch`, once for each run, each time from nothing. In
runs that end in -killed, one worker gets SIGKILL when half of the parts are there. Memory is the resident
memory of the largest worker, looked at every other second; CPU-seconds are those of the workers. Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from invented import reports

RUNS = ("local", "local-killed", "ray-killed")
LOOK = 2.0
TICKS = os.sysconf("SC_CLK_TCK")
WORKERS = (b"spawn_main", b"ray::Reader")
SHOWN = (0.1, 0.5, 1.0)


@dataclass
class Watched:
    """What is seen of the workers of one run."""

    root: int
    memory: list[tuple[float, int, int]] = field(default_factory=list)
    """Share of the parts that are there, resident MB of the largest worker, and of the caller."""
    cpu: dict[int, float] = field(default_factory=dict)
    """CPU-seconds by process."""

    def look(self, done: float) -> list[int]:
        """Note memory and time of all workers. Returns their process ids."""
        found = [pid for pid in descendants(self.root) if any(name in cmdline(pid) for name in WORKERS)]
        sizes = []
        for pid in found:
            with suppress(OSError, IndexError):
                cells = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                self.cpu[pid] = (int(cells[11]) + int(cells[12])) / TICKS
                sizes.append(resident(pid))
        with suppress(OSError, IndexError, ValueError):
            self.memory.append((done, max(sizes), resident(self.root)))
        return found

    def at(self, share: float, place: int) -> int:
        """The memory when that share of the parts was there."""
        return next((seen[place] for seen in self.memory if seen[0] >= share), self.memory[-1][place])


def resident(pid: int) -> int:
    """Resident memory in MB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") >> 20


def cmdline(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def descendants(root: int) -> set[int]:
    """The processes that a process has started, and those that they have."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {root}


def run(name: str, source: Path, out: Path, parts: int, options: argparse.Namespace) -> dict[str, object]:
    """One run. Returns what was measured."""
    engine, _, kill = name.partition("-")
    command = [str(Path(sys.executable).with_name("onrecord")), "batch", str(source), "--out", str(out)]
    command += ["--engine", engine, "--workers", str(options.workers)]
    start, killed = time.monotonic(), not kill
    with Path(f"{out}.log").open("w") as log, subprocess.Popen(command, stderr=log) as process:
        watched = Watched(process.pid)
        while process.poll() is None:
            time.sleep(LOOK)
            done = len(list((out / "manifest").glob("*.json"))) / parts
            pids = watched.look(done)
            if not killed and done >= 0.5 and pids:
                os.kill(min(pids), signal.SIGKILL)
                killed = True
    if process.returncode or not killed:
        sys.exit(f"{name}: ended with {process.returncode}, killed: {killed}; see {out}.log")
    seconds, cpu = time.monotonic() - start, sum(watched.cpu.values())
    return {
        "run": name,
        "seconds": round(seconds, 1),
        "reports_a_second": round(options.reports / seconds, 2),
        "cpu_seconds": round(cpu, 1),
        "worker_mb": [watched.at(share, 1) for share in SHOWN],
        "worker_mb_most": max(seen[1] for seen in watched.memory),
        "caller_mb": [watched.at(share, 2) for share in SHOWN],
        "workers_seen": len(watched.cpu),
        "digest": digest(out),
        "bytes": sum(file.stat().st_size for file in out.rglob("*.parquet")),
    }


def digest(out: Path) -> str:
    """SHA-256 over the names and contents of all files of a batch."""
    total = hashlib.sha256()
    for file in sorted(file for file in out.rglob("*") if file.is_file()):
        total.update(f"{file.relative_to(out)} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def main() -> None:
    """Run, print, and write what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--runs", nargs="+", choices=(*RUNS, "ray"), default=RUNS)
    parser.add_argument("--folder", type=Path, help="Keep what is written here.")
    parser.add_argument("--json", type=Path, default=Path("batches.json"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        measure(options.folder or Path(scratch), options)


def measure(folder: Path, options: argparse.Namespace) -> None:
    """All runs in one folder."""
    folder.mkdir(parents=True, exist_ok=True)
    source, words = folder / "reports.jsonl", 0
    with source.open("w") as stream:
        for row in reports(options.reports, options.words):
            words += len(row["text"].split())
            stream.write(json.dumps(row) + "\n")
    parts = -(-options.reports // 200)
    print(
        f"{options.reports:,} reports, {words:,} words, {parts} parts, {options.workers} workers", flush=True
    )
    measured = []
    for name in options.runs:
        found = run(name, source, folder / name, parts, options)
        found["words_a_cpu_second"] = round(words / float(str(found["cpu_seconds"])))
        measured.append(found)
        print(
            f"{name:<13} {found['seconds']:>8} s  {found['reports_a_second']:>6} reports a second  "
            f"{found['words_a_cpu_second']:>5} words per CPU-second  "
            f"largest worker {found['worker_mb']} MB at 10, 50, 100 %  caller {found['caller_mb']} MB",
            flush=True,
        )
        about = {"reports": options.reports, "words": words, "workers": options.workers, "runs": measured}
        options.json.write_text(json.dumps(about, indent=1) + "\n")
    same = len({found["digest"] for found in measured}) == 1
    print("all runs wrote the same bytes" if same else "THE RUNS DIFFER")
    if not same:
        sys.exit(1)


if __name__ == "__main__":
    main()
