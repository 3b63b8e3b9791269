"""Labels without words go back to the sentences that they were made from."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.code_events import anchored, labelled
from onrecord.errors import GoldError

LABELS = """text: Quarn accused Belmora of arming the rebels.
event: ACCUSE[allege] | trigger: accused | actors: Quarn | recipients: Belmora | status: asserted
event: AID | trigger: arming | actors: Belmora | recipients: rebels | status: claimed | by: Quarn

text: Nothing else happened.
"""
ARTICLE = "Envoy recalled.\n\nQuarn accused Belmora of arming the rebels. Nothing else happened.\n"


@pytest.fixture
def sentences(tmp_path: Path) -> list[labelled.LabelledSentence]:
    file = tmp_path / "labels.txt"
    file.write_text(LABELS, encoding="utf-8")
    return labelled.read([file])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", ARTICLE),
        ("a.jsonl", json.dumps({"text": ARTICLE}) + "\n"),
        ("a.json", json.dumps({"title": "Envoy recalled.", "body-paragraphs": [[ARTICLE[17:]]]})),
    ],
    ids=["plain", "rows", "basil"],
)
def test_round_trip(
    tmp_path: Path, sentences: list[labelled.LabelledSentence], name: str, content: str
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / name).write_text(content, encoding="utf-8")
    rows, lost = anchored.anchor(sentences, anchored.texts(folder))
    assert not lost
    assert "Quarn" not in json.dumps(rows)
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    again = anchored.read([file], anchored.texts(folder))
    assert [replace(s, where="") for s in again] == [replace(s, where="") for s in sentences]


def test_sentences_of_no_text_are_told(sentences: list[labelled.LabelledSentence]) -> None:
    rows, lost = anchored.anchor(sentences, ["Another text."])
    assert rows == []
    assert [where.rpartition(":")[2] for where in lost] == ["1", "5"]


def test_a_missing_text_is_an_error(tmp_path: Path, sentences: list[labelled.LabelledSentence]) -> None:
    rows, _ = anchored.anchor(sentences, [ARTICLE])
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"rows\.jsonl:1: no text given has the digest"):
        anchored.read([file], ["Another text."])
