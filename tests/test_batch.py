"""Batches: parts whole or not at all, resumed, and not stopped by reports that kill or hang their readers."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

import batch_pipelines
import onrecord.batch
from onrecord import loading, pipeline
from onrecord.batch import Batch, Factory, Progress, parts
from onrecord.errors import BatchError
from onrecord.model import Found, Omission, PartialDate, Precision, Reason, Report
from onrecord.record import Record
from onrecord.record.adding import AddResult
from onrecord.record.commands import load_batches

RUN = batch_pipelines.PROVENANCE.run


def report(text: str, date: str | None = None) -> Report:
    day = Found(value=PartialDate(value=date, precision=Precision.DAY), method="column") if date else None
    return Report(id=Report.id_of(text, None, None), text=text, language="en", digest="0" * 64, published=day)


def some(count: int) -> list[Report | Omission]:
    return [report(f"Report {n}.", f"2031-{4 + n % 2:02d}-01") for n in range(count)]


LOST = Omission(stage="acquire", reason=Reason.MALFORMED, detail="in.jsonl, line 3: no text", path="in.jsonl")


def batch(out: Path | str, factory: Factory = batch_pipelines.harmless, **options: object) -> Batch:
    return Batch(out=out, factory=factory, **({"part_size": 3, "workers": 2} | options))  # type: ignore[arg-type]


def content(out: Path) -> dict[str, str]:
    files = (f for f in out.rglob("*") if f.is_file())
    return {f.relative_to(out).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def loaded(out: Path | str, tmp_path: Path) -> Record:
    record = Record(tmp_path / "r.db")
    loading.load(record, out)
    return record


def test_the_input_is_cut_into_parts() -> None:
    assert [len(part.items) for part in parts(some(7), 3)] == [3, 3, 1]
    assert [part.name for part in parts(some(4), 3)] == ["part-000000", "part-000001"]


def test_everything_comes_out_by_month(tmp_path: Path) -> None:
    items = [*some(7), report("Undated."), LOST]
    told: list[Progress] = []
    done = batch(tmp_path / "out", watch=told.append).run(items, RUN)
    assert (done.parts, done.present, done.reports) == (3, 0, 8)
    assert [p.parts for p in told] == [1, 2, 3]
    assert {p.name for p in (tmp_path / "out").glob("month=*")} == {
        "month=2031-04",
        "month=2031-05",
        "month=unknown",
    }
    with loaded(tmp_path / "out", tmp_path) as record:
        assert {row.id for row in record.reports()} == {i.id for i in items if isinstance(i, Report)}
        assert record.omissions() == [LOST]


def test_a_record_takes_a_batch_once(tmp_path: Path) -> None:
    batch(tmp_path / "out").run(some(7), RUN)
    with Record(tmp_path / "r.db") as record:
        assert load_batches(record, [str(tmp_path / "out")]) == AddResult(added=7)
        assert load_batches(record, [str(tmp_path / "out")]) == AddResult(already=7)


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    batch(tmp_path / "out").run(some(7), RUN)
    before = content(tmp_path / "out")
    done = batch(tmp_path / "out").run(some(7), RUN)
    assert (done.parts, done.present, done.reports) == (0, 3, 0)
    assert content(tmp_path / "out") == before


def test_a_part_without_manifest_is_made_again(tmp_path: Path) -> None:
    batch(tmp_path / "out").run(some(7), RUN)
    before = content(tmp_path / "out")
    (tmp_path / "out/manifest/part-000001.json").unlink()
    (tmp_path / "out/month=2031-04/part-000001/reports.parquet").write_bytes(b"half")
    done = batch(tmp_path / "out").run(some(7), RUN)
    assert (done.parts, done.present) == (1, 2)
    assert content(tmp_path / "out") == before


def test_a_worker_killed_midway_changes_nothing(tmp_path: Path) -> None:
    items = [*some(3), report(f"ONCE {tmp_path / 'died'}"), *some(6)[3:]]
    batch(tmp_path / "killed", batch_pipelines.obedient).run(items, RUN)
    assert (tmp_path / "died").exists()
    batch(tmp_path / "undisturbed", batch_pipelines.harmless).run(items, RUN)
    assert content(tmp_path / "killed") == content(tmp_path / "undisturbed")


@pytest.mark.parametrize(
    ("text", "limits", "why"),
    [
        ("DIE", {}, "ended with code -9"),
        ("LOOP", {"seconds": 1.0}, "more than 1 CPU-seconds"),
        ("HANG", {"deadline": 4.0}, "not read within 4 s"),
    ],
    ids=["dies", "loops", "hangs"],
)
def test_a_report_that_costs_its_reader_is_left_out(
    tmp_path: Path, text: str, limits: dict[str, float], why: str
) -> None:
    items = [*some(2), report(text), *some(6)[2:]]
    done = batch(tmp_path / "out", batch_pipelines.obedient, workers=1, **limits).run(items, RUN)
    assert done.parts == 3
    with loaded(tmp_path / "out", tmp_path) as record:
        assert len(record.reports()) == 6
        (omission,) = record.omissions()
    assert omission.stage == "batch"
    assert why in omission.detail


def test_a_worker_is_replaced_before_it_has_grown(tmp_path: Path) -> None:
    mortal = batch(tmp_path / "mortal", batch_pipelines.mortal, workers=1, life=1)
    assert mortal.run(some(9), RUN).parts == 3
    assert not mortal._deaths
    batch(tmp_path / "out").run(some(9), RUN)
    assert content(tmp_path / "mortal") == content(tmp_path / "out")


def test_workers_that_never_get_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.batch, "START", 0.0)
    with pytest.raises(BatchError, match="before reading part-000000: it was not ready within 0 s"):
        batch(tmp_path / "out", batch_pipelines.asleep).run(some(3), RUN)


def test_workers_that_do_not_start(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="workers die before reading part-000000"):
        batch(tmp_path / "out", batch_pipelines.stillborn).run(some(3), RUN)


@pytest.mark.parametrize(
    ("items", "run", "what"),
    [
        (lambda: some(4)[1:], RUN, "another input"),
        (lambda: some(3), "run-newer", "another version or model"),
    ],
    ids=["other input", "other run"],
)
def test_a_folder_of_another_batch_is_refused(
    tmp_path: Path, items: Callable[[], list[Report | Omission]], run: str, what: str
) -> None:
    batch(tmp_path / "out").run(some(3), RUN)
    before = content(tmp_path / "out")
    with pytest.raises(BatchError, match=what):
        batch(tmp_path / "out").run(items(), run)
    assert content(tmp_path / "out") == before


@pytest.mark.parametrize("where", batch_pipelines.FULL)
def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path, where: str) -> None:
    items = [*some(5), report(f"FULL {where} {tmp_path / 'switch'}"), *some(8)[5:]]
    (tmp_path / "switch").touch()
    with pytest.raises(BatchError, match=r"(No space left|disk is full).*What was written stays"):
        batch(tmp_path / "out", batch_pipelines.obedient, workers=1).run(items, RUN)
    assert [path.stem for path in (tmp_path / "out/manifest").iterdir()] == ["part-000000"]
    (tmp_path / "switch").unlink()
    done = batch(tmp_path / "out", batch_pipelines.obedient).run(items, RUN)
    assert (done.parts, done.present) == (2, 1)
    batch(tmp_path / "undisturbed").run(items, RUN)
    assert content(tmp_path / "out") == content(tmp_path / "undisturbed")


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    batch(tmp_path / "out").run(some(3), RUN)
    before = content(tmp_path / "out")
    (tmp_path / "out/tmp").rmdir() if (tmp_path / "out/tmp").exists() else None
    (tmp_path / "out/tmp").write_text("in the way")
    with pytest.raises(BatchError, match="What was written stays"):
        batch(tmp_path / "out").run(some(6), RUN)
    (tmp_path / "out/tmp").unlink()
    assert content(tmp_path / "out") == before


def test_another_store_holds_the_same(tmp_path: Path) -> None:
    items = [*some(7), LOST]
    address = f"file://{tmp_path / 'store'}"
    assert batch(address).run(items, RUN).parts == 3
    assert batch(address).run(items, RUN).present == 3
    batch(tmp_path / "folder").run(items, RUN)
    assert content(tmp_path / "store") == content(tmp_path / "folder")
    with loaded(address, tmp_path) as record:
        assert len(record.reports()) == 7


def test_a_store_of_one_process_is_refused() -> None:
    with pytest.raises(BatchError, match="workers cannot reach"):
        batch("memory://out").run(some(3), RUN)


def test_the_stages_have_the_names_that_the_run_id_is_made_of() -> None:
    chain = pipeline.default()
    assert tuple(stage.name for stage in chain.stages) == pipeline.NAMES
