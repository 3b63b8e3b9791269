"""Scores of the shipped path on PolNeAR, from plain text.

Definitions: content words are tokens with a letter or digit. Two attributions can match where the
Jaccard index of their content words is at least .5 (detection), at least .5 with the source right
(end to end), or 1 (exact). Matches are one to one and as many as possible. A source is right where
it shares a word with the gold source that is no function word, or where both have none. Precision
and recall are pooled over the split. Attributions without content do not count, nor do statements
inside others (`via`): PolNeAR does not annotate them.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.attribute.polnear import Attribution, GoldReport, read_split
from onrecord.attribute.tables import rows
from onrecord.encoder import Word, split_words
from onrecord.model import Reading, Report, Span, Statement

JACCARD = 0.5

Step = Callable[[Reading], Reading]
Words = frozenset[int]
Sides = tuple[Words, Words]
"""Content words and source words of an attribution, as indices of words."""

MEASURES = ("detection", "end_to_end", "exact", "exact_with_source")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over a split, and the measures that follow from them."""

    gold: int
    found: int
    matched: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.matched / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Scores on a split."""

    split: str
    reports: int
    words: int
    scores: Mapping[str, Score]
    words_per_cpu_second: float
    """Of the attribution stage alone: model and rules, without the parse."""

    def __str__(self) -> str:
        """The scores as lines for people."""
        lines = [f"PolNeAR {self.split}: {self.reports} reports, {self.words:,} words"]
        lines.append(f"{'':18}{'P':>7}{'R':>7}{'F1':>7}{'found':>8}{'gold':>8}")
        for name, s in self.scores.items():
            figures = f"{s.precision:7.3f}{s.recall:7.3f}{s.f1:7.3f}{s.found:8}{s.gold:8}"
            lines.append(f"{name.replace('_', ' '):18}{figures}")
        lines.append(f"attribution: {self.words_per_cpu_second:,.0f} words per CPU-second")
        return "\n".join(lines)


def evaluate(path: Path, analyse: Step, attribute: Step, split: str = "dev") -> Result:
    """Run parse, model and rules over a split of PolNeAR and score the statements.

    Raises GoldError where `path` holds no such split.
    """
    gold = list(read_split(path, split))
    seconds, predicted = _timed(gold, analyse, attribute)
    return score(gold, predicted, split, seconds)


def _timed(
    gold: Sequence[GoldReport], analyse: Step, attribute: Step
) -> tuple[float, list[list[Attribution]]]:
    """CPU-seconds of the attribution alone, and what it found in each report."""
    seconds, found = 0.0, []
    for report in gold:
        text = report.text
        plain = Report(id=Report.id_of(text, None, None), text=text, language="en", digest="")
        reading = analyse(Reading(report=plain))
        began = time.process_time()
        reading = attribute(reading)
        seconds += time.process_time() - began
        found.append([attribution(s) for s in reading.statements if s.via is None])
    return seconds, found


def attribution(statement: Statement) -> Attribution:
    """The spans of a statement in the form of the gold."""
    return Attribution(
        source=_pairs(statement.source), cue=_pairs(statement.cue), content=_pairs(statement.content)
    )


def _pairs(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((s.start, s.end) for s in spans)


def score(
    gold: Sequence[GoldReport], found: Sequence[Sequence[Attribution]], split: str, seconds: float
) -> Result:
    """Score predictions, one list for each gold report."""
    counts = {name: [0, 0, 0] for name in MEASURES}
    words = 0
    for report, predicted in zip(gold, found, strict=True):
        tokens = split_words(report.text)
        words += sum(w.text[0].isalnum() for w in tokens)
        expected, here = sides(report.attributions, tokens), sides(predicted, tokens)
        for name, n in _matched(expected, here, tokens).items():
            for k, value in enumerate((len(expected), len(here), n)):
                counts[name][k] += value
    return Result(
        split=split,
        reports=len(gold),
        words=words,
        scores={name: Score(*c) for name, c in counts.items()},
        words_per_cpu_second=words / seconds if seconds else 0.0,
    )


def sides(attributions: Iterable[Attribution], tokens: Sequence[Word]) -> list[Sides]:
    """Content and source of each attribution that has content, as indices of words."""
    found = [(_words(a.content, tokens), _words(a.source, tokens)) for a in attributions]
    return [sides for sides in found if sides[0]]


def _words(pairs: Iterable[tuple[int, int]], tokens: Sequence[Word]) -> Words:
    found = set()
    for start, end in pairs:
        i = bisect_left(tokens, start, key=lambda word: word.end - 1)
        while i < len(tokens) and tokens[i].start < end:
            if tokens[i].text.replace("_", "").isalnum():
                found.add(i)
            i += 1
    return frozenset(found)


def _matched(gold: Sequence[Sides], found: Sequence[Sides], tokens: Sequence[Word]) -> dict[str, int]:
    edges: dict[str, dict[int, list[int]]] = {name: {} for name in MEASURES}
    for g, (gold_content, gold_source) in enumerate(gold):
        for f, (content, source) in enumerate(found):
            shared = len(gold_content & content)
            if 2 * shared < len(gold_content | content) * 2 * JACCARD:
                continue
            sourced = _source_right(source, gold_source, tokens)
            same = content == gold_content
            holds = (True, sourced, same, same and source == gold_source)
            for name, holding in zip(MEASURES, holds, strict=True):
                if holding:
                    edges[name].setdefault(g, []).append(f)
    return {name: maximum_matching(edges[name]) for name in MEASURES}


def right(found: Sides, gold: Sides, tokens: Sequence[Word]) -> bool:
    """Whether an attribution matches a gold one end to end."""
    shared = len(found[0] & gold[0])
    alike = shared >= JACCARD * len(found[0] | gold[0])
    return alike and _source_right(found[1], gold[1], tokens)


def _source_right(source: Words, gold: Words, tokens: Sequence[Word]) -> bool:
    if not gold:
        return not source
    telling = {i for i in gold if tokens[i].text.lower() not in _function_words()}
    return bool((telling or gold) & source)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for word, _ in rows("function_words.tsv"))


def maximum_matching(edges: Mapping[int, Sequence[int]]) -> int:
    """How many pairs a largest one-to-one matching has, by augmenting paths."""
    owner: dict[int, int] = {}

    def place(left: int, tried: set[int]) -> bool:
        for right in edges.get(left, ()):
            if right not in tried:
                tried.add(right)
                if right not in owner or place(owner[right], tried):
                    owner[right] = left
                    return True
        return False

    return sum(place(left, set()) for left in edges)
