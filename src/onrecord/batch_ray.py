"""The engine of batches on Ray: an actor a worker, on this machine or on the cluster of RAY_ADDRESS.

Without RAY_ADDRESS a cluster is started for the batch: guarded by a token, on the loopback interface alone,
without dashboard, and gone with its files at the end. Ray's usage reports are off in both cases.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager
from pathlib import Path
from typing import Any

from onrecord import stores
from onrecord.batch_reader import Factory, Reader, Told, Worker, WorkerDied
from onrecord.errors import BatchError
from onrecord.parts import Part

OBJECT_STORE = 200 << 20
"""Bytes of Ray's shared memory. It holds parts on their way to a worker: two megabytes each."""

QUIET: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
ALWAYS = {"RAY_USAGE_STATS_ENABLED": "0"}
OWN = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "token"}
"""Ray binds to loopback alone where clusters are off; the name of the switch is older than what it does."""


def _ray(*, own: bool) -> Any:
    """The package ray, told what to leave alone: it looks at these variables when it is loaded."""
    os.environ.update(ALWAYS | (OWN if own else {}))
    try:
        import ray
    except ImportError:
        raise BatchError("--engine ray needs the package ray. Try: pip install 'onrecord[ray]'") from None
    return ray


class _Actor:
    def __init__(self, ray: Any, actor: Any) -> None:
        self.ray, self.actor = ray, actor
        self.handle = actor.ready.remote()

    def give(self, part: Part, left_out: dict[int, str]) -> None:
        self.handle = self.actor.begin.remote(part, left_out)

    def hear(self) -> Told:
        try:
            told: Told = self.ray.get(self.handle)
        except self.ray.exceptions.RayTaskError as error:
            raise WorkerDied(f"its reader failed: {error.cause!r}") from None
        except self.ray.exceptions.RayError:
            raise WorkerDied("the process that read it ended") from None
        if told.event == "at":
            self.handle = self.actor.step.remote()
        return told

    def kill(self) -> None:
        self.ray.kill(self.actor)


@contextmanager
def _surroundings(folder: str) -> Iterator[None]:
    """What workers inherit: our import path, and an empty working folder, since Ray imports from it too."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    try:
        with chdir(folder):
            yield
    finally:
        del os.environ["PYTHONPATH"]
        os.environ.update({"PYTHONPATH": before} if before is not None else {})


class Ray:
    """Workers as core actors. Not Ray restarts them but the batch, which knows at what each was."""

    def __init__(self, factory: Factory, out: str, megabytes: int, seconds: float, workers: int) -> None:
        self._about = (factory, stores.absolute(out), megabytes, seconds)
        self._held = ExitStack()
        own = "RAY_ADDRESS" not in os.environ
        self._ray = _ray(own=own)
        if not self._ray.is_initialized():
            self._start(workers) if own else self._join()
        self._reader = self._ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(Reader)

    def _join(self) -> None:
        try:
            self._ray.init(**QUIET)
        except ConnectionError as error:
            raise BatchError(f"RAY_ADDRESS={os.environ['RAY_ADDRESS']}: {error}") from None

    def _start(self, workers: int) -> None:
        """Start a cluster of our own."""
        folder = self._held.enter_context(
            tempfile.TemporaryDirectory(prefix="onrecord-ray-", ignore_cleanup_errors=True)
        )
        self._held.callback(self._ray.shutdown)
        work = Path(folder) / "work"
        work.mkdir()
        with _surroundings(str(work)):
            self._ray.init(
                address="local",
                num_cpus=workers,
                object_store_memory=OBJECT_STORE,
                include_dashboard=False,
                _node_ip_address="127.0.0.1",
                _temp_dir=folder,
                **QUIET,
            )

    def hire(self) -> Worker:
        """Start an actor."""
        return _Actor(self._ray, self._reader.remote(*self._about))

    def wait(self, workers: list[Worker], seconds: float) -> list[Worker]:
        """Those whose call has come back, or will not."""
        told, _ = self._ray.wait([worker.handle for worker in workers], timeout=seconds)
        return [worker for worker in workers if worker.handle in told]

    def close(self) -> None:
        """End the cluster, if it is ours."""
        self._held.close()
