"""The whole stage with the model that comes with onrecord, on text made by hand."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.analyse import Analyse
from onrecord.attribute import Attribute
from onrecord.model import Manner, Reading, Report, Span, Statement

ARTICLE = """Orlu minister rejects Zemlya's claim over dam

PORT ORLU, May 14 - Orlu's water minister Ana Bolan said on Tuesday that the Keth dam was safe.

"The wall holds. We have checked it twice," Bolan told reporters at a news conference. \
"Nobody needs to leave."

Zemlya's foreign ministry accused Orlu of hiding a crack in the wall. It denied that its own engineers had \
caused the damage but admitted that they had been at the site.

Share this article: she said click here
"""


@pytest.fixture(scope="session")
def stage() -> Attribute:
    return Attribute()


def read(stage: Attribute, analyse: Analyse, text: str, *boilerplate: Span) -> tuple[Statement, ...]:
    report = Report(id="r1", text=text, language="en", digest="", boilerplate=boilerplate)
    return stage(analyse(Reading(report=report))).statements


@pytest.fixture(scope="session")
def statements(stage: Attribute, analyse: Analyse) -> tuple[Statement, ...]:
    start = ARTICLE.index("Share this")
    return read(stage, analyse, ARTICLE, Span(start, len(ARTICLE)))


@pytest.mark.parametrize(
    ("content", "source", "act", "manner"),
    [
        ("dam was safe", "Bolan", "say", Manner.INDIRECT),
        ("The wall holds", "Bolan", "say", Manner.DIRECT),
        ("hiding a crack", "foreign ministry", "accuse", Manner.INDIRECT),
        ("had caused the damage", "It", "deny", Manner.INDIRECT),
        ("been at the site", "It", "admit", Manner.INDIRECT),
    ],
)
def test_who_says_what(
    statements: tuple[Statement, ...], content: str, source: str, act: str, manner: Manner
) -> None:
    (found,) = [s for s in statements if any(content in c.of(ARTICLE) for c in s.content)]
    assert any(source in s.of(ARTICLE) for s in found.source)
    assert (found.act, found.manner) == (act, manner)


def test_a_quotation_that_runs_on_is_one_statement(statements: tuple[Statement, ...]) -> None:
    (found,) = [s for s in statements if "The wall holds" in s.content[0].of(ARTICLE)]
    assert [c.of(ARTICLE) for c in found.content][-1] == '"Nobody needs to leave."'
    assert found.addressee is not None and found.addressee.span.of(ARTICLE) == "reporters"
    assert found.venue is not None and found.venue.of(ARTICLE) == "at a news conference"


def test_nothing_comes_from_boilerplate(statements: tuple[Statement, ...]) -> None:
    start = ARTICLE.index("Share this")
    assert all(span.end <= start for s in statements for span in (*s.content, *s.cue, *s.source))


def test_ids_count_up_in_text_order(statements: tuple[Statement, ...]) -> None:
    assert [s.id for s in statements] == [f"r1-s{n}" for n in range(1, len(statements) + 1)]
    starts = [min(x.start for x in (*s.content, *s.cue, *s.source)) for s in statements]
    assert all(a <= b for a, b in pairwise(starts))


def test_the_same_text_gives_the_same_statements(stage: Attribute, analyse: Analyse) -> None:
    assert read(stage, analyse, ARTICLE) == read(stage, analyse, ARTICLE)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*ARTICLE.split(" "), "\n\n", "“", "”", "'", "said", ":"]), max_size=60))
def test_every_span_lies_in_the_text(stage: Attribute, analyse: Analyse, words: list[str]) -> None:
    text = " ".join(words)
    found = read(stage, analyse, text)
    ids = {s.id for s in found}
    for statement in found:
        assert statement.content
        for span in (*statement.content, *statement.cue, *statement.source):
            assert span.of(text).strip() == span.of(text) and span.end <= len(text)
        assert statement.via is None or statement.via in ids
        assert 0.0 <= statement.score <= 1.0


@pytest.mark.parametrize(
    "text",
    ["BOLAN: The wall holds.\nORLU: It leaks.", "– The wall holds, said Bolan.\n\n– It leaks, said Orlu."],
    ids=["transcript", "dialogue"],
)
def test_words_without_marks_are_direct_in_transcripts_and_dialogue(
    stage: Attribute, analyse: Analyse, text: str
) -> None:
    found = read(stage, analyse, text)
    assert len(found) == 2
    assert {s.manner for s in found} == {Manner.DIRECT}


def test_no_text_no_statements(stage: Attribute, analyse: Analyse) -> None:
    assert read(stage, analyse, "\n \n") == ()


@pytest.mark.parametrize(
    "clause",
    ["who asked not to be named", "who insisted on anonymity", "speaking on condition of anonymity"],
)
def test_how_a_source_wants_to_be_called_is_no_statement(
    stage: Attribute, analyse: Analyse, clause: str
) -> None:
    found = read(stage, analyse, f"A harbour official, {clause}, said the crane had been unsafe for years.")
    assert len(found) == 1
