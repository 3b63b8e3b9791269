"""The network in torch, only for training: an encoder with a tag head and two pointer heads.

Content words point at the first word of their cue, cues at the first word of their source; position 0
stands for "none here". Grouping words of content by the cue they point at rebuilds contents in pieces.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from onrecord.attribute.encoding import LABELS
from onrecord.encoder import SURFACE_FEATURES

POINTER = 128
"""Width of the pointer heads' queries and keys."""

MASKED = -1e4

POOL = 1 << 23
"""Length of the tensor from which dropout masks are cut."""


class PooledDropout(nn.Module):  # type: ignore[misc]
    """Dropout with masks cut from one long random tensor.

    Drawing a mask for every layer and step took a sixth of training time on a CPU.
    """

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p
        kept = (torch.rand(POOL) >= p).float() / (1 - p)
        self.register_buffer("pool", kept.bfloat16(), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """Zero a share `p` of `x` and scale the rest, in training only."""
        if not self.training:
            return x
        at = int(torch.randint(POOL - x.numel(), ()))
        return x * self.pool[at : at + x.numel()].view(x.shape)


def pool_dropout(module: nn.Module) -> None:
    """Put one PooledDropout in the place of every nn.Dropout with p > 0 below `module`."""
    shared: dict[float, PooledDropout] = {}
    for parent in list(module.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Dropout) and child.p > 0:
                setattr(parent, name, shared.setdefault(child.p, PooledDropout(child.p)))


class Network(nn.Module):  # type: ignore[misc]
    """Maps ids, mask and features [batch, length] to label logits and two pointer matrices."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            str(encoder),
            attn_implementation="eager",
            add_pooling_layer=False,
            attention_probs_dropout_prob=0.0,
        )
        width = self.encoder.config.hidden_size
        self.features = nn.Embedding(SURFACE_FEATURES, width)
        nn.init.zeros_(self.features.weight)
        self.dropout = nn.Dropout(0.1)
        self.label = nn.Linear(width, len(LABELS))
        self.cue_query, self.cue_key = nn.Linear(width, POINTER), nn.Linear(width, POINTER)
        self.source_query, self.source_key = nn.Linear(width, POINTER), nn.Linear(width, POINTER)
        pool_dropout(self)

    def forward(self, ids: Tensor, mask: Tensor, feat: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of labels [b, l, 7], of content word -> cue and of cue -> source [b, l, l]."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.features(feat)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        away = (1.0 - mask.to(hidden.dtype))[:, None, :] * MASKED
        cue = _pointers(self.cue_query(hidden), self.cue_key(hidden)) + away
        source = _pointers(self.source_query(hidden), self.source_key(hidden)) + away
        return self.label(hidden), cue, source

    def parameter_groups(self, rate: float, head_factor: float) -> list[dict[str, object]]:
        """The encoder at `rate`, the heads at `head_factor` times that."""
        heads = [p for name, p in self.named_parameters() if not name.startswith("encoder.")]
        return [
            {"params": list(self.encoder.parameters()), "lr": rate},
            {"params": heads, "lr": rate * head_factor},
        ]


def _pointers(queries: Tensor, keys: Tensor) -> Tensor:
    return torch.matmul(queries, keys.transpose(1, 2)) / math.sqrt(POINTER)


def export(network: Network, path: Path) -> None:
    """Write int8 ONNX (dynamic quantisation, weights per channel) to `path`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    from onrecord.fusion import fuse

    network.eval()
    ids = torch.randint(1000, 2000, (2, 64))
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "mask", "feat", "label", "cue", "source")}
    axes["cue"][2] = axes["source"][2] = "other"
    full = path.with_suffix(".full.onnx")
    torch.onnx.export(
        network,
        (ids, torch.ones_like(ids), torch.zeros_like(ids)),
        str(full),
        input_names=["ids", "mask", "feat"],
        output_names=["label", "cue", "source"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True)
    fuse(path)
    full.unlink()
