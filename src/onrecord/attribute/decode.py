"""From labels and links of words to attributions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord.attribute.encoding import LABELS, label_runs
from onrecord.attribute.tag import Links, Tags
from onrecord.encoder import Word

ROLE_OF = {
    name: [LABELS.index(f"B-{name.upper()}"), LABELS.index(f"I-{name.upper()}")]
    for name in ("cue", "content")
}


@dataclass(slots=True)
class Group:
    """An attribution as indices of words."""

    cue: list[int]
    content: list[int] = field(default_factory=list)
    source: list[int] = field(default_factory=list)
    links: list[float] = field(default_factory=list)
    """Probabilities of the links that hold it together."""


def decode(words: Sequence[Word], tags: Tags) -> list[tuple[Group, float]]:
    """Attributions with content, and a score for each, in order of their cues."""
    breaks = [w.is_break for w in words]
    labels = tags.probabilities.argmax(axis=1)
    labels[np.asarray(breaks, dtype=bool)] = 0
    by_role = {role: label_runs(labels.tolist(), role, breaks) for role in ("source", "cue", "content")}
    groups = {cue[0]: Group(cue) for cue in by_role["cue"]}
    for run in by_role["content"]:
        _attach(run, groups, tags)
    sources = {run[0]: run for run in by_role["source"]}
    for group in groups.values():
        _find_source(group, sources, tags.sources[group.cue[0]])
    return [(group, _score(group, tags)) for group in groups.values() if group.content]


def _attach(run: list[int], groups: dict[int, Group], tags: Tags) -> None:
    """Give a run of content to the cue at which its words point on the whole.

    Only cues that at least half as many words of the run can see as see the best seen one count.
    """
    total: dict[int, float] = defaultdict(float)
    seen: dict[int, int] = defaultdict(int)
    for word in run:
        links = tags.cues[word]
        for target, score in zip(links.words.tolist(), links.scores.tolist(), strict=True):
            if target in groups:
                total[target] += score
                seen[target] += 1
    if not total:
        return
    most = max(seen.values())
    mean = {target: total[target] / n for target, n in seen.items() if 2 * n >= most}
    best = max(mean, key=lambda target: mean[target])
    groups[best].content.extend(run)
    groups[best].links.append(float(np.exp(mean[best])))


def _find_source(group: Group, sources: dict[int, list[int]], links: Links) -> None:
    best, score = None, links.none
    for target, other in zip(links.words.tolist(), links.scores.tolist(), strict=True):
        if target in sources and other > score:
            best, score = target, other
    if best is not None:
        group.source = list(sources[best])


def _score(group: Group, tags: Tags) -> float:
    """Geometric mean of the probabilities of its cue, its content and its links."""
    parts = [
        float(tags.probabilities[np.asarray(group.cue)][:, ROLE_OF["cue"]].sum(1).mean()),
        float(tags.probabilities[np.asarray(group.content)][:, ROLE_OF["content"]].sum(1).mean()),
        float(np.mean(group.links)),
    ]
    return float(np.exp(np.mean(np.log(np.maximum(parts, 1e-6)))))
