"""Reads and checks our labelled sentences, `training/events/*.txt`. Form: docs/labelling-events.md."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.code_events import conversions, ontology
from onrecord.errors import GoldError
from onrecord.model import Modality, Span, Status

FIELDS = ("trigger", "actors", "recipients", "status", "by", "modality")
AHEAD = conversions.PROMISED | {"AGREE"}
HEAD = re.compile(r"(?P<type>[A-Z]+)(?:\[(?P<modes>[^\]]*)\])?$")
OCCURRENCE = re.compile(r"(?P<words>.+?)#(?P<number>[1-9]\d*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledEvent:
    """One event as labelled by hand; spans are offsets into the text of its sentence."""

    type: str
    trigger: Span
    modes: tuple[str, ...] = ()
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    status: Status = Status.ASSERTED
    by: tuple[Span, ...] = ()
    modality: tuple[Modality, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSentence:
    """A sentence and its events; `events` is empty where there is nothing to code."""

    text: str
    events: tuple[LabelledEvent, ...]
    where: str
    """File and line, for messages."""


def read(paths: Iterable[Path]) -> list[LabelledSentence]:
    """All sentences of the files, in order. Raises GoldError that lists every label that does not fit."""
    sentences, problems = parse(paths)
    if problems:
        raise GoldError("\n".join(problems))
    return sentences


def is_held_out(sentence: LabelledSentence, every: int) -> bool:
    """Whether a sentence is one of those, one in `every`, that are kept from training; 0 keeps none.

    Its words alone decide, so that sentences added later do not change what was held out before.
    """
    digest = hashlib.sha256(sentence.text.encode()).digest()
    return every > 0 and int.from_bytes(digest[:4], "big") % every == 0


def parse(paths: Iterable[Path]) -> tuple[list[LabelledSentence], list[str]]:
    """The sentences whose labels fit their text, and a `file:line: message` for each label that does not."""
    sentences: list[LabelledSentence] = []
    problems: list[str] = []
    seen: dict[str, str] = {}
    for path in paths:
        for block in _blocks(path):
            try:
                sentence = _sentence(path, block)
                earlier = seen.setdefault(sentence.text, sentence.where)
                if earlier != sentence.where:
                    raise _Misfit(block[0][0], f"the same text stands at {earlier}")
            except _Misfit as misfit:
                problems.append(f"{path}:{misfit.line}: {misfit.message}")
            else:
                sentences.append(sentence)
    return sentences, problems


class _Misfit(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message
        super().__init__(message)


Block = list[tuple[int, str]]


def _blocks(path: Path) -> Iterator[Block]:
    """Runs of non-empty lines with their line numbers, comments left out."""
    block: Block = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.startswith("#"):
            continue
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _sentence(path: Path, block: Block) -> LabelledSentence:
    (number, first), rest = block[0], block[1:]
    if not first.startswith("text:"):
        raise _Misfit(number, f"a block begins with 'text:', found {first[:40]!r}")
    text = first.removeprefix("text:").strip()
    events = tuple(_event(text, line, number) for number, line in rest)
    return LabelledSentence(text=text, events=events, where=f"{path}:{number}")


def _event(text: str, line: str, number: int) -> LabelledEvent:
    if not line.startswith("event:"):
        raise _Misfit(number, f"expected 'event:', found {line[:40]!r}")
    try:
        head, *rest = [part.strip() for part in line.removeprefix("event:").split("|")]
        kind, modes = _head(head)
        fields = _fields(rest)
        event = LabelledEvent(
            type=kind.name,
            modes=modes,
            trigger=_only(_spans(text, fields.get("trigger", "")), "trigger"),
            actors=_spans(text, fields.get("actors", "")),
            recipients=_spans(text, fields.get("recipients", "")),
            status=Status(fields.get("status", "asserted")),
            by=_spans(text, fields.get("by", "")),
            modality=tuple(Modality(name) for name in _split(fields.get("modality", ""), ",")),
        )
        _consistent(event)
    except ValueError as error:
        raise _Misfit(number, str(error)) from error
    return event


def _head(head: str) -> tuple[ontology.EventType, tuple[str, ...]]:
    match = HEAD.match(head)
    kind = ontology.types().get(match["type"]) if match else None
    if match is None or kind is None:
        raise ValueError(f"unknown type {head!r}; valid: {', '.join(ontology.types())}")
    modes = _split(match["modes"] or "", ",")
    for mode in modes:
        if mode not in kind.modes:
            raise ValueError(f"{kind.name} has no mode {mode!r}; valid: {', '.join(kind.modes) or 'none'}")
    return kind, modes


def _fields(parts: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for part in parts:
        name, colon, value = part.partition(":")
        if not colon or name not in FIELDS:
            raise ValueError(f"unknown field {part!r}; valid: {', '.join(FIELDS)}")
        if name in fields:
            raise ValueError(f"field {name!r} is given twice")
        fields[name] = value.strip()
    return fields


def _split(value: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(separator) if part.strip())


def _spans(text: str, value: str) -> tuple[Span, ...]:
    return tuple(_locate(text, part) for part in _split(value, ";"))


def _locate(text: str, part: str) -> Span:
    """The span of the words in the text. "words#2" is the second occurrence; words are not cut."""
    match = OCCURRENCE.match(part)
    words, number = (match["words"], int(match["number"])) if match else (part, 1)
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if len(found) < number:
        raise ValueError(f"{part!r} does not stand in the text")
    start = found[number - 1]
    return Span(start, start + len(words))


def _only(spans: tuple[Span, ...], name: str) -> Span:
    if len(spans) != 1:
        raise ValueError(f"an event has one {name}, found {len(spans)}")
    return spans[0]


def _consistent(event: LabelledEvent) -> None:
    if event.status is Status.ASSERTED and event.by:
        raise ValueError("'by' is for claimed and denied events")
    if Modality.FUTURE in event.modality and event.type in AHEAD:
        raise ValueError(f"a planned {event.type} is AGREE without the future flag")
