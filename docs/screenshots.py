"""Takes the pictures of the reading room that README and docs show. Needs the extra `dev` and a chromium.

python docs/screenshots.py
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from onrecord import demo
from onrecord.record import Record
from onrecord.record.commands import add_paths, link_record
from onrecord.serve.web import create_app

FIGURES = Path(__file__).resolve().parent / "figures"
SIZE = {"width": 1200, "height": 820}


def main() -> None:
    """Write docs/figures/NAME.png for each page."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("no chromium on this machine: install one, then run this again.")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "demo.onrecord") as (address, pages),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium)
        tab = browser.new_page(viewport=SIZE, color_scheme="light")
        for name, path in pages.items():
            tab.goto(address + path)
            tab.screenshot(path=FIGURES / f"{name}.png")
        browser.close()


@contextmanager
def served(record: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The bundled reports, served from a record; its address and the pages to show."""
    os.chdir(demo.REPORTS)  # reports then have names, and no path of this machine is in the pictures
    with Record(record) as store:
        add_paths(store, sorted(path.name for path in Path().iterdir()))
        link_record(store)
        report = max(store.reports(), key=lambda row: (row.statements, row.id)).id
        claim = max(store.claims(), key=lambda row: (len(row.denied_by), row.id)).id
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(record, read_only=True), log_level="error"))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    running.start()
    pages = {"home": "/", "report": f"/reports/{report}", "claim": f"/claims/{claim}", "events": "/timeline"}
    yield f"http://127.0.0.1:{listening.getsockname()[1]}", pages
    server.should_exit = True
    running.join(timeout=10)


if __name__ == "__main__":
    main()
