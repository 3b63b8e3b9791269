"""What another version or model would change: two records of the same reports, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.model import Event, Reading, Reference, Statement
from onrecord.record.store import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference between two records. `left` and `right` are None where one side has nothing."""

    report: str
    kind: str
    """report, statement or event."""
    what: str
    """removed, added, or the name of the field that differs."""
    text: str
    """The words that it is about."""
    left: str | None = None
    right: str | None = None


def compare(left: Record, right: Record) -> Iterator[Change]:
    """Changes from `left` to `right`, by report and place in it. Ids of rows do not count, words do."""
    before = {row.id: row.title or row.id for row in left.reports()}
    after = {row.id: row.title or row.id for row in right.reports()}
    for report in sorted(before.keys() | after.keys()):
        if report not in after:
            yield Change(report=report, kind="report", what="removed", text=before[report])
        elif report not in before:
            yield Change(report=report, kind="report", what="added", text=after[report])
        else:
            yield from _readings(left.reading(report), right.reading(report))


def _readings(left: Reading, right: Reading) -> Iterator[Change]:
    for kind, side in (("statement", _statements), ("event", _events)):
        before, after = side(left), side(right)
        for key in sorted(before.keys() | after.keys()):
            yield from _items(left, kind, key, before.get(key), after.get(key))


Key = tuple[int, int, str]
Fields = Mapping[str, str]


def _items(
    reading: Reading, kind: str, key: Key, before: Fields | None, after: Fields | None
) -> Iterator[Change]:
    report, text = reading.report.id, " ".join(reading.report.text[key[0] : key[1]].split())
    if before is None or after is None:
        what = "added" if before is None else "removed"
        yield Change(report=report, kind=kind, what=what, text=text)
        return
    for name in before:
        if before[name] != after[name]:
            yield Change(report=report, kind=kind, what=name, text=text, left=before[name], right=after[name])


def _statements(reading: Reading) -> dict[Key, Fields]:
    """The statements of a reading by the words of their cue, or of their content without one."""
    names = {actor.id: actor.name for actor in reading.actors}
    return {_place(s): _statement(s, reading, names) for s in reading.statements}


def _place(statement: Statement) -> Key:
    marks = statement.cue or statement.content
    return (marks[0].start, marks[-1].end, "")


def _statement(statement: Statement, reading: Reading, names: Mapping[str, str]) -> Fields:
    text = reading.report.text
    return {
        "content": " … ".join(span.of(text) for span in statement.content),
        "source": " … ".join(span.of(text) for span in statement.source),
        "speaker": names.get(statement.speaker or "", ""),
        "act": statement.act,
        "manner": statement.manner.value,
    }


def _events(reading: Reading) -> dict[Key, Fields]:
    """The events of a reading by their trigger; several of one trigger differ by their type."""
    names = {actor.id: actor.name for actor in reading.actors}
    found: dict[Key, Fields] = {}
    for event in reading.events:
        place = (event.trigger.start, event.trigger.end)
        several = any(key[:2] == place for key in found)
        found[(*place, event.type if several else "")] = _event(event, reading, names)
    return found


def _event(event: Event, reading: Reading, names: Mapping[str, str]) -> Fields:
    def named(references: tuple[Reference, ...]) -> str:
        return "; ".join(names.get(r.actor or "", r.span.of(reading.report.text)) for r in references)

    return {
        "type": event.type,
        "actors": named(event.actors),
        "recipients": named(event.recipients),
        "status": event.status.value,
        "modality": ", ".join(event.modality),
        "date": event.when.date.value if event.when else "",
        "place": event.where.name if event.where else "",
    }
