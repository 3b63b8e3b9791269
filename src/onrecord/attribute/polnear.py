"""Reads PolNeAR (Newell et al., LREC 2018): news articles with brat standoff annotation.

Expected below the path: `data/{train,dev,test}/text/NAME.txt` and
`data/{train,dev,test}/attributions/NAME_ANNOTATOR.ann`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import GoldError

Pairs = tuple[tuple[int, int], ...]

SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
EVENT = re.compile(r"(E\d+)\t\S+ (.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution: character spans of its roles, in text order. `source` may be empty."""

    source: Pairs
    cue: Pairs
    content: Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReport:
    """An article with its attributions; `discard` are stretches that annotators left out."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]
    discard: Pairs = ()


def read_split(path: Path, split: str) -> Iterator[GoldReport]:
    """The articles of a split in order of name, each by the annotator whose id sorts first.

    Raises GoldError where the path holds no such split.
    """
    folder = path / "data" / split
    annotations: dict[str, Path] = {}
    for file in sorted((folder / "attributions").glob("*.ann")):
        annotations.setdefault(file.stem.rpartition("_")[0], file)
    if not annotations:
        raise GoldError(
            f"{folder} holds no PolNeAR annotations. Expected attributions/*.ann and text/*.txt below it."
        )
    for name, file in sorted(annotations.items()):
        text = _read(folder / "text" / f"{name}.txt")
        attributions, discard = parse_annotation(_read(file))
        yield GoldReport(name=name, text=text, attributions=attributions, discard=discard)


def parse_annotation(annotation: str) -> tuple[tuple[Attribution, ...], Pairs]:
    """The attributions of a brat file in order of their first character, and its Discard spans.

    "Content2" counts as content; an event with neither cue nor content is left out.
    """
    spans: dict[str, Pairs] = {}
    discard: list[tuple[int, int]] = []
    events: list[tuple[tuple[int, int], str, Attribution]] = []
    lines = annotation.split("\n")
    for found in filter(None, map(SPAN.match, lines)):
        spans[found[1]] = tuple(_pair(p) for p in found[3].split(";"))
        if found[2] == "Discard":
            discard.extend(spans[found[1]])
    for found in filter(None, map(EVENT.match, lines)):
        attribution = _attribution(found[2].split(), spans)
        every = attribution.cue + attribution.content + attribution.source
        if attribution.cue or attribution.content:
            events.append((min(every), found[1], attribution))
    return tuple(a for _, _, a in sorted(events, key=lambda e: e[:2])), tuple(sorted(discard))


def _attribution(parts: list[str], spans: dict[str, Pairs]) -> Attribution:
    roles: dict[str, set[tuple[int, int]]] = {"source": set(), "cue": set(), "content": set()}
    for part in parts:
        role, _, reference = part.partition(":")
        role = role.rstrip("0123456789").lower()
        if role in roles:
            roles[role].update(spans.get(reference, ()))
    return Attribution(**{role: tuple(sorted(pairs)) for role, pairs in roles.items()})


def _pair(text: str) -> tuple[int, int]:
    start, end = text.split()
    return int(start), int(end)


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path} cannot be read: {error}") from error
