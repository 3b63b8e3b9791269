"""Scores of stories and copies against labels: B-cubed, and pairs."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from onrecord.errors import GoldError
from onrecord.link.copies import find_copies
from onrecord.link.stories import find_stories
from onrecord.model import Found, Group, Json, PartialDate, Precision, Reading, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Precision, recall and F1, each from 0 to 1, over `count` reports or pairs."""

    precision: float
    recall: float
    count: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Gold:
    """Reports, and by report id the labels that people gave: story, and copy where there is one."""

    readings: tuple[Reading, ...]
    story: Mapping[str, str]
    copy: Mapping[str, str]


def read_gold(path: Path) -> Gold:
    """Labelled reports from JSON lines or from a folder of ECB+.

    A line has `text` and `story`, and may have `title`, `outlet` (or `source_domain`), `date` (or
    `date_publish`) and `copy`, a label that copies of one text share. In ECB+ the two halves of a
    topic (ecb, ecbplus) are two stories. Raises GoldError.
    """
    rows = list(_ecb_rows(path) if path.is_dir() else _json_rows(path))
    if not rows:
        raise GoldError(f"{path}: no labelled reports. Give JSON lines with `text` and `story`, or ECB+.")
    labelled = [(_reading(row), row) for row in rows]
    return Gold(
        readings=tuple(reading for reading, _ in labelled),
        story={reading.report.id: str(row["story"]) for reading, row in labelled},
        copy={reading.report.id: str(row["copy"]) for reading, row in labelled if row.get("copy")},
    )


def score_stories(gold: Gold) -> Scores:
    """B-cubed of the stories found among the labelled reports."""
    return b_cubed(gold.story, _labels(find_stories(gold.readings).groups))


def score_copies(gold: Gold) -> Scores:
    """Pairs of copies found, against the pairs that share a label."""
    found = find_copies(gold.readings, find_stories(gold.readings).groups).groups
    return pairwise(_pairs(_members(gold.copy).values()), _pairs(group.reports for group in found))


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> Scores:
    """B-cubed (Bagga and Baldwin 1998): for each report, the share of its found group that has its
    label, and the share of its label that is in its found group; averaged over reports.
    """
    by_gold, by_found = _members(gold), _members(found)
    precision = recall = 0.0
    for report, label in gold.items():
        right = by_gold[label], by_found[found[report]]
        both = len(set(right[0]) & set(right[1]))
        precision += both / len(right[1])
        recall += both / len(right[0])
    return Scores(precision=precision / len(gold), recall=recall / len(gold), count=len(gold))


def pairwise(gold: set[tuple[str, str]], found: set[tuple[str, str]]) -> Scores:
    """Precision and recall over unordered pairs. Nothing found among nothing to find is perfect."""
    both = len(gold & found)
    precision = both / len(found) if found else 1.0
    return Scores(precision=precision, recall=both / len(gold) if gold else 1.0, count=len(gold))


def _labels(groups: Iterable[Group]) -> dict[str, str]:
    return {report: group.id for group in groups for report in group.reports}


def _members(labels: Mapping[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for report, label in labels.items():
        members[label].append(report)
    return members


def _pairs(groups: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _json_rows(path: Path) -> Iterator[Json]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: not JSON lines: {error}") from error
    return (row for row in rows if isinstance(row, dict) and row.get("text") and row.get("story"))


def _ecb_rows(folder: Path) -> Iterator[Json]:
    for path in sorted(folder.glob("*/*.xml")):
        sentences: dict[int, list[str]] = defaultdict(list)
        for token in ET.parse(path).getroot().iter("token"):
            sentences[int(token.get("sentence", 0))].append(token.text or "")
        half = "ecbplus" if path.stem.endswith("plus") else "ecb"
        text = "\n".join(" ".join(words) for _, words in sorted(sentences.items()))
        yield {"text": text, "story": f"{path.parent.name} {half}", "url": path.name}


def _reading(row: Json) -> Reading:
    text, title, url = row["text"], row.get("title"), row.get("url")
    outlet, date = row.get("outlet") or row.get("source_domain"), row.get("date") or row.get("date_publish")
    published = PartialDate(value=date[:10], precision=Precision.DAY) if date else None
    report = Report(
        id=Report.id_of(text, title, url),
        text=text,
        language="en",
        digest="",
        title=Found(value=title, method="column") if title else None,
        outlet=Found(value=outlet, method="column") if outlet else None,
        published=Found(value=published, method="column") if published else None,
    )
    return Reading(report=report)
