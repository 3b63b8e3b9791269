"""Pipelines for the tests of batches. Workers import them by name; what they do stands in the reports."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import time
from pathlib import Path
from typing import Any, NoReturn

from pyarrow.parquet import ParquetWriter

from onrecord.batch import Pipeline
from onrecord.model import Provenance, Reading, Report
from onrecord.record import Record
from onrecord.stores import Folder

PROVENANCE = Provenance(run="run-test", version="0.1.0", config="c" * 64)


def harmless() -> tuple[Pipeline, Provenance]:
    return lambda report: Reading(report=report), PROVENANCE


def obedient() -> tuple[Pipeline, Provenance]:
    """Does what the text of a report tells it: die always, die once, hang, loop, fail, or fill the disk."""

    def read(report: Report) -> Reading:
        word, _, rest = report.text.partition(" ")
        if word == "DIE":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "ONCE" and not Path(rest).exists():
            Path(rest).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "HANG":
            time.sleep(3_600)
        while word == "LOOP":
            pass
        if word == "FAIL":
            raise ValueError("told to")
        if word == "FULL":
            _fill(*rest.split(" ", 1))
        return Reading(report=report)

    return read, PROVENANCE


NO_SPACE = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
FULL: dict[str, tuple[type, str, Exception]] = {
    "record": (Record, "add", sqlite3.OperationalError("database or disk is full")),
    "tables": (ParquetWriter, "write_table", NO_SPACE),
    "manifest": (Folder, "publish", NO_SPACE),
}
"""What fails first on a full disk, and how."""


def _fill(where: str, switch: str) -> None:
    """Let this process find the disk full there, if the file `switch` is there."""
    owner, name, error = FULL[where]

    def full(*_: Any, **__: Any) -> NoReturn:
        raise error

    if Path(switch).exists():
        setattr(owner, name, full)


def mortal() -> tuple[Pipeline, Provenance]:
    """Lives for three reports."""
    left = iter(range(3))

    def read(report: Report) -> Reading:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return Reading(report=report)

    return read, PROVENANCE


def asleep() -> tuple[Pipeline, Provenance]:
    """Never gets ready."""
    time.sleep(3_600)
    return harmless()


def stillborn() -> tuple[Pipeline, Provenance]:
    raise SystemExit(3)
