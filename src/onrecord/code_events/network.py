"""The network of the event model: one encoder, a head for each question. Torch; used to train only."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from onrecord.code_events.rows import MODALITIES, MODES, ROLES, STATUSES, TRIGGERS, TYPES

DROPOUT = 0.1


WORDS = {"triggers": len(TRIGGERS), "roles": len(ROLES)}
"""Heads that answer for each subword, and how many classes they have."""
ROW = {"type": len(TYPES), "modes": len(MODES), "modality": len(MODALITIES), "status": len(STATUSES)}
"""Heads that answer for the row."""


class EventNetwork(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """`ids` and `mask` of shape (rows, subwords) in; logits of the heads out, in the order of `outputs`."""

    outputs = (*WORDS, *ROW)

    def __init__(self, encoder: Path, marker: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="sdpa")
        size = self.encoder.config.hidden_size
        self.marker = marker
        self.dropout = nn.Dropout(DROPOUT)
        self.pool = nn.Linear(3 * size, size)
        self.words = nn.ModuleList(nn.Linear(size, classes) for classes in WORDS.values())
        self.row = nn.ModuleList(nn.Linear(size, classes) for classes in ROW.values())

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Logits per subword, then per row."""
        hidden = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        opened = (ids == self.marker).to(hidden.dtype)
        # The subword after the marker is the first of the trigger.
        following = torch.cat([torch.zeros_like(opened[:, :1]), opened[:, :-1]], dim=1)
        kept = mask.to(hidden.dtype)
        mean = _weighted(hidden, kept) / kept.sum(1, keepdim=True)
        pooled = torch.cat([mean, _weighted(hidden, opened), _weighted(hidden, following)], dim=-1)
        pooled = self.dropout(nn.functional.gelu(self.pool(pooled)))
        return *(head(hidden) for head in self.words), *(head(pooled) for head in self.row)


def _weighted(hidden: Tensor, weights: Tensor) -> Tensor:
    """The sum over subwords of hidden states times weights."""
    return (hidden * weights.unsqueeze(-1)).sum(1)
