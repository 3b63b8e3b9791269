"""The engine of batches on one machine: a process a worker, and a pipe to each."""

from __future__ import annotations

import multiprocessing as mp
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from onrecord.batch_reader import Factory, Reader, Told, Worker, WorkerDied
from onrecord.parts import Part


def _work(pipe: Connection, factory: Factory, out: str, megabytes: int, seconds: float) -> None:
    """The life of a worker: parts come in, what happens goes out. Ctrl-C is for who started the batch."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reader = Reader(factory, out, megabytes, seconds)
    pipe.send(reader.ready())
    while True:
        told = reader.begin(*pipe.recv())
        while told.event == "at":
            pipe.send(told)
            told = reader.step()
        pipe.send(told)


class _Process:
    def __init__(self, process: BaseProcess, pipe: Connection, seconds: float) -> None:
        self.process, self.handle, self.seconds = process, pipe, seconds

    def give(self, part: Part, left_out: dict[int, str]) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            self.handle.send((part, left_out))

    def hear(self) -> Told:
        try:
            told: Told = self.handle.recv()
        except (EOFError, ConnectionResetError):
            raise WorkerDied(self._end()) from None
        return told

    def _end(self) -> str:
        self.process.join()
        if self.process.exitcode == -getattr(signal, "SIGPROF", 0):
            return f"it took more than {self.seconds:g} CPU-seconds"
        return f"the process that read it ended with code {self.process.exitcode}"

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


@dataclass(frozen=True, slots=True)
class Local:
    """Workers as processes of this machine."""

    factory: Factory
    out: str
    megabytes: int
    seconds: float

    def hire(self) -> Worker:
        """Start a process."""
        context = mp.get_context("spawn")
        ours, theirs = context.Pipe()
        about = (theirs, self.factory, self.out, self.megabytes, self.seconds)
        process = context.Process(target=_work, args=about, daemon=True)
        process.start()
        theirs.close()
        return _Process(process, ours, self.seconds)

    def wait(self, workers: list[Worker], seconds: float) -> list[Worker]:
        """Those with something in their pipe; the end of a process is something."""
        told = wait([worker.handle for worker in workers], timeout=seconds)
        return [worker for worker in workers if worker.handle in told]

    def close(self) -> None:
        """Nothing is held."""
