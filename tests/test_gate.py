"""The quality gate: floors hold or fail, and a changed set is no better score."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import GoldError
from onrecord.gate import Gate, digest, judge, number, read

LINES = "141 reports, B-cubed precision 0.990, recall 1.000, F1 0.995\nfired on 3.3% of sentences"


def lines(name: str, path: Path) -> Iterator[str]:
    yield from LINES.splitlines()


@pytest.mark.parametrize(
    ("words", "value"),
    [("F1", 0.995), ("precision", 0.99), ("fired on", 0.033), ("B-cubed#3", 0.995)],
    ids=["last", "middle", "percentage", "third"],
)
def test_the_number_behind_the_words(words: str, value: float) -> None:
    assert number(LINES, words, "stories") == pytest.approx(value)


def test_words_that_do_not_stand_there() -> None:
    with pytest.raises(GoldError, match="no number behind 'accuracy'"):
        number(LINES, "accuracy", "stories")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "a.txt").write_text("a")
    return tmp_path


def gate(folder: Path, **fields: object) -> Gate:
    values = {"digest": None, "floors": {}, "ceilings": {}} | fields
    return Gate(name="stories", path=folder / "set", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({"floors": {"F1": 0.995}}, [True]),
        ({"floors": {"F1": 0.996}}, [False]),
        ({"ceilings": {"fired on": 0.05}}, [True]),
        ({"ceilings": {"fired on": 0.01}}, [False]),
        ({"floors": {"F1": 0.9, "recall": 1.1}}, [True, False]),
    ],
    ids=["on the floor", "below", "under the ceiling", "above", "two floors"],
)
def test_floors_and_ceilings(folder: Path, fields: dict[str, object], holds: list[bool]) -> None:
    assert [held for held, _ in judge(gate(folder, **fields), lines)] == holds


def test_a_changed_set_fails(folder: Path) -> None:
    known = digest(folder / "set")
    assert all(held for held, _ in judge(gate(folder, digest=known, floors={"F1": 0.5}), lines))
    (folder / "set" / "b.txt").write_text("b")
    assert [held for held, _ in judge(gate(folder, digest=known, floors={"F1": 0.5}), lines)] == [False]


def test_a_set_that_is_not_there_fails(tmp_path: Path) -> None:
    assert [held for held, _ in judge(gate(tmp_path, floors={"F1": 0.5}), lines)] == [False]


@pytest.mark.parametrize(
    "text", ["[stories]\n", "[stories\n", "stories = 3\n"], ids=["no path", "no TOML", "no table"]
)
def test_a_file_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "gate.toml").write_text(text)
    with pytest.raises(GoldError, match="is no file of floors"):
        read(tmp_path / "gate.toml", tmp_path, tmp_path)
