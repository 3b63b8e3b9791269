"""Scores the modality rules on sets in which people rated how certain it is that each event happened.

The sets are lines of JSON, `{"text", "targets": [{"span1": [first, last], "label"}]}`: `text` is tokens
joined by spaces, `span1` token indices (half-open), `label` from -3 (certainly not) to 3 (certainly).
UW (Lee et al. 2015) and UDS-IH2 (Rudinger et al. 2018) come in this form.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.code_events import irrealis
from onrecord.code_events.syntax import tree_at
from onrecord.errors import GoldError
from onrecord.model import Modality, Parse, Span

FACTUAL = 1.0
"""Labels above this count as "happened", the others as "not said to have happened"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """One event word, what the rules say of it, and its rating."""

    text: str
    span: Span
    label: float
    found: tuple[Modality, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision, recall and F1 of "not said to have happened", and what was found in each band."""

    precision: float
    recall: float
    f1: float
    accuracy: float
    bands: tuple[tuple[str, int, tuple[tuple[str, int], ...]], ...]
    """Band of ratings, its number of event words, and how many of them got each modality ("" for none)."""


BANDS = (("no (<= -1)", -4.0, -1.0), ("unsure (-1 to 1)", -1.0, 1.0), ("yes (> 1)", 1.0, 4.0))


def rated(path: Path, parse: Callable[[str], Parse]) -> Iterator[Rated]:
    """The event words of a set with the rules' verdict. Raises GoldError for a line of another form."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            targets = [
                (_span(row["text"], *target["span1"]), float(target["label"])) for target in row["targets"]
            ]
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise GoldError(f"{path}:{number}: not a line of a factuality set ({error!r}).") from error
        parsed = parse(row["text"])
        for span, label in targets:
            yield Rated(text=row["text"], span=span, label=label, found=_found(parsed, span))


def _span(text: str, first: int, last: int) -> Span:
    """The characters of tokens `first` to `last`."""
    tokens = text.split(" ")
    start = sum(len(token) + 1 for token in tokens[:first])
    return Span(start, start + len(" ".join(tokens[first:last])))


def _found(parse: Parse, span: Span) -> tuple[Modality, ...]:
    tree = tree_at(parse, span)
    index = tree.at(span) if tree else None
    return tuple(irrealis.of_token(tree, index)) if tree is not None and index is not None else ()


def score(items: list[Rated]) -> Score:
    """How well any of negation, future and hypothetical predicts a rating of at most `FACTUAL`."""
    counts = Counter((item.label <= FACTUAL, bool(item.found)) for item in items)
    right, total = counts[True, True], len(items) or 1
    precision = right / (right + counts[False, True] or 1)
    recall = right / (right + counts[True, False] or 1)
    return Score(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall or 1),
        accuracy=(right + counts[False, False]) / total,
        bands=tuple(_band(items, *band) for band in BANDS),
    )


def _band(
    items: list[Rated], name: str, low: float, high: float
) -> tuple[str, int, tuple[tuple[str, int], ...]]:
    inside = [item for item in items if low < item.label <= high]
    found = Counter(flag.value for item in inside for flag in item.found)
    found[""] = sum(not item.found for item in inside)
    return name, len(inside), tuple(sorted(found.items()))
