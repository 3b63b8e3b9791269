from collections.abc import Callable

import pytest

from onrecord.analyse import Analyse
from onrecord.attribute.draft import Draft
from onrecord.attribute.tree import Tree
from onrecord.model import Parse, Reading, Report, Span


@pytest.fixture(scope="session")
def analyse() -> Analyse:
    return Analyse()


@pytest.fixture(scope="session")
def tree(analyse: Analyse) -> Callable[[str], Tree]:
    """The parse of a text, as a tree."""

    def parsed(text: str) -> Tree:
        report = Report(id="r1", text=text, language="en", digest="")
        parse = analyse(Reading(report=report)).parse
        assert parse is not None
        return Tree(parse)

    return parsed


def empty_parse() -> Parse:
    return Parse(tokens=(), sentences=(), entities=())


def span(text: str, part: str) -> Span:
    """Where a part stands in a text; it must stand there once."""
    assert text.count(part) == 1, part
    start = text.index(part)
    return Span(start, start + len(part))


def drafted(text: str, content: str, cue: str = "", source: str = "", score: float = 0.9) -> Draft:
    """A draft by its words, each role one stretch of the text."""

    def spans(part: str) -> tuple[Span, ...]:
        return (span(text, part),) if part else ()

    return Draft(content=spans(content), cue=spans(cue), source=spans(source), score=score)
