from __future__ import annotations

import pytest

from onrecord.code_events import gazetteer, place

ROWS = [
    pytest.param("Talks were held in Geneva.", "Talks", ("Geneva", "CHE"), id="dominant-town"),
    pytest.param("Ministers met in Tripoli, Lebanon.", "met", ("Tripoli", "LBN"), id="country-behind"),
    pytest.param("Libya said clashes broke out in Tripoli.", "clashes", ("Tripoli", "LBY"), id="in-context"),
    pytest.param("She visited Kampala on Monday.", "visited", ("Kampala", "UGA"), id="visit"),
    pytest.param("The army shelled the town.", "shelled", None, id="unknown"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), ROWS)
def test_the_place_of_the_event(reading_of, event_of, text, trigger, expected):
    found = place.assign(event_of(text, trigger), reading_of(text)).where
    assert ((found.name, found.country) if found else None) == expected
    assert found is None or found.span.of(text) == found.name


@pytest.mark.parametrize(
    ("name", "following", "named", "country"),
    [
        pytest.param("Kiev", None, (), "UKR", id="older-spelling"),
        pytest.param("Birmingham", None, ("United States",), "USA", id="named-country"),
        pytest.param("Springfield", "Illinois", (), "USA", id="state-behind"),
        pytest.param("San Jose", None, (), None, id="ambiguous"),
    ],
)
def test_same_named_towns(name, following, named, country):
    assert gazetteer.find(name, following, named).country == country


def test_an_unknown_name_has_no_country():
    assert gazetteer.find("Nowhereville-on-Sea") is None
