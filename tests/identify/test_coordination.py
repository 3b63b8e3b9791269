"""Descriptions that several countries share, and the actors that come of them."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.identify import Identify
from onrecord.identify.coordination import of_each_country
from onrecord.identify.shared_mentions import resolve_one

from .readings_by_hand import described, event, mention, reading, statement

PHRASES = [
    (
        "adjectives",
        "senior Chadian and Malian officials",
        ("senior Chadian officials", "senior Malian officials"),
    ),
    ("acronym", "US and British troops", ("US troops", "British troops")),
    (
        "three",
        "the Irish, Danish and Polish envoys",
        ("the Irish envoys", "the Danish envoys", "the Polish envoys"),
    ),
    ("behind of", "the leaders of Chad and Mali", ("the leaders of Chad", "the leaders of Mali")),
    ("no noun", "Chad and Mali", ()),
    ("one country", "Chadian and Saharan traders", ()),
    ("a backer", "Turkish-backed Syrian rebels", ()),
    ("one state with an and", "Bosnia and Herzegovina officials", ()),
    ("not side by side", "Chadian officials and Malian traders", ()),
]


@pytest.mark.parametrize(("phrase", "parts"), [p[1:] for p in PHRASES], ids=[p[0] for p in PHRASES])
def test_one_phrase_a_country(phrase, parts):
    assert of_each_country(phrase) == parts


def test_a_plural_office_names_its_holder():
    assert resolve_one("the French presidents", date(2018, 5, 1)).id == "person:emmanuel-macron"
    assert resolve_one("French officials", date(2018, 5, 1)).id is None


def test_both_act_in_events_and_statements(parse_of):
    text = "Chadian and Malian officials met. They warned Chadian and Malian officials."
    group = described(text, "Chadian and Malian officials", "GROUP")
    done = Identify()(
        reading(
            text,
            parse_of,
            [group, mention(text, "Malian", "NORP")],
            [statement(text, "Chadian and Malian officials", "warned")],
            [
                event(text, "met", ["Chadian", "Malian officials"]),
                event(text, "met", ["Chadian and Malian officials"]),
            ],
        )
    )
    one, other = done.actors
    assert [(a.name, a.country, a.sector) for a in done.actors] == [
        ("Chadian officials", "TCD", "GOV"),
        ("Malian officials", "MLI", "GOV"),
    ]
    assert [[r.actor for r in e.actors] for e in done.events] == [[one.id, other.id]] * 2
    assert (done.statements[0].speaker, done.statements[0].candidates) == (one.id, (other.id,))
