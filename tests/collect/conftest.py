"""Two sites and a clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sites import FakeClock, Site, Try, serving


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def web(clock: FakeClock) -> Iterator[Site]:
    """The site that the user names."""
    with serving() as site:
        site.clock = clock
        yield site


@pytest.fixture
def other() -> Iterator[Site]:
    """A site that the user does not name."""
    with serving() as site:
        yield site


@pytest.fixture
def attempt(web: Site, clock: FakeClock, tmp_path: Path) -> Try:
    return Try(tmp_path / "raw", clock, [f"{web.url}/feed.xml"])
