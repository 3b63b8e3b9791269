"""Rows for people, programs and spreadsheets."""

import csv
import io
import json
from dataclasses import replace

import pytest
from readings_by_hand import full_reading, plain_reading, provenance

from onrecord.model import Found, Group, Link, PartialDate, Precision, Relation
from onrecord.record import Record
from onrecord.record.derived import Across
from onrecord.record.output import Format, Row, cell, plain, row_object, write

KINDS = ("reports", "statements", "events", "actors", "stories", "copies", "search")


def printed(rows: list[Row], format: Format) -> str:
    out = io.StringIO()
    write(rows, format, out)
    return out.getvalue()


def rows_of(record: Record, kind: str) -> list[Row]:
    return record.search("boats OR other") if kind == "search" else list(getattr(record, kind)())


@pytest.fixture
def filled(record: Record) -> Record:
    readings = [full_reading(), plain_reading("Some other words.", outlet="Baia Post", date="2031-05-04")]
    record.add(readings, [], provenance())
    left, right = (r.report.id for r in readings)
    for relation in (Relation.SAME_STORY, Relation.COPY_OF):
        link = Link(left=left, right=right, relation=relation, score=1, reasons=("shared names: avel",))
        group = Group(id="g1", relation=relation, reports=(left, right), title="Boats", first="2031-05-03")
        if relation is Relation.COPY_OF:
            group = replace(group, origin=left, agency="NAW")
        record.add_linked(Across(links=[link], groups=[group]), provenance())
    return record


@pytest.mark.parametrize("kind", KINDS)
def test_jsonl_has_every_field_of_every_row(filled: Record, kind: str) -> None:
    rows = rows_of(filled, kind)
    lines = printed(rows, Format.JSONL).splitlines()
    assert rows
    assert [json.loads(line) for line in lines] == [json.loads(json.dumps(row_object(r))) for r in rows]


@pytest.mark.parametrize("kind", KINDS)
def test_csv_has_a_header_and_a_line_a_row(filled: Record, kind: str) -> None:
    rows = rows_of(filled, kind)
    table = list(csv.reader(io.StringIO(printed(rows, Format.CSV), newline="")))
    assert table[0] == list(row_object(rows[0]))
    assert len(table) == len(rows) + 1
    assert {len(line) for line in table} == {len(table[0])}


@pytest.mark.parametrize("kind", KINDS)
def test_text_has_no_escape_sequences_off_a_terminal(filled: Record, kind: str) -> None:
    shown = printed(rows_of(filled, kind), Format.TEXT)
    assert shown
    assert "\x1b" not in shown


def test_text_says_what_a_reader_looks_for(filled: Record) -> None:
    assert "Ana Ruiz" in printed(rows_of(filled, "statements"), Format.TEXT)
    assert "claimed" in printed(rows_of(filled, "events"), Format.TEXT)
    copies = printed(rows_of(filled, "copies"), Format.TEXT)
    assert "from NAW" in copies
    assert "origin" in copies
    assert "shared names: avel" in printed(rows_of(filled, "stories"), Format.TEXT)


@pytest.mark.parametrize("format", list(Format))
def test_nothing_found_prints_nothing(record: Record, format: Format) -> None:
    assert printed([], format) == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("a=b", "a=b"),
        (-1.5, -1.5),
        (None, None),
        (("a", "b"), '["a", "b"]'),
        ("a\0b", "a\ufffdb"),
    ],
    ids=repr,
)
def test_a_cell_is_never_a_formula(value: object, expected: object) -> None:
    assert cell(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("red \x1b[31m alert", "red \ufffd[31m alert"),
        ("two\nlines", "two lines"),
        ("\u202etxt.exe", "\ufffdtxt.exe"),
        ("[bold]markup[/bold]", "[bold]markup[/bold]"),
        (0.5, "0.50"),
        (None, ""),
        (("a", "b"), "a, b"),
    ],
    ids=repr,
)
def test_a_terminal_gets_no_control_characters(value: object, expected: str) -> None:
    assert plain(value) == expected


def test_a_hostile_title_is_harmless_in_text(record: Record) -> None:
    reading = plain_reading("x", title="[red]\x1b]0;owned\x07[/]", outlet="\x1b[2J")
    record.add([reading], [], provenance())
    shown = printed(list(record.reports()), Format.TEXT)
    assert "\x1b" not in shown
    assert "[red]" in shown
    assert Found(value="x", method="y")


@pytest.mark.parametrize(
    ("earliest", "latest", "shown"),
    [("2031-03-04", None, "≥ 2031-03-04"), (None, "2031-03-09", "≤ 2031-03-09")],
    ids=["no earlier than", "no later than"],
)
def test_a_date_of_which_only_a_bound_is_known(
    record: Record, earliest: str | None, latest: str | None, shown: str
) -> None:
    reading = plain_reading("Some words.", outlet="Baia Post")
    bound = PartialDate(value="XXXX", precision=Precision.YEAR, earliest=earliest, latest=latest)
    report = replace(reading.report, published=Found(value=bound, method="by hand"))
    record.add([replace(reading, report=report)], [], provenance())
    (row,) = rows = record.reports()
    assert (row.date, row.earliest, row.latest) == (None, earliest, latest)
    assert shown in printed(rows, Format.TEXT) and "XXXX" not in printed(rows, Format.CSV)
