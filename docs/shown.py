"""What the pages show is what onrecord prints: run their commands, and fill in the output.

`python docs/generate.py` rewrites the pages with what is printed now; tests/test_docs_pages.py runs the same
commands. A page is played from top to bottom in a folder of its own, which holds the bundled reports in
`reports/` and their record, linked, in `dispute.onrecord`.

- A ```console block: each line that begins with `$ ` is run, and the lines after it are its output.
- A ```python block is run; a ```text block right behind it is what it prints.
- A ```text block behind a paragraph that ends with `NAME`: is the file NAME.
- Blocks of other languages (```sh for what takes data, a browser or hours) are not run.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from onrecord import cli
from onrecord.demo import REPORTS

DOCS = Path(__file__).parent
README = DOCS.parent / "README.md"
RECORD = "dispute.onrecord"
ADD, LINK = f"onrecord add reports --record {RECORD}", f"onrecord link --record {RECORD}"
"""The commands that make the record. Reading takes seconds: done once, and shown where a page has it."""

TERMINAL = {"LINES": "50", "TERM": "dumb", "NO_COLOR": "1"}
NARROW, WIDE = 110, 132
"""Columns of the terminal: in the README, and in the other pages, whose tables have many columns."""

BLOCK = re.compile(r"^```(?P<language>console|python|text)\n(?P<body>.*?)^```$", re.M | re.S)
FILE = re.compile(r"`(?P<name>[\w.-]+)`:\n\n$")
COMMAND = re.compile(r"onrecord (?P<words>[^|>]*?)(?: \| head -n (?P<lines>\d+)| > (?P<file>\S+))?")


def pages() -> list[Path]:
    """The README and the pages of docs/ that show what a command prints."""
    found = [page for page in sorted(DOCS.rglob("*.md")) if "reference" not in page.parts]
    return [README, *(page for page in found if "\n```console\n" in page.read_text(encoding="utf-8"))]


@dataclass(slots=True, kw_only=True)
class Step:
    """One command of a page: what the page shows, what is printed now, the exit code, what went to stderr."""

    command: str
    shown: str
    printed: str
    code: int
    errors: str = ""


@dataclass(slots=True)
class Player:
    """Runs the blocks of one page in `folder`; `prepared` gives the output of commands that are not run."""

    folder: Path
    columns: int = WIDE
    prepared: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    names: dict[str, object] = field(default_factory=lambda: {"__name__": "page"})

    def play(self, text: str) -> str:
        """The page as it should be; what was run stands in `steps`."""
        parts, end, last = [], 0, ""
        for match in BLOCK.finditer(text):
            gap, language, body = text[end : match.start()], match["language"], match["body"]
            follows = last if gap == "\n\n" else ""
            parts += [gap, f"```{language}\n{self._block(language, body, gap, follows)}```"]
            end, last = match.end(), language
        return "".join([*parts, text[end:]])

    def _block(self, language: str, body: str, gap: str, follows: str) -> str:
        if language == "console":
            return "".join(self._command(command, shown) for command, shown in commands(body))
        if language == "python":
            self._python(body)
        elif follows == "python":
            self.steps[-1].shown = body
            return self.steps[-1].printed
        elif name := FILE.search(gap):
            (self.folder / name["name"]).write_text(body, encoding="utf-8")
        return body

    def _command(self, command: str, shown: str) -> str:
        step = Step(command=command, shown=shown, printed=self.prepared.get(command, ""), code=0)
        if command not in self.prepared:
            step.code, out, step.errors = run(command, self.folder, self.columns)
            step.printed = "".join(
                line.rstrip() + "\n" for line in (out or step.errors).strip("\n").splitlines()
            )
        self.steps.append(step)
        return f"$ {command}\n{step.printed}"

    def _python(self, body: str) -> None:
        out, errors, code = io.StringIO(), "", 0
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(out):
            try:
                exec(compile(body, "page", "exec"), self.names)
            except Exception:
                code, errors = 1, traceback.format_exc()
        printed = out.getvalue()
        # Nothing is shown, so nothing can be out of date, unless a block of text follows.
        self.steps.append(Step(command=body, shown=printed, printed=printed, code=code, errors=errors))


def commands(body: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the lines shown after it."""
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def run(command: str, folder: Path, columns: int) -> tuple[int, str, str]:
    """Exit code, output and errors of a command, run in `folder` on a terminal of so many columns.

    onrecord runs in this process, since starting a Python for each of them is most of the time; what it
    prints to a pipe (`| head -n 3`) or a file (`> FILE`) is as wide as it would be there.
    """
    match = COMMAND.fullmatch(command)
    if match is None:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            command, shell=True, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True
        )
        return done.returncode, done.stdout, done.stderr
    out = Stream(terminal=not (match["lines"] or match["file"]))
    errors = Stream(terminal=False)
    with patch.dict(os.environ, TERMINAL | {"COLUMNS": str(columns)}):
        code = onrecord(shlex.split(match["words"]), folder, out, errors)
    text = out.text()
    if match["file"]:
        (folder / match["file"]).write_text(text, encoding="utf-8", newline="")
        text = ""
    elif match["lines"]:
        text = "".join(text.splitlines(keepends=True)[: int(match["lines"])])
    return code, text, errors.text()


def onrecord(words: list[str], folder: Path, out: Stream, errors: Stream) -> int:
    """Run onrecord with these words in `folder`; its exit code."""
    with (
        contextlib.chdir(folder),
        patch.object(sys, "argv", ["onrecord", *words]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(errors),
    ):
        try:
            cli.main()
        except SystemExit as left:
            return left.code if isinstance(left.code, int) else int(left.code is not None)
    return 0


class Stream(io.TextIOWrapper):
    """A text stream into memory that may pass for a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        """Whether this passes for a terminal."""
        return self.terminal

    def text(self) -> str:
        """All that was written."""
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode("utf-8")


def prepare(folder: Path) -> dict[str, str]:
    """Put the bundled reports and their record into `folder`; what the command printed that read them."""
    shutil.copytree(REPORTS, folder / "reports")
    player = Player(folder)
    player.play(f"```console\n$ {ADD}\n$ {LINK}\n```")
    for step in player.steps:
        complain(folder, step)
    return {ADD: player.steps[0].printed}


def play(page: Path, base: Path, prepared: dict[str, str], folder: Path) -> tuple[str, list[Step]]:
    """Play a page in `folder`, made as a copy of `base`: the page as it should be, and the steps taken."""
    shutil.copytree(base, folder)
    player = Player(folder, NARROW if page == README else WIDE, prepared)
    return player.play(page.read_text(encoding="utf-8")), player.steps


def complain(page: Path, step: Step) -> None:
    """Leave with a message where a command failed."""
    if step.code:
        sys.exit(f"{page.name}: exit code {step.code} from: {step.command}\n{step.errors or step.printed}")


def filled(folder: Path, only: str = "") -> Iterator[tuple[Path, str]]:
    """Each page that shows output, as it should be. Works in `folder`."""
    base = folder / "base"
    base.mkdir()
    prepared = prepare(base)
    for number, page in enumerate(pages()):
        if only in str(page):
            text, steps = play(page, base, prepared, folder / str(number))
            for step in steps:
                complain(page, step)
            yield page, text
