from __future__ import annotations

import pytest

from onrecord.code_events import place

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


def test_a_place_has_its_point_its_division_and_a_reason(reading_of, event_of):
    text = "Ministers met in Tripoli, Lebanon."
    found = place.assign(event_of(text, "met"), reading_of(text)).where
    assert (found.admin1, found.admin1_code, found.geonames) == ("North Lebanon", "LB.09", 266826)
    assert (round(found.latitude, 1), round(found.longitude, 1)) == (34.4, 35.8)
    assert found.why == "Lebanon stands behind it"


def test_what_is_not_sure_has_neither_point_nor_country(reading_of, event_of):
    text = "Clashes broke out in San Jose."
    found = place.assign(event_of(text, "Clashes"), reading_of(text)).where
    assert found.name == "San Jose"
    assert (found.country, found.geonames, found.latitude, found.admin1) == (None, None, None, None)
    assert found.why == "several towns of this name"


def test_a_country_named_once_behind_a_town_holds_for_the_report(reading_of, event_of):
    text = "Police came to Tripoli, Lebanon, on Monday. Clashes broke out in Tripoli."
    found = place.assign(event_of(text, "Clashes"), reading_of(text)).where
    assert found.country == "LBN"
