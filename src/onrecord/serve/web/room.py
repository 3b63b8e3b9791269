"""What all pages share: the record they read, how they open it, and how a page is rendered."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord import __version__
from onrecord.record import Record
from onrecord.record.connection import clear_errors, connect
from onrecord.serve.web import words

T = TypeVar("T")
Rows = list[sqlite3.Row]
CORRECTED = {
    "speaker": "speaker",
    "act": "act",
    "status": "status",
    "type": "type",
    "asserted_by": "according to",
}
"""What pages call the fields that people may correct."""

_KEPT = 400
"""Computed values kept in memory while the record does not change."""


@dataclass(slots=True)
class Room:
    """A record that is being served. One connection a request, so that pages never wait for a writer."""

    path: Path
    read_only: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """Proves that a request to change something comes from one of our own pages."""
    _kept: dict[object, Any] = field(default_factory=dict)
    _stamp: object = None
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the record, whatever others write meanwhile."""
        with clear_errors(self.path):
            connection = connect(self.path, create=False, read_only=True)
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                connection.close()

    def writing(self) -> Record:
        """The record, open for judgements. The caller has asked `access.may_write`."""
        return Record(self.path, create=False)

    def kept(self, key: object, compute: Callable[[], T]) -> T:
        """A value that depends on the record alone: computed once for each state of the file."""
        stamp = self._file_stamp()
        with self._lock:
            if stamp != self._stamp or len(self._kept) > _KEPT:
                self._kept.clear()
                self._stamp = stamp
            if key in self._kept:
                return cast(T, self._kept[key])
        value = compute()
        with self._lock:
            if stamp == self._stamp:
                self._kept[key] = value
        return value

    def _file_stamp(self) -> tuple[tuple[int, int], ...]:
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        found = [f.stat() for f in files if f.exists()]
        return tuple((s.st_mtime_ns, s.st_size) for s in found)


def room(request: Request) -> Room:
    """The room that a request came to."""
    return cast(Room, request.app.state.room)


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A template as a page. Every field is escaped; the template gets no other data than `context`."""
    here = room(request)
    shared: dict[str, Any] = {
        "record_name": here.path.name,
        "read_only": here.read_only,
        "token": here.token,
        "version": __version__,
        "path": request.url.path,
        "query": request.query_params,
        "words": words,
        "corrected_fields": CORRECTED,
    }
    return HTMLResponse(environment().get_template(template).render(shared | context), status_code=status)


@cache
def environment() -> Environment:
    """The templates of the room."""
    made = Environment(
        loader=PackageLoader("onrecord.serve", "templates/web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": words.day, "count": words.count, "oneline": words.one_line}
    return made
