from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Reading, Span

from .conftest import Read

NAMES = ["Anna Reed", "Mr. Bell", "the minister", "Russia", "the report", "U.S."]
PRONOUNS = ["he", "her", "they", "his office", "said", "told"]
MARKS = ["“", "”", '"', "'", ".", ",", "?", "(", ")", " ", "\n", "\n\n", "\x00", "\u202e", "\U0001f600"]
WORDS = st.sampled_from([*NAMES, *PRONOUNS, *MARKS])
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(WORDS, max_size=25).map(" ".join),
    st.lists(WORDS, max_size=25).map("".join),
)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(reading: Reading) -> None:
    text, parse = reading.report.text, reading.parse
    assert parse is not None
    ends = [0, *(t.end for t in parse.tokens)]
    assert all(end <= t.start < t.end <= len(text) for end, t in zip(ends, parse.tokens, strict=False))
    for token in parse.tokens:
        assert token.text == text[token.start : token.end]
        assert parse.sentences[token.sentence].contains(Span(token.start, token.end))
        assert 0 <= token.head < len(parse.tokens)
    spans = {m.span for m in reading.mentions}
    for mention in reading.mentions:
        assert mention.span.end <= len(text)
        assert mention.span.contains(mention.head)
        assert mention.antecedent is None or mention.antecedent in spans
        assert spans.issuperset(mention.candidates)


@FEW
@given(text=TEXTS)
def test_every_span_is_what_it_claims(read: Read, text: str) -> None:
    check(read(text))


@FEW
@given(text=TEXTS, cut=st.integers(0, 40), width=st.integers(1, 20))
def test_nothing_is_found_in_boilerplate(read: Read, text: str, cut: int, width: int) -> None:
    boilerplate = Span(cut, cut + width)
    reading = read(text, (boilerplate,))
    check(reading)
    assert reading.parse is not None
    assert not any(boilerplate.overlaps(Span(t.start, t.end)) for t in reading.parse.tokens)


@FEW
@given(text=TEXTS)
def test_the_same_text_gives_the_same_reading(read: Read, text: str) -> None:
    assert read(text) == read(text)
