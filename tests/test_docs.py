"""Nothing undocumented: generated pages are up to date, and every command stands in them."""

import runpy
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(scope="module")
def generator() -> dict[str, Any]:
    return runpy.run_path(str(DOCS / "generate.py"))


def test_generated_pages_are_up_to_date(generator: dict[str, Any]) -> None:
    for page, text in generator["pages"]().items():
        assert page.read_text(encoding="utf-8") == text, f"{page.name} is out of date: run `make docs`"


@pytest.mark.parametrize("command", ["read", "who", "add", "link", "statements", "search", "eval", "demo"])
def test_every_command_is_documented(command: str) -> None:
    assert f"## onrecord {command}\n" in (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
