"""Nothing leaves the machine but by `onrecord watch`, and nothing is left behind in the home folder."""

import ast
import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "onrecord"
CLIENTS = {"socket", "ssl", "http", "urllib3", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}
"""Modules that open connections. `urllib.parse` only takes addresses apart; `urllib.request` opens them."""

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


def opening(path: Path) -> set[str]:
    """What a file imports that can open a connection."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name for name in names if name.split(".")[0] in CLIENTS or name.startswith("urllib.request")}


def test_only_the_command_that_is_for_it_can_open_connections() -> None:
    found = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if opening(path)}
    listens = "serve/web/command.py"
    assert {path for path in found if not path.startswith("collect/")} == {listens}
