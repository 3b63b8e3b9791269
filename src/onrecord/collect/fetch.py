"""One request: bounded in bytes and time, to a checked address, without following what it answers."""

from __future__ import annotations

import gzip
import io
import ssl
import time
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPHeaderDict, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.util import parse_url

from onrecord.acquire.draft import MAX_BYTES
from onrecord.collect.address import Site, reachable, site
from onrecord.errors import BadInput
from onrecord.model import Reason

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
"""How long a server may be silent."""

WHOLE_SECONDS = 120.0
"""How long a whole answer may take, however steadily it drips."""

CHUNK = 1 << 16
NOT_PAGES = ("audio/", "font/", "image/", "video/", "application/pdf", "application/zip")
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"
LATER = frozenset({408, 425, 429})
"""Statuses below 500 that say: not now."""


class Clock(Protocol):
    """Time, which tests make up."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """Time as the machine has it."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Unreachable(BadInput):
    """No answer, or one that says: not now. `after` is how many seconds the server asks to wait."""

    def __init__(self, url: str, found: str, after: float = 0.0) -> None:
        self.after = after
        super().__init__(Reason.NOT_FETCHED, url, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a server answered. `body` is as it was sent, still compressed where the server did that."""

    url: str
    status: int
    phrase: str
    version: str
    headers: HTTPHeaderDict
    body: bytes
    at: datetime

    @property
    def moved(self) -> str | None:
        """Where it says the thing is."""
        return self.headers.get("Location") if self.status in (301, 302, 303, 307, 308) else None

    @property
    def type(self) -> str:
        """The media type, in lower case and without parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def content(self) -> bytes:
        """The body, decompressed. Raises BadInput for more than MAX_BYTES or damaged bytes."""
        if self.headers.get("Content-Encoding", "identity").lower() not in ("gzip", "x-gzip"):
            return self.body
        try:
            data = gzip.GzipFile(fileobj=io.BytesIO(self.body)).read(MAX_BYTES + 1)
        except (EOFError, OSError, zlib.error) as error:
            raise BadInput(Reason.MALFORMED, self.url, f"damaged gzip: {error}.") from error
        if len(data) > MAX_BYTES:
            raise _too_large(self.url)
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """Asks one address at a time. `named` are the sites that the user named, which may be private."""

    agent: str
    named: Collection[Site]
    clock: Clock

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Response:
        """Ask a normal address once; validators make the request conditional. No cookies, no redirects.

        Raises Unreachable where trying later may help, BadInput where it will not.
        """
        headers = {
            "Host": parse_url(url).netloc or "",
            "User-Agent": self.agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
        }
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        try:
            response = self._ask(url, headers)
        except (HTTPError, OSError) as error:
            raise Unreachable(url, f"no answer: {_first_line(error)}.") from error
        if response.status in LATER or response.status >= 500:
            after = retry_after(response.headers.get("Retry-After"), self.clock.now())
            raise Unreachable(url, f"the server answered {response.status} {response.phrase}.", after)
        return response

    def _ask(self, url: str, headers: dict[str, str]) -> Response:
        numbers = reachable(url, self.named)
        for number in numbers[:-1]:
            try:
                return self._ask_at(number, url, headers)
            except NewConnectionError:
                continue
        return self._ask_at(numbers[-1], url, headers)

    def _ask_at(self, number: str, url: str, headers: dict[str, str]) -> Response:
        """Ask the server at this IP address; certificates must be those of the host."""
        parsed = parse_url(url)
        host, port = site(url)
        timeout = Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
        pool: HTTPConnectionPool
        if parsed.scheme == "https":
            context = ssl.create_default_context()
            pool = HTTPSConnectionPool(
                number, port, timeout=timeout, ssl_context=context, server_hostname=host, assert_hostname=host
            )
        else:
            pool = HTTPConnectionPool(number, port, timeout=timeout)
        with pool:
            answer = pool.urlopen(
                "GET",
                parsed.request_uri,
                headers=headers,
                retries=False,
                redirect=False,
                assert_same_host=False,
                preload_content=False,
                decode_content=False,
            )
            try:
                return Response(
                    url=url,
                    status=answer.status,
                    phrase=answer.reason or "",
                    version="HTTP/1.0" if answer.version == 10 else "HTTP/1.1",
                    headers=answer.headers,
                    body=self._body(url, answer),
                    at=datetime.fromtimestamp(self.clock.now(), UTC),
                )
            finally:
                answer.close()

    def _body(self, url: str, answer: BaseHTTPResponse) -> bytes:
        kind = answer.headers.get("Content-Type", "").strip().lower()
        if kind.startswith(NOT_PAGES):
            raise BadInput(Reason.NOT_TEXT, url, f"not a page: {kind.partition(';')[0]}.")
        stated = answer.headers.get("Content-Length", "")
        if stated.isdecimal() and int(stated) > MAX_BYTES:
            raise _too_large(url)
        end = self.clock.now() + WHOLE_SECONDS
        body = bytearray()
        for chunk in answer.stream(CHUNK, decode_content=False):
            body += chunk
            if len(body) > MAX_BYTES:
                raise _too_large(url)
            if self.clock.now() > end:
                raise Unreachable(url, f"the answer took longer than {WHOLE_SECONDS:.0f} s.")
        return bytes(body)


def retry_after(value: str | None, now: float) -> float:
    """Seconds that a Retry-After header asks for, which holds seconds or a date; 0 for none."""
    if not value:
        return 0.0
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, OverflowError):
        return 0.0


def _too_large(url: str) -> BadInput:
    return BadInput(Reason.TOO_LARGE, url, f"more than {MAX_BYTES:,} bytes.")


def _first_line(error: Exception) -> str:
    cause = getattr(error, "strerror", None) or str(error)
    return (str(cause).splitlines() or [type(error).__name__])[0].rstrip(".")
