"""Linking a record: again and again, in any order, and with what people judge."""

import json
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

sys.path.append(str(Path(__file__).parent.parent / "link"))
from readings_by_hand import full_reading, plain_reading, provenance
from statements_by_hand import Said, readings

from onrecord.model import Reading
from onrecord.record import Filters, Record, commands
from onrecord.record.across import link_record

RUNNER = CliRunner()
APP = typer.Typer()
commands.register(APP)

ROW = "the harbour police of Avel had seized twelve boats off Port Vell on Monday"


def run(*arguments: object) -> Result:
    return RUNNER.invoke(APP, [str(argument) for argument in arguments])


def some() -> list[Reading]:
    return readings(
        Said(ROW, "Ana Ruiz"),
        Said(ROW, "Otto Brill"),
        Said("the harbour police had seized twelve boats off Port Vell", "Lena Holt", "deny"),
        Said("the mayor resigned over a bribe", "Ana Ruiz"),
    )


def contents(record: Record) -> tuple[object, ...]:
    found = (record.claims(), record.denials(), record.stories(), record.matters(), record.wording())
    return (*found, record.timeline())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Record(tmp_path / "r.db") as record:
        record.add(some(), (), provenance())
        link_record(record)
    return tmp_path / "r.db"


def test_linking_after_each_add_ends_where_linking_once_ends(tmp_path: Path, path: Path) -> None:
    with Record(tmp_path / "slow.db") as slow, Record(path) as whole:
        for item in reversed(some()):
            slow.add([item], (), provenance())
            link_record(slow)
        assert contents(slow) == contents(whole)
        link_record(whole)
        assert contents(slow) == contents(whole)


def test_a_claim_says_who_where_and_who_denies(path: Path) -> None:
    with Record(path) as record:
        claim = max(record.claims(), key=lambda claim: len(claim.statements))
        assert claim.speakers == ("Ana Ruiz", "Otto Brill")
        assert claim.outlets == ("Outlet 0", "Outlet 1")
        assert len(claim.origins) == 1, "these reports are copies of one text"
        assert claim.first_said is not None and claim.first_said.date == "2031-05-01"
        assert [denier.speaker for denier in claim.denied_by] == ["Lena Holt"]
        assert claim.denied_by[0].reason
        for said in claim.statements:
            text = record.reading(said.report).report.text
            assert said.text in " ".join(text[said.content[0][0] : said.content[0][1]].split())
        assert record.denials(Filters(kind="denial"))


def test_jsonl_of_claims_has_the_fields_that_programs_read(path: Path) -> None:
    line = json.loads(run("claims", "--record", path, "--format", "jsonl").stdout.splitlines()[0])
    assert {
        "id",
        "text",
        "tier",
        "statements",
        "denied_by",
        "speakers",
        "outlets",
        "origins",
        "first_said",
    } <= set(line)
    assert {"report", "input_id", "path", "statement", "content", "speaker", "outlet"} <= set(
        line["statements"][0]
    )
    assert "reason" in line["denied_by"][0]


def test_a_judgement_is_followed_and_undone(path: Path) -> None:
    with Record(path) as record:
        before = contents(record)
        first, second = record.claims()[0].links[0].left, record.claims()[0].links[0].right
    assert run("judge", first, "different", second, "--record", path, "--reason", "not so").exit_code == 0
    run("link", "--record", path)
    with Record(path) as record:
        assert contents(record) != before
        assert not any(len(claim.statements) > 1 and claim.tier == "same_words" for claim in record.claims())
    assert run("judge", "--undo", 1, "--record", path).exit_code == 0
    run("link", "--record", path)
    with Record(path) as record:
        assert contents(record) == before
    assert "not so" in run("judgements", "--record", path).stdout


def test_judging_what_is_not_there_is_an_error(path: Path) -> None:
    assert run("judge", "x", "same", "y", "--record", path).exit_code == 1


@pytest.mark.parametrize("command", ["claims", "denials", "matters", "wording", "timeline"])
@pytest.mark.parametrize("format", ["text", "jsonl", "csv"])
def test_every_command_prints_in_every_format(path: Path, command: str, format: str) -> None:
    result = run(command, "--record", path, "--format", format)
    assert (result.exit_code, bool(result.stdout)) == (0, True)


@pytest.mark.parametrize("option", [("--type", "FOO"), ("--status", "x")], ids=["type", "status"])
def test_a_value_that_there_is_none_of_is_refused_with_a_list(path: Path, option: tuple[str, str]) -> None:
    result = run("events", "--record", path, *option)
    assert "takes one of" in str(result.exception)


def test_a_missing_path_makes_no_record(tmp_path: Path) -> None:
    result = run("add", tmp_path / "nothing.txt", "--record", tmp_path / "new.db")
    assert result.exit_code != 0
    assert not (tmp_path / "new.db").exists()


def test_text_of_events_is_their_sentence(tmp_path: Path) -> None:
    with Record(tmp_path / "r.db") as record:
        record.add([full_reading()], (), provenance())
        assert len(record.events(Filters(text="boats"))) == 1
        assert record.reports(Filters(text="Ledger"))
        assert record.events(Filters(text="Ledger")) == []


def test_reports_without_a_year_are_told(tmp_path: Path) -> None:
    with Record(tmp_path / "r.db") as record:
        record.add([plain_reading("No date here.")], (), provenance())
    assert "no known year" in run("reports", "--record", tmp_path / "r.db", "--since", "2031").stderr


def test_linking_follows_a_correction_and_its_undoing(path: Path) -> None:
    with Record(path) as record:
        before = contents(record)
        [denial] = [row for row in record.statements() if row.act == "deny"]
    assert run("judge", denial.id, "--speaker", "nobody", "--record", path).exit_code == 0
    run("link", "--record", path)
    with Record(path) as record:
        after = next(row for row in record.statements() if row.act == "deny")
        assert (after.speaker, [c.field for c in after.corrected]) == (None, ["speaker"])
        assert contents(record) != before
    run("judge", "--undo", 1, "--record", path)
    run("link", "--record", path)
    with Record(path) as record:
        assert contents(record) == before


@pytest.mark.parametrize("kind", ["claims", "denials"])
def test_text_says_how_many_more_there_are(path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Record(path) as record:
        total = len(getattr(record, kind)())
        assert record.count(kind) == total
    short = run(kind, "--record", path, "--limit", 1)
    assert f"and {total - 1} more {kind}" in short.stderr or total == 1
    monkeypatch.setattr("onrecord.record.options.SHOWN", 1)
    assert run(kind, "--record", path).stdout == short.stdout
    assert len(run(kind, "--record", path, "--format", "jsonl").stdout.splitlines()) == total


@pytest.mark.parametrize("kind", ["claims", "denials", "wording", "timeline", "statements", "search"])
def test_pages_put_together_are_the_whole(path: Path, kind: str) -> None:
    with Record(path) as record:
        query = getattr(record, kind)
        if kind == "search":
            query = lambda filters: record.search("boats", None, filters)  # noqa: E731
        whole = query(Filters(limit=1000))
        parts = [row for n in range(len(whole)) for row in query(Filters(limit=1, offset=n))]
        assert [repr(row) for row in parts] == [repr(row) for row in whole]
        assert len(parts) == len(whole)
        assert query(Filters(limit=5, offset=len(whole))) == []
