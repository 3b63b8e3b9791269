"""What a site asks robots to do (RFC 9309): which addresses to leave alone, and how long to wait."""

from __future__ import annotations

from typing import NamedTuple

from protego import Protego

from onrecord.collect.address import normal
from onrecord.collect.fetch import Fetcher, Unreachable
from onrecord.errors import BadInput

AGENT = "onrecord"
"""The name under which robots.txt may speak to us."""

MOST_BYTES = 500 * 1024
MOST_REDIRECTS = 5
KEPT_SECONDS = 24 * 3600.0
"""All three are what RFC 9309 sets (2.5, 2.3.1.2, 2.4)."""

LONGEST_DELAY = 24 * 3600.0
"""A site may ask for one visit a day; what is written beyond that is no wish."""


class Rules(NamedTuple):
    """The rules of one site for us."""

    allowed: bool
    delay: float
    """Seconds to leave between two requests; 0 where the site does not say."""


def rules(text: str, url: str) -> Rules:
    """What this robots.txt says of one address of its site."""
    parsed = Protego.parse(text)
    delay = float(parsed.crawl_delay(AGENT) or 0.0)
    return Rules(parsed.can_fetch(url, AGENT), min(delay, LONGEST_DELAY) if delay > 0 else 0.0)


def fetch(fetcher: Fetcher, origin: str) -> str:
    """The robots.txt of a site. Without one all is allowed: the text is empty then.

    Raises Unreachable where the server does not answer: the site is to be left alone until it does.
    """
    url = f"{origin}/robots.txt"
    for _ in range(MOST_REDIRECTS + 1):
        try:
            response = fetcher.get(url)
            if response.moved is None:
                text = response.content()[:MOST_BYTES].decode("utf-8", "replace")
                return text if response.status == 200 else ""
            url = normal(response.moved, url)
        except Unreachable:
            raise
        except BadInput:
            break
    return ""
