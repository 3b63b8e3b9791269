"""How often the antecedent that analyse gives is the right one, by kind of mention.

A mention counts where the gold marks one with the same head. *Right*: the head of the antecedent lies in
a gold mention of the same chain. *Wrong*: in one of another chain. *Open*: the gold has an earlier or
later mention of the same one, but analyse leaves it unresolved. Precision is right / (right + wrong),
recall right / (right + wrong + open).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.analyse.gold import GoldText, read_gold
from onrecord.analyse.lexicon import pronouns
from onrecord.analyse.stage import Analyse
from onrecord.model import Json, Mention, MentionKind, Reading, Report, Span

KINDS = ("he, she", "it", "they", "surname", "description")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mention: right, wrong or open."""

    text: str
    kind: str
    mention: Span
    antecedent: Span | None
    verdict: str


def evaluate(path: Path) -> Json:
    """Precision, recall and counts by kind, over the gold texts at `path`. Raises GoldError."""
    return scores(outcomes(path))


def outcomes(path: Path) -> Iterator[Outcome]:
    """What became of every mention that the gold knows."""
    analyse = Analyse()
    for gold in read_gold(path):
        report = Report(id=gold.name, text=gold.text, language="en", digest="")
        yield from _compare(gold, analyse(Reading(report=report)).mentions)


def scores(found: Iterator[Outcome]) -> Json:
    """Counts of outcomes by kind, with precision and recall."""
    counts = {kind: {"right": 0, "wrong": 0, "open": 0} for kind in (*KINDS, "all")}
    for outcome in found:
        counts[outcome.kind][outcome.verdict] += 1
        counts["all"][outcome.verdict] += 1
    return {kind: count | _rates(count) for kind, count in counts.items()}


def _rates(count: Mapping[str, int]) -> dict[str, float]:
    resolved, known = count["right"] + count["wrong"], sum(count.values())
    rates = {"precision": count["right"] / max(resolved, 1), "recall": count["right"] / max(known, 1)}
    return {name: round(rate, 3) for name, rate in rates.items()}


def _compare(gold: GoldText, mentions: tuple[Mention, ...]) -> Iterator[Outcome]:
    sizes: dict[int, int] = {}
    for chain in gold.chain_of.values():
        sizes[chain] = sizes.get(chain, 0) + 1
    heads = {m.span: m.head for m in mentions}
    for mention in mentions:
        kind = _kind(gold.text, mention)
        marked = _smallest(gold, mention.head)
        if kind is None or marked is None:
            continue
        verdict = None
        if mention.antecedent is not None:
            other = _smallest(gold, heads[mention.antecedent])
            verdict = None if other is None else _verdict(gold, marked, other)
        elif sizes[gold.chain_of[marked]] > 1:
            verdict = "open" if mention.kind is MentionKind.PRONOUN or mention.candidates else None
        if verdict is not None:
            yield Outcome(gold.name, kind, mention.span, mention.antecedent, verdict)


def _verdict(gold: GoldText, left: Span, right: Span) -> str:
    return "right" if gold.chain_of[left] == gold.chain_of[right] else "wrong"


def _smallest(gold: GoldText, head: Span) -> Span | None:
    around = [s for s in gold.chain_of if s.contains(head)]
    return min(around, key=len, default=None)


def _kind(text: str, mention: Mention) -> str | None:
    """The row of the table that a mention belongs to; None for those that are not scored."""
    words = mention.span.of(text).lower().split()
    if mention.kind is MentionKind.DESCRIPTION:
        return "description"
    if mention.kind is MentionKind.NAME:
        return "surname" if len(words) == 1 and mention.label == "PERSON" else None
    features = pronouns()[words[0]]
    if features.person != "3":
        return None
    return {"m": "he, she", "f": "he, she", "n": "it"}.get(features.gender, "they")
