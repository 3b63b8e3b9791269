from __future__ import annotations

from datetime import date

import pytest

from onrecord.identify import resolve


def row(phrase, country, sector, *, actor=None, on=None, context=""):
    return pytest.param(phrase, country, sector, actor, on, context, id=f"{phrase} {on or ''}".strip())


@pytest.mark.parametrize(
    ("phrase", "country", "sector", "actor", "on", "context"),
    [
        row("Portugal", "PRT", None, actor="gov:PRT"),
        row("the Kremlin", "RUS", "GOV", actor="gov:RUS"),
        row("LIMA", "PER", "GOV", actor="gov:PER"),
        row("Kyiv", "UKR", "GOV", actor="gov:UKR"),
        row("Kiev", "UKR", "GOV", actor="gov:UKR"),
        row("Downing Street", "GBR", "GOV", actor="gov:GBR"),
        row("US", "USA", None, actor="gov:USA"),
        row("us", None, "UNK"),
        row("Brussels", "EUR", "GOV", actor="org:eu"),
        row("the Kenyan government", "KEN", "GOV", actor="gov:KEN"),
        row("the Biden administration", "USA", "GOV", actor="gov:USA"),
        row("Kyiv's European allies", None, None),
        row("allies of Peru", None, None),
        row("French allies", "FRA", None),
        row("the Turkish side", "TUR", "GOV", actor="gov:TUR"),
        row("Peru's Defence Ministry", "PER", "GOV", actor="org:PER-defence-ministry"),
        row("Thai Ministry of Defense", "THA", "GOV", actor="org:THA-defence-ministry"),
        row("UK Foreign Office", "GBR", "GOV", actor="org:fcdo"),
        row("Nato", "IGO", "MIL", actor="org:nato"),
        row("who", None, "UNK"),
        row("WHO", "UNO", "HLH", actor="org:who"),
        row("African Union peacekeepers", "IGO", "MIL"),
        row("Ghanaian nurses", "GHA", "MED"),
        row("Bolivian miners' union", "BOL", "LAB"),
        row("riot police in Santiago", "CHL", "COP"),
        row("three Egyptian judges", "EGY", "JUD"),
        row("Nepalese lawmakers", "NPL", "LEG"),
        row("rebels from Darfur", "SDN", "REB"),
        row("Turkish-backed Syrian rebels", "SYR", "REB"),
        row("ethnic Hungarians in Romania", "ROU", None),
        row("villagers near Kano", "NGA", "CVL"),
        row("a Samoan fisherman", "WSM", "AGR"),
        row("Hamas fighters", "PSE", "REB"),
        row("a Reuters correspondent", "GBR", "JRN"),
        row("South Ossetia", "GEO", "PRE"),
        row("a former Chilean minister", "CHL", "ELI"),
        row("unidentified gunmen", None, "UAF"),
        row("opposition lawmakers", None, "OPP", context=""),
        row("the ruling party", "MEX", "PTY", context="Mexico"),
        row("Finnish Americans", "USA", None),
        row("Polish American voters", "USA", "CVL"),
        row("American Federation of Teachers", "USA", "LAB"),
        row("Contras", "NIC", "REB", actor="org:contras"),
        row("Langley", "USA", "SPY", actor="org:cia"),
        row("Sana Malik", None, None),
        row("Sana reporter", "SYR", "JRN"),
        row("Unicef", "UNO", None, actor="org:unicef"),
        row("The Hague", "NLD", "GOV", actor="gov:NLD"),
        row("the Fed", "USA", "GOV", actor="org:fed"),
        row("xkqj", None, None),
        row("", None, None),
    ],
)
def test_country_and_sector(phrase, country, sector, actor, on, context):
    found = resolve(phrase, on=on, context=context)
    assert (found.country, found.sector) == (country, sector)
    assert actor is None or found.id == actor
    assert found.phrase == phrase


@pytest.mark.parametrize(
    ("phrase", "on", "actor", "sector"),
    [
        pytest.param("the US president", date(2010, 5, 1), "person:barack-obama", "GOV", id="office in 2010"),
        pytest.param("the US president", date(2018, 5, 1), "person:donald-trump", "GOV", id="office in 2018"),
        pytest.param("the US president", None, None, "GOV", id="office without a day names nobody"),
        pytest.param(
            "French Foreign Minister", date(2020, 2, 2), "person:jean-yves-le-drian", "GOV", id="fm"
        ),
        pytest.param(
            "Russia's top diplomat", date(2022, 3, 1), "person:sergey-lavrov", "GOV", id="top diplomat"
        ),
        pytest.param(
            "UN Secretary-General", date(2010, 1, 1), "person:ban-ki-moon", "GOV", id="head of a body"
        ),
        pytest.param(
            "the deputy prime minister of Spain", date(2020, 1, 1), None, "GOV", id="deputy is another"
        ),
        pytest.param("President Sisi", None, "person:abdel-fattah-el-sisi", "GOV", id="title and surname"),
        pytest.param("Sergei Lavrov", None, "person:sergey-lavrov", "GOV", id="transliteration"),
        pytest.param("Vladimir Zelensky", None, "person:volodymyr-zelensky", "GOV", id="other first name"),
        pytest.param("Volodymyr Zelenskyy", None, "person:volodymyr-zelensky", "GOV", id="other ending"),
        pytest.param("Angela Merkel", date(2015, 1, 1), "person:angela-merkel", "GOV", id="in office"),
        pytest.param("Angela Merkel", date(2023, 1, 1), "person:angela-merkel", "ELI", id="out of office"),
        pytest.param("former President Evo Morales", None, "person:evo-morales", "ELI", id="former"),
        pytest.param(
            "Jens Stoltenberg", date(2010, 1, 1), "person:jens-stoltenberg", "GOV", id="earlier post"
        ),
        pytest.param("Scholz's office", None, None, None, id="a possessor is not the actor"),
        pytest.param(
            "Prime Minister Diego Zelensky", None, None, "GOV", id="another first name is another person"
        ),
    ],
)
def test_offices_and_persons(phrase, on, actor, sector):
    found = resolve(phrase, on=on)
    assert found.id == actor
    assert sector is None or found.sector == sector


def test_a_surname_that_several_bear_gives_candidates_and_no_name():
    found = resolve("Rajapaksa")
    assert found.id is None
    assert {"person:mahinda-rajapaksa", "person:gotabaya-rajapaksa"} <= {
        actor for actor, _ in found.candidates
    }


def test_country_decides_between_bearers_of_a_surname():
    assert resolve("Pakistani Prime Minister Sharif", on=date(2014, 1, 1)).id == "person:nawaz-sharif"


def test_the_object_has_the_keys_of_the_command():
    keys = ["phrase", "id", "name", "kind", "country", "sector", "score", "why"]
    assert list(resolve("Japan").as_object()) == keys


def test_a_town_is_a_place():
    assert resolve("Kano").kind == "place"
    assert resolve("Kano police").kind != "place"


def test_a_surname_of_two_who_left_office_names_neither():
    found = resolve("Clinton", on=date(2016, 9, 27))
    assert (found.id, found.country) == (None, "USA")


def test_countries_that_share_a_noun_are_all_in_the_reasons():
    assert resolve("Chadian and Malian officials").why.endswith("country TCD, and MLI")


@pytest.mark.parametrize("phrase", ["Liberation Tigers", "Moody Karimi"])
def test_the_first_word_of_an_unknown_name_is_no_firm_or_paper(phrase):
    assert resolve(phrase).country is None
