"""Full text with whatever a person may type."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readings_by_hand import full_reading, plain_reading, provenance

from onrecord.errors import UsageError
from onrecord.record import Filters, Record
from onrecord.record.terms import match


@pytest.fixture
def filled(record: Record) -> Record:
    readings = [
        full_reading(),
        plain_reading("Ships attacked a quay. The minister denied it.", title="Attack", outlet="Baia Post"),
        plain_reading("Nothing but rain, said Café Ünal.", title="Weather", outlet="Baia Post"),
    ]
    record.add(readings, [], provenance())
    return record


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("attack", ["Attack"]),
        ("ATTACKING ships", ["Attack"]),
        ("ships rain", []),
        ("ships OR rain", ["Attack", "Weather"]),
        ("minister NOT ships", ["Port Vell seized 12 boats"]),
        ("minister AND NOT ships", ["Port Vell seized 12 boats"]),
        ('"a quay"', ["Attack"]),
        ('"quay a"', []),
        ("wea*", ["Weather"]),
        ("cafe unal", ["Weather"]),
        ('"unclosed rain', []),
        ("rain)", ["Weather"]),
        ("title:rain", []),
        ("NEAR(rain, said)", []),
        ("rain^2", []),
        ("rain AND", ["Weather"]),
        ("rain -- said", ["Weather"]),
        ("rain; DROP TABLE reports", []),
    ],
)
def test_what_reports_a_query_finds(filled: Record, query: str, titles: list[str]) -> None:
    assert sorted(hit.title or "" for hit in filled.search(query, "report")) == titles


@pytest.mark.parametrize("query", ["", "  ", '"', "()", "*", "AND", "NOT rain", "-", "\0", "''"], ids=repr)
def test_a_query_without_words_is_refused_in_words(filled: Record, query: str) -> None:
    with pytest.raises(UsageError):
        filled.search(query)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.one_of(
        st.text(max_size=30),
        st.lists(st.sampled_from(["AND", "OR", "NOT", '"', "(", ")", "*", "a", "b*", "^", ":", "-"])).map(
            " ".join
        ),
    )
)
def test_no_query_breaks_the_search(filled: Record, query: str) -> None:
    with contextlib.suppress(UsageError):
        filled.search(query)


def test_hits_mark_what_matches(filled: Record) -> None:
    [hit] = filled.search("fire", "statement")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["fire"]
    assert (hit.id, hit.speaker_name, hit.score) == ("s2", "Ana Ruiz", 1.0)


def test_a_word_in_the_title_weighs_more(filled: Record) -> None:
    filled.add([plain_reading("A long text that says attack once, by the way.")], [], provenance())
    assert [hit.title for hit in filled.search("attack", "report")] == ["Attack", None]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), 4),
        (Filters(limit=2), 2),
        (Filters(outlet="Baia Post"), 1),
        (Filters(since="2031"), 3),
        (Filters(until="2000"), 0),
    ],
    ids=["all", "limit", "outlet", "since", "until"],
)
def test_search_with_filters(filled: Record, filters: Filters, found: int) -> None:
    hits = filled.search("minister OR seized OR fire", filters=filters)
    assert len(hits) == found
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_search_by_speaker(filled: Record) -> None:
    assert len(filled.search("boats", "statement", Filters(speaker="Ruiz"))) == 1
    assert filled.search("boats", "statement", Filters(speaker="Nobody")) == []


def test_an_unknown_kind_is_refused(filled: Record) -> None:
    with pytest.raises(UsageError, match="report, statement"):
        filled.search("rain", "event")


def test_terms_are_quoted() -> None:
    query = 'he said "no comment" OR col:x bomb*'
    assert match(query) == '"he" AND "said" AND "no comment" OR "col:x" AND "bomb" *'
