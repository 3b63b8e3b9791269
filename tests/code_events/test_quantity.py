from __future__ import annotations

import pytest

from onrecord.code_events import quantity

COUNTS = [
    pytest.param("killed some 50 prisoners of war", ("prisoners of war", 50, None, None, None), id="some"),
    pytest.param("sent more than $31.7 billion", ("money", None, 31.7e9, None, "USD"), id="more-than"),
    pytest.param("sent 75,000 rounds", ("rounds", 75000, None, None, None), id="thousands"),
    pytest.param("gave EUR 300m to Oria", ("money", 3e8, None, None, "EUR"), id="code"),
    pytest.param("gave £2bn in loans", ("money", 2e9, None, None, "GBP"), id="sign"),
    pytest.param("gave C$20m in aid", ("money", 2e7, None, None, "CAD"), id="other-dollar"),
    pytest.param("gave Rs 5 crore to Oria", ("money", 5e7, None, None, "INR"), id="crore"),
    pytest.param("gave two million euros to Oria", ("money", 2e6, None, None, "EUR"), id="words"),
    pytest.param("sent $2-3 billion in aid", ("money", None, 2e9, 3e9, "USD"), id="shared-scale"),
    pytest.param("expelled 45 Orian diplomats", ("Orian diplomats", 45, None, None, None), id="exact"),
    pytest.param("freed between 40 and 60 captives", ("captives", None, 40, 60, None), id="between"),
    pytest.param("arrested nearly 200 people", ("people", 200, None, None, None), id="nearly"),
    pytest.param("deployed up to 30 tanks", ("tanks", None, None, 30, None), id="up-to"),
    pytest.param("detained dozens of marchers", ("marchers", None, 24, None, None), id="dozens"),
    pytest.param("shelled it, killing at least 12 people", ("people", None, 12, None, None), id="outcome"),
]


@pytest.mark.parametrize(("words", "expected"), COUNTS)
def test_counts_and_money(reading_of, event_of, words, expected):
    text = f"The army {words}."
    (found,) = quantity.assign(event_of(text, words.split()[0]), reading_of(text)).quantities
    assert (found.what, found.value, found.low, found.high, found.unit) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Police arrested Ana Ruiz, 45, in Lima.", id="age"),
        pytest.param("Police arrested the 45-year-old man.", id="year-old"),
        pytest.param("Police arrested him for three days.", id="duration"),
        pytest.param("Police arrested him on 3 May 2021.", id="date"),
        pytest.param("Police arrested him in 2014.", id="year"),
        pytest.param("Police arrested the Group of Twenty envoys.", id="name"),
        pytest.param("Police arrested the 4th suspect.", id="ordinal"),
        pytest.param("Police arrested him at 10 Downing Street.", id="address"),
    ],
)
def test_other_numbers_are_not_quantities(reading_of, event_of, text):
    assert quantity.assign(event_of(text, "arrested"), reading_of(text)).quantities == ()
