"""Which reports tell the same story."""

import itertools

import pytest
from reports_by_hand import CHESS, FERRY, TAXES, all_reports, report

from onrecord.link import find_stories
from onrecord.model import Judgement, Relation, Verdict


def members(linked: object) -> list[set[str]]:
    return [set(group.reports) for group in linked.groups]  # type: ignore[attr-defined]


def judgement(left: str, right: str, verdict: Verdict) -> Judgement:
    return Judgement(
        left=left, right=right, verdict=verdict, relation=Relation.SAME_STORY, by="me", at="2031-05-08"
    )


def test_reports_of_one_story_stand_together() -> None:
    ids = [reading.report.id for reading in all_reports()]
    found = sorted(members(find_stories(all_reports())), key=len, reverse=True)
    assert found == [set(ids[:3]), set(ids[3:5]), set(ids[5:])]


def test_a_story_has_a_title_dates_and_reasons() -> None:
    linked = find_stories(all_reports())
    ferry = max(linked.groups, key=lambda group: len(group.reports))
    assert ferry.title in {"Ferry Marisol aground", "Ferry aground off Port Vell"}
    assert (ferry.first, ferry.last) == ("2031-05-05", "2031-05-06")
    reasons = [reason for link in linked.links if link.left in ferry.reports for reason in link.reasons]
    assert any(reason.startswith("shared names: ") and "marisol" in reason for reason in reasons)
    assert all(0 <= link.score <= 1 for link in linked.links)


@pytest.mark.parametrize("order", list(itertools.permutations(range(6)))[::97], ids=str)
def test_the_order_of_the_input_does_not_show(order: tuple[int, ...]) -> None:
    readings = all_reports()
    assert find_stories([readings[i] for i in order]) == find_stories(readings)


def test_a_story_keeps_its_id_when_a_later_report_joins() -> None:
    readings = all_reports()
    before = {group.id for group in find_stories([readings[0], readings[2]]).groups}
    after = {group.id for group in find_stories(readings).groups}
    assert before <= after


def test_judgements_are_followed() -> None:
    readings = all_reports()
    ids = [reading.report.id for reading in readings]
    same = judgement(ids[5], ids[0], Verdict.SAME)
    different = judgement(ids[0], ids[1], Verdict.DIFFERENT)
    unsure = judgement(ids[3], ids[4], Verdict.UNSURE)
    linked = find_stories(readings, [same, different, unsure])
    groups = members(linked)
    assert any({ids[0], ids[5]} <= group for group in groups)
    assert not any({ids[0], ids[1]} <= group for group in groups)
    assert {ids[3], ids[4]} in groups
    reasons = {reason for link in linked.links if link.reasons for reason in link.reasons}
    assert "judged to be the same story" in reasons


def test_the_last_judgement_holds() -> None:
    readings = all_reports()
    ids = [reading.report.id for reading in readings]
    verdicts = [Verdict.SAME, Verdict.DIFFERENT]
    linked = find_stories(readings, [judgement(ids[0], ids[5], verdict) for verdict in verdicts])
    assert members(linked) == members(find_stories(readings))


def test_a_judgement_on_unknown_reports_does_no_harm() -> None:
    readings = all_reports()
    assert find_stories(readings, [judgement("rx", "ry", Verdict.SAME)]) == find_stories(readings)


@pytest.mark.parametrize(
    ("texts", "stories"),
    [
        ([], 0),
        ([""], 1),
        (["", " "], 2),
        (["the of and", "a an"], 2),
        ([FERRY], 1),
        ([FERRY, TAXES, CHESS], 3),
    ],
    ids=["none", "empty", "two-empty", "stop-words", "one", "three"],
)
def test_small_and_empty_records(texts: list[str], stories: int) -> None:
    linked = find_stories([report(text) for text in texts])
    assert len(linked.groups) == stories
    assert linked.links == ()


def test_boilerplate_makes_no_story() -> None:
    bar = "Karst Radio Marisol Ferry Port Vell Coast Guard Latest Alerts Blue Line Avel"
    readings = [report(f"{bar} {text}", boilerplate=bar) for text in (FERRY, TAXES, CHESS)]
    assert len(find_stories(readings).groups) == 3
