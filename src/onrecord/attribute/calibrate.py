"""Fits the calibration on PolNeAR dev, and shows how well the probabilities hold."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from onrecord.attribute.calibration import FEATURES, Calibration, Features, features
from onrecord.attribute.draft import Draft
from onrecord.attribute.evaluate import Step, attribution, right, score, sides
from onrecord.attribute.polnear import Attribution, GoldReport, read_split
from onrecord.attribute.stage import Attribute
from onrecord.attribute.tree import Tree
from onrecord.encoder import Array, split_words
from onrecord.model import Parse, Reading, Report

RIDGE = 1e-3
"""Weight of the penalty that keeps the weights finite."""

STEPS = 50
BOUNDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Lowest scores (`--min-score`) for which precision and recall are shown."""

SPLIT = "dev"


@dataclasses.dataclass(frozen=True, slots=True)
class Case:
    """An attribution before anything is left out: its features, and whether it is right end to end."""

    features: Features
    right: bool


def calibrate(path: Path, analyse: Step, attribute: Attribute) -> tuple[Calibration, list[str], str]:
    """The calibration of a model on PolNeAR dev, lines in Markdown that show how it holds, and its curve.

    Raises GoldError where `path` holds no such split.
    """
    gold = list(read_split(path, SPLIT))
    parsed = [_parsed(report, analyse) for report in gold]
    cases = [c for g, (r, p) in zip(gold, parsed, strict=True) for c in _cases(g, r, p, attribute)]
    attribute.calibration = Calibration(fit(cases), attribute.model.digest)
    shown = [*reliability(cases, attribute.calibration), "", *_trade(gold, parsed, attribute)]
    return attribute.calibration, shown, curve(bins(cases, attribute.calibration))


def _parsed(gold: GoldReport, analyse: Step) -> tuple[Report, Parse]:
    report = Report(id=Report.id_of(gold.text, None, None), text=gold.text, language="en", digest="")
    parse = analyse(Reading(report=report)).parse
    return report, parse or Parse(tokens=(), sentences=(), entities=())


def _cases(gold: GoldReport, report: Report, parse: Parse, attribute: Attribute) -> Iterator[Case]:
    words, tree = split_words(report.text), Tree(parse)
    expected = sides(gold.attributions, words)
    drafts, quotes = attribute.candidates(report, tree)
    for draft in drafts:
        own = sides([_as_gold(draft)], words)
        if own:
            found = any(right(own[0], other, words) for other in expected)
            yield Case(features(draft, tree, quotes, report.text), found)


def _as_gold(draft: Draft) -> Attribution:
    roles = {r: tuple((s.start, s.end) for s in getattr(draft, r)) for r in ("content", "cue", "source")}
    return Attribution(**roles)


def fit(cases: Sequence[Case]) -> tuple[float, ...]:
    """Weights of a logistic regression, by Newton's method."""
    x = np.array([c.features for c in cases])
    y = np.array([float(c.right) for c in cases])
    weights: Array = np.zeros(len(FEATURES))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curvature, x.T @ (y - p) - RIDGE * weights)
    return tuple(float(w) for w in weights)


def bins(cases: Sequence[Case], calibration: Calibration) -> list[tuple[float, float, int]]:
    """For each tenth of the scale with cases in it: mean probability, share right, count."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for case in cases:
        p = calibration.probability(case.features)
        tenths.setdefault(min(int(p * 10), 9), []).append((p, case.right))
    rows = (pairs for _, pairs in sorted(tenths.items()))
    return [(sum(p for p, _ in r) / len(r), sum(ok for _, ok in r) / len(r), len(r)) for r in rows]


def reliability(cases: Sequence[Case], calibration: Calibration) -> list[str]:
    """How often attributions of a score are right, as a table."""
    rows = bins(cases, calibration)
    table = [f"| {p:.2f} | {share:.2f} | {n} |" for p, share, n in rows]
    error = sum(n * abs(p - share) for p, share, n in rows) / len(cases)
    head = ["| score, mean of a tenth | right | attributions |", "| --- | --- | --- |"]
    return [*head, *table, "", f"Mean distance of score and share, weighted by count: {error:.3f}."]


def _trade(
    gold: Sequence[GoldReport], parsed: Sequence[tuple[Report, Parse]], attribute: Attribute
) -> list[str]:
    """Precision and recall end to end by lowest score."""
    found = [[s for s in attribute.statements(r, p) if s.via is None] for r, p in parsed]
    lines = ["| `--min-score` | precision | recall | F1 |", "| --- | --- | --- | --- |"]
    for bound in BOUNDS:
        kept = [[attribution(s) for s in statements if s.score >= bound] for statements in found]
        s = score(gold, kept, SPLIT, 0.0).scores["end_to_end"]
        lines.append(f"| {bound:.2f} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} |")
    return lines


def curve(rows: Sequence[tuple[float, float, int]], size: int = 320) -> str:
    """The reliability curve as SVG: score to the right, share that is right upwards."""
    margin, span = 40, size - 60
    points = [(margin + p * span, margin + (1 - share) * span - 20, n) for p, share, n in rows]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y, _ in points)
    dots = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{2 + n**0.5 / 6:.1f}"/>' for x, y, n in points)
    low, high, middle = margin + span - 20, margin - 20, margin + span // 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}"'
        ' font-family="sans-serif" font-size="11">'
        f'<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path d="M{margin} {high}V{low}H{margin + span}" fill="none" stroke="#555"/>'
        f'<path d="M{margin} {low}L{margin + span} {high}" stroke="#999" stroke-dasharray="4 4"/>'
        f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>'
        f'<g fill="#1f5fa8">{dots}</g>'
        f'<text x="{margin}" y="{low + 14}">0</text><text x="{margin + span - 6}" y="{low + 14}">1</text>'
        f'<text x="{margin + span / 2 - 16:.0f}" y="{low + 28}">score</text>'
        f'<text x="{margin - 12}" y="{low}">0</text><text x="{margin - 12}" y="{high + 10}">1</text>'
        f'<text x="12" y="{middle}" transform="rotate(-90 12 {middle})">right</text>'
        "</svg>\n"
    )
