"""Distillation: what a large teacher says of each word of a text, for a small network to learn. Needs torch.

onrecord train lessons TEACHER --encoder NAME --out LESSONS [--polnear PATH] [--texts FILE]

The teacher's label distributions are softer than gold labels and even out what one annotator overlooked;
on texts without any labels they are all there is (Hinton et al., 2015).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from onrecord.attribute.encoding import LABELS, WINDOW, Encoded, encode
from onrecord.attribute.examples import IGNORE, NO_SOURCE, Example, example
from onrecord.attribute.network import Network
from onrecord.attribute.polnear import read_split
from onrecord.encoder import Array, SubwordTokenizer, Window, split_words, windows
from onrecord.errors import GoldError

log = logging.getLogger(__name__)

BATCH = 8
STRIDE = 222
"""Subwords between the starts of neighbouring windows: wider than at run time, since a teacher is slow."""
CUE, CONTENT = slice(3, 5), slice(5, 7)
"""Columns of the labels of cues and of content."""

SURE = 0.5
"""Probability from which a word counts as content or as a cue in a link of the teacher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a teacher says of the words of one text. Arrays run parallel to the words."""

    labels: Array
    """[words, labels], probabilities."""
    cue: Array
    """For each word the most likely first word of its cue, NO_SOURCE for none."""
    source: Array
    """For each word the most likely first word of its source, NO_SOURCE for none."""


class Teacher:
    """A trained network that labels texts. `threads` run inside one operator."""

    def __init__(self, network: Network, tokenizer: SubwordTokenizer) -> None:
        self.network, self.tokenizer = network.eval(), tokenizer

    def lessons(self, texts: Sequence[Sequence[str]]) -> Iterator[Lesson]:
        """A lesson for each text, given as words. Where windows overlap, the more central one counts."""
        for number, words in enumerate(texts):
            yield self._lesson(encode(words, self.tokenizer), len(words))
            if number % 50 == 49:
                log.info("%d of %d texts", number + 1, len(texts))

    def _lesson(self, encoded: Encoded, size: int) -> Lesson:
        labels = np.zeros((size, len(LABELS)), np.float32)
        labels[:, 0] = 1.0
        cue, source = np.full(size, NO_SOURCE), np.full(size, NO_SOURCE)
        best = np.full(size, -1.0)
        spans = windows(len(encoded.subwords.ids), WINDOW, STRIDE)
        for start in range(0, len(spans), BATCH):
            part = spans[start : start + BATCH]
            for window, outputs in zip(part, self._run(encoded, part), strict=True):
                positions, owners = encoded.heads(window)
                centre = (window.stop - window.start) / 2
                central = centre - np.abs(positions - centre)
                better = central > best[owners]
                rows, at = owners[better], positions[better]
                best[rows] = central[better]
                labels[rows] = outputs[0][at]
                cue[rows] = _words(outputs[1][at][:, positions], outputs[1][at][:, 0], owners)
                source[rows] = _words(outputs[2][at][:, positions], outputs[2][at][:, 0], owners)
        return Lesson(labels=labels, cue=cue, source=source)

    def _run(self, encoded: Encoded, part: Sequence[Window]) -> list[tuple[Array, Array, Array]]:
        rows = [encoded.row(window) for window in part]
        longest = max(len(row["ids"]) for row in rows)
        ids, feat, mask = (torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(3))
        for k, row in enumerate(rows):
            ids[k, : len(row["ids"])] = torch.tensor(row["ids"])
            feat[k, : len(row["feat"])] = torch.tensor(row["feat"])
            mask[k, : len(row["ids"])] = 1
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            label, cue, source = self.network(ids, mask, feat)
        label = label.float().softmax(-1)
        return [
            (label[k].numpy(), cue[k].float().numpy(), source[k].float().numpy()) for k in range(len(rows))
        ]


def _words(scores: Array, none: Array, owners: Array) -> Array:
    """The word with the highest score in each row, NO_SOURCE where `none` scores higher."""
    best = scores.argmax(1)
    return np.where(scores.max(1) > none, owners[best], NO_SOURCE)


def taught(documents: Sequence[Example], lessons: Sequence[Lesson]) -> list[Example]:
    """Gold examples, with a teacher's distributions beside the labels of each n-th one."""
    every = -(-len(documents) // len(lessons))
    opinions = dict(zip(range(0, len(documents), every), lessons, strict=True))
    return [
        replace(document, soft=list(opinions[k].labels)) if k in opinions else document
        for k, document in enumerate(documents)
    ]


def unlabelled(words: Sequence[str], lesson: Lesson) -> Example:
    """An example from a text without gold: the teacher's distributions, and its likeliest links."""
    is_cue = lesson.labels[:, CUE].sum(1) > SURE
    is_content = lesson.labels[:, CONTENT].sum(1) > SURE
    firsts = is_cue & (lesson.labels[:, 3] >= lesson.labels[:, 4])
    pointed = (lesson.cue >= 0) & is_cue[np.maximum(lesson.cue, 0)]
    return Example(
        words=words,
        labels=[IGNORE] * len(words),
        cue_of=np.where(is_content & pointed, lesson.cue, IGNORE).tolist(),
        source_of=np.where(firsts, lesson.source, IGNORE).tolist(),
        soft=list(lesson.labels),
    )


def save(path: Path, lessons: Sequence[Lesson]) -> None:
    """Write lessons to one compressed file."""
    np.savez_compressed(
        path,
        lengths=np.asarray([len(x.labels) for x in lessons]),
        labels=np.concatenate([x.labels for x in lessons]).astype(np.float16),
        cue=np.concatenate([x.cue for x in lessons]).astype(np.int32),
        source=np.concatenate([x.source for x in lessons]).astype(np.int32),
    )


def load(path: Path) -> list[Lesson]:
    """Read what `save` wrote."""
    with np.load(path) as file:
        ends = np.cumsum(file["lengths"])
        labels, cue, source = file["labels"].astype(np.float32), file["cue"], file["source"]
    starts = ends - np.diff(ends, prepend=0)
    return [
        Lesson(labels=labels[s:e], cue=cue[s:e], source=source[s:e])
        for s, e in zip(starts, ends, strict=True)
    ]


def read_texts(path: Path) -> list[list[str]]:
    """The words of texts in a JSON-lines file with a key `text`. Raises GoldError for other lines."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            text = json.loads(line)["text"]
        except (ValueError, KeyError, TypeError):
            raise GoldError(f'{path}:{number}: expected {{"text": "..."}}, found {line[:60]!r}') from None
        words = [word.text for word in split_words(text)]
        if words:
            found.append(words)
    return found


def label(
    teacher: Path, encoder: str, out: Path, *, polnear: Path | None, texts: Path | None, every: int = 1
) -> None:
    """Label the train split of PolNeAR, then `texts`, with a teacher and write one file of lessons.

    `every` n labels each n-th report or text only: a base-size teacher takes a core half an hour for all.
    Raises ModelError for an unknown `encoder`, GoldError for data of another form.
    """
    from onrecord.attribute.train import NETWORK, encoder_folder

    folder = encoder_folder(encoder)
    network = Network(folder)
    network.load_state_dict(torch.load(teacher / NETWORK))
    found = [list(example(r).words) for r in read_split(polnear, "train")] if polnear else []
    found += read_texts(texts) if texts else []
    save(out, list(Teacher(network, SubwordTokenizer(folder / "tokenizer.json")).lessons(found[::every])))
