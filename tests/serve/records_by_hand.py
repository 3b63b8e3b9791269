"""A small record with everything in it that a page can show; its free text can be made hostile."""

from __future__ import annotations

import dataclasses
from enum import Enum
from pathlib import Path
from typing import Any

from onrecord.model import (
    Claim,
    Clause,
    Denial,
    Group,
    Link,
    Place,
    Provenance,
    Reading,
    Reference,
    Relation,
    Span,
    Tier,
    Wording,
)
from onrecord.record import Record
from onrecord.record.derived import Across

MADE_BY = Provenance(run="run-1", version="0.1.0", config="c")
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{70001*70003}}"


_GROUPS = {
    Relation.SAME_STORY: "story-1",
    Relation.SAME_MATTER: "matter-1",
    Relation.COPY_OF: "copy-1",
}


def write(path: Path, reading: Reading) -> Path:
    """A record of a reading and of a second report that denies what the first says."""
    first, second = _complete(reading), _second(reading)
    with Record(path) as record:
        record.add([first, second], [], MADE_BY)
        ids = (first.report.id, second.report.id)
        for relation, group in _GROUPS.items():
            link = Link(left=ids[0], right=ids[1], relation=relation, score=0.9, reasons=("same words",))
            title = first.report.title.value if first.report.title else None
            groups = [Group(id=group, relation=relation, reports=ids, title=title, first="2031-03-07")]
            record.add_linked(Across(links=[link], groups=groups), MADE_BY)
        said, denied = _clause(first, 0), _clause(second, 0)
        claim = Claim(id="claim-1", tier=Tier.SAME_CLAIM, text=said.text, clauses=(said, _clause(second, 1)))
        denial = Denial(
            denies=denied, denied=said, kind="denial", tier=Tier.SAME_CLAIM, score=0.9, reasons=("no",)
        )
        same = {(ids[0], "r1-a1"): "r1-a1", (ids[1], "r2-a1"): "r1-a1"}
        rest = Across(claims=[claim], denials=[denial], wordings=[_wording(first)], identities=same)
        record.add_linked(rest, MADE_BY)
    return path


def _complete(reading: Reading) -> Reading:
    place = Place(name="Lund harbour", span=Span(0, 5), country="NOR", latitude=60.4, longitude=5.3)
    event = dataclasses.replace(
        reading.events[0], where=place, recipients=(Reference(span=Span(0, 5), actor="r1-a1"),)
    )
    return dataclasses.replace(reading, events=(event,))


def _second(reading: Reading) -> Reading:
    """The same under another id, so that two reports stand side by side."""

    def renamed(value: Any) -> Any:
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            return "r2" + value[2:] if value == "r1" or value.startswith("r1-") else value
        if isinstance(value, tuple):
            return tuple(map(renamed, value))
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = {f.name: renamed(getattr(value, f.name)) for f in dataclasses.fields(value)}
            return dataclasses.replace(value, **fields)
        return value

    second: Reading = renamed(_complete(reading))
    return second


def _clause(reading: Reading, number: int) -> Clause:
    statement = reading.statements[number]
    words = statement.content[0].of(reading.report.text)
    return Clause(
        report=reading.report.id, statement=statement.id, number=0, content=statement.content, text=words
    )


def _wording(reading: Reading) -> Wording:
    outlet = reading.report.outlet.value if reading.report.outlet else "Outlet"
    counts = {"count": 3, "total": 4, "others": 1, "others_total": 9, "log_odds": 1.2, "z": 2.5}
    actor = reading.actors[0]
    return Wording(
        kind="naming",
        about=actor.id,
        name=actor.name,
        outlet=outlet,
        term=actor.name,
        report=reading.report.id,
        span=actor.mentions[0],
        **counts,
    )


def hostile(reading: Reading) -> Reading:
    """The reading with a script in every field that came from outside."""
    report = reading.report
    evil = {
        "path": EVIL,
        "url": "javascript:alert(1)//" + EVIL,
        "input_id": EVIL,
        "title": dataclasses.replace(report.title, value=EVIL, method=EVIL) if report.title else None,
        "outlet": dataclasses.replace(report.title, value=EVIL) if report.title else None,
        "authors": (dataclasses.replace(report.title, value=EVIL),) if report.title else (),
        "text": report.text.replace("radio", "<b onclick=alert(3)>"[:5]),
    }
    actors = tuple(
        dataclasses.replace(a, name=EVIL, aliases=(EVIL,), kind=EVIL, country=EVIL, outside_ids=(EVIL,))
        for a in reading.actors
    )
    statements = tuple(dataclasses.replace(s, act=EVIL) for s in reading.statements)
    events = tuple(dataclasses.replace(e, type=EVIL, modes=(EVIL,), contexts=(EVIL,)) for e in reading.events)
    omissions = tuple(dataclasses.replace(o, detail=EVIL, stage=EVIL) for o in reading.omissions)
    return dataclasses.replace(
        reading,
        report=dataclasses.replace(report, **evil),
        actors=actors,
        statements=statements,
        events=events,
        omissions=omissions,
    )
