"""A record on a disk that is full: a small file system of its own, and a limit on the size of files."""

from __future__ import annotations

import ctypes
import os
import resource
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from onrecord.errors import RecordError
from soak.crash import Tally, add, checked, rows
from soak.processes import ended, start

NEW_USER, NEW_MOUNTS, REMOUNT = 0x10000000, 0x00020000, 0x20
SHARES = (0.02, 0.1, 0.2, 0.4, 0.6, 0.8)
"""Parts of the room that the whole record needs."""


def run(folder: Path, source: Path) -> Tally:
    """Add to a record with too little room, then with enough: an error in words, a whole record, all rows."""
    calm = folder / "roomy.onrecord"
    add(calm, source)
    expected, size = rows(calm), calm.stat().st_size
    own = ended(start(lambda: _mount(folder, size))) == 0
    tally = Tally("disk full" if own else "file at its size limit")
    for share in SHARES:
        began = time.monotonic()
        room = _Mounted(folder, int(size * share)) if own else _Limited(folder, int(size * share))
        code = ended(start(partial(_filled, room, source, expected)))
        tally.tried += 1
        tally.seconds = max(tally.seconds, time.monotonic() - began)
        if code:
            tally.failures.append(f"room for {share:.0%}: {FAULTS.get(code, f'ended with {code}')}")
    return tally


FAULTS = {3: "no error in words", 4: "the record has faults", 5: "run again it left other rows"}


class _Mounted:
    """A file system of its own, seen by this process only; gone when it ends."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder, self.size = folder / "small", size
        self.folder.mkdir(exist_ok=True)

    def enter(self) -> Path:
        _mount(self.folder, self.size)
        return self.folder / "r.onrecord"

    def widen(self) -> None:
        _checked(_libc().mount(b"none", os.fsencode(self.folder), b"tmpfs", REMOUNT, b"size=1g"))


class _Limited:
    """A limit on the size of every file that this process writes."""

    def __init__(self, folder: Path, size: int) -> None:
        self.path, self.size = folder / f"limited-{size}.onrecord", size

    def enter(self) -> Path:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.size, resource.RLIM_INFINITY))
        return self.path

    def widen(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _filled(room: _Mounted | _Limited, source: Path, expected: list[str]) -> None:
    path = room.enter()
    words = _error(lambda: add(path, source))
    if words is None or not ("disk" in words or "opened" in words):
        os._exit(3)
    room.widen()
    if path.exists() and checked(path):
        os._exit(4)
    add(path, source)
    if rows(path) != expected:
        os._exit(5)


def _error(work: Callable[[], None]) -> str | None:
    try:
        work()
    except RecordError as error:
        return str(error)
    return None


def _mount(folder: Path, size: int) -> None:
    """Mount an empty file system of `size` bytes on a folder, in a namespace where this process is root."""
    user, group = os.geteuid(), os.getegid()
    _checked(_libc().unshare(NEW_USER | NEW_MOUNTS))
    for name, line in (("uid_map", f"0 {user} 1"), ("setgroups", "deny"), ("gid_map", f"0 {group} 1")):
        Path("/proc/self", name).write_text(line)
    _checked(_libc().mount(b"none", os.fsencode(folder), b"tmpfs", 0, b"size=%d" % size))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
