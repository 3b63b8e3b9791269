from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.code_events.detect import FOLDER
from onrecord.code_events.rows import SIZE, Reader, runs
from onrecord.encoder import SubwordTokenizer
from onrecord.model import Span

READER = Reader(SubwordTokenizer(FOLDER / "tokenizer.json"))


def test_words_are_spans_of_the_report() -> None:
    text = "Rain fell. Chad's army left."
    sentence = READER.sentence(text, Span(11, 28))
    assert [word.of(text) for word in sentence.words] == ["Chad", "'", "s", "army", "left", "."]


def test_a_marked_row_has_two_more_subwords() -> None:
    sentence = READER.sentence("The army shelled the town.")
    bare, marked = READER.bare(sentence), READER.marked(sentence, sentence.covering(Span(9, 16)))
    assert len(marked.ids) == len(bare.ids) + 2
    at = marked.first[2]
    assert (marked.ids[at - 1], READER.close in marked.ids) == (READER.open, True)
    assert [marked.ids[i] for i in marked.first] == [bare.ids[i] for i in bare.first]


def test_what_does_not_fit_is_cut_off() -> None:
    sentence = READER.sentence("left " * (2 * SIZE))
    row = READER.bare(sentence)
    assert not sentence.whole
    assert (len(row.ids), row.first[-1], len(row.first)) == (SIZE, -1, 2 * SIZE)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_every_word_lies_in_the_text(text: str) -> None:
    sentence = READER.sentence(text)
    assert all(word.of(text).strip() for word in sentence.words)
    assert list(sentence.words) == sorted(sentence.words)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([False, True, True, False], [range(1, 3)]),
        ([True, False, True], [range(0, 1), range(2, 3)]),
        ([], []),
    ],
    ids=["one", "two", "none"],
)
def test_runs(wanted: list[bool], expected: list[range]) -> None:
    assert runs(wanted) == expected
