"""Which of several places of one name is meant, by what stands behind it, what the report names, and size."""

from __future__ import annotations

import pytest

from onrecord.code_events import geocode
from onrecord.code_events.geocode import evidence, find

TOWNS = [
    # name, what stands behind it, names elsewhere in the report, country, division
    ("Tripoli", "Lebanon", (), "LBN", "LB.09"),
    ("Tripoli", "Libya", (), "LBY", "LY.77"),
    ("Tripoli", None, ("Lebanese",), "LBN", "LB.09"),
    ("Tripoli", None, ("Libya", "Libyans"), "LBY", "LY.77"),
    ("Tripoli", None, ("Libya", "Libyan", "Lebanon"), "LBY", "LY.77"),
    ("Hyderabad", None, ("Pakistani",), "PAK", "PK.05"),
    ("Hyderabad", None, ("Telangana",), "IND", "IN.40"),
    ("Hyderabad", "Sindh", (), "PAK", "PK.05"),
    ("Birmingham", None, (), "GBR", "GB.ENG"),
    ("Birmingham", "Alabama", (), "USA", "US.AL"),
    ("Birmingham", None, ("United States",), "USA", "US.AL"),
    ("Portland", "Oregon", (), "USA", "US.OR"),
    ("Portland", "Maine", (), "USA", "US.ME"),
    ("Springfield", "Illinois", (), "USA", "US.IL"),
    ("Odessa", None, ("Texas",), "USA", "US.TX"),
    ("Odessa", None, ("Ukrainian",), "UKR", "UA.17"),
    ("Cordoba", None, ("Argentina",), "ARG", "AR.05"),
    ("Valencia", None, ("Venezuelan",), "VEN", "VE.07"),
    ("Valencia", None, (), None, None),
    ("Merida", None, ("Mexico",), "MEX", "MX.31"),
    ("Kiev", None, (), "UKR", "UA.12"),
    ("Bombay", None, (), "IND", "IN.16"),
    ("Geneva", None, (), "CHE", "CH.GE"),
    ("Paris", None, ("American",), "FRA", "FR.11"),
    ("Paris", "Texas", (), "USA", "US.TX"),
    ("Paris", None, ("France", "Texas"), "FRA", "FR.11"),
    ("London", None, ("Ontario",), "CAN", "CA.08"),
    ("London", None, ("Canada",), None, None),
    ("London", None, ("Britain", "Canada"), "GBR", "GB.ENG"),
    ("San Jose", None, (), None, None),
    ("San Jose", None, ("Costa Rica",), "CRI", "CR.08"),
    ("Nowhereville-on-Sea", None, (), None, None),
]
OTHERS = [
    # name, the noun behind it, names elsewhere, country, division: divisions and countries have no point
    ("Helmand", "province", (), "AFG", "AF.10"),
    ("Helmand", "", (), "AFG", "AF.10"),
    ("Donetsk", "region", (), "UKR", "UA.05"),
    ("Illinois", "", (), "USA", "US.IL"),
    ("Kachin State", "", (), "MMR", "MM.04"),
    ("Republic of Karelia", "", (), "RUS", "RU.28"),
    ("Ivory Coast", "", (), "CIV", None),
    ("the Netherlands", "", (), "NLD", None),
    ("Montenegro province", "", (), "MNE", None),
    ("Georgia", "", (), "GEO", None),
    ("Georgia", "", ("Russia",), "GEO", None),
    ("Georgia", "", ("Michigan", "Ohio"), "USA", "US.GA"),
]


@pytest.mark.parametrize(("name", "following", "named", "country", "admin1"), TOWNS)
def test_towns(name, following, named, country, admin1):
    found = find(name, following, evidence(named))
    assert (found.country, found.town.admin1 if found.town else None) == (country, admin1)
    assert found.why


@pytest.mark.parametrize(("name", "kind", "named", "country", "admin1"), OTHERS)
def test_divisions_and_countries(name, kind, named, country, admin1):
    found = find(name, None, evidence(named), kind)
    assert (found.country, found.region.code if found.region else None) == (country, admin1)
    assert found.town is None


def test_a_neighbour_speaks_for_a_small_town():
    assert find("Saraqib").town is None or find("Saraqib").town.population >= geocode.SMALL
    found = find("Newport", None, evidence(("Cardiff", "Bristol")))
    assert found.country == "GBR"


def test_distance_is_in_kilometres():
    one, other = (find(name).town for name in ("Paris", "London"))
    assert 330 < geocode.distance(one, other) < 350
