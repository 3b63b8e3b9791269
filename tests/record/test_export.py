"""Exports, read back with what their users read them with."""

import csv
import dataclasses
import json
from pathlib import Path

import bibtexparser
import duckdb
import networkx
import pandas
import pytest
import rdflib
from readings_by_hand import full_reading, plain_reading, provenance

from onrecord.errors import UsageError
from onrecord.model import Found, Modality, Reading, Reference, Status
from onrecord.record import Record
from onrecord.record.export import FORMATS, gdelt, polecat
from onrecord.record.export.rows import number, quad_codes

ROOT = Path(__file__).parent.parent.parent
NASTY = 'Line\tone\nline "two" & <three> {four} \\ $5 #6 \x0b'


def nasty() -> Reading:
    """A reading whose names hold what the formats use as marks, and events of every status."""
    reading = full_reading()
    actors = tuple(dataclasses.replace(a, name=f"{a.name} {NASTY}") for a in reading.actors)
    report = dataclasses.replace(
        reading.report,
        title=Found(value=NASTY, method="given"),
        authors=(Found(value=NASTY, method="given"), Found(value="Ann {and} Ben", method="given")),
        url="https://ledger.example/a b{c}?q=%20",
    )
    first = reading.events[0]
    both = {"actors": (Reference(span=first.trigger, actor=actors[0].id),)}
    both["recipients"] = (Reference(span=first.trigger, actor=actors[-1].id),)
    kinds_of = [
        (Status.ASSERTED, ()),
        (Status.CLAIMED, ()),
        (Status.DENIED, ()),
        (Status.ASSERTED, (Modality.NEGATION,)),
        (Status.ASSERTED, (Modality.HISTORICAL,)),
    ]
    events = tuple(
        dataclasses.replace(
            first, type="COERCE", id=f"{report.id}-e{n}", status=status, modality=modality, **both
        )
        for n, (status, modality) in enumerate(kinds_of)
    )
    return dataclasses.replace(reading, report=report, actors=actors, events=events)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    store = Record(tmp_path / "a.onrecord")
    store.add([nasty()], [], provenance())
    return store


def test_parquet_is_read_by_duckdb(record: Record, tmp_path: Path) -> None:
    record.export("parquet", tmp_path / "out")
    found = duckdb.sql(f"SELECT title, text FROM '{tmp_path}/out/reports.parquet'").fetchall()
    assert found == [(NASTY, nasty().report.text)]


def test_csv_is_read_by_pandas_and_duckdb(record: Record, tmp_path: Path) -> None:
    paths = record.export("csv", tmp_path / "out")
    assert {p.name for p in paths} >= {"reports.csv", "statements.csv", "events.csv", "actors.csv"}
    frame = pandas.read_csv(tmp_path / "out" / "statements.csv")
    rows = record.statements()
    assert list(frame["text"]) == [row.text for row in rows]
    assert [json.loads(spans) for spans in frame["content"]] == [list(map(list, row.content)) for row in rows]
    count = duckdb.sql(f"SELECT count(*) FROM read_csv('{tmp_path}/out/events.csv')").fetchall()
    assert count == [(5,)]


def test_gdelt_has_the_columns_of_gdelt(record: Record, tmp_path: Path) -> None:
    record.export("gdelt", tmp_path / "out")
    names = [*gdelt.EVENTS, *gdelt.OURS]
    assert len(gdelt.EVENTS) == 61
    assert len(gdelt.MENTIONS) == 16
    frame = pandas.read_csv(
        tmp_path / "out" / "events.export.tsv",
        sep="\t",
        header=None,
        names=names,
        quoting=csv.QUOTE_NONE,
        dtype=str,
    )
    assert list(frame["Status"]) == ["asserted", "claimed"]
    assert frame["GLOBALEVENTID"][0] == str(number(nasty().events[0].id))
    assert frame["EventRootCode"].str.len().eq(2).all()
    assert set(frame["QuadClass"]) <= {"1", "2", "3", "4"}
    mentions = duckdb.sql(
        f"SELECT * FROM read_csv('{tmp_path}/out/mentions.tsv',"
        " delim='\t', header=false, quote='', all_varchar=true)"
    ).fetchall()
    assert len(mentions) == 5
    assert {len(row) for row in mentions} == {16}
    assert [json.loads(row[-1])["status"] for row in mentions].count("denied") == 1


def test_gdelt_never_counts_what_was_denied_or_did_not_happen(record: Record, tmp_path: Path) -> None:
    record.export("gdelt", tmp_path / "out")
    lines = (tmp_path / "out" / "events.export.tsv").read_text("utf-8").splitlines()
    kept = {line.split("\t")[-2] for line in lines}
    report = nasty().report.id
    assert kept == {f"{report}-e0", f"{report}-e1"}


def test_polecat_is_read_by_pandas(record: Record, tmp_path: Path) -> None:
    record.export("polecat", tmp_path / "polecat.tsv")
    frame = pandas.read_csv(tmp_path / "polecat.tsv", sep="\t")
    assert tuple(frame.columns) == (*polecat.COLUMNS, *polecat.OURS)
    assert list(frame["Event ID"]) == [event.id for event in nasty().events]
    assert list(frame["Status"]) == [event.status.value for event in nasty().events]


def test_json_ld_is_read_by_rdflib(record: Record, tmp_path: Path) -> None:
    record.export("jsonld", tmp_path / "record.jsonld")
    graph = rdflib.Graph().parse(tmp_path / "record.jsonld", format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    statements = {
        str(t)
        for s in graph.subjects(rdflib.RDF.type, schema.Quotation)
        for t in graph.objects(s, schema.text)
    }
    assert statements == {row.text for row in record.statements()}
    assert [str(o) for o in graph.objects(None, schema.headline)] == [NASTY]
    assert len(list(graph.subjects(rdflib.RDF.type, schema.NewsArticle))) == 1


def test_graphml_is_read_by_networkx(record: Record, tmp_path: Path) -> None:
    record.export("graphml", tmp_path / "graph.graphml")
    graph = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert graph.is_directed()
    assert graph.number_of_edges() == 5
    ends = {(nasty().actors[0].id, nasty().actors[-1].id)}
    assert set(graph.edges()) == ends
    statuses = sorted(data["status"] for *_, data in graph.edges(data=True))
    assert statuses == ["asserted", "asserted", "asserted", "claimed", "denied"]
    assert graph.nodes[nasty().actors[0].id]["name"] == nasty().actors[0].name.replace("\x0b", "\ufffd")


def test_bibtex_is_read_by_bibtexparser(record: Record, tmp_path: Path) -> None:
    record.export("bibtex", tmp_path / "reports.bib")
    library = bibtexparser.parse_file(str(tmp_path / "reports.bib"))
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [nasty().report.id]
    assert library.entries[0].fields_dict["url"].value == "https://ledger.example/a%20b%7Bc%7D?q=%20"


def test_csl_is_a_list_of_items(record: Record, tmp_path: Path) -> None:
    record.export("csl", tmp_path / "reports.json")
    items = json.loads((tmp_path / "reports.json").read_text("utf-8"))
    assert [item["id"] for item in items] == [nasty().report.id]
    assert items[0]["title"] == NASTY
    assert items[0]["issued"] == {"date-parts": [[2031, 5, 3]]}


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ({"outlet": "Avel Ledger", "date": "2031-05-03"}, "[Report of Avel Ledger, 2031-05-03]"),
        ({"outlet": "Avel Ledger"}, "[Report of Avel Ledger]"),
        ({"outlet": "Avel Ledger", "date": "XXXX-05-03"}, "[Report of Avel Ledger]"),
        ({}, "[One two three four five six seven eight nine ten …]"),
    ],
    ids=str,
)
def test_a_report_without_a_title_is_described(tmp_path: Path, front: dict[str, str], title: str) -> None:
    text = "One two three four five six seven eight nine ten eleven."
    with Record(tmp_path / "a.onrecord") as record:
        record.add([plain_reading(text, **front)], [], provenance())
        record.export("bibtex", tmp_path / "reports.bib")
        record.export("csl", tmp_path / "reports.json")
    library = bibtexparser.parse_file(str(tmp_path / "reports.bib"))
    assert [entry.fields_dict["title"].value for entry in library.entries] == [title]
    assert [item["title"] for item in json.loads((tmp_path / "reports.json").read_text("utf-8"))] == [title]


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_record_gives_the_same_bytes(record: Record, tmp_path: Path, format: str) -> None:
    first = [p.read_bytes() for p in record.export(format, tmp_path / "one")]
    second = [p.read_bytes() for p in record.export(format, tmp_path / "two")]
    assert first == second


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_record_can_be_exported(tmp_path: Path, format: str) -> None:
    with Record(tmp_path / "empty.onrecord") as record:
        record.export(format, tmp_path / "out")


def test_errors_say_what_is_wrong(record: Record, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="--format takes one of parquet, csv"):
        record.export("xlsx", tmp_path / "out")
    with pytest.raises(UsageError, match="gdelt writes a folder"):
        record.export("gdelt", tmp_path / "file")
    with pytest.raises(UsageError, match="bibtex writes one file"):
        record.export("bibtex", tmp_path)


@pytest.mark.parametrize("columns", [gdelt.EVENTS, gdelt.MENTIONS, gdelt.OURS, polecat.COLUMNS, polecat.OURS])
def test_every_column_is_documented(columns: tuple[str, ...]) -> None:
    page = (ROOT / "docs" / "reference" / "exports.md").read_text("utf-8")
    families = ("Actor1", "Actor2", "Actor1Geo_", "Actor2Geo_")
    missing = [c for c in columns if f"`{c}`" not in page and not c.startswith(families)]
    assert missing == []


def test_every_type_has_its_codes() -> None:
    types = {line.split(",")[0] for line in _plover()}
    assert set(quad_codes()) == types


def _plover() -> list[str]:
    table = ROOT / "src" / "onrecord" / "code_events" / "data" / "plover.csv"
    lines = [line for line in table.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return lines[1:]
