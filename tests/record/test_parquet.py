"""A record as Parquet files and back."""

from pathlib import Path

import pytest
from readings_by_hand import many, provenance

from onrecord.errors import RecordError
from onrecord.model import Group, Judgement, Link, Omission, Reason, Relation, Verdict
from onrecord.record import Record
from onrecord.record.derived import Across

LOST = Omission(stage="acquire", reason=Reason.EMPTY, detail="an empty file", path="in/empty.txt")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def filled(record: Record) -> Record:
    record.add(many(3), [LOST], provenance())
    left, right = (row.id for row in record.reports()[:2])
    link = Link(left=left, right=right, relation=Relation.SAME_STORY, score=1, reasons=("x",))
    group = Group(id="g", relation=Relation.SAME_STORY, reports=(left, right))
    record.add_linked(Across(links=[link], groups=[group]), provenance())
    judgement = Judgement(left=left, right=right, verdict=Verdict.SAME, by="me", at="2031-05-03T10:00:00Z")
    record.judge(judgement)
    return record


def test_out_and_in_again_is_the_same(filled: Record, tmp_path: Path) -> None:
    filled.export_parquet(tmp_path / "a")
    with Record(tmp_path / "copy.db") as copy:
        assert copy.import_parquet(tmp_path / "a").added == 3
        assert [copy.reading(r.report.id) for r in many(3)] == many(3)
        assert copy.stories() == filled.stories()
        assert copy.judgements() == filled.judgements()
        assert copy.search("boats") == filled.search("boats")
        copy.export_parquet(tmp_path / "b")
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_in_twice_changes_nothing(filled: Record, tmp_path: Path) -> None:
    filled.export_parquet(tmp_path / "a")
    result = filled.import_parquet(tmp_path / "a")
    assert (result.added, result.already) == (0, 3)
    filled.export_parquet(tmp_path / "b")
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_only_what_is_new_comes_in(filled: Record, tmp_path: Path) -> None:
    with Record(tmp_path / "other.db") as other:
        other.add(many(4, first=2), [LOST], provenance())
        other.export_parquet(tmp_path / "a")
    assert filled.import_parquet(tmp_path / "a").added == 3
    assert len(filled.reports()) == 6
    assert filled.omissions() == [LOST]


def test_the_order_of_adding_does_not_show(tmp_path: Path) -> None:
    for name, readings in {"a": many(4), "b": many(4)[::-1]}.items():
        with Record(tmp_path / f"{name}.db") as record:
            record.add(readings, [], provenance())
            record.export_parquet(tmp_path / name)
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_a_broken_table_leaves_the_record_as_it_was(filled: Record, tmp_path: Path) -> None:
    with Record(tmp_path / "other.db") as other:
        other.add(many(2, first=7), [], provenance())
        other.export_parquet(tmp_path / "a")
    (tmp_path / "a" / "events.parquet").write_bytes(b"PAR1")
    with pytest.raises(RecordError, match=r"events\.parquet"):
        filled.import_parquet(tmp_path / "a")
    assert len(filled.reports()) == 3
