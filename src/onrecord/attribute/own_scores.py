"""Scores of the whole one-report path on our own passages, by kind of text.

A gold and a found statement can match where the Jaccard index of their content words is at least
.5; matches are one to one, as many as possible and then the closest. Statements inside others
count like all others. The source is right as in `evaluate`; the speaker is right where the source
is and the actor's name holds a gold name as a run of words, or where nobody can be told and no
actor is given. `via` is right where both have none, or the outer statements match each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from onrecord.attribute.evaluate import JACCARD
from onrecord.attribute.own_gold import UNKNOWN, GoldStatement, Passage, read_passages
from onrecord.attribute.tables import rows
from onrecord.encoder import WORD, Word, split_words
from onrecord.errors import GoldError
from onrecord.model import Reading, Span, Statement

Read = Callable[[str], Reading]
Words = frozenset[int]

ARTICLES = frozenset(("a", "an", "the"))
PER = 5_000
"""The words to which the false statements are related, as in the project's target."""


COLUMNS = {
    "P": ("matched", "found"),
    "R": ("matched", "gold"),
    "F1": ("matched", "gold+found"),
    "+source": ("sourced", "gold+found"),
    "+speaker": ("named", "gold+found"),
    "misnamed": ("misnamed", "matched"),
    "manner": ("manner", "matched"),
    "via": ("via", "matched"),
    "nested": ("nested right", "nested"),
}
"""What is divided by what. `nested` is the share of nested gold statements found with the right outer one."""


@dataclass(frozen=True, slots=True)
class OwnScores:
    """Counts by kind of passage, and the false statements in texts without any."""

    kinds: Mapping[str, Counter[str]]
    false: int
    words: int

    @property
    def total(self) -> Counter[str]:
        """The counts of all kinds together."""
        return sum(self.kinds.values(), Counter())


def evaluate(path: Path, read: Read) -> OwnScores:
    """Read every passage below `path` by `read` and count. Raises GoldError for labels that do not fit."""
    kinds: dict[str, Counter[str]] = {}
    for passage in read_passages(path / "attribution"):
        kinds.setdefault(passage.kind, Counter()).update(count(passage, read(passage.text)))
    return OwnScores(kinds, *_false_statements(path / "nothing", read))


def _false_statements(folder: Path, read: Read) -> tuple[int, int]:
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]
    if not texts:
        raise GoldError(f"{folder}: holds no text without statements. Expected *.txt files.")
    words = sum(word.text[0].isalnum() for text in texts for word in split_words(text))
    return sum(len(read(text).statements) for text in texts), words


def count(passage: Passage, reading: Reading) -> Counter[str]:
    """What is right in the reading of one passage."""
    words = split_words(passage.text)
    pairs = _matched(passage.statements, reading.statements, words)
    place = {statement.id: f for f, statement in enumerate(reading.statements)}
    names = {actor.id: actor.name for actor in reading.actors}
    counts = Counter(passages=1, gold=len(passage.statements), found=len(reading.statements))
    counts["nested"] = sum(g.via is not None for g in passage.statements)
    for g, f in pairs.items():
        gold, found = passage.statements[g], reading.statements[f]
        outer = pairs.get(gold.via) if gold.via is not None else None
        found_outer = place[found.via] if found.via is not None else None
        sourced = _source_right(gold.source, found.source, words)
        named = _names(gold.speakers, names.get(found.speaker or ""))
        counts["matched"] += 1
        counts["sourced"] += sourced
        counts["named"] += sourced and named
        counts["misnamed"] += found.speaker is not None and not named
        counts["manner"] += gold.manner is found.manner
        counts["via"] += (right := outer == found_outer and (gold.via is None) == (outer is None))
        counts["nested right"] += right and gold.via is not None
    return counts


def _matched(
    gold: Sequence[GoldStatement], found: Sequence[Statement], words: Sequence[Word]
) -> dict[int, int]:
    """The found statement of each gold one, by index."""
    if not gold or not found:
        return {}
    left, right = ([_words(s.content, words) for s in side] for side in (gold, found))
    likeness = np.array([[_jaccard(g, f) for f in right] for g in left])
    # Far above any sum of likenesses: the number of matches comes first.
    worth = np.where(likeness >= JACCARD, likeness + 1_000, 0)
    pairs = zip(*linear_sum_assignment(worth, maximize=True), strict=True)
    return {int(g): int(f) for g, f in pairs if worth[g, f]}


def _words(spans: Sequence[Span], words: Sequence[Word]) -> Words:
    return frozenset(
        i
        for i, w in enumerate(words)
        if w.text[0].isalnum() and any(s.start < w.end and w.start < s.end for s in spans)
    )


def _jaccard(one: Words, other: Words) -> float:
    return len(one & other) / max(len(one | other), 1)


def _source_right(gold: Sequence[Span], found: Sequence[Span], words: Sequence[Word]) -> bool:
    left, right = _words(gold, words), _words(found, words)
    if not left:
        return not right
    function_words = {word for word, _ in rows("function_words.tsv")}
    telling = {i for i in left if words[i].text.lower() not in function_words}
    return bool((telling or left) & right)


def _names(speakers: Sequence[str], name: str | None) -> bool:
    if name is None:
        return UNKNOWN in speakers
    return any(_folded(s) in _folded(name) for s in speakers if s != UNKNOWN)


def _folded(name: str) -> str:
    """A name as lower-case words between blanks, articles left out."""
    words = (word.casefold() for word in WORD.findall(name))
    return f" {' '.join(w for w in words if w[0].isalnum() and w not in ARTICLES)} "


def lines(scores: OwnScores) -> Iterator[str]:
    """The scores as a table for people."""
    yield f"{'kind':16}{'passages':>9}{'gold':>6}{'found':>6}" + "".join(f"{n:>10}" for n in COLUMNS)
    for kind, counts in (*sorted(scores.kinds.items()), ("all", scores.total)):
        yield f"{kind:16}{_row(counts)}"
    rate = scores.false * PER / scores.words
    yield f"texts without statements: {scores.false} found in {scores.words:,} words, {rate:.1f} in {PER:,}"


def _row(counts: Counter[str]) -> str:
    numbers = f"{counts['passages']:9}{counts['gold']:6}{counts['found']:6}"
    return numbers + "".join(f"{_share(counts, *parts):>10}" for parts in COLUMNS.values())


def _share(counts: Counter[str], part: str, whole: str) -> str:
    """A share of what was there; F1 where it is of gold and found together."""
    total = sum(counts[name] for name in whole.split("+"))
    return f"{counts[part] * len(whole.split('+')) / total:.2f}" if total else "-"
