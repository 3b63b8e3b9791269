"""The pages that show commands: each command runs, each option is there, and the site names no other host.

What commands print changes with each model; `python docs/generate.py` fills it in, and `--check` compares.
"""

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sphinx.cmd.build import main as build
from typer.main import get_command

from onrecord.cli import app

DOCS = Path(__file__).parent.parent / "docs"
sys.path.insert(0, str(DOCS))
import shown  # noqa: E402 - a script of the docs, not of the package

PAGES = shown.pages()
NAMES = [str(page.relative_to(DOCS.parent)) for page in PAGES]
TABLE = re.compile(r"^ *(date|name|phrase|kind) +\w")
"""First lines of tables: the names of their columns."""
FOREIGN = re.compile(r"""(?:\bsrc=|<link [^>]*href=|url\(|@import )\s*["']?(?:https?:)?//[^"'\s>)]+""")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    base = tmp_path_factory.mktemp("docs") / "base"
    base.mkdir()
    return base, shown.prepare(base)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_runs(page: Path, prepared: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    _, steps = shown.play(page, *prepared, tmp_path / "page")
    assert steps
    for step in steps:
        assert step.code == 0, f"{step.command}\n{step.errors}"
        assert bool(step.shown) == bool(step.printed), f"run `make docs`: {step.command}"
        heads = columns(step.shown), columns(step.printed)
        assert not all(heads) or heads[0] == heads[1], f"run `make docs`: {step.command}"


def columns(output: str) -> list[str]:
    """The names of the columns, where the output is a table whose head stands on its first line."""
    first = output.partition("\n")[0]
    return first.split() if TABLE.match(first) else []


def commands_not_run() -> Iterator[tuple[str, str]]:
    """The onrecord commands in blocks that are not run, each with its page."""
    for page in sorted(DOCS.rglob("*.md")):
        for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S):
            yield from ((page.name, line) for line in block.splitlines() if line.startswith("onrecord "))


@pytest.mark.parametrize(("page", "line"), list(commands_not_run()))
def test_commands_that_are_not_run_exist(page: str, line: str) -> None:
    command: Any = get_command(app)
    words = shlex.split(line)[1:]
    while hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


# MyST still uses names that Sphinx is about to drop.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_the_site_builds_and_names_no_other_host(tmp_path: Path) -> None:
    assert (
        build(
            ["--quiet", "--fail-on-warning", "-d", str(tmp_path / "trees"), str(DOCS), str(tmp_path / "site")]
        )
        == 0
    )
    assert (tmp_path / "site" / "tutorial.html").exists()
    for file in sorted((tmp_path / "site").rglob("*")):
        if file.suffix in {".html", ".css", ".js"}:
            assert not FOREIGN.findall(file.read_text(encoding="utf-8")), file.name
