import json
from pathlib import Path

import pytest
from events_by_hand import event, reading

from onrecord.code_events.evaluate import coded_dyads, evaluate
from onrecord.errors import GoldError
from onrecord.model import Actor, Event, Reading, Reference

TEXT = "France and Germany met Peru."
PLACES = {"France": "FRA", "Germany": "DEU", "Peru": "PER", "France and Germany": None}
ACTORS = tuple(Actor(id=n, name=n, kind="country", country=c) for n, c in PLACES.items())


def read_as(*events: Event) -> Reading:
    return reading(TEXT, events=events, actors=ACTORS)


def coded(kind: str, actors: list[str], recipients: list[str]) -> Event:
    plain = event(TEXT, kind, "met")
    roles = [
        tuple(Reference(span=plain.trigger, actor=name) for name in names) for names in (actors, recipients)
    ]
    return Event(
        id=plain.id,
        type=kind,
        trigger=plain.trigger,
        status=plain.status,
        score=0.9,
        actors=roles[0],
        recipients=roles[1],
    )


@pytest.mark.parametrize(
    ("kind", "actors", "recipients", "expected"),
    [
        ("CONSULT", ["France"], ["Peru"], {("CONSULT", "FRA", "PER")}),
        ("CONSULT", ["France", "Germany"], ["Peru"], {("CONSULT", "FRA", "PER"), ("CONSULT", "DEU", "PER")}),
        ("CONSULT", ["France", "Germany"], [], {("CONSULT", "FRA", "DEU"), ("CONSULT", "DEU", "FRA")}),
        ("PROTEST", ["France", "Germany"], [], {("PROTEST", "FRA", ""), ("PROTEST", "DEU", "")}),
        ("PROTEST", ["France and Germany"], [], {("PROTEST", "", "")}),
    ],
    ids=["one", "every pair", "reciprocal", "not reciprocal", "no country"],
)
def test_dyads(
    kind: str, actors: list[str], recipients: list[str], expected: set[tuple[str, str, str]]
) -> None:
    assert coded_dyads(read_as(coded(kind, actors, recipients))) == expected


def gold(folder: Path, *events: dict[str, str]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"text": TEXT, "events": events}) + "\n", "utf-8")
    return path


def test_scores(tmp_path: Path) -> None:
    path = gold(
        tmp_path,
        {"type": "CONSULT", "source": "FRAGOV", "target": "PER"},
        {"type": "DEMAND", "source": "FRA", "target": ""},
    )
    result = evaluate(path, lambda _: read_as(coded("CONSULT", ["France"], ["Germany"])))
    assert result["levels"]["type"] == {"precision": 1.0, "recall": 0.5, "f1": 0.667, "gold": 2}
    assert result["levels"]["type + source"]["f1"] == 0.667
    assert result["levels"]["type + source + target"]["f1"] == 0.0
    assert result["confusion"] == [{"gold": "REQUEST", "coded": "nothing", "times": 1}]


def test_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "Rain."}\n', "utf-8")
    with pytest.raises(GoldError, match=r"gold.jsonl:1"):
        evaluate(path, lambda _: read_as())
