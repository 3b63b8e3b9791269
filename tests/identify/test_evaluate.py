from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from onrecord.errors import GoldError
from onrecord.identify.evaluate import evaluate_phrases

OPEN = Path(os.environ.get("ONRECORD_GOLD", "../shared/data")) / "actors" / "phrases_open.jsonl"


def write(path, *gold):
    path.write_text("\n".join(json.dumps(row) for row in gold), encoding="utf-8")
    return path


def test_counts_countries_and_sectors(tmp_path):
    gold = write(
        tmp_path / "gold.jsonl",
        {"text": "Peru", "country": "PER", "sector": "", "date": "Today", "context": ""},
        {"text": "the Chadian army", "country": "TCD", "sector": None},
        {"text": "a Fijian nurse", "country": "FJI", "sector": "EDU"},
        {"text": "the US president", "country": "USA", "sector": "GOV", "date": "1 May 2010"},
        {"text": "nobody known", "country": "TON", "sector": "GOV"},
    )
    scores = evaluate_phrases(gold)
    assert (scores.phrases, scores.country, scores.both) == (5, 4, 3)
    assert [row["text"] for row, _ in scores.errors] == ["a Fijian nurse", "nobody known"]
    assert scores.country_accuracy == pytest.approx(0.8)
    assert scores.both_accuracy == pytest.approx(0.6)


@pytest.mark.parametrize(
    "content", ["", "not json", '{"text": "x"}'], ids=["empty", "not JSON", "no country"]
)
def test_another_form_is_refused(tmp_path, content):
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl"):
        evaluate_phrases(path)


@pytest.mark.skipif(not OPEN.exists(), reason="the gold set is not here")
def test_the_open_half_stays_at_its_level():
    scores = evaluate_phrases(OPEN)
    assert scores.country_accuracy >= 0.90
    assert scores.both_accuracy >= 0.85
