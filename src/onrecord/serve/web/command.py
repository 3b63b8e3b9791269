"""`onrecord serve`: the reading room on this machine."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from onrecord.errors import UsageError
from onrecord.record.commands import RecordFile
from onrecord.record.store import Record


def serve(
    record: RecordFile,
    host: Annotated[
        str, typer.Option(help="Address to listen on; the default is reached from this machine only.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8037,
    name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another host name to answer to.")
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="No adding, no judging.")] = False,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the first page in a browser.")] = False,
) -> None:
    """Open a record in the browser: pages, JSON API, adding and judging."""
    import uvicorn

    from onrecord.serve.web.access import LOOPBACK
    from onrecord.serve.web.app import create_app

    Record(record, create=not read_only).close()  # says at once what is wrong with it, and renews its schema
    listening = _listen(host, port)
    address = f"http://{_bracketed(host)}:{listening.getsockname()[1]}/"
    Console(stderr=True, highlight=False).print(
        f"{record} is open at {address} (Ctrl+C closes it)", markup=False, soft_wrap=True
    )
    if open_browser:
        import webbrowser

        webbrowser.open(address)
    app = create_app(Path(record), read_only=read_only, hosts=(*LOOPBACK, host, *(name or ())))
    uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            f"cannot listen on {host}, port {port}: {reason}. Choose another with --port."
        ) from None


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
