"""A reading for a terminal: front matter, statements by speaker, events with who says so, omissions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.text import Text

from onrecord.model import Actor, Event, Modality, PartialDate, Reading, Reason, Span, Statement, Status
from onrecord.record.output import CONTROL

STATUS_STYLE = {Status.ASSERTED: "green", Status.CLAIMED: "yellow", Status.DENIED: "red"}
MODALITY_WORDS = {
    Modality.NEGATION: "did not happen",
    Modality.FUTURE: "ahead",
    Modality.HYPOTHETICAL: "hypothetical",
    Modality.HISTORICAL: "long ago",
}


class Harmless:
    """What is to be shown, without the controls that a hostile page may carry in any field."""

    def __init__(self, shown: RenderableType) -> None:
        self.shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for segment in console.render(self.shown, options):
            yield Segment(CONTROL.sub("\ufffd", segment.text), segment.style, segment.control)


def show(reading: Reading, console: Console) -> None:
    """Print one reading. Colour and width are the console's business."""
    parts = (*_front_matter(reading), *_statements(reading), *_events(reading), *_omissions(reading))
    console.print(Harmless(Group(*parts)))
    console.print()


class Names:
    """Names of actors, statements and stretches of text in one reading."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.report.text
        self.actors: dict[str, Actor] = {a.id: a for a in reading.actors}
        self.statements: dict[str, Statement] = {s.id: s for s in reading.statements}

    def actor(self, actor: str | None, spans: Iterable[Span] = ()) -> str:
        """The actor's name, else the words in the text, else "nobody named"."""
        if actor in self.actors:
            return self.actors[actor].name
        return self.words(spans) or "nobody named"

    def words(self, spans: Iterable[Span]) -> str:
        """The words of several spans on one line."""
        return " … ".join(" ".join(s.of(self.text).split()) for s in spans)

    def speaker(self, statement: Statement) -> str:
        """Who makes a statement, as a heading."""
        if statement.speaker in self.actors:
            return self.actors[statement.speaker].name
        words = self.words(statement.source)
        return f"{words} (not resolved)" if words else "Nobody named"


def date_words(date: PartialDate) -> str:
    """A date with its bounds, as precise as it is."""
    if date.earliest and date.latest and date.earliest != date.latest:
        return f"between {date.earliest} and {date.latest}"
    bound = f"not before {date.earliest}" if date.earliest else f"not after {date.latest}"
    if not date.value.startswith("XXXX") or not (date.earliest or date.latest):
        return date.value
    return bound if date.value == "XXXX" else f"{date.value} ({bound})"


def _front_matter(reading: Reading) -> list[RenderableType]:
    report = reading.report
    out: list[RenderableType] = [Text(report.title.value if report.title else "(no title)", style="bold")]
    known = [report.outlet.value if report.outlet else "outlet not given"]
    if report.published:
        known.append(f"{date_words(report.published.value)} ({report.published.method})")
    else:
        known.append("date not given")
    if report.dateline:
        known.append("dateline " + report.dateline.span.of(report.text).strip(" .-–—"))
    if report.authors:
        known.append("by " + ", ".join(a.value for a in report.authors))
    out.append(Text(" · ".join(known)))
    words = len(report.text.split())
    out.append(
        Text(f"{report.path or report.url or report.id}, {words:,} words, {report.language}", style="dim")
    )
    return out


def _statements(reading: Reading) -> list[RenderableType]:
    if not reading.statements:
        return []
    names = Names(reading)
    inner: dict[str, list[Statement]] = defaultdict(list)
    by_speaker: dict[str, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        if statement.via:
            inner[statement.via].append(statement)
        else:
            by_speaker[names.speaker(statement)].append(statement)
    out: list[RenderableType] = [_heading("Who said what", len(reading.statements))]
    for speaker, statements in by_speaker.items():
        out.append(_speaker_line(speaker, statements[0], names))
        for statement in statements:
            out.extend(_statement(statement, names, inner, depth=1))
    return out


def _speaker_line(speaker: str, statement: Statement, names: Names) -> Text:
    line = Text(speaker, style="bold cyan")
    actor = names.actors.get(statement.speaker or "")
    if actor and (actor.country or actor.sector):
        line.append("  " + " ".join(filter(None, (actor.country, actor.sector))), style="dim")
    return line


def _statement(
    statement: Statement, names: Names, inner: dict[str, list[Statement]], depth: int
) -> Iterable[RenderableType]:
    line = Text()
    line.append(f"{statement.act:<9} ", style="magenta")
    line.append(names.words(statement.content))
    notes = [statement.manner.value]
    if statement.cue:
        notes.insert(0, f"“{names.words(statement.cue)}”")
    if statement.addressee:
        notes.append("to " + names.actor(statement.addressee.actor, [statement.addressee.span]))
    if statement.venue:
        notes.append(names.words([statement.venue]))
    if statement.said:
        notes.append(date_words(statement.said.date))
    line.append("  " + ", ".join(notes), style="dim")
    yield Padding(line, (0, 0, 0, 2 * depth))
    for nested in inner.get(statement.id, ()):
        yield Padding(Text("↳ " + names.speaker(nested), style="cyan"), (0, 0, 0, 2 * depth + 2))
        yield from _statement(nested, names, inner, depth + 2)


def _events(reading: Reading) -> list[RenderableType]:
    if not reading.events:
        return []
    names = Names(reading)
    lines = [_event(event, names) for event in reading.events]
    return [_heading("Who did what to whom, according to whom", len(lines)), *lines]


def _event(event: Event, names: Names) -> RenderableType:
    line = Text()
    modes = f" [{', '.join(event.modes)}]" if event.modes else ""
    line.append(event.type + modes, style="bold")
    actors = ", ".join(names.actor(r.actor, [r.span]) for r in event.actors) or "somebody"
    recipients = ", ".join(names.actor(r.actor, [r.span]) for r in event.recipients)
    line.append(f"  {actors}" + (f" → {recipients}" if recipients else ""))
    line.append(f"  “{names.words([event.trigger])}”", style="dim")
    line.append("  " + _according_to(event, names), style=STATUS_STYLE[event.status])
    notes = [MODALITY_WORDS[m] for m in event.modality]
    if event.when:
        notes.append(date_words(event.when.date))
    if event.where:
        notes.append(event.where.name)
    notes += [names.words([q.span]) for q in event.quantities]
    if notes:
        line.append("  " + "; ".join(notes), style="dim")
    return Padding(line, (0, 0, 0, 2))


def _according_to(event: Event, names: Names) -> str:
    statement = names.statements.get(event.asserted_by or "")
    who = names.speaker(statement) if statement else None
    if event.status is Status.ASSERTED:
        return "the outlet says so"
    verb = "claimed" if event.status is Status.CLAIMED else "denied"
    return f"{verb} by {who}" if who else verb


def _omissions(reading: Reading) -> list[RenderableType]:
    shown = [o for o in reading.omissions if o.reason is not Reason.BOILERPLATE]
    if reading.report.boilerplate:
        size = sum(len(s) for s in reading.report.boilerplate)
        share = size / max(1, len(reading.report.text))
        lead = f"boilerplate ×{len(reading.report.boilerplate)} ({share:.0%} of the text)"
    else:
        lead = ""
    counts = Counter(f"{o.stage}: {o.reason.value}" for o in shown)
    parts = ([lead] if lead else []) + [f"{name} ×{n}" for name, n in sorted(counts.items())]
    if not parts:
        return []
    return [_heading("Left out", len(parts)), Padding(Text("; ".join(parts), style="dim"), (0, 0, 0, 2))]


def _heading(title: str, count: int) -> RenderableType:
    return Rule(f"{title} ({count})", align="left", style="dim")
