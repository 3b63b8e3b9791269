"""Queries with filters."""

import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from readings_by_hand import day, full_reading, many, plain_reading, provenance

from onrecord.errors import UsageError
from onrecord.model import Found, Group, Link, PartialDate, Precision, Reading, Relation
from onrecord.record import Filters, Record
from onrecord.record.derived import Across


def dated(text: str, date: PartialDate) -> Reading:
    reading = plain_reading(text, outlet="Baia Post")
    report = replace(reading.report, published=Found(value=date, method="column"))
    return replace(reading, report=report)


@pytest.fixture
def filled(record: Record) -> Record:
    year = PartialDate(value="2030", precision=Precision.YEAR)
    unknown = PartialDate(value="XXXX-05-03", precision=Precision.DAY)
    bounded = replace(unknown, earliest="2032-05-03", latest="2033-05-03")
    record.add(
        [
            dated("some year", year),
            dated("no year", unknown),
            dated("one of two years", bounded),
            full_reading(),
            plain_reading("no date"),
        ],
        [],
        provenance(),
    )
    return record


@pytest.mark.parametrize(
    ("filters", "texts"),
    [
        ({}, ["some year", "Port Vell", "no year", "one of two", "no date"]),
        ({"outlet": "baia post"}, ["some year", "no year", "one of two"]),
        ({"since": "2031"}, ["Port Vell", "one of two"]),
        ({"since": "2030-06"}, ["some year", "Port Vell", "one of two"]),
        ({"until": "2031-05-03"}, ["some year", "Port Vell"]),
        ({"until": "2031-05-02"}, ["some year"]),
        ({"since": "2033-01-01", "until": "2033-12"}, ["one of two"]),
        ({"text": "boats"}, ["Port Vell"]),
        ({"actor": "Ruiz"}, ["Port Vell"]),
        ({"speaker": "p:ana-ruiz"}, ["Port Vell"]),
        ({"limit": 1}, ["some year"]),
        ({"story": "s1"}, []),
    ],
    ids=str,
)
def test_reports(filled: Record, filters: dict[str, Any], texts: list[str]) -> None:
    found = [filled.reading(row.id).report.text for row in filled.reports(Filters(**filters))]
    assert sorted(text[:9] for text in found) == sorted(text[:9] for text in texts)


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, ["s1", "s2"]),
        ({"speaker": "Ana Ruiz"}, ["s1", "s2"]),
        ({"speaker": "RUIZ"}, ["s1", "s2"]),
        ({"speaker": "minister ruiz"}, ["s1", "s2"]),
        ({"speaker": "Rui"}, []),
        ({"speaker": "%"}, []),
        ({"speaker": "' OR 1=1 --"}, []),
        ({"act": "Deny"}, ["s2"]),
        ({"text": "seize"}, ["s1"]),
        ({"min_score": 0.6}, ["s1"]),
        ({"outlet": "Avel Ledger", "since": "2031-05-03"}, ["s1", "s2"]),
    ],
    ids=str,
)
def test_statements(filled: Record, filters: dict[str, Any], ids: list[str]) -> None:
    assert [row.id for row in filled.statements(Filters(**filters))] == ids


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, 1),
        ({"type": "seize"}, 1),
        ({"type": "ASSAULT"}, 0),
        ({"status": "claimed"}, 1),
        ({"status": "denied"}, 0),
        ({"modality": "historical"}, 1),
        ({"modality": "future"}, 0),
        ({"modality": "none"}, 0),
        ({"actor": "harbour police"}, 1),
        ({"speaker": "Ruiz"}, 1),
        ({"speaker": "harbour police"}, 0),
        ({"min_score": 0.8}, 0),
    ],
    ids=str,
)
def test_events(filled: Record, filters: dict[str, Any], found: int) -> None:
    assert len(filled.events(Filters(**filters))) == found


def test_rows_say_who_and_where(filled: Record) -> None:
    statement = filled.statements()[1]
    assert (statement.speaker_name, statement.source_text, statement.cue_text) == ("Ana Ruiz", "she", "told")
    assert (statement.outlet, statement.date, statement.input_id) == ("Avel Ledger", "2031-05-03", "a1")
    assert statement.text == "We did not … fire"
    [event] = filled.events()
    assert (event.actor_names, event.recipient_names) == (("harbour police",), ("12 boats",))
    assert (event.according_to, event.trigger_text, event.place) == ("Ana Ruiz", "seized", "Avel")
    assert event.quantities == ("12 boats",)


def test_an_actor_is_one_row_over_all_reports(record: Record) -> None:
    first, second, third = many(3)
    nick = replace(second.actors[0], name="A. Ruiz", aliases=())
    record.add([first, replace(second, actors=(nick,)), third], [], provenance())
    ruiz = record.actors(Filters(actor="p:ana-ruiz"))[0]
    assert (ruiz.name, ruiz.reports, ruiz.statements, ruiz.mentions) == ("Ana Ruiz", 3, 6, 6)
    assert ruiz.aliases == ("A. Ruiz", "Minister Ruiz")


def test_actors_that_linking_found_to_be_one_are_one_row(record: Record) -> None:
    first, second, third = many(3)
    ids = {"p:ana-ruiz": "r2-a1", "c:avel-police": "r2-a2"}
    other = tuple(replace(actor, id=ids[actor.id]) for actor in second.actors)
    said = tuple(replace(s, speaker="r2-a1", candidates=(), addressee=None) for s in second.statements)
    record.add([first, replace(second, actors=other, statements=said, events=()), third], [], provenance())
    assert len(record.actors()) == 4
    same = {(first.report.id, "p:ana-ruiz"): "p:ana-ruiz", (second.report.id, "r2-a1"): "p:ana-ruiz"}
    record.set_linked(Across(identities=same), provenance())
    for asked in ("p:ana-ruiz", "r2-a1", "Ruiz"):
        [ruiz] = record.actors(Filters(actor=asked))
        assert (ruiz.id, ruiz.reports, ruiz.statements, ruiz.mentions) == ("p:ana-ruiz", 3, 6, 6)
    assert len(record.statements(Filters(speaker="p:ana-ruiz"))) == 6
    assert len(record.actors()) == 3


def test_the_order_of_adding_does_not_show(tmp_path: Any) -> None:
    found = []
    for name, readings in {"a": many(4), "b": many(4)[::-1]}.items():
        with Record(tmp_path / name) as record:
            record.add(readings, [], provenance())
            found.append((record.reports(), record.statements(), record.events(), record.actors()))
            found[-1] += (record.search("boats"),)
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("kind", "filters"),
    [
        ("reports", {"act": "say"}),
        ("statements", {"type": "AID"}),
        ("events", {"act": "say"}),
        ("actors", {"min_score": 0.5}),
        ("reports", {"text": "!!"}),
    ],
    ids=str,
)
def test_a_filter_that_a_query_lacks_is_named(filled: Record, kind: str, filters: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        getattr(filled, kind)(Filters(**filters))


@pytest.mark.parametrize(
    "filters", [{"status": "true"}, {"modality": "past"}, {"since": "May 2031"}, {"until": "2031-5"}], ids=str
)
def test_a_filter_with_a_wrong_value_says_what_is_right(filters: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=r"takes"):
        Filters(**filters)


def test_stories_and_copies_come_back_with_reports_and_reasons(record: Record) -> None:
    readings = [plain_reading("One.", date="2031-05-02"), plain_reading("Two.", date="2031-05-01")]
    two, one = (r.report.id for r in readings)
    record.add(readings, [], provenance())
    relations = (Relation.SAME_STORY, Relation.COPY_OF)
    links = [Link(left=one, right=two, relation=r, score=0.9, reasons=("because",)) for r in relations]
    groups = [Group(id="g", relation=r, reports=(one, two), title="T", first="2031-05-01") for r in relations]
    for _ in range(2):
        record.set_linked(Across(links=links, groups=groups), provenance())
    [story], [copy] = record.stories(Filters(since="2031-05-02")), record.copies()
    assert [r.id for r in story.reports] == [one, two] == [r.id for r in copy.reports]
    assert story.links[0].reasons == ("because",)
    assert [row.story for row in record.reports()] == ["g", "g"]
    assert record.stories(Filters(since="2031-06")) == []
    assert len(record.reports(Filters(story="g"))) == 2
    assert day("2031-05-01").value == story.first


@pytest.mark.parametrize(
    ("view", "rows"), [("v_reports", 5), ("v_statements", 2), ("v_events", 1), ("v_actors", 2)]
)
def test_views_for_other_programs(filled: Record, view: str, rows: int) -> None:
    with sqlite3.connect(filled.path) as connection:
        assert len(connection.execute(f"SELECT * FROM {view}").fetchall()) == rows


def test_views_speak_in_words(filled: Record) -> None:
    with sqlite3.connect(filled.path) as connection:
        said = "SELECT outlet, speaker, act, text, cue, source FROM v_statements WHERE id = 's2'"
        row = ("Avel Ledger", "Ana Ruiz", "deny", "We did not … fire", "told", "she")
        assert connection.execute(said).fetchall() == [row]
        done = "SELECT type, actors, recipients, according_to, trigger_text, place FROM v_events"
        event = ("SEIZE", "harbour police", "12 boats", "Ana Ruiz", "seized", "Avel")
        assert connection.execute(done).fetchall() == [event]


def test_an_unresolved_speaker_is_named_as_the_text_does(record: Record) -> None:
    reading = full_reading()
    nobody = tuple(replace(statement, speaker=None) for statement in reading.statements)
    record.add([replace(reading, statements=nobody)], [], provenance())
    assert record.events()[0].according_to == "Minister Ana Ruiz"
