"""Reads the given sets that training and evaluation use; they are no part of the project.

`plv_train.tsv` of Zero-Shot-PLOVER: a sentence with one source and one target marked and the type
of what the one did to the other; which word names the event is not said. ECB+ (CC BY 3.0): news
by topic, of which those without politics serve as sentences without an event.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from onrecord.code_events import ontology
from onrecord.code_events.ontology import RECIPROCAL
from onrecord.code_events.words import cues
from onrecord.errors import GoldError
from onrecord.model import Json, Span

MARK = re.compile(r"<(/?)([st])>")
OLDER = {"INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE"}
"""Types of earlier editions of PLOVER that the edition of 2021 merged."""
REVISED = {
    "COERCE": re.compile(r"\bsanctions\b|embargo|\bconvicted"),
    "ACCUSE": re.compile(r"\bconvicted|guilty"),
}
"""Sentences with these words may be SANCTION in the edition of 2021: verdicts, embargoes."""
BETWEEN = re.compile(r",? and (?:the )?")
GIVEN_UP = re.compile(r"released|retreated forces|resigned|returned property|surrendered")
ALLOWED = re.compile(r"eased|provided rights|accepted demands|reform|reduced protest")
UNPOLITICAL_TRAINING = (5, 6, 27, 29, 31)
UNPOLITICAL_TEST = (2, 7, 10, 25)
"""Topics of ECB+ on sport, film and gadgets."""
SENTENCE_END = re.compile(r"(?<=[.!?]['\"”’])\s+|(?<=[.!?])\s+|\n+")
DETACHED = re.compile(r" (?=[,.;:?!%)\]]|'s\b|n't\b|'\B)|(?<=[(\[$]) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """A sentence in which `sources` do something to `targets`; `types` are the types it may be."""

    text: str
    types: frozenset[str]
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]


def dyads(path: Path) -> list[Dyad]:
    """The rows of plv_train.tsv in order. Raises GoldError where a column or a mark is missing."""
    with path.open(encoding="utf-8", newline="") as file:
        try:
            return [_dyad(row) for row in csv.DictReader(file, delimiter="\t")]
        except (KeyError, ValueError) as error:
            raise GoldError(f"{path} is not a table of marked sentences: {error!r}") from error


def _dyad(row: dict[str, str]) -> Dyad:
    text, bounds, at = "", dict[str, list[int]](), 0
    marked = row["marked_sentence"]
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        bounds.setdefault(match[2], []).append(len(text))
        at = match.end()
    spans = {role: _trim(text, *ends[:2]) for role, ends in bounds.items()}
    text += marked[at:]
    types = _types(row["gold_root"], row.get("prompt_L1") or "", marked)
    sources, targets = _sides(text, types, spans.get("s"), spans.get("t"))
    return Dyad(text=text, types=types, sources=sources, targets=targets)


def _sides(
    text: str, types: frozenset[str], source: Span | None, target: Span | None
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Those who act on each other ("Peru and Chile met") are sources all; else one on the other."""
    sources, targets = ((source,) if source else ()), ((target,) if target else ())
    if source and target and types <= RECIPROCAL and BETWEEN.fullmatch(text, source.end, target.start):
        return (source, target), ()
    return sources, targets


def coded(path: Path) -> list[Dyad]:
    """The events of a JSON-lines file of PLOVER sentences, where the words of the actors are given.

    Each has `text` and `events` with type, source_text, target_text, symmetric. Events whose words
    do not stand in the text are left out. Raises GoldError for another form.
    """
    found: list[Dyad] = []
    try:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            found += _coded(row["text"], row["events"])
    except (ValueError, KeyError) as error:
        raise GoldError(f"{path} is not a file of coded sentences: {error!r}") from error
    return found


def _coded(text: str, events: list[Json]) -> Iterator[Dyad]:
    """One dyad for each type, with all its sources and targets."""
    for name in dict.fromkeys(event["type"].upper() for event in events):
        some = [event for event in events if event["type"].upper() == name]
        sides = [
            tuple(dict.fromkeys(s for e in some if (s := _where(text, e[key]))))
            for key in ("source_text", "target_text")
        ]
        if any(event["symmetric"] for event in some):
            sides = [tuple(dict.fromkeys((*sides[0], *sides[1]))), ()]
        types = frozenset([OLDER.get(name, name)])
        if any(sides) and types <= set(ontology.types()):
            yield Dyad(text=text, types=types, sources=sides[0], targets=sides[1])


def _where(text: str, words: str) -> Span | None:
    start = text.find(words) if words else -1
    return Span(start, start + len(words)) if start >= 0 else None


def _trim(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _types(root: str, prompts: str, sentence: str) -> frozenset[str]:
    """YIELD is CONCEDE or RETREAT of today; the first prompt that the annotators chose tells which."""
    root = OLDER.get(root, root)
    if root != "YIELD":
        if root not in ontology.types():
            raise ValueError(f"unknown type {root}")
        revised = root in REVISED and REVISED[root].search(sentence)
        return frozenset([root, "SANCTION"] if revised else [root])
    first = prompts.split("',")[0].lower()
    if GIVEN_UP.search(first):
        return frozenset(["RETREAT"])
    return frozenset(["CONCEDE"] if ALLOWED.search(first) else ["CONCEDE", "RETREAT"])


def unpolitical(folder: Path, topics: tuple[int, ...], count: int, seed: int = 0) -> list[str]:
    """Up to `count` sentences of these topics of ECB+, drawn by `seed`. Raises GoldError for no files."""
    files = [file for topic in topics for file in sorted((folder / str(topic)).glob("*.xml"))]
    if not files:
        raise GoldError(f"{folder} holds no topics {topics} of ECB+ (folders with .xml files).")
    texts = [text for file in files for text in _sentences(file)]
    random.Random(seed).shuffle(texts)
    return texts[:count]


def ordinary(path: Path, count: int, seed: int = 0) -> list[str]:
    """Up to `count` sentences of ordinary stories of a JSON-lines file of articles (`story`, `text`).

    Those of `data/ordinary.tsv` are on accidents, science and private lives; the others serve as a test.

    Raises GoldError for another form.
    """
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        texts = [
            row["text"] for row in rows if any(name in row["story"] for name in cues("ordinary", "story"))
        ]
    except (ValueError, KeyError) as error:
        raise GoldError(f"{path} is not a file of articles by story: {error!r}") from error
    sentences = {s.strip(): None for text in texts for s in SENTENCE_END.split(text)}
    fitting = [s for s in sentences if 8 <= len(s.split()) <= 45]
    random.Random(seed).shuffle(fitting)
    return fitting[:count]


def _sentences(file: Path) -> list[str]:
    words: dict[str, list[str]] = {}
    for token in ElementTree.parse(file).getroot().iter("token"):
        words.setdefault(token.get("sentence", ""), []).append(token.text or "")
    return [
        DETACHED.sub("", " ".join(sentence))
        for sentence in words.values()
        if 8 <= len(sentence) <= 60 and sentence[0] != "http"
    ]
