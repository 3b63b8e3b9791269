"""What the README shows is what onrecord prints."""

import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from onrecord import acquire, pipeline
from onrecord.model import Report
from onrecord.serve.terminal import show

README = Path(__file__).parent.parent / "README.md"
WIDTH = 110


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    assert found, f"no {language} block in the README"
    return found[1]


def test_the_record_on_the_first_screen_is_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_text(block("text"), encoding="utf-8")
    (report,) = acquire.read(["ferry.txt"])
    assert isinstance(report, Report)
    stream = StringIO()
    show(pipeline.default()(report), Console(file=stream, width=WIDTH))
    printed = [line.rstrip() for line in stream.getvalue().strip().splitlines()]
    command, *shown = block("console").strip().splitlines()
    assert command == "$ onrecord read ferry.txt"
    assert printed == shown


def test_the_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_text(block("text"), encoding="utf-8")
    exec(compile(block("python"), "README", "exec"), {})
    assert "deny" in capsys.readouterr().out
