"""Who may ask what: no other host names, no writing from other sites, no foreign script on our pages.

A page in the user's browser can send requests to this server. It must not be able to read answers (so
names that resolve to this machine but are not ours are refused, which stops DNS rebinding, and nothing
allows cross-origin reads) nor to change the record (so writing needs our own origin and a token that only our
own pages hold).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.serve.web.room import room

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TOKEN_HEADER = "X-Onrecord-Token"

_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": browsers would then send our own forms with the origin "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses foreign host names and writes from foreign sites; puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app, self.hosts = app, frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope["method"], headers)
        answer = PlainTextResponse(refusal, status_code=403) if refusal else self.app
        await answer(scope, receive, _with_headers(send))

    def _refusal(self, method: str, headers: Headers) -> str | None:
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            names = ", ".join(sorted(self.hosts))
            return f"This server answers to {names} only. Start it with --name NAME to add one."
        if method in _SAFE_METHODS:
            return None
        origin = headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
        if foreign or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "Only pages of this server may change the record."
        return None


def _name(host: str) -> str | None:
    """The name in a Host header, without its port; None where it is malformed."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-cache")
        await send(message)

    return sending


def may_write(request: Request, token: str | None) -> None:
    """Raise 403 unless the record may be changed and the request proves that it comes from our pages."""
    here = room(request)
    if here.read_only:
        raise HTTPException(403, "This record is served read-only.")
    if not token or not secrets.compare_digest(token.encode(), here.token.encode()):
        raise HTTPException(403, "The form is out of date. Open the page again and repeat what you did.")
