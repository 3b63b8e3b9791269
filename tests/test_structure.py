"""The shape of the project: stages know only the types, and nothing is undocumented."""

import ast
from pathlib import Path

import pytest

from onrecord.model import Reason

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "onrecord"
STAGES = ("acquire", "analyse", "attribute", "code_events", "identify", "link")


def imported(path: Path) -> set[str]:
    """The onrecord modules that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("onrecord"):
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names if alias.name.startswith("onrecord")}
    return names


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_no_other_stage(stage: str) -> None:
    others = {f"onrecord.{other}" for other in (*STAGES, "collect", "record", "serve") if other != stage}
    for path in sorted((SOURCE / stage).rglob("*.py")):
        wrong = {n for n in imported(path) if any(n == o or n.startswith(o + ".") for o in others)}
        assert not wrong, f"{path.relative_to(SOURCE)} imports {sorted(wrong)}"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("data/*.tsv")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_table_states_its_source_and_licence(path: Path) -> None:
    head = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        head.append(line.lower())
    assert any("source" in line for line in head), "no '# Source: …' line at the top"
    assert any("licen" in line for line in head), "no '# Licence: …' line at the top"


@pytest.mark.parametrize("reason", list(Reason), ids=lambda r: r.value)
def test_every_reason_is_documented_and_used(reason: Reason) -> None:
    page = (ROOT / "docs" / "reference" / "omissions.md").read_text(encoding="utf-8")
    assert f"`{reason.value}`" in page
    code = "\n".join(p.read_text(encoding="utf-8") for p in SOURCE.rglob("*.py") if p.name != "model.py")
    assert f"Reason.{reason.name}" in code, "no code gives this reason: take it out of the list"


def test_model_weights_have_cards() -> None:
    for weights in SOURCE.rglob("*.onnx"):
        card = weights.with_name("card.md")
        assert card.exists(), f"{weights.relative_to(SOURCE)} has no card.md beside it"
