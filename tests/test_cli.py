"""The command line on broken input and wrong use: one clear message each, the right exit code."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord import cli, pipeline

GOOD = "The harbour council of Varna Bay said on Monday that the ferry line would close in spring.\n"
ROW = json.dumps({"id": "a", "text": GOOD})
LONG = "".join(f"The council said so in its letter number {n * n * 7919}.\n" for n in range(2_000))


class Outcome(NamedTuple):
    """What a run of the command line left."""

    code: int
    reports: list[dict[str, object]]
    errors: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process, without the stages that need models."""
    monkeypatch.setattr(pipeline, "default", lambda model=None: pipeline.Pipeline([]))

    def call(*arguments: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, errors = capsys.readouterr()
        reports = [json.loads(line)["report"] for line in out.splitlines() if line.startswith('{"report"')]
        assert "Traceback" not in errors
        return Outcome(int(left.value.code or 0), reports, errors)

    return call


def zipped() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", GOOD)
    return data.getvalue()


def parquet(**columns: list[object]) -> bytes:
    data = io.BytesIO()
    pq.write_table(pa.table(columns), data)
    return data.getvalue()


def bomb(byte: bytes) -> bytes:
    """100 MB in 100 kB."""
    return gzip.compress(byte * 100_000_000, 1)


NOTHING_READ = [
    ("empty.txt", b"", "empty"),
    ("empty.html", b"", "empty"),
    ("empty.jsonl", b"", "empty"),
    ("empty.parquet", b"", "empty"),
    ("empty.xml", b"", "empty"),
    ("blank.txt", b" \n\t\r\n", "empty"),
    ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG image"),
    ("archive.txt", zipped(), "a ZIP archive"),
    ("program.txt", b"\x7fELF" + bytes(99), "a program"),
    ("bytes.txt", bytes(range(256)) * 9, "binary data"),
    ("bytes.html", bytes(range(256)) * 9, "binary data"),
    ("bytes.jsonl", bytes(range(256)) * 9, "binary data"),
    ("nul.txt", bytes(999), "binary data"),
    ("wide.jsonl", ROW.encode("utf-16"), "not UTF-8"),
    ("half.txt", GOOD.encode("utf-16") + b"x", "not whole utf-16"),
    ("unknown.txt", bytes([0x81, 0x8D, 0xFF, 0x90, 0x9D, 0x41]) * 99, "unknown encoding"),
    ("page.html.gz", gzip.compress(LONG.encode())[:-2_000], "ends too early"),
    ("twice.txt.gz", gzip.compress(gzip.compress(GOOD.encode())), "a gzip file inside another"),
    ("bomb.txt.gz", bomb(b"\0"), "more than 20,000,000 bytes"),
    ("bomb.jsonl.gz", bomb(b"x"), "more than 20,000,000 bytes"),
    ("bomb.xml.gz", bomb(b"x"), "more than 20,000,000 bytes"),
    ("line.txt", b"word " * 10_000_000, "more than 20,000,000 bytes"),
    ("list.json", f"[{ROW}]".encode(), "a list, not JSON lines"),
    ("object.jsonl", json.dumps({"text": GOOD}, indent=1).encode(), "over several lines"),
    ("deep.jsonl", b'{"text":' + b"[" * 100_000, "nested too deeply"),
    ("deep.html", b"<div>" * 100_000 + GOOD.encode(), "HTML"),
    ("bare.html", b"<html><body></body></html>", "no main text"),
    ("no-feed.xml", b"<note><to>all</to></note>", "no feed entry"),
    ("no-text.parquet", parquet(body=[GOOD]), "no column 'text'"),
    ("numbers.parquet", parquet(text=[1, 2]), "holds int64"),
    ("no-rows.parquet", parquet(text=[]), "without rows"),
    ("half.parquet", parquet(text=[GOOD])[:-40], "not a whole Parquet file"),
    ("no.warc", b"no archive", "WARC"),
]


@pytest.mark.parametrize(("name", "data", "found"), NOTHING_READ, ids=[row[0] for row in NOTHING_READ])
def test_a_broken_file_costs_one_line_and_exit_code_1(
    run: Run, tmp_path: Path, name: str, data: bytes, found: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    code, reports, errors = run("read", path, "--format", "jsonl")
    assert (code, reports) == (1, [])
    assert errors.count("\n") == 1 and errors.startswith(str(path)) and found in errors


PARTLY_READ = [
    ("half a line", "a.jsonl", "\n".join([ROW, ROW[:60], ROW]), 2, ["line 2", "unterminated"]),
    (
        "wrong types",
        "a.jsonl",
        "\n".join(['{"id":1}', '{"text":3}', "5", ROW]),
        1,
        ["line 1", "line 2", "int"],
    ),
    ("50 MB line", "a.jsonl", '{"text":"' + "word " * 10_000_000 + '"}\n' + ROW, 1, ["line 1"]),
    (
        "too long",
        "a.jsonl",
        json.dumps({"text": "word " * 300_000}) + "\n" + ROW,
        1,
        ["1,500,000 characters"],
    ),
    ("huge number", "a.jsonl", '{"id":' + "9" * 5_000 + "}\n" + ROW, 1, ["line 1"]),
]


@pytest.mark.parametrize(
    ("name", "text", "read", "found"), [row[1:] for row in PARTLY_READ], ids=[row[0] for row in PARTLY_READ]
)
def test_good_rows_beside_bad_ones_are_read(
    run: Run, tmp_path: Path, name: str, text: str, read: int, found: list[str]
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    code, reports, errors = run("read", tmp_path / name, "--format", "jsonl")
    assert (code, len(reports)) == (0, read)
    assert len(errors) < 2_000 and all(words in errors for words in found)


def test_rows_without_text_in_a_table_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet(text=[GOOD, None, GOOD + "More."]))
    code, reports, errors = run("read", tmp_path / "a.parquet", "--format", "jsonl")
    assert (code, len(reports)) == (0, 2) and "row 2" in errors


READ_AS_THEY_ARE = [
    ("utf-8 mark", GOOD.encode("utf-8-sig"), GOOD, "utf-8-sig"),
    ("utf-16 mark", GOOD.encode("utf-16"), GOOD, "utf-16"),
    ("utf-16 little", GOOD.encode("utf-16-le"), GOOD, "utf-16-le"),
    ("utf-16 big", GOOD.encode("utf-16-be"), GOOD, "utf-16-be"),
    ("latin-1", ("Évora: " + GOOD).encode("latin-1"), "Évora: " + GOOD, "cp1252"),
    ("crlf", (GOOD * 2).replace("\n", "\r\n").encode(), (GOOD * 2).replace("\n", "\r\n"), "utf-8"),
    ("nul inside", (GOOD * 3 + "\0" + GOOD).encode(), GOOD * 3 + "\0" + GOOD, "utf-8"),
]


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [row[1:] for row in READ_AS_THEY_ARE],
    ids=[row[0] for row in READ_AS_THEY_ARE],
)
def test_encodings_and_newlines_stay(run: Run, tmp_path: Path, data: bytes, text: str, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    code, (report,), errors = run("read", tmp_path / "a.txt", "--format", "jsonl")
    assert (code, errors, report["text"], report["encoding"]) == (0, "", text, encoding)


def test_half_surrogates_in_any_field_can_be_written(run: Run, tmp_path: Path) -> None:
    half = "\\ud800"
    fields = ", ".join(
        f'"{name}": "x{half}"' for name in ("id", "title", "outlet", "url", "date", "language")
    )
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{GOOD.strip()} {half}", {fields}, "authors": ["{half}"]}}')
    for form in ("jsonl", "text", "html"):
        assert run("read", tmp_path / "a.jsonl", "--format", form).code == 0
    assert run("add", tmp_path / "a.jsonl", "--record", tmp_path / "r.onrecord").code == 0


def test_an_address_that_is_none_costs_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": GOOD, "url": "http://[bay"}))
    assert run("read", tmp_path / "a.jsonl", "--format", "jsonl").errors == ""


def test_a_folder_with_all_that_is_not_a_readable_file(run: Run, tmp_path: Path) -> None:
    for name in ("a b.txt", "g\n\x1b[31m.txt", "z😀.txt", "notes.dat"):
        (tmp_path / name).write_text(GOOD)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt")).write_text(GOOD)
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "c.txt").mkdir()
    (tmp_path / "d").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "e.txt")
    (tmp_path / "f.txt").write_text("")
    code, reports, errors = run("read", tmp_path, "--format", "jsonl")
    names = [Path(str(report["path"])).name for report in reports]
    assert code == 0 and names == ["a b.txt", "bad\ufffd.txt", "g\n\x1b[31m.txt", "z😀.txt"]
    told = [line.removeprefix(f"{tmp_path}/").split(":")[0] for line in errors.splitlines()]
    assert told == ["b.txt", "e.txt", "f.txt", "notes.dat"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_what_is_closed_is_told_and_the_rest_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    for name in ("a.txt", "b.txt", "closed/c.txt", "d.txt"):
        (tmp_path / name).write_text(GOOD)
    (tmp_path / "b.txt").chmod(0)
    (tmp_path / "closed").chmod(0)
    code, reports, errors = run("read", tmp_path, tmp_path / "closed" / "c.txt", "--format", "jsonl")
    (tmp_path / "closed").chmod(0o755)
    assert (code, len(reports), errors.count("permission denied")) == (0, 2, 3)


def test_a_file_name_with_commands_for_the_terminal_is_told_harmlessly(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\n\x1b[31mred.txt"
    path.write_text("")
    errors = run("read", path).errors
    assert errors.count("\n") == 1 and "\x1b" not in errors


def test_a_missing_path_beside_one_that_is_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    code, reports, errors = run(
        "read", tmp_path / "gone.txt", "x" * 5_000, tmp_path / "a.txt", "--format", "jsonl"
    )
    assert (code, len(reports)) == (0, 1)
    assert "gone.txt: cannot be read: no such file" in errors and "file name too long" in errors


@pytest.mark.parametrize("command", ["read", "add"])
@pytest.mark.parametrize("name", ["gone.txt", "", "empty.txt"], ids=["missing", "empty folder", "empty file"])
def test_exit_code_1_where_nothing_could_be_read(run: Run, tmp_path: Path, command: str, name: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    if name == "empty.txt":
        (folder / name).touch()
    record = ("--record", tmp_path / "r.onrecord") if command == "add" else ()
    code, _, errors = run(command, folder / name, *record)
    assert code == 1 and str(folder) in errors


def test_empty_standard_input(run: Run) -> None:
    code, _, errors = run("read", "-")
    assert (code, errors) == (1, "-: empty: no text in it. Leave it out.\n")


def test_bad_files_are_left_out_of_a_record_and_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join([ROW, ROW[:50]]))
    code, _, errors = run("add", tmp_path / "a.jsonl", "--record", tmp_path / "r.onrecord")
    assert code == 0 and "line 2" in errors and "1 added, 1 left out" in errors


WRONG_USE = [
    ("no path", ["read"], "PATH"),
    ("no such command", ["raed"], "raed"),
    ("no such option", ["read", "a.txt", "--fast"], "--fast"),
    ("format", ["read", "a.txt", "--format", "xml"], "jsonl"),
    ("score", ["read", "a.txt", "--min-score", "7"], "min-score"),
    ("out", ["read", "a.txt", "--out", "/nowhere/at/all.html"], "/nowhere/at/all.html"),
    ("no phrase", ["who"], "PHRASE"),
    ("date", ["who", "France", "--on", "2010-13-01"], "2010-13-01"),
    ("date in words", ["who", "France", "--on", "yesterday"], "2010-05-01"),
    ("no record", ["add", "a.txt"], "--record"),
    ("limit", ["reports", "--record", "r", "--limit", "0"], "limit"),
    ("gold set", ["eval", "nothing", "."], "polnear"),
]


@pytest.mark.parametrize(
    ("arguments", "found"), [row[1:] for row in WRONG_USE], ids=[row[0] for row in WRONG_USE]
)
def test_wrong_use_is_exit_code_2(run: Run, arguments: list[str], found: str) -> None:
    code, _, errors = run(*arguments)
    assert code == 2 and found in errors


def test_phrases_that_are_no_utf8(run: Run) -> None:
    assert run("who", "-", "--format", "jsonl", stdin=b"France\n\xff\xfe\n\n").code == 0


def test_a_stage_that_fails_is_told_and_the_report_is_kept(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Broken:
        name, requires, adds = "analyse", frozenset({"report"}), frozenset({"parse"})

        def __call__(self, reading: object) -> object:
            raise RuntimeError("out of paper")

    monkeypatch.setattr(pipeline, "default", lambda model=None: pipeline.Pipeline([Broken()]))  # type: ignore[list-item]
    (tmp_path / "a.txt").write_text(GOOD)
    code, reports, errors = run("read", tmp_path / "a.txt", "--format", "jsonl")
    assert (code, len(reports)) == (0, 1)
    assert errors == f"{tmp_path}/a.txt: analyse failed: RuntimeError: out of paper\n"


def test_the_program_itself_in_a_bare_environment(tmp_path: Path) -> None:
    (tmp_path / "é.txt").touch()
    program = [sys.executable, "-c", "from onrecord.cli import main; main()", "read", str(tmp_path)]
    done = subprocess.run(program, capture_output=True, env={"PYTHONIOENCODING": "ascii"}, timeout=300)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"{tmp_path}/é.txt: empty: no text in it. Leave it out.\n"
