"""Batches linked on disk and loaded: the same as a record of the same reports, whatever is damaged."""

import json
import random
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

sys.path += [str(Path(__file__).parent / "link"), str(Path(__file__).parent.parent / "bench")]
from statements_by_hand import Said
from statements_by_hand import readings as said

from linking import readings as invented
from onrecord import loading, parts
from onrecord.cli import app
from onrecord.errors import BatchError
from onrecord.link import corpus
from onrecord.linked_parts import link_parts
from onrecord.model import Omission, Provenance, Reading, Reason
from onrecord.parts import Part
from onrecord.record import Record
from onrecord.record.across import link_record

MADE_BY = Provenance(run="run-test", version="0.1.0", config="c" * 64)
ROW = "the harbour police of Avel had seized twelve boats off Port Vell on Monday"
LOST = Omission(stage="acquire", reason=Reason.MALFORMED, detail="in.jsonl, line 3: no text", path="in.jsonl")


def few() -> list[Reading]:
    """Four reports: a copy, a denial, and something else."""
    return said(
        Said(ROW, "Ana Ruiz"),
        Said(ROW, "Otto Brill"),
        Said("the harbour police had seized twelve boats off Port Vell", "Lena Holt", "deny"),
        Said("the mayor resigned over a bribe", "Ana Ruiz"),
    )


def written(out: Path, readings: list[Reading], size: int = 3) -> Path:
    """A batch of these readings, in parts."""
    for number, start in enumerate(range(0, len(readings), size)):
        some = readings[start : start + size]
        part = Part(number=number, items=tuple(reading.report for reading in some))
        parts.write(out, part, some, [LOST] if number == 0 else [], MADE_BY)
    return out


def tables(record: Record, folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in record.export_parquet(folder)}


def of_record(path: Path, readings: list[Reading], linked: bool = True) -> dict[str, bytes]:
    """The tables of a record of these readings."""
    with Record(path / "plain.db") as record:
        record.add(readings, [LOST], MADE_BY)
        if linked:
            link_record(record)
        return tables(record, path / "plain")


def of_batch(path: Path, out: Path) -> dict[str, bytes]:
    """The tables of a record into which a batch is loaded, twice."""
    with Record(path / "loaded.db") as record:
        loading.load(record, out)
        loading.load(record, out)
        return tables(record, path / "loaded")


def test_loading_is_adding(tmp_path: Path) -> None:
    out = written(tmp_path / "out", few())
    assert of_batch(tmp_path, out) == of_record(tmp_path, few(), linked=False)


@pytest.mark.parametrize("readings", [few, lambda: list(invented(24))], ids=["few", "invented"])
def test_linking_on_disk_is_linking_a_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, readings: object
) -> None:
    monkeypatch.setattr(corpus, "SLICE", 7)
    monkeypatch.setattr(corpus, "PAIRS", 11)
    found = readings()  # type: ignore[operator]
    out = written(tmp_path / "out", random.Random(1).sample(found, len(found)))
    counts = link_parts(out, 100)
    assert counts["matters"] and counts["claims"] and counts["copies"]
    mine, other = of_batch(tmp_path, out), of_record(tmp_path, found)
    assert [name for name in mine if mine[name] != other[name]] == []


def test_a_loaded_record_is_linked_already(tmp_path: Path) -> None:
    out = written(tmp_path / "out", few())
    link_parts(out)
    with Record(tmp_path / "r.db") as record:
        loading.load(record, out)
        before = tables(record, tmp_path / "before")
        assert record.claims() and record.denials() and record.copies()
        link_record(record)
        assert tables(record, tmp_path / "after") == before


def test_linking_twice_gives_the_same_files(tmp_path: Path) -> None:
    out = written(tmp_path / "Ana's batch", few())
    link_parts(out)
    before = {path: path.read_bytes() for path in (out / "linked").rglob("*.*")}
    link_parts(out)
    assert {path: path.read_bytes() for path in (out / "linked").rglob("*.*")} == before
    assert not list((out / "tmp").iterdir())


def _damaged(out: Path) -> None:
    next(out.glob("month=*/part-000000/statements.parquet")).write_bytes(b"PAR1")


def _without_table(out: Path) -> None:
    next(out.glob("month=*/part-000000/statements.parquet")).unlink()


def _manifest(out: Path) -> None:
    (out / "manifest/part-000000.json").write_text('{"part": ')


def _half(out: Path) -> None:
    (out / "manifest/part-000000.json").unlink()


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (_damaged, Reason.MALFORMED),
        (_without_table, Reason.MALFORMED),
        (_manifest, Reason.MALFORMED),
        (_half, Reason.TRUNCATED),
    ],
    ids=["damaged", "missing", "manifest", "half-written"],
)
def test_a_damaged_part_is_left_out_and_the_rest_is_loaded(
    tmp_path: Path, harm: object, reason: Reason
) -> None:
    out = written(tmp_path / "out", few())
    harm(out)  # type: ignore[operator]
    told: list[str] = []
    with Record(tmp_path / "r.db") as record:
        result = loading.load(record, out, told.append)
        assert (result.added, result.omitted) == (1, 1)
        assert [(o.stage, o.reason) for o in record.omissions()] == [("batch", reason)]
        assert "run the batch again" in told[0].lower()
        assert loading.load(record, out).added == 0
        assert len(record.omissions()) == 1
    link_parts(out)


def test_links_of_older_parts_are_not_loaded(tmp_path: Path) -> None:
    out = written(tmp_path / "out", few()[:3])
    link_parts(out)
    written(out, few())
    told: list[str] = []
    with Record(tmp_path / "r.db") as record:
        loading.load(record, out, told.append)
        assert not record.matters()
    assert "before its last parts came" in told[0]


def test_links_are_not_loaded_into_a_record_of_other_reports(tmp_path: Path) -> None:
    out = written(tmp_path / "out", few()[:3])
    link_parts(out)
    with Record(tmp_path / "r.db") as record:
        record.add(few()[3:], (), MADE_BY)
        loading.load(record, out)
        assert len(record.reports()) == 4
        assert not record.matters()


def test_damaged_links_are_not_loaded(tmp_path: Path) -> None:
    out = written(tmp_path / "out", few())
    link_parts(out)
    next((out / "linked").glob("*/claims.parquet")).write_bytes(b"")
    told: list[str] = []
    with Record(tmp_path / "r.db") as record:
        assert loading.load(record, out, told.append).added == 4
        assert not record.matters()
    assert "makes it anew" in told[0]


def test_a_folder_without_parts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="holds no parts"):
        link_parts(tmp_path)


def test_the_command_links_a_batch_or_a_record(tmp_path: Path) -> None:
    out = written(tmp_path / "out", few())
    runner = CliRunner()
    assert "1 matters" in runner.invoke(app, ["link", str(out)]).stderr
    assert json.loads((out / loading.LINKED).read_text())["folder"].startswith("linked/")
    assert runner.invoke(app, ["add", str(out), "--record", str(tmp_path / "r.db")]).exit_code == 0
    assert runner.invoke(app, ["link", "--record", str(tmp_path / "r.db")]).exit_code == 0
    assert "either" in str(runner.invoke(app, ["link"]).exception)
