from __future__ import annotations

import pytest

from onrecord.code_events import contexts


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        pytest.param("Nurses walked out over wages.", "walked", ("economic", "health"), id="two"),
        pytest.param("The ambassador met the envoy.", "met", ("diplomatic",), id="one"),
        pytest.param("They met on Monday.", "met", (), id="none"),
    ],
)
def test_contexts(reading_of, event_of, text, trigger, expected):
    assert contexts.assign(event_of(text, trigger), reading_of(text)).contexts == expected


def test_the_table_has_plovers_contexts():
    assert len(contexts.order()) == 37
