"""Scores of stories and copies."""

import json
import os
from pathlib import Path

import pytest
from reports_by_hand import CHESS, FERRY, FERRY_OWN_WORDS, TAXES

from onrecord.errors import GoldError
from onrecord.link.evaluate import b_cubed, pairwise, read_gold, score_copies, score_stories

GOLD = Path(os.environ.get("ONRECORD_GOLD", Path(__file__).parents[3] / "shared" / "data"))


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [
        ({"a": "1", "b": "1", "c": "2"}, 1, 1),
        ({"a": "1", "b": "2", "c": "3"}, 1, 2 / 3),
        ({"a": "1", "b": "1", "c": "1"}, 5 / 9, 1),
    ],
    ids=["right", "split", "lumped"],
)
def test_b_cubed(found: dict[str, str], precision: float, recall: float) -> None:
    scores = b_cubed({"a": "x", "b": "x", "c": "y"}, found)
    assert (scores.precision, scores.recall) == (pytest.approx(precision), pytest.approx(recall))


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall", "f1"),
    [
        ({("a", "b")}, {("a", "b")}, 1, 1, 1),
        ({("a", "b"), ("a", "c")}, {("a", "b"), ("b", "c")}, 0.5, 0.5, 0.5),
        ({("a", "b")}, set(), 1, 0, 0),
        (set(), set(), 1, 1, 1),
    ],
    ids=["right", "half", "nothing-found", "nothing-to-find"],
)
def test_pairwise(
    gold: set[tuple[str, str]], found: set[tuple[str, str]], precision: float, recall: float, f1: float
) -> None:
    scores = pairwise(gold, found)
    assert (scores.precision, scores.recall, scores.f1) == (precision, recall, f1)


def test_labelled_lines_are_scored(tmp_path: Path) -> None:
    rows = [
        {"text": FERRY, "story": "ferry", "copy": "f", "outlet": "A", "date": "2031-05-05"},
        {"text": FERRY[:300], "story": "ferry", "copy": "f", "source_domain": "b.example"},
        {"text": FERRY_OWN_WORDS, "story": "ferry", "title": "All safe on Marisol"},
        {"text": TAXES, "story": "taxes"},
        {"text": CHESS, "story": "chess", "date_publish": "2031-05-05T10:00:00"},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n")
    gold = read_gold(path)
    assert (score_stories(gold).f1, score_stories(gold).count) == (1.0, 5)
    assert (score_copies(gold).f1, score_copies(gold).count) == (1.0, 1)


def test_the_halves_of_an_ecb_topic_are_two_stories(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    for name in ("1_1ecb", "1_2ecbplus"):
        tokens = '<token sentence="0">Ships</token><token sentence="0">sank</token>'
        (tmp_path / "1" / f"{name}.xml").write_text(f"<Document>{tokens}</Document>")
    gold = read_gold(tmp_path)
    assert sorted(gold.story.values()) == ["1 ecb", "1 ecbplus"]
    assert gold.readings[0].report.text == "Ships sank"


@pytest.mark.parametrize(
    "content", ["", "{", '{"text": "x"}', "[1]"], ids=["empty", "half", "no-label", "list"]
)
def test_what_is_no_gold_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content)
    with pytest.raises(GoldError):
        read_gold(path)


@pytest.mark.parametrize(
    ("name", "floor"), [("stories/articles_open.jsonl", 0.98), ("ecb", 0.87)], ids=["stories", "ecb"]
)
def test_stories_on_articles_never_made_for_us(name: str, floor: float) -> None:
    if not (GOLD / name).exists():
        pytest.skip(f"no {GOLD / name}")
    assert score_stories(read_gold(GOLD / name)).f1 >= floor
