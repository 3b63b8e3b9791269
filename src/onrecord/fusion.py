"""Joins the small operators of an exported encoder into those that onnxruntime has whole.

An export from torch spells attention out in thirty nodes a layer, most of them about shapes, and
leaves additions before a normalisation apart. This puts `MultiHeadAttention` and
`SkipLayerNormalization` in their places. The weights stay as they are. Attention then ignores the
mask, so rows must run without padding, as `encoder.Model` does. Needs onnx; used in training only.

    python -m onrecord.fusion FOLDER...     rewrites model.onnx, and its digest where it is written
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import onnx
from onnx import GraphProto, NodeProto, helper

HEADS = 12
"""Of MiniLM-L6 with 384 dimensions."""
DOMAIN = "com.microsoft"
BIAS = re.compile(r"(?P<layer>.*attention\.self)\.(?P<role>query|key|value)\.bias")


def fuse(path: Path) -> None:
    """Rewrite the graph of a file in place; a graph that is fused already stays as it is."""
    model = onnx.load(path)
    graph = model.graph
    for softmax, projections in zip(_of_type(graph, "Softmax"), _projections(graph), strict=False):
        _fuse_attention(graph, softmax, projections)
    for norm in _of_type(graph, "LayerNormalization"):
        _fuse_addition(graph, norm)
    _drop_unused(graph)
    if not any(opset.domain == DOMAIN for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid(DOMAIN, 1))
    onnx.save(model, path)


def _of_type(graph: GraphProto, kind: str) -> list[NodeProto]:
    return [node for node in graph.node if node.op_type == kind]


def _projections(graph: GraphProto) -> Iterator[list[str]]:
    """For each layer in order the names of its queries, keys and values."""
    layers: dict[str, dict[str, str]] = {}
    for node in _of_type(graph, "Add"):
        for found in filter(None, map(BIAS.fullmatch, node.input)):
            layers.setdefault(found["layer"], {})[found["role"]] = node.output[0]
    for _, roles in sorted(layers.items()):
        yield [roles["query"], roles["key"], roles["value"]]


def _fuse_attention(graph: GraphProto, softmax: NodeProto, projections: list[str]) -> None:
    """Replace what lies between the projections and the input of the layer's output projection."""
    result = softmax
    while result.op_type != "DynamicQuantizeLinear":
        last, result = result, _reader(graph, result)
    attention = helper.make_node(
        "MultiHeadAttention", projections, [last.output[0]], domain=DOMAIN, num_heads=HEADS
    )
    _replace(graph, last, attention)


def _reader(graph: GraphProto, node: NodeProto) -> NodeProto:
    """The last node that reads an output: those that ask for shape or NaN come before it."""
    return [other for other in graph.node if node.output[0] in other.input][-1]


def _fuse_addition(graph: GraphProto, norm: NodeProto) -> None:
    addition = next(node for node in graph.node if norm.input[0] in node.output)
    if addition.op_type != "Add" or "embeddings" in norm.input[1]:
        return
    epsilon = next(a.f for a in norm.attribute if a.name == "epsilon")
    inputs = [*addition.input, *norm.input[1:]]
    fused = helper.make_node(
        "SkipLayerNormalization", inputs, [norm.output[0]], domain=DOMAIN, epsilon=epsilon
    )
    _replace(graph, norm, fused)


def _replace(graph: GraphProto, old: NodeProto, new: NodeProto) -> None:
    at = next(i for i, node in enumerate(graph.node) if node.output == old.output)
    graph.node.remove(graph.node[at])
    graph.node.insert(at, new)


def _drop_unused(graph: GraphProto) -> None:
    """Remove nodes and weights from which no output follows."""
    wanted = {output.name for output in graph.output}
    for node in reversed(list(graph.node)):
        if wanted.isdisjoint(node.output):
            graph.node.remove(node)
        else:
            wanted.update(node.input)
    for weights in [w for w in graph.initializer if w.name not in wanted]:
        graph.initializer.remove(weights)


def main() -> None:
    """Fuse the models of the folders named on the command line."""
    for folder in map(Path, sys.argv[1:]):
        weights = folder / "model.onnx"
        before = _digest(weights)
        fuse(weights)
        for described in (folder / "manifest.json", folder / "card.md"):
            text = described.read_text(encoding="utf-8")
            described.write_text(text.replace(before, _digest(weights)), encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
