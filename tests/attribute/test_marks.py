"""Marks inside the words of a statement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribute.manner import manner
from onrecord.attribute.marks import marks
from onrecord.attribute.quotes import quotations
from onrecord.model import Span

CASES = {
    "brackets": ("“He [Bolan] left”", [("brackets", "[Bolan]")]),
    "ellipsis": ("“He left … late”", [("ellipsis", "…")]),
    "dots": ("“He left . . . late”", [("ellipsis", ". . .")]),
    "dots in brackets": ("“He left [...] late”", [("ellipsis", "[...]")]),
    "sic": ("“He leaved [sic] late”", [("sic", "[sic]")]),
    "round sic": ("“He leaved (sic) late”", [("sic", "(sic)")]),
    "none": ("“He left (late).”", []),
    "not quoted": ("he [Bolan] left", []),
    "partly": (
        "that he was “very [too] late” again",
        [("quoted", "“very [too] late”"), ("brackets", "[too]")],
    ),
    "two parts": ("a “great” and “good” man", [("quoted", "“great”"), ("quoted", "“good”")]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_marks(text: str, expected: list[tuple[str, str]]) -> None:
    content, quotes = [Span(0, len(text))], quotations(text)
    found = marks(content, manner(content, text, quotes), text, quotes)
    assert [(m.kind.value, m.span.of(text)) for m in found] == expected


@given(st.text("ab “”[]….sic \n", min_size=1, max_size=60))
def test_marks_lie_within_the_content_and_are_in_order(text: str) -> None:
    content, quotes = [Span(0, len(text))], quotations(text)
    found = marks(content, manner(content, text, quotes), text, quotes)
    assert all(content[0].contains(m.span) for m in found)
    assert list(found) == sorted(found, key=lambda m: (m.span, m.kind))
