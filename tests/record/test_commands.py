"""The commands that work on a record, with readings that need no model."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from readings_by_hand import full_reading
from typer.testing import CliRunner, Result

from onrecord import pipeline
from onrecord.model import Reading, Report
from onrecord.record import Record, commands

RUNNER = CliRunner()
APP = typer.Typer()
commands.register(APP)


class Stages:
    """A pipeline that counts, and finds in every report what the hand-made reading holds."""

    stages = ()
    runs = 0

    def __call__(self, report: Report) -> Reading:
        Stages.runs += 1
        return replace(full_reading(), report=report)


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    Stages.runs = 0
    monkeypatch.setattr(pipeline, "default", Stages)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    rows = [
        {"id": f"in{n}", "text": f"{full_reading().report.text} No. {n}", "outlet": "Avel"} for n in (1, 2)
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def run(*arguments: object) -> Result:
    return RUNNER.invoke(APP, [str(argument) for argument in arguments])


@pytest.fixture
def filled(source: Path, tmp_path: Path) -> Path:
    record = tmp_path / "r.db"
    assert run("add", source, "--record", record).exit_code == 0
    assert run("link", "--record", record).exit_code == 0
    return record


def test_add_twice_reads_once(source: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    first, second = (run("add", source, "--record", record) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "2 added" in first.stderr
    assert "0 added, 2 there already" in second.stderr
    assert Stages.runs == 2


def test_add_with_nothing_to_read_leaves_with_1_and_notes_why(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    result = run("add", tmp_path / "empty.txt", "--record", tmp_path / "r.db")
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    with Record(tmp_path / "r.db") as record:
        assert len(record.omissions()) == 1


@pytest.mark.parametrize(
    ("command", "count"),
    [
        (["reports"], 2),
        (["statements"], 4),
        (["statements", "--act", "deny", "--speaker", "ruiz"], 2),
        (["events", "--status", "claimed", "--modality", "historical"], 2),
        (["actors"], 2),
        (["stories"], 1),
        (["copies"], 1),
        (["search", "boats"], 4),
        (["search", "boats", "--in", "report", "--limit", "1"], 1),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_queries_print_as_many_rows_in_jsonl_and_csv(filled: Path, command: list[str], count: int) -> None:
    lines = run(*command, "--record", filled, "--format", "jsonl").stdout.splitlines()
    table = run(*command, "--record", filled, "--format", "csv").stdout
    assert len([json.loads(line) for line in lines]) == count
    assert len(list(csv.DictReader(io.StringIO(table)))) == count
    assert run(*command, "--record", filled).exit_code == 0


def test_groups_name_their_reports(filled: Path) -> None:
    for command in ("stories", "copies"):
        row = json.loads(run(command, "--record", filled, "--format", "jsonl").stdout)
        assert {"id", "title", "reports"} <= row.keys()
        assert [set(r) for r in row["reports"]] == [{"id", "input_id", "path", "outlet", "date"}] * 2
        assert {r["input_id"] for r in row["reports"]} == {"in1", "in2"}


def test_linking_twice_gives_the_same(filled: Path) -> None:
    before = run("stories", "--record", filled, "--format", "jsonl").stdout
    assert run("link", "--record", filled).exit_code == 0
    assert run("stories", "--record", filled, "--format", "jsonl").stdout == before


def test_nothing_found_is_said_to_people_only(filled: Path) -> None:
    text = run("statements", "--record", filled, "--act", "thank")
    assert (text.stdout, text.stderr.strip(), text.exit_code) == ("", "nothing found.", 0)
    programs = run("statements", "--record", filled, "--act", "none", "--format", "jsonl")
    assert (programs.stdout, programs.stderr) == ("", "")


@pytest.mark.parametrize(
    "arguments",
    [["reports"], ["events", "--format", "xml"], ["search"], ["search", "x", "--in", "events"]],
    ids=["no-record", "format", "no-query", "kind"],
)
def test_wrong_use_leaves_with_2(filled: Path, arguments: list[str]) -> None:
    extra = [] if arguments == ["reports"] else ["--record", str(filled)]
    assert run(*arguments, *extra).exit_code == 2
