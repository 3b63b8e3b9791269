"""Batches on Ray: the same bytes as without, whatever happens to its workers, out of others' reach."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import batch_pipelines
from onrecord.batch_ray import Ray
from onrecord.errors import BatchError
from test_batch import LOST, RUN, batch, content, loaded, report, some

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 15), reason="no Ray for this Python yet")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Ray]:
    """A cluster of two workers. Batches use the one that is there."""
    engine = Ray(batch_pipelines.harmless, "unused", 4_000, 300.0, 2)
    yield engine
    engine.close()


def test_a_worker_killed_midway_changes_nothing(tmp_path: Path, cluster: Ray) -> None:
    items = [*some(3), report(f"ONCE {tmp_path / 'died'}"), *some(9)[3:], LOST]
    done = batch(tmp_path / "ray", batch_pipelines.obedient, engine="ray").run(items, RUN)
    assert (done.parts, done.reports) == (4, 10)
    assert (tmp_path / "died").exists()
    batch(tmp_path / "local").run(items, RUN)
    assert content(tmp_path / "ray") == content(tmp_path / "local")


def test_a_report_costs_only_itself(tmp_path: Path, cluster: Ray) -> None:
    items = [*some(2), report("DIE"), *some(6)[2:], report("LOOP"), report("FAIL")]
    batch(tmp_path / "out", batch_pipelines.obedient, engine="ray", seconds=1.0).run(items, RUN)
    with loaded(tmp_path / "out", tmp_path) as record:
        assert len(record.reports()) == 6
        why = [omission.detail.partition(": ")[2] for omission in record.omissions()]
    assert sorted(why) == [
        "its reader failed: ValueError('told to')",
        "the process that read it ended",
        "the process that read it ended",
    ]


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="looks into /proc")
def test_only_this_machine_is_listened_to(cluster: Ray) -> None:
    held = {
        str(fd.readlink()) for pid in family() for fd in Path(f"/proc/{pid}/fd").glob("*") if fd.is_symlink()
    }
    addresses = {address for address, inode in listening() if f"socket:[{inode}]" in held}
    assert addresses
    assert addresses <= {"0100007F", "0000000000000000FFFF00000100007F"}  # 127.0.0.1, and the same as IPv6


def family() -> set[int]:
    """This process and its descendants."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def listening() -> Iterator[tuple[str, str]]:
    """Address and inode of every listening socket."""
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            cells = line.split()
            if cells[3] == "0A":
                yield cells[1].partition(":")[0], cells[9]


def test_without_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(BatchError, match=r"pip install 'onrecord\[ray\]'"):
        batch(tmp_path / "out", engine="ray").run(some(3), RUN)
