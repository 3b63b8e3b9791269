"""The web application of one record."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from onrecord import __version__
from onrecord.errors import NotInRecordError, OnrecordError, RecordError, UsageError
from onrecord.serve.web import (
    about,
    access,
    actors,
    adding,
    api,
    claims,
    correcting,
    denials,
    events,
    home,
    judging,
    matters,
    reports,
    search,
    stories,
    wording,
)
from onrecord.serve.web.jobs import Jobs
from onrecord.serve.web.room import Room, page

_PAGES = (
    home,
    reports,
    actors,
    stories,
    matters,
    claims,
    denials,
    wording,
    events,
    search,
    judging,
    correcting,
    adding,
    about,
    api,
)


def create_app(
    record: str | Path, *, read_only: bool = False, hosts: Iterable[str] = access.LOOPBACK
) -> FastAPI:
    """The reading room of a record. `hosts` are the names that it answers to, see `access`."""
    app = FastAPI(
        title="onrecord",
        version=__version__,
        summary="Who said what, who did what to whom, and according to whom: a record as data.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_closing,
    )
    app.state.room = Room(Path(record), read_only=read_only)
    app.state.jobs = Jobs(Path(record))
    app.add_middleware(access.Guard, hosts=hosts)
    app.mount("/static", StaticFiles(directory=str(files("onrecord.serve") / "static")), name="static")
    for module in _PAGES:
        app.include_router(module.router)
    app.add_exception_handler(OnrecordError, _on_purpose)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _malformed)
    return app


@asynccontextmanager
async def _closing(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.jobs.close()


def _on_purpose(request: Request, error: Exception) -> Response:
    known = {UsageError: 400, NotInRecordError: 404, RecordError: 503}
    status = next((code for kind, code in known.items() if isinstance(error, kind)), 500)
    return _answer(request, status, str(error))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, str(error.detail))


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    said = "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors())
    return _answer(request, 422, said)


def _answer(request: Request, status: int, message: str) -> Response:
    """An error as JSON to programs, as a page to people."""
    if request.url.path.startswith("/api"):
        return JSONResponse({"error": message}, status_code=status)
    return page(request, "error.html", status=status, status_code=status, message=message)
