"""Write what comes from the code: the reference of commands and acts, and the output that pages show.

    python docs/generate.py [--check] [--reference]

What the README and the pages of docs/ show is what their commands print now; that takes half a minute,
which --reference spares. With --check nothing is written; the exit code is 1 where a page is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typer
from typer.main import get_command

from onrecord.cli import app

REFERENCE = Path(__file__).parent / "reference"
ACTS = Path(__file__).parent.parent / "src" / "onrecord" / "attribute" / "data" / "acts.tsv"


def pages() -> dict[Path, str]:
    """Each generated page with what it should hold."""
    return {
        REFERENCE / "cli.md": "\n".join(command_line()) + "\n",
        REFERENCE / "acts.md": "\n".join(acts()) + "\n",
        REFERENCE / "plover.md": "\n".join(plover()) + "\n",
    }


def command_line() -> Iterator[str]:
    """The command line: each command with its help, arguments and options."""
    yield "# The command line"
    yield ""
    yield "Generated from the code by `make docs`. Text goes to people, `--format jsonl` to programs,"
    yield "progress to stderr. Exit codes: 0 something was read or found; 1 nothing could be read; 2 misuse."
    for path, command in commands("onrecord", get_command(app)):
        yield ""
        yield from section(path, command)


def commands(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    """A command and all below it, in the order of registration."""
    if hasattr(command, "commands"):
        for name, inner in command.commands.items():
            yield from commands(f"{path} {name}", inner)
    else:
        yield path, command


def section(path: str, command: Any) -> Iterator[str]:
    """One command as Markdown."""
    context = typer.Context(command, info_name=path)
    yield f"## {path}"
    yield ""
    yield (command.help or "").strip()
    rows = [record for p in command.get_params(context) if (record := p.get_help_record(context))]
    usage = " ".join(command.collect_usage_pieces(context))
    yield ""
    yield f"    {path} {usage}"
    if rows:
        yield ""
        yield "| option | means |"
        yield "| --- | --- |"
        for option, text in rows:
            yield f"| `{cell(option)}` | {cell(text)} |"


def cell(text: str) -> str:
    """Text that may stand in a table."""
    return " ".join(text.split()).replace("|", "\\|")


def acts() -> Iterator[str]:
    """The closed list of acts, from its table."""
    yield "# Acts: kinds of saying"
    yield ""
    yield "Generated from `attribute/data/acts.tsv` by `make docs`."
    yield ""
    lines = [
        line for line in ACTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    yield "| act | means |"
    yield "| --- | --- |"
    for line in lines:
        yield "| " + " | ".join(cell(value) for value in line.split("\t")) + " |"


def plover() -> Iterator[str]:
    """The event types and their CAMEO codes, from the tables of the coder."""
    sys.path.insert(0, str(Path(__file__).parent))
    from plover import lines

    return lines()


def shown() -> Iterator[tuple[Path, str]]:
    """Each page that shows what a command prints, as it should be."""
    sys.path.insert(0, str(Path(__file__).parent))
    from shown import filled

    with TemporaryDirectory() as folder:
        yield from filled(Path(folder))


def main() -> int:
    """Write the pages, or with --check tell which are out of date."""
    check, stale = "--check" in sys.argv[1:], 0
    for page, text in chain(pages().items(), () if "--reference" in sys.argv[1:] else shown()):
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if check:
            print(f"{page.name} is out of date: run `make docs`")
        else:
            page.write_text(text, encoding="utf-8")
            print(f"wrote {page.name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
