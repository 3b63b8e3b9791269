"""Web addresses: how they are written, and which of them may be asked."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from onrecord.errors import BadInput
from onrecord.model import Reason

PORTS = {"http": 80, "https": 443}
LABEL = "utm_"
"""How parameters begin that only say where a reader came from (Urchin Tracking Module); feeds add them."""

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses as networks without IPv4 write them (RFC 6052)."""

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class Site(NamedTuple):
    """A host and port: what is asked in turn, and what a user names by naming an address on it."""

    host: str
    port: int


def normal(url: str, base: str | None = None) -> str:
    """The absolute address in ASCII, without fragment and user name. Raises BadInput where it is none."""
    try:
        parsed = parse_url(urljoin(base or "", url.strip()))
    except (LocationParseError, ValueError):
        parsed = Url()
    if parsed.scheme not in PORTS or not parsed.host:
        raise BadInput(
            Reason.NOT_FETCHED, url, "no web address.", "Give an address with http:// or https://."
        )
    port = None if parsed.port == PORTS[parsed.scheme] else parsed.port
    return Url(parsed.scheme, None, parsed.host, port, parsed.path or "/", parsed.query).url


def unlabelled(url: str) -> str:
    """A normal address without the parameters that only say by which feed a reader came."""
    path, _, query = url.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith(LABEL)]
    return f"{path}?{'&'.join(kept)}" if kept else path


def site(url: str) -> Site:
    """Host and port of a normal address."""
    parsed = parse_url(url)
    return Site((parsed.host or "").strip("[]"), parsed.port or PORTS[parsed.scheme or "http"])


def origin(url: str) -> str:
    """Scheme, host and port of a normal address: what one robots.txt holds for."""
    parsed = parse_url(url)
    return Url(parsed.scheme, None, parsed.host, parsed.port).url


def reachable(url: str, named: Collection[Site]) -> list[str]:
    """The IP addresses under which to ask: public ones, or any where the user named the site.

    Pages and feeds are written by strangers: their links and redirects must not reach into the user's
    network. Connect to what is returned here and do not look the name up again, as the answer may change.
    Raises BadInput where there is none, OSError where the name cannot be looked up.
    """
    host, port = site(url)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:  # an empty part of the name, or one of more than 63 characters
        raise BadInput(Reason.NOT_FETCHED, url, f"no host can be called {host}.") from None
    numbers = list(dict.fromkeys(str(info[4][0]) for info in found))
    if Site(host, port) in named:
        return numbers
    if public := [number for number in numbers if is_public(number)]:
        return public
    detail = f"not asked: {host} is in a private network ({numbers[0]}), and a page or feed led there."
    raise BadInput(Reason.NOT_ALLOWED, url, detail, "Name the address itself to watch it.")


def is_public(number: str) -> bool:
    """Whether an IP address belongs to the public internet, also where it stands for another one."""
    address = _meant(ipaddress.ip_address(number))
    site_local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or site_local)


def _meant(address: IP) -> IP:
    """The IPv4 address that an IPv6 address stands for, or the address itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        return address.ipv4_mapped or address.sixtofour or address
    return address
