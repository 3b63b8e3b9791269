"""One self-contained page: each report as published, with statements and events marked in place.

Marks are links to cards, so the page reads without JavaScript; the script adds the side panel and
lights up source, cue and content. Every field is untrusted: the template escapes all of it, and the
page's content security policy allows nothing but its own style and script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.model import Event, Reading, Span, Statement
from onrecord.serve.terminal import MODALITY_WORDS, Names, date_words


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text over which the same marks lie. `target` is the innermost marked item."""

    text: str
    kinds: tuple[str, ...]
    items: tuple[str, ...]
    target: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """What a mark shows when it is chosen."""

    id: str
    kind: str
    title: str
    facts: tuple[tuple[str, str], ...]
    status: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with the item it belongs to and the role it plays there."""

    span: Span
    item: str | None
    kind: str


def render(readings: Sequence[Reading]) -> str:
    """The page as HTML text."""
    style, script = _asset("reading.css"), _asset("reading.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'"
    )
    return (
        _environment()
        .get_template("reading.html")
        .render(
            articles=[_article(r) for r in readings],
            style=Markup(style),
            script=Markup(script),
            policy=policy,
        )
    )


def _article(reading: Reading) -> dict[str, object]:
    names, report = Names(reading), reading.report
    facts = [("Outlet", report.outlet.value if report.outlet else "not given")]
    facts.append(("Published", date_words(report.published.value) if report.published else "not given"))
    if report.dateline:
        facts.append(("Dateline", report.dateline.span.of(report.text)))
    if report.authors:
        facts.append(("By", ", ".join(a.value for a in report.authors)))
    facts.append(("Source", report.url or report.path or report.id))
    return {
        "id": report.id,
        "language": report.language,
        "title": report.title.value if report.title else "(no title)",
        "facts": facts,
        "paragraphs": paragraphs(pieces(report.text, _marks(reading))),
        "statements": [_statement_card(s, names) for s in reading.statements],
        "events": [_event_card(e, names) for e in reading.events],
        "omissions": [(o.stage, o.reason.value, o.detail) for o in reading.omissions],
    }


def _marks(reading: Reading) -> list[Mark]:
    marks = [Mark(s, None, "boilerplate") for s in reading.report.boilerplate]
    for statement in reading.statements:
        for kind in ("content", "cue", "source"):
            marks += [Mark(span, statement.id, kind) for span in getattr(statement, kind)]
    return marks + [Mark(event.trigger, event.id, "trigger") for event in reading.events]


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Cut text wherever a mark begins or ends; their texts join to the whole text again."""
    ordered = sorted(marks, key=lambda m: (m.span.start, -m.span.end))
    cuts = sorted({0, len(text), *(c for m in ordered for c in m.span)})
    out: list[Piece] = []
    open_marks: list[Mark] = []
    following = iter(ordered)
    upcoming = next(following, None)
    for start, end in pairwise(cuts):
        open_marks = [m for m in open_marks if m.span.end > start]
        while upcoming is not None and upcoming.span.start <= start:
            open_marks.append(upcoming)
            upcoming = next(following, None)
        out.append(_piece(text[start:end], open_marks))
    return out


def _piece(text: str, marks: Sequence[Mark]) -> Piece:
    owned = [m for m in marks if m.item]
    innermost = min(owned, key=lambda m: len(m.span)) if owned else None
    kinds = tuple(dict.fromkeys(m.kind for m in marks))
    items = tuple(dict.fromkeys(m.item for m in owned if m.item))
    return Piece(text, kinds, items, innermost.item if innermost else None)


def paragraphs(run: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces line by line; lines without a word are left out."""
    out: list[list[Piece]] = [[]]
    for piece in run:
        for n, part in enumerate(piece.text.split("\n")):
            if n:
                out.append([])
            if part:
                out[-1].append(Piece(part, piece.kinds, piece.items, piece.target))
    return [paragraph for paragraph in out if any(p.text.strip() for p in paragraph)]


def _statement_card(statement: Statement, names: Names) -> Card:
    facts = [
        ("Speaker", names.speaker(statement)),
        ("Source", names.words(statement.source) or "none given"),
        ("Cue", names.words(statement.cue) or "none"),
        ("Words", names.words(statement.content)),
        ("Manner", statement.manner.value),
    ]
    if statement.addressee:
        facts.append(("To", names.actor(statement.addressee.actor, [statement.addressee.span])))
    if statement.venue:
        facts.append(("Venue", names.words([statement.venue])))
    if statement.said:
        facts.append(("Said", date_words(statement.said.date)))
    if statement.via:
        facts.append(("Reported by", names.speaker(names.statements[statement.via])))
    facts.append(("Score", f"{statement.score:.2f}"))
    return Card(statement.id, "statement", statement.act, tuple(facts))


def _event_card(event: Event, names: Names) -> Card:
    facts = [
        ("Who", ", ".join(names.actor(r.actor, [r.span]) for r in event.actors) or "nobody named"),
        ("To whom", ", ".join(names.actor(r.actor, [r.span]) for r in event.recipients) or "nobody named"),
        ("Word", names.words([event.trigger])),
        ("According to", _according_to(event, names)),
    ]
    if event.modality:
        facts.append(("Modality", "; ".join(MODALITY_WORDS[m] for m in event.modality)))
    if event.when:
        facts.append(("When", f"{date_words(event.when.date)} (“{names.words([event.when.span])}”)"))
    if event.where:
        facts.append(("Where", ", ".join(filter(None, (event.where.name, event.where.country)))))
    facts += [("How much", names.words([q.span])) for q in event.quantities]
    facts.append(("Score", f"{event.score:.2f}"))
    title = event.type + (f" ({', '.join(event.modes)})" if event.modes else "")
    return Card(event.id, "event", title, tuple(facts), event.status.value)


def _according_to(event: Event, names: Names) -> str:
    statement = names.statements.get(event.asserted_by or "")
    if statement:
        return f"{names.speaker(statement)} ({event.status.value})"
    return "the outlet's own voice" if event.status.value == "asserted" else event.status.value


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("onrecord.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> str:
    return files("onrecord.serve").joinpath("static", name).read_text(encoding="utf-8")


def _digest(asset: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(asset.encode()).digest()).decode()
