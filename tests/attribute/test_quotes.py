from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribute.manner import manner, quotes_around
from onrecord.attribute.quotes import quotations
from onrecord.model import Manner, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" twice.', ['"no"']),
        ("He said “no” twice.", ["“no”"]),
        ('He said “no" twice.', ['“no"']),
        ("He said «no» twice.", ["«no»"]),
        ("He said ''no'' twice.", ["''no''"]),
        ("'I don't know,' he said.", ["'I don't know,'"]),
        ("‘I don’t know,’ he said.", ["‘I don’t know,’"]),
        ("The workers' rights and the dogs' food.", []),
        ('noted."France will," he added."We too."', ['"France will,"', '"We too."']),
        ("“It runs on\n“and on.”\nEnd", ["“It runs on", "“and on.”"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ('He said "no', ['"no']),
    ],
)
def test_every_style_of_mark(text: str, expected: list[str]) -> None:
    assert [q.of(text) for q in quotations(text)] == expected


def test_boilerplate_has_no_quotations() -> None:
    text = 'Share "this" now\nHe said "no".'
    assert [q.of(text) for q in quotations(text, [Span(0, 16)])] == ['"no"']


@given(st.text(alphabet="ab '\"“”‘’«»\n.", max_size=60))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    found = quotations(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(q.end <= len(text) for q in found)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("“It is over,”", Manner.DIRECT),
        ("it was “over” for them", Manner.MIXED),
        ("it was done", Manner.INDIRECT),
    ],
)
def test_manner(content: str, expected: Manner) -> None:
    text = f"Ana said {content} on Monday. “Other words,” said Bo."
    start = text.index(content)
    assert manner([Span(start, start + len(content))], text, quotations(text)) is expected


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("“Bo says the dam leaks,” said Ana.", "the dam leaks", Manner.INDIRECT),
        ("“Bo says ‘it leaks’,” said Ana.", "‘it leaks’", Manner.DIRECT),
        ("Ana said that Bo says “it leaks”.", "“it leaks”", Manner.DIRECT),
    ],
    ids=["outer marks only", "marks of its own", "cue not quoted"],
)
def test_manner_of_words_inside_words(text: str, content: str, expected: Manner) -> None:
    cue, start = text.index("says"), text.index(content)
    around = quotes_around([Span(cue, cue + 4)], text, quotations(text))
    assert manner([Span(start, start + len(content))], text, around) is expected
