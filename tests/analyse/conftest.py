from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.analyse import Analyse
from onrecord.model import Reading, Report, Span

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def read() -> Read:
    """Analyse a text; one parser for all tests."""
    stage = Analyse()

    def run(text: str, boilerplate: tuple[Span, ...] = ()) -> Reading:
        report = Report(id="r", text=text, language="en", digest="", boilerplate=boilerplate)
        return stage(Reading(report=report))

    return run
