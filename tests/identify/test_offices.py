"""Who held which office when: no gaps that are not explained, no overlaps, and the figures in the docs."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from onrecord.countries import countries
from onrecord.identify.gazetteer import gazetteer
from onrecord.identify.names import person_key
from onrecord.identify.tables import rows
from onrecord.identify.terms import first_day, terms_of

HERE = Path(__file__).parent
DECISION = HERE.parents[1] / "docs" / "decisions" / "0010-who-is-one-actor.md"
FIRST, LAST = date(2000, 1, 1), date(2025, 12, 31)
LONGEST_GAP = timedelta(days=200)
"""Between two holders: months of vacancy, and dates known by the month only."""
NOT_MEMBERS = {"XKX", "PSE", "TWN", "VAT", "HKG", "MAC", "PRI", "GRL", "FRO", "COK", "NIU", "NCL", "BMU"} | {
    "GIB",
    "FLK",
}
MEMBERS = sorted({c.code for c in countries() if c.status != "partly"} - NOT_MEMBERS)
STATE = ("president", "monarch", "leader")
GOVERNMENT = ("pm", "head-of-government")
MOVED = {"person:eduard-shevardnadze", "person:deng-alor"}
"""Held offices of two states, one of which came out of the other."""


@pytest.fixture(scope="module")
def spells():
    """(start, end) of each term by country and office; an open one ends after the last day."""
    found = defaultdict(list)
    for country, office, holders in rows("offices.tsv"):
        for _, term in terms_of(holders, office=office, country=country):
            found[country, office].append((term.start, term.end or date.max))
    return found


@pytest.fixture(scope="module")
def explained():
    """(country, head of) → spells that office_gaps.tsv explains."""
    found = defaultdict(list)
    for line in (HERE / "office_gaps.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, head_of, start, until, reason = line.split("\t")
            assert reason
            found[country, head_of].append((first_day(start), first_day(until) if until else date.max))
    return found


def gaps(spells):
    """The times since 2000 that no spell covers."""
    known = FIRST
    for start, end in sorted(spells):
        if start - known > LONGEST_GAP:
            yield known, start
        known = max(known, end)
    if LAST - known > LONGEST_GAP:
        yield known, LAST


def test_all_members_of_the_united_nations_are_counted():
    assert len(MEMBERS) == 193


def test_each_member_has_heads_of_state_and_government_since_2000_or_a_reason(spells, explained):
    missing = []
    for country in MEMBERS:
        state = [s for office in STATE for s in spells[country, office]]
        government = [s for office in GOVERNMENT for s in spells[country, office]] or state
        for head_of, found in (("state", state), ("government", government)):
            missing += [(country, head_of, *gap) for gap in gaps(found + explained[country, head_of])]
    assert missing == []


def test_each_reason_explains_a_gap(spells, explained):
    for (country, head_of), given in explained.items():
        offices = STATE if head_of == "state" else GOVERNMENT
        held = [s for office in offices for s in spells[country, office]]
        for start, end in given:
            inside = [
                (a, b) for a, b in held if a < end and start < b and min(b, end) - max(a, start) > LONGEST_GAP
            ]
            assert inside == [], (country, head_of)


def test_one_row_an_office():
    keys = [(country, office) for country, office, _ in rows("offices.tsv")]
    assert len(keys) == len(set(keys))
    assert keys == sorted(keys)


@pytest.mark.parametrize("table", ["offices.tsv", "body_heads.tsv"])
def test_holders_are_written_as_names(table):
    for *_, holders in rows(table):
        for spellings, _ in terms_of(holders, office="", country=""):
            assert all(s == s.strip() and s[:1].isalpha() and not s[:1].isdigit() for s in spellings), (
                spellings
            )
            keys = [person_key(s) for s in spellings]
            assert all(keys), spellings


def test_nobody_held_offices_of_two_states():
    """Who seems to is two persons of one name, and would be taken for one."""
    states = set(gazetteer().countries)
    for person in {p.id: p for people in gazetteer().persons.values() for p in people}.values():
        held = {term.country for term in person.terms} & states
        assert len(held) < 2 or person.id in MOVED, person


def test_the_figures_in_the_decision_are_those_of_the_table(spells):
    text = " ".join(DECISION.read_text(encoding="utf-8").split())
    for words, offices in (
        ("heads of state or government", STATE + GOVERNMENT),
        ("foreign ministers", ("foreign-minister",)),
        ("defence ministers", ("defence-minister",)),
    ):
        terms = sum(len(spells[key]) for key in list(spells) if key[1] in offices)
        states = {country for country, office in spells if office in offices and spells[country, office]}
        assert f"{terms:,} terms of {words} of {len(states)} states" in text
