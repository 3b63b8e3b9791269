"""The stage with the shipped model, on short sentences about invented events."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from events_by_hand import reading
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.code_events import CodeEvents
from onrecord.errors import ModelError, PipelineError
from onrecord.model import Parse, Reading, Reason, Span, Token

Parser = Callable[[str], Parse]


@pytest.fixture(scope="module")
def stage() -> CodeEvents:
    return CodeEvents()


def coded(stage: CodeEvents, parse_of: Parser, text: str) -> Reading:
    return stage(reading(text, parse=parse_of(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels killed two Kenyan doctors.", [("ASSAULT", "killed", ["Rebels"], ["Kenyan doctors"])]),
        ("Norway accused Chad of spying.", [("ACCUSE", "accused", ["Norway"], ["Chad"])]),
        ("Police arrested the opposition leader.", [("COERCE", "arrested", ["Police"], ["leader"])]),
        ("Peru threatened to invade Chile.", [("THREATEN", "threatened", ["Peru"], ["Chile"])]),
        ("Mali expelled three French diplomats.", [("SANCTION", "expelled", ["Mali"], ["French diplomats"])]),
    ],
)
def test_plain_events(
    stage: CodeEvents, parse_of: Parser, text: str, expected: list[tuple[str, str, list[str], list[str]]]
) -> None:
    events = coded(stage, parse_of, text).events
    assert [(e.type, e.trigger.of(text)) for e in events] == [row[:2] for row in expected]
    for event, (_, _, actors, recipients) in zip(events, expected, strict=True):
        for references, words in ((event.actors, actors), (event.recipients, recipients)):
            assert [w in r.span.of(text) for w, r in zip(words, references, strict=True)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The visitors attacked from the first minute and won 3-1.",
        "Shares in the bank fell two percent after weak results.",
        "The film opens in March with a cast of unknowns.",
        "A storm tore the roofs off a dozen houses on the coast.",
    ],
    ids=["sport", "markets", "film", "weather"],
)
def test_nothing_to_code(stage: CodeEvents, parse_of: Parser, text: str) -> None:
    assert coded(stage, parse_of, text).events == ()


def test_ids_count_from_the_first_trigger(stage: CodeEvents, parse_of: Parser) -> None:
    text = "Norway accused Chad of spying. Mali expelled three French diplomats."
    events = coded(stage, parse_of, text).events
    assert [event.id for event in events] == ["r0-e0", "r0-e1"]
    assert events == tuple(sorted(events, key=lambda event: event.trigger))


def test_the_same_input_gives_the_same_events(stage: CodeEvents, parse_of: Parser) -> None:
    text = "Norway accused Chad of spying."
    assert coded(stage, parse_of, text) == coded(stage, parse_of, text)


def test_a_sentence_that_is_too_long_leaves_an_omission(stage: CodeEvents) -> None:
    text = "Norway accused Chad of spying and " + "lying and " * 120 + "stealing."
    tokens = (
        Token(0, 6, "Norway", "norway", "PROPN", "NNP", "nsubj", 1, 0),
        Token(7, 14, "accused", "accuse", "VERB", "VBD", "ROOT", 1, 0),
    )
    parse = Parse(tokens=tokens, sentences=(Span(0, len(text)),), entities=())
    reasons = [o.reason for o in stage(reading(text, parse=parse)).omissions]
    assert Reason.LONG_SENTENCE in reasons


def test_a_reading_without_a_parse_is_refused(stage: CodeEvents) -> None:
    with pytest.raises(PipelineError, match="needs a parse"):
        stage(replace(reading("Rain fell."), parse=None))


def test_a_missing_model_is_named(tmp_path: object) -> None:
    with pytest.raises(ModelError, match=r"tokenizer.json"):
        CodeEvents(tmp_path)  # type: ignore[arg-type]


WORDS = st.sampled_from(["Mali", "army", "France", "rebels", "shelled", "accused", "met", "of", "and", ","])


@settings(max_examples=25, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=25))
def test_every_span_lies_in_the_text(stage: CodeEvents, parse_of: Parser, words: list[str]) -> None:
    text = " ".join(words)
    result = coded(stage, parse_of, text)
    for event in result.events:
        references = (*event.actors, *event.recipients)
        assert references
        for span in (event.trigger, *(r.span for r in references)):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip() == span.of(text)
