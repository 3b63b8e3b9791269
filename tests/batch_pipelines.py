"""Pipelines for the tests of batches. Workers import them by name; what they do stands in the reports."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from onrecord.batch import Pipeline
from onrecord.model import Provenance, Reading, Report

PROVENANCE = Provenance(run="run-test", version="0.1.0", config="c" * 64)


def harmless() -> tuple[Pipeline, Provenance]:
    return lambda report: Reading(report=report), PROVENANCE


def obedient() -> tuple[Pipeline, Provenance]:
    """Does what the text of a report tells it: die always, die once, hang, or fail."""

    def read(report: Report) -> Reading:
        word, _, rest = report.text.partition(" ")
        if word == "DIE":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "ONCE" and not Path(rest).exists():
            Path(rest).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "HANG":
            time.sleep(3_600)
        if word == "FAIL":
            raise ValueError("told to")
        return Reading(report=report)

    return read, PROVENANCE


def stillborn() -> tuple[Pipeline, Provenance]:
    raise SystemExit(3)
