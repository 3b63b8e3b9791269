"""The command line. Text goes to people, `--format jsonl` to programs, progress to stderr.

Exit codes: 0 something was read or found; 1 nothing could be read; 2 the command was used wrongly.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console

from onrecord import __version__, training
from onrecord.collect.command import watch
from onrecord.errors import OnrecordError, UsageError
from onrecord.model import Omission, Reading, Reason, Report
from onrecord.record.commands import register
from onrecord.record.export.command import export
from onrecord.record.output import plain
from onrecord.record.upkeep import register as register_upkeep
from onrecord.serve.web.command import serve

app = typer.Typer(
    name="onrecord",
    help="Who said what, who did what to whom, and according to whom: news reports, with evidence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(training.app, name="train")

register(app)
app.command()(watch)
app.command()(export)
app.command()(serve)
register_upkeep(app)

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Reports: .txt, .md, .html, .warc(.gz), .jsonl, .parquet, feed XML, a folder, or - for stdin.",
    ),
]


Model = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Another model folder for attribution than the bundled one."),
]


class ReadFormat(StrEnum):
    """Output of `onrecord read`."""

    TEXT = "text"
    JSONL = "jsonl"
    HTML = "html"


class LicenceFormat(StrEnum):
    """Output of `onrecord licences`."""

    TEXT = "text"
    JSONL = "jsonl"
    CYCLONEDX = "cyclonedx"


class RowFormat(StrEnum):
    """Output of commands that print rows."""

    TEXT = "text"
    JSONL = "jsonl"


class Engine(StrEnum):
    """Where the workers of `onrecord batch` run."""

    LOCAL = "local"
    RAY = "ray"


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.command()
def read(
    paths: Paths,
    format: Annotated[
        ReadFormat, typer.Option(help="text for people, jsonl for programs, html one page.")
    ] = (ReadFormat.TEXT),
    out: Annotated[Path | None, typer.Option(help="Write here instead of to standard output.")] = None,
    min_score: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out statements and events that score less.")
    ] = 0.0,
    model: Model = None,
) -> None:
    """Read reports and print the record of each."""
    from onrecord.serve import write

    readings = Readings(paths, min_score, model)
    with _stream(out) as stream:
        write.readings(readings, format.value, stream)
    if not readings.count:
        raise typer.Exit(1)


@contextmanager
def _stream(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    try:
        stream = out.open("w", encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            f"--out {out}: cannot be written: {reason}. Give a file in a folder that exists."
        ) from None
    with stream:
        yield stream


class Readings:
    """The readings of some paths, in order; what could not be read is told on stderr and counted."""

    def __init__(self, paths: list[str], min_score: float = 0.0, model: Path | None = None) -> None:
        self.paths, self.min_score, self.model = paths, min_score, model
        self.count = 0
        self.omissions: list[Omission] = []

    def __iter__(self) -> Iterator[Reading]:
        from onrecord import acquire, pipeline
        from onrecord.serve.progress import progress

        run = None
        for item in progress(acquire.read(self.paths, stdin=sys.stdin.buffer), acquire.count(self.paths)):
            if isinstance(item, Omission):
                self.omissions.append(item)
                complain(item.detail)
                continue
            assert isinstance(item, Report)
            run = run or pipeline.default(self.model)
            self.count += 1
            reading = run(item)
            for omission in reading.omissions:
                if omission.reason is Reason.STAGE_FAILED:
                    complain(f"{item.path}: {omission.stage} failed: {omission.detail}")
            yield pipeline.above(reading, self.min_score)


@app.command()
def who(
    phrases: Annotated[
        list[str], typer.Argument(metavar="PHRASE...", help="Actor phrases, or - for one a line.")
    ],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day on which offices are looked up, YYYY-MM-DD.")
    ] = None,
    format: Annotated[RowFormat, typer.Option(help="text or jsonl.")] = RowFormat.TEXT,
) -> None:
    """Resolve actor phrases: name, country, sector, id."""
    from onrecord.identify import resolve
    from onrecord.serve import write

    day = _day(on)
    if phrases == ["-"]:
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
        phrases = [line.strip() for line in text.splitlines() if line.strip()]
    columns = ("phrase", "id", "name", "kind", "country", "sector", "score", "why")
    write.rows((asdict(resolve(p, on=day)) for p in phrases), columns, format.value, sys.stdout)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise UsageError(f"--on takes a day such as 2010-05-01, got {value!r}.") from None


@app.command()
def batch(
    paths: Paths,
    out: Annotated[
        str, typer.Option(metavar="DIR", help="Folder of the Parquet files, or an address such as s3://…")
    ],
    engine: Annotated[
        Engine,
        typer.Option(help="Processes of this machine, or Ray (started here unless RAY_ADDRESS is set)."),
    ] = Engine.LOCAL,
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = os.cpu_count() or 1,
    part_size: Annotated[int, typer.Option(min=1, help="Reports of a part, the unit that is resumed.")] = 200,
    seconds: Annotated[float, typer.Option(min=1, help="CPU-seconds that one report may take.")] = 300.0,
    megabytes: Annotated[int, typer.Option(min=1_000, help="Address space of a worker.")] = 4_000,
) -> None:
    """Read many reports in several processes to Parquet; the same command again goes on where it ended."""
    from onrecord import acquire
    from onrecord.batch import Batch, run_id
    from onrecord.serve.progress import rate

    done = Batch(
        out=out,
        workers=workers,
        engine=engine.value,
        part_size=part_size,
        seconds=seconds,
        megabytes=megabytes,
        watch=rate(acquire.count(paths), part_size),
    ).run(acquire.read(paths, stdin=sys.stdin.buffer), run_id())
    typer.echo(
        f"{out}: {done.parts} parts written, {done.present} were there; {done.reports} reports "
        f"in {done.seconds:.0f} s",
        err=True,
    )


@app.command()
def gate(
    data: Annotated[Path, typer.Argument(metavar="PATH", help="The folder of all gold sets.")],
    floors: Annotated[Path, typer.Option(help="The floors, TOML.")] = Path("gate.toml"),
) -> None:
    """Fail where a score on a gold set has fallen below its floor."""
    from onrecord import evaluation
    from onrecord import gate as gates

    failed = 0
    for entry in gates.read(floors, data, floors.parent):
        for holds, line in gates.judge(entry, evaluation.evaluate):
            failed += not holds
            typer.echo(f"{'ok  ' if holds else 'FAIL'} {line}")
    if failed:
        raise typer.Exit(1)


@app.command()
def licences(
    format: Annotated[
        LicenceFormat, typer.Option(help="text, jsonl, or cyclonedx: a bill of materials.")
    ] = LicenceFormat.TEXT,
    lock: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A lock file, whose hashes the bill gives.")
    ] = None,
) -> None:
    """List the packages and models that onrecord runs with, and their licences."""
    from onrecord import bill
    from onrecord.licences import parts
    from onrecord.serve import write

    if format is LicenceFormat.CYCLONEDX:
        typer.echo(bill.cyclonedx(parts(), bill.locked(lock) if lock else {}))
        return
    write.rows(map(asdict, parts()), ("name", "version", "licence", "kind"), format.value, sys.stdout)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the record and the page.")] = Path("demo-record"),
) -> None:
    """Read the bundled reports into a record, and say what is in it."""
    from onrecord import demo as bundled

    for line in bundled.run(out):
        typer.echo(line)


@app.command("eval")
def evaluate(
    name: Annotated[str, typer.Argument(metavar="SET", help="all, or the name of one gold set.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The set; with all, the folder of all sets.")],
    model: Model = None,
) -> None:
    """Score a stage on a gold set."""
    from onrecord import evaluation

    if model is not None and name != "polnear":
        raise UsageError(f"--model is for the set polnear, not for {name}.")
    lines = evaluation.polnear_lines(path, model) if model else evaluation.evaluate(name, path)
    for line in lines:
        typer.echo(line)


def complain(message: str) -> None:
    """Tell a person on stderr, on one line: file names may hold newlines and terminal commands."""
    console = Console(stderr=True, highlight=False)
    console.print(plain(message), markup=False, style="yellow", soft_wrap=True)


def main() -> None:
    """Entry point: an error made on purpose is one line and an exit code, never a traceback."""
    # Libraries log tracebacks; what concerns the user is an omission or an error.
    logging.getLogger().addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except UsageError as error:
        complain(f"onrecord: {error}")
        sys.exit(2)
    except OnrecordError as error:
        complain(f"onrecord: {error}")
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
