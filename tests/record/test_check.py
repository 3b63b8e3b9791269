"""`check` finds damage, and nothing in a whole record; `diff` tells what another reading changed."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from readings_by_hand import full_reading, plain_reading, provenance, span
from typer.testing import CliRunner

from onrecord.model import Actor, Reading
from onrecord.record import Record, upkeep
from onrecord.record.compare import Change, compare

APP = typer.Typer()
upkeep.register(APP)


def whole() -> Reading:
    """The full reading with every actor that it names."""
    reading = full_reading()
    others = (
        Actor(id="p:other", name="Other", kind="person"),
        Actor(id="o:ledger", name="Ledger", kind="media"),
    )
    return replace(reading, actors=reading.actors + others)


def stored(path: Path, *readings: Reading) -> Path:
    with Record(path) as record:
        record.add(readings, [], provenance())
    return path


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(APP, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_a_whole_record_has_no_fault(tmp_path: Path) -> None:
    path = stored(tmp_path / "r.db", whole(), plain_reading("Rain fell on Avel."))
    assert run("check", path) == (0, f"{path}: 2 reports, no faults\n")


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        pytest.param("UPDATE reports SET text = text || '!'", "give the id", id="text"),
        pytest.param(
            "UPDATE statement_spans SET end_char = 9999 WHERE role = 'cue'", "outside the text", id="span"
        ),
        pytest.param("UPDATE statements SET text = 'others'", "repeats other words", id="words"),
        pytest.param(
            "UPDATE statements SET via = 's9' WHERE id = 's2'", "the statement s9, which is not", id="via"
        ),
        pytest.param("UPDATE statements SET speaker = 'p:x'", "the actor p:x, which is not", id="speaker"),
        pytest.param("DELETE FROM runs", "that is not there", id="run"),
        pytest.param("UPDATE runs SET id = 'run-0123456789abcdef'", "give the id run-", id="provenance"),
        pytest.param("UPDATE run_models SET digest = 'x'", "the digest of attribution is 'x'", id="model"),
        pytest.param("UPDATE reports SET digest = 'none'", "the digest of its bytes", id="digest"),
        pytest.param("UPDATE reports SET id = 'r0' || substr(id, 3)", "give the id", id="id"),
        pytest.param("UPDATE omissions SET end_char = 9999", "outside the text", id="omission"),
        pytest.param("UPDATE statements SET report_id = 'r0'", "that is not there", id="foreign-key"),
        pytest.param("DELETE FROM statements_fts_docsize", "has 0 rows for 2", id="full-text"),
        pytest.param(
            "INSERT INTO identities VALUES ('r0', 'a', 'b')", "names the report r0, which", id="identity"
        ),
        pytest.param(
            "INSERT INTO wordings SELECT 0, 'k', NULL, NULL, 'o', 't', 1, 1, 1, 1, 0, 0, id, 3, 9999, run_id"
            " FROM reports",
            "wordings: has the spans [[3,9999]] outside",
            id="wording",
        ),
        pytest.param(
            "INSERT INTO denials SELECT id, 's1', 0, '[[0,5]]', id, 's2', 0, '[[0,\"x\"]]', 'denies',"
            " 'same_claim', 1, '[]', run_id FROM reports",
            "denials: has the spans",
            id="denial",
        ),
        pytest.param("UPDATE events SET status = 'guessed'", "cannot be read", id="status"),
    ],
)
def test_damage_is_found(tmp_path: Path, sql: str, what: str) -> None:
    path = stored(tmp_path / "r.db", whole())
    with Record(path) as record:
        record._connection.execute("PRAGMA foreign_keys = OFF")
        record._connection.execute("PRAGMA ignore_check_constraints = ON")
        record._connection.execute(sql)
    code, output = run("check", path)
    assert code == 1
    assert what in output


def statement(**fields: object) -> Callable[[Reading], Reading]:
    return lambda r: replace(r, statements=(replace(r.statements[0], **fields), *r.statements[1:]))


def event(**fields: object) -> Callable[[Reading], Reading]:
    return lambda r: replace(r, events=(replace(r.events[0], **fields),))


@pytest.mark.parametrize(
    ("change", "kind", "what", "right"),
    [
        pytest.param(statement(act="accuse"), "statement", "act", "accuse", id="act"),
        pytest.param(statement(speaker="p:other"), "statement", "speaker", "Other", id="speaker"),
        pytest.param(statement(content=(span("seized"),)), "statement", "content", "seized", id="content"),
        pytest.param(event(type="ASSAULT"), "event", "type", "ASSAULT", id="type"),
        pytest.param(event(recipients=()), "event", "recipients", "", id="recipients"),
        pytest.param(lambda r: replace(r, events=()), "event", "removed", None, id="no-event"),
        pytest.param(statement(score=0.2), None, None, None, id="a-score-is-no-change"),
    ],
)
def test_what_another_reading_changes(
    tmp_path: Path, change: Callable[[Reading], Reading], kind: str | None, what: str, right: str | None
) -> None:
    left = stored(tmp_path / "a.db", whole())
    with Record(left) as a, Record(stored(tmp_path / "b.db", change(whole()))) as b:
        found = list(compare(a, b))
    assert [(c.kind, c.what, c.right) for c in found] == ([(kind, what, right)] if kind else [])


def test_reports_on_one_side_only(tmp_path: Path) -> None:
    one, two = plain_reading("One."), plain_reading("Two.")
    left, right = stored(tmp_path / "a.db", one), stored(tmp_path / "b.db", two)
    code, output = run("diff", left, right, "--format", "jsonl")
    changes = {Change(**json.loads(line)) for line in output.splitlines()}
    assert code == 1
    assert {(c.report, c.what) for c in changes} == {(one.report.id, "removed"), (two.report.id, "added")}


def test_a_record_does_not_differ_from_itself(tmp_path: Path) -> None:
    path = stored(tmp_path / "a.db", whole())
    assert run("diff", path, path) == (0, "no differences\n")
