"""How long does the command line take to start, and to read one short report?

    python bench/startup.py [--times 5]

Each command runs that often in a fresh process; the fastest counts, as other programs only slow it down.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

from onrecord import demo

REPORT = demo.REPORTS / "06-baltic-monitor.txt"
COMMANDS = (("--help",), ("licences",), ("who", "France"), ("read", str(REPORT)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    for command in COMMANDS:
        seconds, cpu = min(run(command) for _ in range(options.times))
        shown = " ".join(part.rpartition("/")[2] for part in command)
        print(f"onrecord {shown:<28} {seconds:>6.2f} s {cpu:>6.2f} CPU-seconds")


def run(command: tuple[str, ...]) -> tuple[float, float]:
    """Seconds of the clock and of the CPU that a command takes."""
    program = [sys.executable, "-c", "from onrecord.cli import main; main()", *command]
    began, before = time.perf_counter(), os.times()
    subprocess.run(program, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds, after = time.perf_counter() - began, os.times()
    return seconds, sum(after[2:4]) - sum(before[2:4])


if __name__ == "__main__":
    main()
