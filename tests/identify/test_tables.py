"""The tables hold what their headers say."""

from __future__ import annotations

import pycountry
import pytest

from onrecord.identify.gazetteer import gazetteer
from onrecord.identify.names import fold
from onrecord.identify.tables import names, rows
from onrecord.identify.terms import first_day, terms_of

CODES = {c.alpha_3 for c in pycountry.countries} | {"XKX"}
INTERNATIONAL = {"IGO", "UNO", "EUR", "NGO", "IMG", "MNC", "ISM"}
SECTORS = {
    "GOV",
    "MIL",
    "COP",
    "JUD",
    "LEG",
    "SPY",
    "PTY",
    "REB",
    "PRM",
    "UAF",
    "UNK",
    "OPP",
    "CVL",
    "SOC",
    "BUS",
} | {"LAB", "AGR", "EDU", "ELI", "JRN", "MED", "HLH", "REL", "REF", "CRM", "PRE"}


@pytest.mark.parametrize(
    ("table", "column", "width"),
    [
        pytest.param("offices.tsv", 0, 3, id="offices"),
        pytest.param("media.tsv", 2, 4, id="media"),
        pytest.param("persons.tsv", 0, 3, id="persons"),
        pytest.param("bodies.tsv", 3, 6, id="bodies"),
        pytest.param("body_heads.tsv", 0, 4, id="heads of bodies"),
        pytest.param("peoples.tsv", 1, 3, id="peoples"),
        pytest.param("regions_news.tsv", 1, 2, id="regions of the news"),
        pytest.param("regions.tsv", 1, 2, id="regions"),
    ],
)
def test_rows_have_their_columns_and_country_codes(table, column, width):
    for row in rows(table):
        assert len(row) == width, row
        assert row[column] in CODES | INTERNATIONAL | {""}, row


@pytest.mark.parametrize(("table", "column"), [("roles.tsv", 1), ("bodies.tsv", 4), ("persons.tsv", 1)])
def test_sectors_are_known(table, column):
    for row in rows(table):
        assert row[column] in SECTORS | {"NGO", ""}, row


def test_every_state_of_iso_3166_with_a_seat_in_the_un_is_there():
    assert {"PRT", "TUV", "SSD", "MNE", "TLS", "VAT", "PSE"} <= set(gazetteer().countries)
    assert len(gazetteer().countries) > 200


def test_terms_follow_each_other_in_time():
    for country, office, holders in rows("offices.tsv"):
        terms = [t for _, t in terms_of(holders, office=office, country=country)]
        starts = [first_day(change.split(" ")[0]) for change in holders.split(", ")]
        assert starts == sorted(set(starts)), (country, office)
        assert all(t.end is None or t.start < t.end for t in terms), (country, office)


def test_every_office_has_a_title():
    offices = {office for _, office, _ in rows("offices.tsv")}
    assert offices <= {office for office, _, _ in rows("office_titles.tsv")}


def test_heads_of_bodies_name_bodies():
    bodies = {row[0] for row in rows("bodies.tsv")}
    assert {row[1] for row in rows("body_heads.tsv")} <= bodies


def test_ids_of_bodies_and_media_are_unique():
    for table in ("bodies.tsv", "media.tsv"):
        ids = [row[0] for row in rows(table)]
        assert len(ids) == len(set(ids)), [i for i in ids if ids.count(i) > 1]


@pytest.mark.parametrize("name", ["Portugal", "Côte d'Ivoire", "Viet Nam", "Timor-Leste", "Türkiye"])
def test_names_of_countries_are_found_whatever_their_accents(name):
    assert gazetteer().entries[fold(name)].known.kind == "country"


def test_aliases_are_not_empty():
    for row in rows("bodies.tsv"):
        assert all(n.strip() for n in names(row[5])), row
