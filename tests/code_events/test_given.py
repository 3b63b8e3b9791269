import json
from pathlib import Path

import pytest

from onrecord.code_events import given
from onrecord.errors import GoldError

HEADER = "marked_sentence\tgold_root\tprompt_L1"


def table(folder: Path, *rows: str) -> Path:
    path = folder / "dyads.tsv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    return path


def test_marks_become_spans(tmp_path: Path) -> None:
    (dyad,) = given.dyads(table(tmp_path, "<s>Peru </s>sued <t>Chile</t>.\tACCUSE\t"))
    assert dyad.text == "Peru sued Chile."
    assert [[s.of(dyad.text) for s in side] for side in (dyad.sources, dyad.targets)] == [["Peru"], ["Chile"]]


def test_those_who_act_on_each_other_are_sources(tmp_path: Path) -> None:
    (dyad,) = given.dyads(table(tmp_path, "<s>Peru</s> and <t>Chile</t> met.\tCONSULT\t"))
    assert [s.of(dyad.text) for s in dyad.sources] == ["Peru", "Chile"]
    assert dyad.targets == ()


def test_coded_sentences(tmp_path: Path) -> None:
    events = [
        {"type": "FIGHT", "source_text": "Peru", "target_text": place, "symmetric": False}
        for place in ("Lima", "Cuzco", "Quito")
    ]
    path = tmp_path / "coded.jsonl"
    path.write_text(json.dumps({"text": "Peru hit Lima and Cuzco.", "events": events}) + "\n", "utf-8")
    (dyad,) = given.coded(path)
    assert dyad.types == {"ASSAULT"}
    assert [[s.of(dyad.text) for s in side] for side in (dyad.sources, dyad.targets)] == [
        ["Peru"],
        ["Lima", "Cuzco"],
    ]


@pytest.mark.parametrize(
    ("root", "prompt", "types"),
    [
        ("AID", "", {"AID"}),
        ("INVESTIGATE", "", {"ACCUSE"}),
        ("COERCE", "", {"COERCE", "SANCTION"}),
        ("YIELD", "['<S> released person of <T>', '<S> eased restrictions on <T>']", {"RETREAT"}),
        ("YIELD", "['<S> eased restrictions on <T>']", {"CONCEDE"}),
        ("YIELD", "['<S> met with <T>']", {"CONCEDE", "RETREAT"}),
    ],
)
def test_types(tmp_path: Path, root: str, prompt: str, types: set[str]) -> None:
    (dyad,) = given.dyads(table(tmp_path, f"<s>A</s> hit <t>B</t> with sanctions\t{root}\t{prompt}"))
    assert dyad.types == types


def test_another_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="unknown type PLAY"):
        given.dyads(table(tmp_path, "<s>A</s>\tPLAY\t"))


def test_unpolitical_sentences(tmp_path: Path) -> None:
    (tmp_path / "5").mkdir()
    words = ["The", "side", "won", "the", "cup", ",", "3", "-", "1", "."]
    tokens = "".join(f'<token sentence="0">{word}</token>' for word in words)
    (tmp_path / "5" / "a.xml").write_text(f"<Document>{tokens}</Document>", "utf-8")
    assert given.unpolitical(tmp_path, (5,), 9) == ["The side won the cup, 3 - 1."]
    with pytest.raises(GoldError, match="no topics"):
        given.unpolitical(tmp_path, (6,), 9)


def test_ordinary_sentences(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    told = (
        'The iceberg broke into twenty pieces in the spring. "Nobody saw it coming at all," she said. Short.'
    )
    rows = [{"story": "broken_berg", "text": told}, {"story": "a_war", "text": told.upper()}]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert sorted(given.ordinary(path, 9)) == [
        '"Nobody saw it coming at all," she said.',
        "The iceberg broke into twenty pieces in the spring.",
    ]
