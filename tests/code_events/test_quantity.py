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


MORE = [
    ("killed no fewer than 12 men", ("men", None, 12, None, None)),
    ("killed as many as 90 fighters", ("fighters", None, None, 90, None)),
    ("killed an estimated 90 fighters", ("fighters", 90, None, None, None)),
    ("killed at most five guards", ("guards", None, None, 5, None)),
    ("killed fewer than 20 guards", ("guards", None, None, 20, None)),
    ("killed upwards of 500 people", ("people", None, 500, None, None)),
    ("killed 7 to 10 people", ("people", None, 7, 10, None)),
    ("killed two to three hundred people", ("people", None, 200, 300, None)),
    ("killed half a dozen guards", ("guards", 6, 6, 6, None)),
    ("killed about two dozen guards", ("guards", 24, 24, 24, None)),
    ("killed several thousand people", ("people", None, 2000, None, None)),
    ("killed a few hundred people", ("people", None, 200, None, None)),
    ("killed tens of thousands of people", ("people", None, 20000, None, None)),
    ("killed hundreds of people", ("people", None, 200, None, None)),
    ("killed scores of people", ("people", None, 40, None, None)),
    ("expelled half a million people", ("people", 500000, None, None, None)),
    ("captured twenty-three sailors", ("sailors", 23, None, None, None)),
    ("wounded almost 300 pupils", ("pupils", 300, None, None, None)),
    ("abducted well over 100 pupils", ("pupils", None, 100, None, None)),
    ("sent 18 Leopard 2 tanks", ("Leopard 2 tanks", 18, None, None, None)),
    ("sent 4,000 tonnes of wheat to Oria", ("wheat", 4000, None, None, "t")),
    ("lent Oria 3.5 trillion yen", ("money", 3.5e12, None, None, "JPY")),
    ("lent Oria Rs 500 crore", ("money", 5e9, None, None, "INR")),
    ("fined the bank CHF 20 million", ("money", 2e7, None, None, "CHF")),
    ("froze assets of \u00a34.5m", ("money", 4.5e6, None, None, "GBP")),
    ("donated \u20ac150m to Oria", ("money", 1.5e8, None, None, "EUR")),
    ("donated 200 million zlotys to Oria", ("money", 2e8, None, None, "PLN")),
    ("seized between $2 million and $3 million", ("money", None, 2e6, 3e6, "USD")),
    ("fired some 200 shells", ("shells", 200, None, None, None)),
    ("launched up to 300 drones", ("drones", None, None, 300, None)),
    ("arrested at least a dozen men", ("men", None, 12, None, None)),
]


@pytest.mark.parametrize(("words", "expected"), MORE, ids=[row[0] for row in MORE])
def test_bounds_scales_and_units(reading_of, event_of, words, expected):
    text = f"The army {words}."
    (found,) = quantity.assign(event_of(text, words.split()[0]), reading_of(text)).quantities
    assert (found.what, found.value, found.low, found.high, found.unit) == expected


def test_a_bare_crowd_counts_nobody_named(reading_of, event_of):
    text = "Thousands marched in Lorvik."
    (found,) = quantity.assign(event_of(text, "marched"), reading_of(text)).quantities
    assert (found.what, found.value, found.low, found.approximate) == ("", None, 2000, True)
