"""Reads our own hand-labelled passages, `gold/attribution/*.txt`. Form: docs/labelling-statements.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import GoldError
from onrecord.model import Manner, Span

RULE = "---"
"""Parts a text from its labels."""

NEXT = "==="
"""Parts passages in one file."""

FIELDS = ("content", "source", "cue", "speaker", "manner", "via")
NEEDED = ("content", "speaker", "manner")
"""Fields of every line in a gold passage."""
NEEDED_TO_TRAIN = ("content",)
UNKNOWN = "?"
FIELD = re.compile(r"(?P<name>[a-z]+):\s*(?P<value>.*)", re.S)
OCCURRENCE = re.compile(r"(?P<words>.+)#(?P<number>[1-9]\d*)", re.S)
KIND = re.compile(r"-\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """A statement as labelled by hand. Spans are offsets into the text of its passage."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    speakers: tuple[str, ...]
    """Names of the speaker, any of which is right; UNKNOWN where the passage does not tell who speaks."""
    manner: Manner | None
    """None only in a passage for training."""
    cue: tuple[Span, ...] = ()
    """Labelled only in passages for training."""
    via: int | None = None
    """Index of the statement inside which this one stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text and the statements in it. `kind` is the file's name without its number."""

    name: str
    kind: str
    text: str
    statements: tuple[GoldStatement, ...]


def read_passages(folder: Path, needed: Sequence[str] = NEEDED) -> list[Passage]:
    """The passages of a folder in order of name; each of their labels has the `needed` fields.

    Raises GoldError that lists each wrong line as file:line.
    """
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise GoldError(f"{folder}: holds no passage. Expected *.txt files with a line {RULE!r} in each.")
    problems: list[str] = []
    passages = [_passage(block, needed, problems) for file in files for block in _blocks(file, problems)]
    if problems:
        raise GoldError("\n".join(problems))
    return passages


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one passage; `first` is the number of its first line in the file, from 1."""

    path: Path
    number: int
    first: int
    lines: list[str]

    def at(self, index: int) -> str:
        """Where a line of the block stands, as file:line."""
        return f"{self.path}:{self.first + index}"


def _blocks(path: Path, problems: list[str]) -> Iterator[_Block]:
    """The passages of a file, parted by lines of `===`."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{path}:1: cannot be read ({error})")
        return
    ends = [i for i, line in enumerate(lines) if line == NEXT] + [len(lines)]
    start = 0
    for number, end in enumerate(ends, start=1):
        yield _Block(path, number, start + 1, lines[start:end])
        start = end + 1


def _passage(block: _Block, needed: Sequence[str], problems: list[str]) -> Passage:
    text, labels = _halves(block, problems)
    statements = []
    for index, line in labels:
        try:
            statements.append(parse_statement(line, text, needed))
        except ValueError as error:
            problems.append(f"{block.at(index)}: {error}")
    problems.extend(f"{block.at(0)}: {fault}" for fault in _circles(statements))
    stem = block.path.stem
    name = stem if block.number == 1 else f"{stem}:{block.number}"
    return Passage(name=name, kind=KIND.sub("", stem), text=text, statements=tuple(statements))


def _halves(block: _Block, problems: list[str]) -> tuple[str, list[tuple[int, str]]]:
    """The text above the rule, and the labels below it with their indices; `#` starts a comment."""
    lines = block.lines
    if lines.count(RULE) != 1:
        problems.append(
            f"{block.at(0)}: needs one line {RULE!r} between text and labels, has {lines.count(RULE)}"
        )
        return "", []
    rule = lines.index(RULE)
    labels = enumerate(lines[rule + 1 :], start=rule + 1)
    return "\n".join(lines[:rule]), [(n, line) for n, line in labels if line.strip() and line[0] != "#"]


def parse_statement(line: str, text: str, needed: Sequence[str] = NEEDED) -> GoldStatement:
    """One label line resolved in its text. Raises ValueError that says what does not fit."""
    fields = dict(_fields(line))
    missing = [name for name in needed if not fields.get(name)]
    if missing:
        raise ValueError(f"lacks {', '.join(missing)}")
    return GoldStatement(
        content=_spans(text, fields["content"]),
        source=_spans(text, fields.get("source", "")),
        cue=_spans(text, fields.get("cue", "")),
        speakers=tuple(name.strip() for name in fields.get("speaker", UNKNOWN).split(" / ")),
        manner=Manner(fields["manner"]) if "manner" in fields else None,
        via=_via(fields),
    )


def _fields(line: str) -> Iterator[tuple[str, str]]:
    seen = set()
    for part in line.split(" | "):
        match = FIELD.fullmatch(part.strip())
        if match is None or match["name"] not in FIELDS:
            raise ValueError(f"unknown field {part.strip()[:40]!r}; valid: {', '.join(FIELDS)}")
        if match["name"] in seen:
            raise ValueError(f"field {match['name']!r} is given twice")
        seen.add(match["name"])
        yield match["name"], match["value"].strip()


def _via(fields: Mapping[str, str]) -> int | None:
    value = fields.get("via", "")
    if value and not value.isdecimal():
        raise ValueError(f"via is the number of a statement, found {value!r}")
    return int(value) - 1 if value else None


def _spans(text: str, value: str) -> tuple[Span, ...]:
    return tuple(sorted(_piece(text, part.strip()) for part in value.split(" ++ ") if part.strip()))


def _piece(text: str, piece: str) -> Span:
    """The span from the first words to the last; these are looked for behind the first."""
    first, gap, last = piece.partition(" … ")
    start, end = _locate(text, first.strip(), 0)
    if gap:
        end = _locate(text, last.strip(), end).end
    return Span(start, end)


def _locate(text: str, words: str, after: int) -> Span:
    """The only place of the words from `after` on; "words#2" is the second one. Words are not cut."""
    match = OCCURRENCE.fullmatch(words)
    words, number = (match["words"], int(match["number"])) if match else (words, 0)
    places = [m.start() for m in _pattern(words).finditer(text, after)]
    if len(places) < max(number, 1):
        where = "behind the first words" if after else "in the text"
        raise ValueError(f"{words!r} stands {len(places)} times {where}")
    if len(places) > 1 and not number:
        raise ValueError(f"{words!r} stands in the text {len(places)} times: say which by #1, #2, …")
    start = places[max(number, 1) - 1]
    return Span(start, start + len(words))


def _pattern(words: str) -> re.Pattern[str]:
    """Finds the words where they are no part of longer ones. A quote mark may touch a letter."""
    if not words:
        raise ValueError("words are missing beside ' … ' or before '#'")
    before, after = (r"\b" if edge.isalnum() else "" for edge in (words[0], words[-1]))
    return re.compile(before + re.escape(words) + after)


def _circles(statements: list[GoldStatement]) -> Iterator[str]:
    """What is wrong with `via`: no such statement, or one that comes back to itself."""
    for number, statement in enumerate(statements, start=1):
        seen, at = {number - 1}, statement.via
        while at is not None:
            if not 0 <= at < len(statements) or at in seen:
                yield f"statement {number}: via leads to no statement or in a circle"
                break
            seen.add(at)
            at = statements[at].via
