"""The guide: its blocks run in order, as in a notebook; and importing the package stays cheap."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = Path(__file__).parent.parent / "docs" / "guide.md"


def test_every_block_of_the_guide_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)
    assert len(blocks) >= 10
    names: dict[str, object] = {}
    for number, block in enumerate(blocks, 1):
        exec(compile(block, f"guide.md, block {number}", "exec"), names)
    printed = capsys.readouterr().out
    assert "deny" in printed
    assert (tmp_path / "who-acts-on-whom.graphml").exists()


def test_importing_loads_no_library() -> None:
    heavy = "{'numpy', 'spacy', 'onnxruntime', 'pyarrow', 'fastapi', 'typer', 'jinja2', 'sklearn'}"
    code = f"import onrecord, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_unknown_names_are_refused() -> None:
    import onrecord

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = onrecord.nothing
    assert onrecord.Record and onrecord.Filters
