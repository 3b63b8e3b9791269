"""One run of `onrecord watch`: from what a user asks for to the record, and what is told meanwhile."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from onrecord import __version__
from onrecord.collect import archive
from onrecord.collect.address import normal, site
from onrecord.collect.fetch import Clock, Fetcher, SystemClock
from onrecord.collect.keep import Keep
from onrecord.collect.state import State
from onrecord.collect.watch import Outcome, Watch, What
from onrecord.errors import BadInput, RecordError, UsageError
from onrecord.pipeline import Pipeline, default
from onrecord.record.commands import add_paths, summary
from onrecord.record.options import tell
from onrecord.record.store import Record

INTERRUPTED = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a user asks for. `every` and `delay` are in seconds; without `every`, one look."""

    record: Path
    urls: Sequence[str]
    raw: Path
    every: float | None
    delay: float
    contact: str | None = None
    jsonl: bool = False


def run(wish: Wish, clock: Clock | None = None) -> int:
    """Watch until all is done or the user interrupts; returns the exit code."""
    clock = clock or SystemClock()
    agent = _agent(wish.contact)
    with closing(State(wish.raw)) as state:
        session = _Session(wish, state)
        session.mend()
        session.flush()
        state.seeds(wish.urls, clock.now())
        fetcher = Fetcher(agent=agent, named=frozenset(map(site, wish.urls)), clock=clock)
        watch = Watch(
            keep=Keep(folder=wish.raw, state=state, agent=agent, clock=clock),
            state=state,
            fetcher=fetcher,
            clock=clock,
            delay=wish.delay,
            every=wish.every,
            tell=session.hear,
        )
        try:
            watch.run(session.flush)
        except KeyboardInterrupt:
            tell("stopped. The same command goes on where this ended.")
            return INTERRUPTED if wish.every is None else 0
        return session.code


@dataclass
class _Session:
    """What happens beside the watch: the record gets what is new, and people are told."""

    wish: Wish
    state: State
    failed: int = 0
    fine: int = 0

    @property
    def code(self) -> int:
        return 1 if self.failed and not self.fine else 0

    @cached_property
    def pipeline(self) -> Pipeline:
        return default()

    def mend(self) -> None:
        """Undo what a killed process left half done."""
        for name, size in self.state.archives().items():
            archive.mend(self.wish.raw / name, size)
        if not self.wish.record.exists():
            self.state.forget(self._key)

    @property
    def _key(self) -> str:
        return str(self.wish.record.resolve())

    def flush(self) -> None:
        """Add the archives that are not in the record yet, as `onrecord add` does."""
        names = [name for name in self.state.not_added(self._key) if (self.wish.raw / name).is_file()]
        if not names:
            return
        try:
            with Record(self.wish.record) as store:
                result = add_paths(store, [str(self.wish.raw / name) for name in names], self.pipeline)
        except RecordError as error:
            if self.wish.every is None:
                raise
            tell(f"{error} The watch goes on; what it keeps is added later.")
            return
        with self.state.transaction():
            for name in names:
                self.state.add(name, self._key)
        line = f"{self.wish.record}: {summary(result)}"
        if self.wish.jsonl:
            tell(line)
        else:
            print(line, flush=True)

    def hear(self, outcome: Outcome) -> None:
        """Tell of one answer: a row for programs on stdout, or a line for people on stderr."""
        self.fine += outcome.outcome in (What.KEPT, What.UNCHANGED)
        self.failed += outcome.outcome in (What.LATER, What.LEFT_OUT)
        if self.wish.jsonl:
            print(json.dumps(asdict(outcome), ensure_ascii=False), flush=True)
        else:
            tell(f"{outcome.outcome.value:<9}  {outcome.url}  {outcome.detail}".rstrip())


def addresses(given: Sequence[str], listed: Path | None) -> list[str]:
    """The addresses of the command line and of a list, each once. Raises UsageError."""
    everything = [*given, *(_listed(listed) if listed else [])]
    if not everything:
        raise UsageError("no address given. Give the web address of a feed or page, or --from FILE.")
    try:
        return list(dict.fromkeys(normal(url) for url in everything))
    except BadInput as error:
        raise UsageError(str(error)) from None


def _listed(path: Path) -> list[str]:
    """The addresses of a file: one a line, lines that begin with # left out; or the feeds of an OPML file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"--from {path}: cannot be read: {(error.strerror or str(error)).lower()}."
        ) from None
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _opml(path, data)
    lines = (line.strip() for line in data.decode("utf-8-sig", "replace").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _opml(path: Path, data: bytes) -> list[str]:
    try:
        tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise UsageError(f"--from {path}: not OPML: {error.msg}.") from None
    return [url for outline in tree.iter("outline") if (url := outline.get("xmlUrl"))]


def _agent(contact: str | None) -> str:
    if contact and not (contact.isascii() and contact.isprintable()):
        raise UsageError("--contact takes plain ASCII, such as an e-mail address or the address of a page.")
    return f"onrecord/{__version__}" + (f" ({contact})" if contact else "")
