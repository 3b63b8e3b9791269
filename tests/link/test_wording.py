"""How outlets word things, against each other."""

from dataclasses import replace

import pytest
from statements_by_hand import Said, reading

from onrecord.link import find_wordings
from onrecord.link.wording import log_odds
from onrecord.model import Found, Reading


def by(outlet: str, said: Said, number: int) -> Reading:
    item = reading(number, said)
    return replace(item, report=replace(item.report, outlet=Found(value=outlet, method="column")))


def test_namings_are_counted_against_the_other_outlets() -> None:
    items = [by("Post", Said("boats sank", "Minister Ruiz"), n) for n in range(3)]
    items += [by("Ledger", Said("boats sank", "Ana Ruiz"), n) for n in range(3, 6)]
    who = {(item.report.id, item.actors[0].id): "ruiz" for item in items}
    rows = [row for row in find_wordings(items, who) if row.kind == "naming"]
    assert {(row.outlet, row.term, row.count, row.total, row.others) for row in rows} == {
        ("Post", "minister ruiz", 3, 3, 0),
        ("Ledger", "ana ruiz", 3, 3, 0),
    }
    assert {row.log_odds > 0 for row in rows} == {True}
    texts = {item.report.id: item.report.text for item in items}
    assert all(row.span.of(texts[row.report]).casefold() == row.term for row in rows)


def test_two_outlets_that_change_places_get_the_same_figures() -> None:
    def figures(first: str, second: str) -> list[tuple[str, float, float]]:
        items = [
            by(first, Said("boats sank", "Regime of Avel"), 1),
            by(first, Said("x y", "Regime of Avel"), 2),
        ]
        items += [
            by(second, Said("boats sank", "Avel Government"), 3),
            by(second, Said("x y", "Avel Government"), 4),
        ]
        who = {(item.report.id, item.actors[0].id): "avel" for item in items}
        return sorted((r.term, r.log_odds, r.z) for r in find_wordings(items, who) if r.kind == "naming")

    assert figures("Post", "Ledger") == figures("Ledger", "Post")


@pytest.mark.parametrize(
    ("counts", "sign"),
    [((5, 10, 5, 10), 0), ((9, 10, 1, 10), 1), ((1, 10, 9, 10), -1)],
    ids=["even", "more", "less"],
)
def test_log_odds_point_the_right_way(counts: tuple[int, int, int, int], sign: int) -> None:
    odds, z = log_odds(*counts)
    assert (odds > 0) - (odds < 0) == sign == (z > 0) - (z < 0)
