"""A web site of our own on loopback, a clock that tests set, and a watch that is put together from both."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from onrecord.collect.address import site
from onrecord.collect.fetch import Fetcher
from onrecord.collect.keep import Keep
from onrecord.collect.state import State
from onrecord.collect.watch import Outcome, Watch

START = 2_000_000_000.0
"""2033-05-18T03:33:20Z."""


@dataclass
class FakeClock:
    """Time that passes only where somebody sleeps, and by `step` with each look at it."""

    time: float = START
    step: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        self.time += self.step
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@dataclass
class Answer:
    """What a site answers; `length` is what it says of the length (-1: the truth, None: nothing)."""

    body: bytes = b""
    type: str | None = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = -1


@dataclass
class Site:
    """Paths and what is answered there; `asked` is what was asked, with the headers."""

    url: str = ""
    pages: dict[str, Answer | Callable[[dict[str, str]], Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    clock: FakeClock | None = None

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append((path, headers))
        if self.clock:
            self.times.append(self.clock.time)
        found = self.pages.get(path, Answer(b"nothing here", status=404))
        return found(headers) if callable(found) else found


def handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = site.answer(self.path, {k.lower(): v for k, v in self.headers.items()})
            self.send_response(answer.status)
            if answer.type:
                self.send_header("Content-Type", answer.type)
            if answer.length is not None:
                self.send_header(
                    "Content-Length", str(len(answer.body) if answer.length < 0 else answer.length)
                )
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):  # whoever asked may have had enough
                self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(site))
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Try:
    """A watch over a folder, run as often as a test wants."""

    folder: Path
    clock: FakeClock
    seeds: list[str]
    delay: float = 1.0
    heard: list[Outcome] = field(default_factory=list)
    flushes: int = 0

    def look(self) -> list[tuple[str, str, str]]:
        """One look at all seeds: what became of what, as path, outcome and detail."""
        self.heard = []
        with closing(State(self.folder)) as state:
            state.seeds(self.seeds, self.clock.now())
            self.watch(state, None).run(self._flush)
        return [(o.url.split("/", 3)[3], o.outcome.value, o.detail) for o in self.heard]

    def watch(self, state: State, every: float | None) -> Watch:
        return Watch(
            keep=Keep(folder=self.folder, state=state, agent="onrecord/test", clock=self.clock),
            state=state,
            fetcher=Fetcher(agent="onrecord/test", named=frozenset(map(site, self.seeds)), clock=self.clock),
            clock=self.clock,
            delay=self.delay,
            every=every,
            tell=self.heard.append,
        )

    def _flush(self) -> None:
        self.flushes += 1

    @property
    def archives(self) -> list[str]:
        return sorted(str(path) for path in self.folder.glob("*.warc.gz"))


def page(title: str, *paragraphs: str, head: str = "") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


ARTICLE = (
    "The foreign minister of Ruritania, Anna Sorel, said on Monday that the talks on fish had ended.",
    "She denied that any shot had been fired by the coast guard when the ship was boarded.",
)


def item(
    link: str | None, title: str, *, updated: str = "", content: str = "", summary: str = "in short"
) -> str:
    parts = [f"<title>{title}</title>", f"<guid isPermaLink='false'>id-{title}</guid>"]
    parts += [f"<link>{link}</link>"] if link else []
    parts += [f"<pubDate>{updated}</pubDate>"] if updated else []
    parts += [f"<description>{summary}</description>"]
    parts += [f"<content:encoded><![CDATA[{content}]]></content:encoded>"] if content else []
    return f"<item>{''.join(parts)}</item>"


def rss(*items: str, title: str = "Harbour Gazette") -> Answer:
    body = (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{title}</title><link>https://gazette.example/</link>{''.join(items)}</channel></rss>"
    )
    return Answer(body.encode(), "application/rss+xml")
