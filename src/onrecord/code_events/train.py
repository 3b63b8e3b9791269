"""Trains the event model: `onrecord train events --help`. Needs the extra `train`.

Our own labelled sentences say which word names each event. The given dyads (see given.py) say
type and actors only, so they are read whole for the first epochs; then the model picks, before
each epoch, the word that it holds most likely to name an event of the right type, and they are
read with that word marked. Measured choices stand in model/card.md.
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.code_events import anchored, given, labelled
from onrecord.code_events.examples import (
    IGNORE,
    Example,
    Item,
    assigned,
    marked,
    negative,
    negatives,
    tagged,
    unassigned,
    vocabulary,
)
from onrecord.code_events.export import base_model, write_model
from onrecord.code_events.network import EventNetwork
from onrecord.code_events.rows import TRIGGERS, TYPES, Reader, Sentence
from onrecord.code_events.words import cues
from onrecord.encoder import Array, SubwordTokenizer

log = logging.getLogger(__name__)

NETWORK = "network.pt"
"""The weights as trained, beside the model for use; to go on from, and to average."""

UNPOLITICAL_SENTENCES = 400
ORDINARY_SENTENCES = 400
ELSEWHERE = 0.3
"""Chance that a given dyad also gives a word that names no event."""
ROLES_WEIGHT = 2
"""Weight of the loss of the roles: few words of a row have one, and they are what is learned last."""
PREDICTED = 32
"""Rows predicted at once."""
CANDIDATES = 3
"""Words of a given sentence that may name its event, before the marked form decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to train. The defaults are those of the shipped model."""

    epochs: int = 4
    unassigned_epochs: int = 1
    rate: float = 2e-4
    batch: int = 16
    seed: int = 0
    threads: int = 2
    start: Path | None = None
    """Folder of an earlier run to go on from: its weights, and no epoch without known triggers."""


class Material:
    """Everything there is to learn from, cut into words."""

    def __init__(
        self,
        reader: Reader,
        own: Sequence[labelled.LabelledSentence],
        dyads: Sequence[given.Dyad],
        unpolitical: Sequence[str],
    ) -> None:
        self.reader = reader
        self.names = vocabulary(own)
        plain = [labelled.LabelledSentence(text=text, events=(), where="") for text in unpolitical]
        self.own = [(s.text, Example(reader.sentence(s.text), s.events)) for s in (*own, *plain)]
        self.dyads = [(dyad, reader.sentence(dyad.text)) for dyad in dyads]

    def items(self, triggers: Sequence[range] | None, rng: random.Random) -> list[Item]:
        """The rows of one epoch; `triggers` are those of the dyads, None while they are unknown."""
        items: list[Item] = []
        for text, example in self.own:
            items.append(tagged(self.reader, example))
            items += [marked(self.reader, example, event) for event in example.events]
            words = negatives(text, example, self.names, rng)
            items += [negative(self.reader, example.sentence, word) for word in words]
        for i, (dyad, sentence) in enumerate(self.dyads):
            if triggers is None:
                items.append(unassigned(self.reader, sentence, dyad))
            else:
                items += assigned(self.reader, sentence, dyad, triggers[i], self.names)
                items += self._elsewhere(dyad, sentence, triggers[i], rng)
        return items

    def _elsewhere(
        self, dyad: given.Dyad, sentence: Sentence, trigger: range, rng: random.Random
    ) -> list[Item]:
        """Now and then the dyad with a word marked that names no event anywhere."""
        words = [(i, span.of(dyad.text).lower()) for i, span in enumerate(sentence.words)]
        free = [i for i, word in words if i not in trigger and word not in self.names]
        if not free or rng.random() > ELSEWHERE:
            return []
        return [negative(self.reader, sentence, rng.choice(free))]


def train(material: Material, encoder: Path, settings: Settings) -> EventNetwork:
    """The trained network, in evaluation mode."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    rng = random.Random(settings.seed)
    network = EventNetwork(encoder, material.reader.open)
    if settings.start is not None:
        network.load_state_dict(torch.load(settings.start / NETWORK))
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    groups = [
        {"params": network.encoder.parameters(), "lr": settings.rate},
        {"params": heads, "lr": 5 * settings.rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    began = time.monotonic()
    for epoch in range(settings.epochs):
        unknown = settings.start is None and epoch < settings.unassigned_epochs
        triggers = None if unknown else assign(network, material)
        items = material.items(triggers, rng)
        loss = _epoch(network, optimizer, items, epoch, settings, rng)
        minutes = (time.monotonic() - began) / 60
        log.info("epoch %d: %d rows, loss %.3f, %.1f minutes", epoch + 1, len(items), loss, minutes)
    network.eval()
    return network


def _epoch(
    network: EventNetwork,
    optimizer: torch.optim.Optimizer,
    items: Sequence[Item],
    epoch: int,
    settings: Settings,
    rng: random.Random,
) -> float:
    network.train()
    total = 0.0
    some = list(batches([len(item.ids) for item in items], settings.batch, rng))
    for step, batch in enumerate(some):
        progress = (epoch + step / len(some)) / settings.epochs
        for group, rate in zip(optimizer.param_groups, (settings.rate, 5 * settings.rate), strict=True):
            group["lr"] = rate * _schedule(progress)
        chosen = [items[i] for i in batch]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = network(*inputs([item.ids for item in chosen]))
        loss = losses([output.float() for output in outputs], chosen)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        total += loss.item()
    return total / max(1, len(some))


def _schedule(progress: float, warm: float = 0.08) -> float:
    """Share of the full rate: up for the first `warm` of the training, then down to nearly nothing."""
    return max(0.01, progress / warm if progress < warm else (1 - progress) / (1 - warm))


def batches(lengths: Sequence[int], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Shuffled batches of rows of like length."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    pools = [order[i : i + 16 * size] for i in range(0, len(order), 16 * size)]
    made = []
    for pool in pools:
        pool.sort(key=lengths.__getitem__)
        made += [pool[i : i + size] for i in range(0, len(pool), size)]
    rng.shuffle(made)
    return iter(made)


def inputs(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Padded ids and their mask."""
    ids = _padded(rows, 0)
    lengths = torch.tensor([len(row) for row in rows])
    return ids, (torch.arange(ids.shape[1])[None, :] < lengths[:, None]).long()


def _padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[fill] * (longest - len(row))] for row in rows])


def losses(outputs: Sequence[Tensor], items: Sequence[Item]) -> Tensor:
    """The sum of the losses of all heads that have a target in this batch."""
    triggers, roles, types, modes, modality, status = outputs
    allowed = torch.tensor([item.types for item in items])
    known = allowed.any(1)
    # Any of the allowed types counts as right: the loss is the log of their summed probability.
    right = types.log_softmax(-1).masked_fill(allowed == 0, -1e4).logsumexp(-1)
    return (
        _tag_loss(triggers, [item.triggers for item in items])
        + ROLES_WEIGHT * _tag_loss(roles, [item.roles for item in items])
        - (right * known).sum() / known.sum().clamp(min=1)
        + 2 * _flag_loss(modes, [item.modes for item in items])
        + _flag_loss(modality, [item.modality for item in items])
        + 0.5 * _class_loss(status, torch.tensor([item.status for item in items]))
    )


def _tag_loss(logits: Tensor, targets: Sequence[Sequence[int]]) -> Tensor:
    return _class_loss(logits.flatten(0, 1), _padded(targets, IGNORE).flatten())


def _class_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Cross entropy over the rows that have a target; 0 where none has."""
    known = targets != IGNORE
    if not known.any():
        return logits.sum() * 0
    return functional.cross_entropy(logits[known], targets[known])


def _flag_loss(logits: Tensor, targets: Sequence[Sequence[float]]) -> Tensor:
    wanted = torch.tensor(targets)
    known = wanted != IGNORE
    if not known.any():
        return logits.sum() * 0
    return functional.binary_cross_entropy_with_logits(logits[known], wanted[known])


def assign(network: EventNetwork, material: Material) -> list[range]:
    """For each dyad the word that most likely names an event of its type."""
    reader = material.reader
    bare = predict(network, [reader.bare(sentence).ids for _, sentence in material.dyads], "triggers")
    rows, owners = [], []
    for k, (dyad, sentence) in enumerate(material.dyads):
        for word in _candidates(dyad, sentence, reader, bare[k]):
            rows.append(reader.marked(sentence, range(word, word + 1)).ids)
            owners.append((k, word))
    types = predict(network, rows, "type")
    best = [(0.0, range(0))] * len(material.dyads)
    for (k, word), scores in zip(owners, types, strict=True):
        dyad = material.dyads[k][0]
        score = float(sum(scores[TYPES.index(name)] for name in dyad.types))
        best[k] = max(best[k], (score, range(word, word + 1)), key=lambda pair: pair[0])
    return [trigger for _, trigger in best]


def _candidates(dyad: given.Dyad, sentence: Sentence, reader: Reader, scores: Array) -> list[int]:
    """The words with the highest score for the type of the dyad, best first."""
    columns = [TRIGGERS.index(name) for name in sorted(dyad.types)]
    first = reader.bare(sentence).first
    words = [span.of(dyad.text).lower() for span in sentence.words]
    idle = cues("frames", "idle")
    value = {
        i: float(scores[at, columns].sum()) for i, at in enumerate(first) if at >= 0 and words[i] not in idle
    }
    return sorted(value, key=lambda i: (-value[i], i))[:CANDIDATES]


def predict(network: EventNetwork, rows: Sequence[Sequence[int]], head: str) -> list[Array]:
    """Probabilities of one head for each row, in order."""
    network.eval()
    results: list[np.ndarray] = [np.zeros(0)] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    with torch.inference_mode():
        for at in range(0, len(order), PREDICTED):
            some = order[at : at + PREDICTED]
            outputs = network(*inputs([rows[i] for i in some]))
            scores = outputs[network.outputs.index(head)].softmax(-1).numpy()
            for k, i in enumerate(some):
                results[i] = scores[k]
    return results


def main(
    own: Path,
    plover: Path | None,
    negatives: Path | None,
    out: Path,
    *,
    coded: Path | None = None,
    ordinary: Path | None = None,
    articles: Path | None = None,
    settings: Settings | None = None,
    hold_out: int = 0,
) -> None:
    """Train on the labelled sentences of `own` and the given sets, and write a model folder.

    `plover` is plv_train.tsv, `negatives` the folder of ECB+, `coded` a JSON-lines file of coded PLOVER
    sentences, `ordinary` one of articles by story, `articles` the folder of the texts on which the labels
    without words of `own` stand (see `anchored`); each may be None. With `hold_out` n, one sentence in n
    of `own` is left out, for `evaluate` to judge by. Raises GoldError where a set is not of the
    expected form.
    """
    settings = settings or Settings()
    sentences = labelled.read(sorted(own.glob("*.txt")))
    kept = [s for s in sentences if not labelled.is_held_out(s, hold_out)]
    if articles is not None:
        kept += anchored.read(sorted(own.glob("*.jsonl")), anchored.texts(articles))
    dyads = [*(given.dyads(plover) if plover else []), *(given.coded(coded) if coded else [])]
    topics = given.UNPOLITICAL_TRAINING
    texts = given.unpolitical(negatives, topics, UNPOLITICAL_SENTENCES) if negatives else []
    texts += given.ordinary(ordinary, ORDINARY_SENTENCES) if ordinary else []
    encoder = base_model()
    reader = Reader(SubwordTokenizer(encoder / "tokenizer.json"))
    log.info("%d own sentences, %d dyads, %d unpolitical", len(kept), len(dyads), len(texts))
    network = train(Material(reader, kept, dyads, texts), encoder, settings)
    counts = {"own": len(kept), "dyads": len(dyads), "unpolitical": len(texts)}
    _write(network, encoder, out, counts, settings)


def average(folders: Sequence[Path], out: Path) -> None:
    """Write the mean of the weights of several runs from one start (Wortsman et al. 2022, "Model soups")."""
    states = [torch.load(folder / NETWORK) for folder in folders]
    mean = {
        name: torch.stack([state[name].float() for state in states]).mean(0).to(first.dtype)
        for name, first in states[0].items()
    }
    encoder = base_model()
    network = EventNetwork(encoder, Reader(SubwordTokenizer(encoder / "tokenizer.json")).open)
    network.load_state_dict(mean)
    counts = json.loads((folders[0] / "manifest.json").read_text("utf-8"))["trained_on"]
    _write(network, encoder, out, counts, Settings(epochs=0))


def _write(
    network: EventNetwork, encoder: Path, out: Path, counts: dict[str, int], settings: Settings
) -> None:
    write_model(network, encoder, out, counts=counts, seed=settings.seed, epochs=settings.epochs)
    torch.save(network.state_dict(), out / NETWORK)
