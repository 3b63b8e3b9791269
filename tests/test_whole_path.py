"""The whole one-report path on the bundled reports, and on real articles where they are at hand."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import acquire, demo, jsonl, pipeline
from onrecord.model import Reading, Report, Span, Status

SEEDS = Path(os.environ.get("ONRECORD_SEEDS", Path(__file__).parent.parent.parent / "shared" / "seeds"))


@pytest.fixture(scope="module")
def chain() -> pipeline.Pipeline:
    return pipeline.default()


def read(chain: pipeline.Pipeline, path: Path) -> list[Reading]:
    return [chain(item) for item in acquire.read([str(path)]) if isinstance(item, Report)]


@pytest.fixture(scope="module")
def bundled(chain: pipeline.Pipeline) -> list[Reading]:
    return read(chain, demo.REPORTS)


@pytest.fixture(scope="module")
def readings(chain: pipeline.Pipeline, bundled: list[Reading]) -> list[Reading]:
    """The bundled reports, and the real articles where they exist."""
    return bundled + (read(chain, SEEDS) if SEEDS.is_dir() else [])


def spans(reading: Reading) -> Iterator[Span]:
    report = reading.report
    found = (report.title, report.outlet, report.published, *report.authors)
    yield from (f.evidence for f in found if f and f.evidence)
    yield from report.boilerplate
    for mention in reading.mentions:
        yield from (mention.span, mention.head, *mention.candidates)
    for statement in reading.statements:
        yield from (*statement.content, *statement.cue, *statement.source)
        yield from (x for x in (statement.venue, statement.said and statement.said.span) if x)
    for event in reading.events:
        yield from (event.trigger, *(r.span for r in (*event.actors, *event.recipients)))
        yield from (q.span for q in event.quantities)
    for actor in reading.actors:
        yield from actor.mentions


def test_every_span_lies_in_the_text(readings: list[Reading]) -> None:
    for reading in readings:
        for span in spans(reading):
            assert 0 <= span.start < span.end <= len(reading.report.text)
            assert span.of(reading.report.text).strip(), f"{span} of {reading.report.path} is blank"


def test_every_id_resolves(readings: list[Reading]) -> None:
    for reading in readings:
        actors = {a.id for a in reading.actors}
        statements = {s.id for s in reading.statements}
        assert len(actors) == len(reading.actors)
        assert len(statements) == len(reading.statements)
        for statement in reading.statements:
            named = {
                statement.speaker,
                *statement.candidates,
                statement.addressee and statement.addressee.actor,
            }
            assert named - {None} <= actors
            assert statement.via is None or statement.via in statements
        for event in reading.events:
            assert {r.actor for r in (*event.actors, *event.recipients)} - {None} <= actors
            assert event.asserted_by is None or event.asserted_by in statements


def test_via_never_runs_in_a_circle(readings: list[Reading]) -> None:
    for reading in readings:
        via = {s.id: s.via for s in reading.statements}
        for start in via:
            seen, at = {start}, via[start]
            while at:
                assert at not in seen
                seen.add(at)
                at = via[at]


def test_nothing_comes_from_boilerplate(readings: list[Reading]) -> None:
    for reading in readings:
        for marked in reading.report.boilerplate:
            assert not any(c.overlaps(marked) for s in reading.statements for c in s.content)
            assert not any(e.trigger.overlaps(marked) for e in reading.events)


def test_no_claim_turns_into_the_outlets_own_word(readings: list[Reading]) -> None:
    """An event whose word lies in quoted content is never asserted, unless it is itself the cue."""
    for reading in readings:
        cues = [c for s in reading.statements if s.via is None for c in s.cue]
        contents = [c for s in reading.statements for c in s.content]
        for event in reading.events:
            if event.status is Status.ASSERTED and not any(c.overlaps(event.trigger) for c in cues):
                inside = [c for c in contents if c.contains(event.trigger)]
                assert not inside, f"{event.id}: {event.trigger.of(reading.report.text)}"


def test_no_stage_failed(readings: list[Reading]) -> None:
    assert [o for r in readings for o in r.omissions if o.reason.value == "stage-failed"] == []


def test_same_input_same_bytes(chain: pipeline.Pipeline, bundled: list[Reading]) -> None:
    again = read(pipeline.default(), demo.REPORTS)
    assert [jsonl.line(r) for r in again] == [jsonl.line(r) for r in bundled]


FRONT_MATTER = [
    ("01-north-atlantic-wire.txt", None, "NAW", "XXXX-03-04"),
    (
        "02-porto-ledger.html",
        "“An act of piracy”: Iceland fires on Matosinhos trawler",
        "The Porto Ledger",
        "2031-03-04",
    ),
    ("03-reykjavik-courier.txt", "Coast guard boards poacher on Ravn Bank", None, "2031-03-04"),
    ("05-meridian-tv.txt", "Lisbon: Iceland shot at fishermen in open sea", "Meridian TV", None),
    ("06-baltic-monitor.txt", None, "Baltic Monitor", "2031-03-05"),
    (
        "10-porto-ledger.html",
        "Doctored video will not save Reykjavik, says Vilhena",
        "The Porto Ledger",
        "2031-03-07",
    ),
]


@pytest.mark.parametrize(
    ("name", "title", "outlet", "day"), FRONT_MATTER, ids=[row[0] for row in FRONT_MATTER]
)
def test_front_matter(
    bundled: list[Reading], name: str, title: str | None, outlet: str | None, day: str | None
) -> None:
    report = next(r.report for r in bundled if str(r.report.path).endswith(name))
    assert (report.title.value if report.title else None) == title
    if outlet:
        assert report.outlet and report.outlet.value == outlet
    if day:
        assert report.published and day in report.published.value.value + (
            report.published.value.latest or ""
        )
