"""Scoring on the status probe, and the probe itself."""

from __future__ import annotations

from pathlib import Path

from events_by_hand import event, reading

from onrecord.code_events import labelled, probe
from onrecord.model import Reference, Span, Status

GOLD = Path(__file__).parents[2] / "gold" / "status"
TEXT = "Oria bombed Bela."


def label(tmp_path, line):
    path = tmp_path / "a.txt"
    path.write_text(f"text: {TEXT}\n{line}\n", encoding="utf-8")
    return labelled.read([path])


def test_an_event_is_right_in_all_its_fields(tmp_path):
    gold = label(
        tmp_path, "event: ASSAULT | trigger: bombed | actors: Oria | recipients: Bela | status: asserted"
    )
    coded = event(TEXT, "ASSAULT", "bombed", ("Oria",), recipients=(Reference(span=Span(12, 16)),))
    scores = probe.evaluate(gold, lambda text: reading(text, events=(coded,)))
    assert (scores["open"]["together"], scores["open"]["all"], scores["measure"]["events"]) == (1.0, 1.0, 0)


def test_a_wrong_status_is_not_right_together(tmp_path):
    gold = label(tmp_path, "event: ASSAULT | trigger: bombed | actors: Oria | status: denied")
    coded = event(TEXT, "ASSAULT", "bombed", ("Oria",))
    right = probe.judged(gold[0].events[0], reading(TEXT, events=(coded,)))
    assert coded.status is Status.ASSERTED
    assert "actors" in right and "status" not in right and "together" not in right


def test_traps_that_are_coded_are_counted(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"text: {TEXT}\n", encoding="utf-8")
    coded = event(TEXT, "ASSAULT", "bombed", ("Oria",))
    scores = probe.evaluate(labelled.read([path]), lambda text: reading(text, events=(coded,)))
    assert (scores["open"]["traps"], scores["open"]["traps coded"]) == (1, 1)


def test_the_probe_is_large_enough_and_its_labels_fit():
    sentences = labelled.read(sorted(GOLD.glob("*.txt")))
    assert len(sentences) >= 120
    assert sum(not s.events for s in sentences) >= 40
