from __future__ import annotations

import pytest

from onrecord.analyse.parse import MAX_SENTENCE, MAX_TEXT
from onrecord.model import Reason, Span

from .conftest import Read


def test_offsets_are_those_of_the_text(read: Read) -> None:
    text = "  The   envoy\tsaid “no”.Verania left.\r\n\r\nIt rained."
    parse = read(text).parse
    assert parse is not None
    assert [t.text for t in parse.tokens] == [text[t.start : t.end] for t in parse.tokens]
    assert [s.of(text) for s in parse.sentences] == ["The   envoy\tsaid “no”.", "Verania left.", "It rained."]


def test_glued_words_are_split_at_the_joint(read: Read) -> None:
    parse = read('The envoy said.Verania is calm, he noted."Two states agree.').parse
    assert parse is not None
    assert [t.text for t in parse.tokens][2:5] == ["said", ".", "Verania"]
    assert {t.sentence for t in parse.tokens if t.text in ("Two", '"')} == {2}


def test_heads_stay_in_the_sentence(read: Read) -> None:
    parse = read("The envoy left. He was tired. “Go,” she said.").parse
    assert parse is not None
    assert all(parse.tokens[t.head].sentence == t.sentence for t in parse.tokens)


def test_a_long_sentence_is_cut_and_named(read: Read) -> None:
    text = "and then " * MAX_SENTENCE
    reading = read(text)
    assert [o.reason for o in reading.omissions] == [Reason.LONG_SENTENCE]
    assert reading.parse is not None
    assert len(reading.parse.sentences) == 2


def test_a_text_beyond_the_limit_is_cut_and_named(read: Read) -> None:
    blank = " " * (MAX_TEXT - 20)
    reading = read("The envoy left." + blank + "He came back. He left again.")
    assert [o.reason for o in reading.omissions] == [Reason.TOO_LARGE]
    assert reading.omissions[0].span == Span(MAX_TEXT, MAX_TEXT + 23)


def test_boilerplate_is_not_parsed(read: Read) -> None:
    text = "Share this\nThe envoy left."
    reading = read(text, (Span(0, 10),))
    parse = reading.parse
    assert [(o.reason, o.detail, o.span) for o in reading.omissions] == [
        (Reason.BOILERPLATE, "Share this", Span(0, 10))
    ]
    assert parse is not None
    assert parse.tokens[0].text == "The"


@pytest.mark.parametrize(
    "text", ["", "\x00", "\u200f\u200e", "\n\n", "\U0001f600" * 50, "a" * 5000], ids=ascii
)
def test_odd_texts_do_no_harm(read: Read, text: str) -> None:
    assert read(text).parse is not None
