"""Nothing leaves the machine, and nothing is left behind in the home folder."""

import os
import subprocess
import sys
from pathlib import Path

TRAP = """
import socket, sys
def refuse(*args, **kwargs):
    raise AssertionError("onrecord opened a connection")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
from onrecord import demo, pipeline, acquire
run = pipeline.default()
for item in acquire.read([str(demo.REPORTS / "01-north-atlantic-wire.txt")]):
    print(len(run(item).statements))
"""


def test_reading_opens_no_connection_and_writes_nothing_at_home(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "USERPROFILE": str(tmp_path)}
    told = {name: value for name, value in os.environ.items() if name not in ("CI", "ORT_DISABLE_TELEMETRY")}
    done = subprocess.run(
        [sys.executable, "-c", TRAP],
        env=told | home,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
