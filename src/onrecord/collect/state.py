"""What was seen, what is due and which bytes count: one small SQLite file beside the archives.

Each step of a watch is one transaction here, made after the bytes are on the disk. A process that is killed
leaves at most bytes that no row speaks of; the next one writes over them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from onrecord.collect.address import site
from onrecord.collect.entries import Entry
from onrecord.errors import CollectError
from onrecord.model import Json
from onrecord.record.connection import transaction

NAME = ".watch.sqlite"
"""Begins with a dot, so that `onrecord add FOLDER` leaves it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An address that is due. `at` is when its host may be asked; validators are those of the target."""

    number: int
    url: str
    seed: bool
    target: str
    hops: int
    failures: int
    etag: str | None
    modified: str | None
    digest: str | None
    told: str | None
    row: Json
    at: float

    @property
    def host(self) -> str:
        """The host that is asked."""
        return site(self.target).host


class State:
    """The state of a folder of archives. One process at a time may hold it; CollectError for a second one."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(folder / NAME, isolation_level=None, timeout=0.0)
            self._connection.row_factory = sqlite3.Row
            # The lock is the process's own: it goes with it, however it ends.
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            with self.transaction():
                for statement in (files("onrecord.collect") / "state.sql").read_text("utf-8").split(";\n"):
                    self._connection.execute(statement)
        except (OSError, sqlite3.Error) as error:
            advice = "Is another `onrecord watch` at work there? Name another folder with --raw."
            raise CollectError(f"{folder} cannot be used to keep web archives: {error}. {advice}") from error

    def close(self) -> None:
        """Release the folder."""
        self._connection.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing."""
        return transaction(self._connection)

    def seeds(self, urls: Iterable[str], now: float) -> None:
        """From now on these are the addresses that a user wants to follow. One that failed keeps its time."""
        given = list(urls)
        with self.transaction():
            others = f"url NOT IN ({', '.join('?' * len(given))})"
            self._do(f"UPDATE addresses SET seed = 0, due = NULL WHERE seed = 1 AND {others}", *given)
            for url in given:
                self._do(
                    "INSERT INTO addresses (url, seed, due, since, target, host) VALUES (?, 1, ?, ?, ?, ?)"
                    " ON CONFLICT (url) DO UPDATE SET seed = 1,"
                    " due = CASE WHEN failures = 0 THEN excluded.due ELSE coalesce(due, excluded.due) END",
                    *(url, now, now, url, site(url).host),
                )

    def next(self, now: float, *, waiting: bool) -> Job | None:
        """What can be asked first. Without `waiting`, not what failed before and has to wait."""
        row = self._do(
            "SELECT a.*, max(a.due, coalesce(h.ready, 0)) AS at FROM addresses AS a"
            " LEFT JOIN hosts AS h ON h.host = a.host WHERE a.due IS NOT NULL"
            " AND (? OR ((a.failures = 0 OR a.due <= ?) AND (coalesce(h.failures, 0) = 0 OR h.ready <= ?)))"
            " ORDER BY at, a.number LIMIT 1",
            *(waiting, now, now),
        ).fetchone()
        return _job(row) if row else None

    def overdue(self, host: str, before: float) -> list[Job]:
        """What feeds listed on a host before a time and is still due."""
        rows = self._do(
            "SELECT *, due AS at FROM addresses"
            " WHERE host = ? AND since < ? AND due IS NOT NULL AND NOT seed ORDER BY number",
            *(host, before),
        )
        return [_job(row) for row in rows.fetchall()]

    def is_news(self, entry: Entry) -> bool:
        """Whether an entry of a feed is not known, or has changed as the feed says."""
        row = self._do("SELECT seed, marker FROM addresses WHERE url = ?", entry.key).fetchone()
        return row is None or (not row["seed"] and row["marker"] != entry.marker)

    def enter(self, entry: Entry, now: float) -> None:
        """An entry is due, if it has an address; in any case it is known from now on."""
        due = now if entry.url else None
        host = site(entry.url).host if entry.url else ""
        self._do(
            "INSERT INTO addresses (url, due, since, target, host, marker, row) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (url) DO UPDATE SET due = excluded.due, since = excluded.since,"
            " marker = excluded.marker, row = excluded.row",
            *(entry.key, due, now, entry.key, host, entry.marker, json.dumps(entry.row)),
        )

    def settle(
        self, job: Job, due: float | None, digest: str, etag: str | None, modified: str | None
    ) -> None:
        """The job is done, and this is what its target is like; it is due again then, from its beginning."""
        self._do(
            "UPDATE addresses SET digest = ?, etag = ?, modified = ?, validated = target WHERE number = ?",
            *(digest, etag, modified, job.number),
        )
        self.rest(job, due)

    def rest(self, job: Job, due: float | None) -> None:
        """The job is done and nothing is new; it is due again then, from its beginning."""
        self._do(
            "UPDATE addresses SET due = ?, target = url, host = ?, hops = 0, failures = 0, told = NULL"
            " WHERE number = ?",
            *(due, site(job.url).host, job.number),
        )

    def move(self, job: Job, target: str, now: float) -> None:
        """The job goes on at another address."""
        self._do(
            "UPDATE addresses SET target = ?, host = ?, hops = hops + 1, due = ? WHERE number = ?",
            *(target, site(target).host, now, job.number),
        )

    def fail(self, job: Job, due: float | None, told: str | None = None) -> None:
        """The job failed; the address is due again then, from its beginning."""
        self._do(
            "UPDATE addresses SET due = ?, target = url, host = ?, hops = 0, failures = failures + 1,"
            " told = ? WHERE number = ?",
            *(due, site(job.url).host, told, job.number),
        )

    def pace(self, host: str, ready: float, failures: int) -> None:
        """The host may be asked again then; `failures` is how often in a row it did not answer."""
        self._do(
            "INSERT INTO hosts VALUES (?, ?, ?) ON CONFLICT (host) DO UPDATE SET"
            " ready = excluded.ready, failures = excluded.failures",
            *(host, ready, failures),
        )

    def host_failures(self, host: str) -> int:
        """How often in a row a host did not answer."""
        row = self._do("SELECT failures FROM hosts WHERE host = ?", host).fetchone()
        return int(row[0]) if row else 0

    def robots(self, origin: str, now: float) -> str | None:
        """The robots.txt of a site, where it was asked for not long ago."""
        row = self._do("SELECT text FROM robots WHERE origin = ? AND until > ?", origin, now).fetchone()
        return str(row[0]) if row else None

    def keep_robots(self, origin: str, text: str, until: float) -> None:
        """Keep the robots.txt of a site until then."""
        self._do("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", origin, text, until)

    def archives(self) -> dict[str, int]:
        """The archives by name, with the number of bytes that count."""
        return {row["name"]: row["bytes"] for row in self._do("SELECT * FROM archives ORDER BY name")}

    def grow(self, name: str, size: int) -> None:
        """So many bytes of an archive count now."""
        self._do("INSERT OR REPLACE INTO archives VALUES (?, ?)", name, size)

    def not_added(self, record: str) -> Iterator[str]:
        """The archives whose reports are not all in a record yet, by name."""
        known = "SELECT name FROM added WHERE record = ?"
        sql = f"SELECT name FROM archives WHERE bytes > 0 AND name NOT IN ({known}) ORDER BY name"
        yield from [row["name"] for row in self._do(sql, record).fetchall()]

    def add(self, name: str, record: str) -> None:
        """All reports of an archive are in a record."""
        self._do("INSERT OR IGNORE INTO added VALUES (?, ?)", name, record)

    def forget(self, record: str) -> None:
        """No archive is in this record: the file is new."""
        self._do("DELETE FROM added WHERE record = ?", record)

    def _do(self, sql: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(sql, values)


def _job(row: sqlite3.Row) -> Job:
    same = row["validated"] == row["target"]
    return Job(
        number=row["number"],
        url=row["url"],
        seed=bool(row["seed"]),
        target=row["target"],
        hops=row["hops"],
        failures=row["failures"],
        etag=row["etag"] if same else None,
        modified=row["modified"] if same else None,
        digest=row["digest"],
        told=row["told"],
        row=json.loads(row["row"]),
        at=row["at"],
    )
