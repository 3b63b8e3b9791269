from __future__ import annotations

import pytest

from onrecord.code_events import when

ROWS = [
    pytest.param("Oria launched strikes on Monday.", "strikes", "2022-11-28", id="carried-noun"),
    pytest.param("Lara said on Thursday that troops withdrew.", "withdrew", None, id="date-of-the-saying"),
    pytest.param(
        "He apologised on Saturday for the raids of the 1970s.", "apologised", "2022-11-26", id="verb"
    ),
    pytest.param("He apologised for the raids of the 1970s.", "apologised", None, id="date-of-another-noun"),
    pytest.param("Monday's attack was condemned by Oria.", "attack", "2022-11-28", id="possessive"),
    pytest.param("Monday's attack was condemned by Oria.", "condemned", None, id="possessive-of-another"),
    pytest.param("The ministers will meet on Tuesday.", "meet", "2022-12-06", id="future-weekday"),
    pytest.param(
        "On Monday, rebels attacked Oria and seized the port.", "seized", "2022-11-28", id="fronted"
    ),
    pytest.param("The talks were held in Lima in March 2003.", "talks", "2003-03", id="month"),
    pytest.param("The army shelled the town.", "shelled", None, id="never-publication"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), ROWS)
def test_the_date_of_the_event(reading_of, event_of, text, trigger, expected):
    found = when.assign(event_of(text, trigger), reading_of(text)).when
    assert (found.date.value if found else None) == expected


def test_a_date_outside_the_speakers_words_is_not_the_events(reading_of, event_of, statement_of):
    text = "Rebels left the town, Oria said on Monday."
    reading = reading_of(text, [statement_of(text, "said", "Rebels left the town")])
    assert when.assign(event_of(text, "left"), reading).when is None
