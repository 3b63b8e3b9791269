"""Which reports pass on the same text, and where it comes from."""

import itertools

import pytest
from reports_by_hand import CHESS, FERRY, FERRY_OWN_WORDS, FOOTER, TAXES, all_reports, report

from onrecord.link import find_copies, find_stories
from onrecord.model import Judgement, Reading, Relation, Verdict

EDITED = FERRY.replace("early on Monday", "on Monday").replace("Captain", "Skipper").replace("noon", "midday")


@pytest.mark.parametrize(
    ("left", "right", "copy"),
    [
        (FERRY, FERRY, True),
        (FERRY, FERRY.upper().replace(".", " !"), True),
        (FERRY, EDITED, True),
        (FERRY, FERRY[:200], True),
        (FERRY + TAXES + CHESS, CHESS, True),
        (FERRY, FERRY_OWN_WORDS, False),
        (FERRY, TAXES + " " + FERRY[:90], False),
        (FERRY, FERRY[:60], False),
        (FERRY, TAXES, False),
        ("Three words only", "Three words only", True),
        ("Three words only", "Three other words", False),
        ("", "", False),
    ],
    ids=[
        "exact",
        "case-and-marks",
        "edited",
        "cut-down",
        "part-of-a-round-up",
        "own-words",
        "quotes-a-line",
        "a-line",
        "another-event",
        "short",
        "short-and-different",
        "empty",
    ],
)
def test_what_is_a_copy(left: str, right: str, copy: bool) -> None:
    linked = find_copies([report(left, outlet="Avel Ledger"), report(right, outlet="Baia Post")])
    assert (len(linked.groups), len(linked.links)) == ((1, 1) if copy else (0, 0))


def test_a_copy_says_how_much_is_shared() -> None:
    [link] = find_copies([report(FERRY, outlet="A"), report(FERRY[:200], outlet="B")]).links
    assert link.score == pytest.approx(1.0, abs=0.05)
    assert "five-word sequences" in link.reasons[0]
    [link] = find_copies([report(FERRY, outlet="A"), report(FERRY, outlet="B")]).links
    assert link.reasons[0].startswith("the same text")


def test_a_round_up_does_not_make_its_parts_copies_of_each_other() -> None:
    parts = [report(FERRY, outlet="A"), report(TAXES, outlet="B"), report(CHESS, outlet="C")]
    linked = find_copies([*parts, report(f"{FERRY}\n{TAXES}\n{CHESS}", outlet="D")])
    for group in linked.groups:
        assert len(set(group.reports) & {part.report.id for part in parts}) <= 1


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "learned"])
def test_page_furniture_is_no_copy(marked: bool) -> None:
    front = {"boilerplate": FOOTER} if marked else {}
    short = [text[:200] + FOOTER for text in (FERRY, TAXES, CHESS)]
    readings = [report(text, outlet="Baia Post", **front) for text in short]
    assert find_copies(readings, find_stories(readings).groups).groups == ()


@pytest.mark.parametrize("order", list(itertools.permutations(range(6)))[::97], ids=str)
def test_the_order_of_the_input_does_not_show(order: tuple[int, ...]) -> None:
    readings = all_reports()
    stories = find_stories(readings).groups
    assert find_copies([readings[i] for i in order], stories) == find_copies(readings, stories)


def copies_of_ferry(*fronts: dict[str, str]) -> list[Reading]:
    return [report(FERRY + " " * place, **front) for place, front in enumerate(fronts)]


@pytest.mark.parametrize(
    ("fronts", "origin"),
    [
        ([{"date": "2031-05-06"}, {"date": "2031-05-05"}], 1),
        ([{"outlet": "Baia Post"}, {"date": "2031-05-05"}], 1),
        ([{"outlet": "Baia Post"}, {"outlet": "Avel Ledger"}], None),
        ([{"date": "2031-05-05", "agency": "NAW"}, {"outlet": "North Avel Wire", "date": "2031-05-06"}], 1),
        ([{"date": "2031-05-05", "agency": "NAW"}, {"outlet": "NAW"}], 1),
        ([{"date": "2031-05-05", "agency": "NAW"}, {"outlet": "Baia Post", "date": "2031-05-04"}], None),
    ],
    ids=["earliest", "only-dated", "no-dates", "agency-by-initials", "agency-by-name", "agency-not-here"],
)
def test_where_a_copy_comes_from(fronts: list[dict[str, str]], origin: int | None) -> None:
    readings = copies_of_ferry(*fronts)
    [group] = find_copies(readings).groups
    assert group.origin == (None if origin is None else readings[origin].report.id)
    assert group.agency == ("NAW" if any("agency" in front for front in fronts) else None)


def test_of_one_day_the_longest_is_the_origin() -> None:
    whole, cut = report(FERRY, date="2031-05-05"), report(FERRY[:250], date="2031-05-05")
    [group] = find_copies([cut, whole]).groups
    assert group.origin == whole.report.id


@pytest.mark.parametrize(
    ("texts", "verdict", "groups"),
    [
        ((FERRY, FERRY + " "), Verdict.DIFFERENT, 0),
        ((FERRY, FERRY_OWN_WORDS), Verdict.SAME, 1),
        ((FERRY, TAXES), Verdict.UNSURE, 0),
    ],
    ids=["different", "same", "unsure"],
)
def test_judgements_are_followed(texts: tuple[str, str], verdict: Verdict, groups: int) -> None:
    readings = [report(text) for text in texts]
    left, right = (reading.report.id for reading in readings)
    judgement = Judgement(
        left=left, right=right, verdict=verdict, relation=Relation.COPY_OF, by="me", at="2031-05-08"
    )
    assert len(find_copies(readings, (), [judgement]).groups) == groups
