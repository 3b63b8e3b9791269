"""Files being added from the page: one at a time, in a process of its own, with what became of each file."""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock, Thread
from typing import Any

_KEPT = 50


@dataclass(slots=True)
class Job:
    """Some files on their way into the record."""

    id: str
    names: list[str]
    folder: Path
    state: str = "waiting"
    """waiting, running, done or failed."""
    files: list[dict[str, Any]] = field(default_factory=list)
    """For each file that is through: name, added, already, ids of its reports, problems."""
    linked: str | None = None
    problem: str | None = None

    def told(self) -> dict[str, Any]:
        """The state of the job as data."""
        return {
            "id": self.id,
            "state": self.state,
            "names": self.names,
            "files": self.files,
            "linked": self.linked,
            "problem": self.problem,
        }


class Jobs:
    """The jobs of one server. Only one runs at a time: readers of a record never wait, writers do."""

    def __init__(self, record: Path) -> None:
        self.record = record.absolute()
        self.all: dict[str, Job] = {}
        self._turn = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._closed = False

    @staticmethod
    def folder() -> Path:
        """A new folder for the files of a job; the job removes it when it is through."""
        return Path(mkdtemp(prefix="onrecord-"))

    def start(self, folder: Path, names: Sequence[str]) -> Job:
        """Read the files `names` in `folder` into the record."""
        job = Job(id=secrets.token_hex(6), names=list(names), folder=folder)
        self.all[job.id] = job
        for old in list(self.all)[:-_KEPT]:
            del self.all[old]
        Thread(target=self._run, args=(job,), daemon=True).start()
        return job

    def close(self) -> None:
        """Stop what runs. Reports that are through stay in the record."""
        self._closed = True
        if self._process is not None:
            self._process.terminate()

    def _run(self, job: Job) -> None:
        try:
            with self._turn:
                if not self._closed:
                    self._work(job)
        finally:
            shutil.rmtree(job.folder, ignore_errors=True)

    def _work(self, job: Job) -> None:
        job.state = "running"
        command = [sys.executable, "-m", "onrecord.serve.web.worker", str(self.record), *job.names]
        with (job.folder / ".errors").open("w+", encoding="utf-8") as errors:
            self._process = subprocess.Popen(
                command, cwd=job.folder, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8"
            )
            assert self._process.stdout is not None
            for line in self._process.stdout:
                _take(job, json.loads(line))
            code = self._process.wait()
            errors.seek(0)
            said = errors.read().strip().splitlines()
        self._process = None
        if code:
            job.problem = said[-1] if said else f"the reading process ended with code {code}"
        job.state = "failed" if code else "done"


def _take(job: Job, message: dict[str, Any]) -> None:
    if "linked" in message:
        job.linked = message["linked"]
    else:
        job.files.append(message)
