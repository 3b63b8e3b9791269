"""The watch: asks what is due, one address at a time, keeps the answers, notes what is due next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from onrecord.acquire.draft import sha256
from onrecord.acquire.feed import is_feed
from onrecord.acquire.html import page
from onrecord.acquire.warc import HTML_TYPES
from onrecord.collect import archive, robots
from onrecord.collect.address import normal, origin
from onrecord.collect.entries import Entry, entries, named_feed
from onrecord.collect.fetch import Clock, Fetcher, Response, Unreachable
from onrecord.collect.keep import Keep
from onrecord.collect.robots import Rules
from onrecord.collect.state import Job, State
from onrecord.errors import BadInput
from onrecord.model import Reason

FEED_TYPES = (
    *("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    *("application/xml", "text/xml"),
)
MOST_REDIRECTS = 5
FIRST_WAIT = 60.0
"""Seconds after the first failure; each further one doubles them."""

LONGEST_WAIT = 6 * 3600.0
DAY = 24 * 3600.0
PATIENCE = 3 * DAY
"""How long a page is tried for that a site does not give. Outages last hours, rarely days."""

BATCH = 100
"""Answers after which the record gets what is new, at the latest."""

IDLE = 10.0
"""A wait, in seconds, in which the record may as well get what is new."""


class What(StrEnum):
    """What became of an address."""

    KEPT = "kept"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    LATER = "later"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an address when it was asked. `entries` counts what is new in a feed."""

    at: str
    url: str
    outcome: What
    detail: str = ""
    reason: Reason | None = None
    entries: int | None = None


@dataclass(slots=True, kw_only=True)
class Watch:
    """Follows the addresses in `state` and keeps the answers.

    `delay` is seconds between two requests to one host, `every` seconds between two looks at a seed (None:
    one look). `tell` hears of each answer.
    """

    keep: Keep
    state: State
    fetcher: Fetcher
    clock: Clock
    delay: float
    every: float | None
    tell: Callable[[Outcome], None]

    def run(self, flush: Callable[[], None]) -> None:
        """Ask until nothing is due, or for ever with `every`. `flush` adds what was kept to the record."""
        while job := self._next():
            wait = job.at - self.clock.now()
            if wait > IDLE or self.keep.count >= BATCH:
                self._finish(flush)
                wait = job.at - self.clock.now()
            if wait > 0:
                self.clock.sleep(wait)
            self.visit(job)
        self._finish(flush)

    def _next(self) -> Job | None:
        return self.state.next(self.clock.now(), waiting=self.every is not None)

    def _finish(self, flush: Callable[[], None]) -> None:
        self.keep.close()
        flush()

    def visit(self, job: Job) -> None:
        """Ask one address, and note what came of it."""
        try:
            outcome = self._visit(job)
        except Unreachable as error:
            outcome = self._later(job, error)
        except BadInput as error:
            outcome = self._left_out(job, error)
        if outcome:
            self.tell(outcome)

    def _visit(self, job: Job) -> Outcome | None:
        rules = self._rules(job)
        if rules is None:
            return None
        if not rules.allowed:
            raise BadInput(Reason.NOT_ALLOWED, job.target, f"not asked: robots.txt of {job.host} forbids it.")
        response = self._ask(job, rules.delay)
        if response.moved:
            return self._moved(job, response, normal(response.moved, job.target))
        if response.status == 304:
            return self._unchanged(job)
        if response.status != 200:
            found = f"the server answered {response.status} {response.phrase}."
            return self._left_out(job, BadInput(Reason.NOT_FETCHED, job.target, found), response)
        return self._got(job, response, sha256(response.content()))

    def _rules(self, job: Job) -> Rules | None:
        """What the site allows; None where it had to be asked for, which was a request of its own."""
        where, now = origin(job.target), self.clock.now()
        text = self.state.robots(where, now)
        if text is not None:
            return robots.rules(text, job.target)
        text = robots.fetch(self.fetcher, where)
        with self.keep.step():
            self.state.keep_robots(where, text, now + robots.KEPT_SECONDS)
            self.state.pace(job.host, self.clock.now() + self.delay, 0)
        return None

    def _ask(self, job: Job, delay: float) -> Response:
        """Ask, and leave the host alone for a while, also after an answer that is of no use."""
        try:
            response = self.fetcher.get(job.target, etag=job.etag, modified=job.modified)
        except Unreachable:
            raise
        except BadInput:
            self._pace(job, delay)
            raise
        self._pace(job, delay)
        return response

    def _pace(self, job: Job, delay: float) -> None:
        self.state.pace(job.host, self.clock.now() + max(self.delay, delay), 0)

    # What an answer means

    def _got(self, job: Job, response: Response, digest: str) -> Outcome:
        if digest == job.digest:
            return self._unchanged(job)
        if is_feed(response.content()) or response.type in FEED_TYPES:
            return self._feed(job, response, digest)
        if response.type not in HTML_TYPES:
            kind = response.type or "no type"
            return self._left_out(
                job, BadInput(Reason.NOT_TEXT, job.target, f"not a page: {kind}."), response
            )
        front = {key: value for key, value in job.row.items() if key != "text"}
        records = archive.answer(response, front)
        if "text" in job.row and not _has_text(response):
            records.append(archive.text(job.url, response.at, job.row))
        with self.keep.step(records):
            self._settle(job, response, digest)
        feed = named_feed(response) if job.seed else None
        return self._outcome(
            job, What.KEPT, f"a page; give its feed to follow what it lists: {feed}" if feed else ""
        )

    def _feed(self, job: Job, response: Response, digest: str) -> Outcome:
        if not job.seed:
            return self._left_out(job, BadInput(Reason.NOT_TEXT, job.target, "a feed, not a page."), response)
        found = entries(response)
        fresh = [entry for entry in found if self.state.is_news(entry)]
        loose = [self._loose(entry, response) for entry in fresh if not entry.url]
        with self.keep.step([*archive.answer(response, {}), *loose]):
            for entry in fresh:
                self.state.enter(entry, self.clock.now())
            self._settle(job, response, digest)
        detail = f"{len(fresh)} of {len(found)} entries are new"
        return replace(self._outcome(job, What.KEPT, detail), entries=len(fresh))

    def _loose(self, entry: Entry, response: Response) -> bytes:
        """An entry that links to no page: its text, or that it has none."""
        if "text" in entry.row:
            return archive.text(response.url, response.at, entry.row)
        found = f"an entry without a link and without a text: {entry.row.get('title', 'no title')!r}."
        return archive.omission(response.url, response.at, BadInput(Reason.NOT_FETCHED, response.url, found))

    def _unchanged(self, job: Job) -> Outcome:
        with self.keep.step():
            self.state.rest(job, self._due(job))
        return self._outcome(job, What.UNCHANGED)

    def _moved(self, job: Job, response: Response, target: str) -> Outcome:
        if job.hops >= MOST_REDIRECTS:
            found = f"more than {MOST_REDIRECTS} redirects, the last to {target}."
            raise BadInput(Reason.NOT_FETCHED, job.url, found)
        with self.keep.step([] if job.seed else archive.answer(response, {})):
            self.state.move(job, target, self.clock.now())
        return self._outcome(job, What.MOVED, f"to {target}")

    def _left_out(self, job: Job, error: BadInput, response: Response | None = None) -> Outcome:
        """Keep why, once, and the entry's own text if the feed carries one."""
        at = self.keep.now()
        records = archive.answer(response, {}) if response else []
        records.append(archive.omission(job.url, at, error))
        if "text" in job.row:
            records.append(archive.text(job.url, at, job.row))
        with self.keep.step([] if error.found == job.told else records):
            wait = max(self.every or 0.0, backoff(job.failures + 1))
            self.state.fail(job, self.clock.now() + wait if job.seed else None, error.found)
        return replace(self._outcome(job, What.LEFT_OUT, error.found), reason=error.reason)

    def _later(self, job: Job, error: Unreachable) -> Outcome:
        """The host is left alone for a while, for longer each time; what waits there for days is given up."""
        now = self.clock.now()
        failures = self.state.host_failures(job.host) + 1
        asked = min(error.after, DAY)
        overdue = self.state.overdue(job.host, now - PATIENCE)  # with this one, which `fail` sends back home
        with self.keep.step():
            self.state.pace(job.host, now + max(self.delay, asked, backoff(failures)), failures)
            self.state.fail(job, now + max(asked, backoff(job.failures + 1)), job.told)
        for old in overdue:
            self.tell(self._left_out(old, error))
        return replace(self._outcome(job, What.LATER, error.found), reason=error.reason)

    # State and archive

    def _settle(self, job: Job, response: Response, digest: str) -> None:
        headers = response.headers
        validators = headers.get("ETag"), headers.get("Last-Modified")
        self.state.settle(job, self._due(job), digest, *validators)

    def _due(self, job: Job) -> float | None:
        return self.clock.now() + self.every if job.seed and self.every is not None else None

    def _outcome(self, job: Job, what: What, detail: str = "") -> Outcome:
        return Outcome(
            at=self.keep.now().isoformat(timespec="seconds"), url=job.url, outcome=what, detail=detail
        )


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(failures - 1, 30))


def _has_text(response: Response) -> bool:
    try:
        page(response.url, response.content(), url=response.url)
    except BadInput:
        return False
    return True
