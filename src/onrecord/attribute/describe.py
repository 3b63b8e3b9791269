"""Writes beside the weights what they are: manifest and model card."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from onrecord.attribute.encoding import LABELS, WINDOW
from onrecord.attribute.evaluate import Result
from onrecord.model import Json

CARD = """# Attribution model

Marks who says what in English news text: the words of source, cue and content, which content belongs
to which cue, and which cue to which source.

| | |
| --- | --- |
| encoder | {encoder} |
| heads | BIO labels ({labels}); pointers content word -> cue and cue -> source |
| window | {window} subwords |
| training data | {data} |
| command | `{command}` |
| seed | {seed} |
| licence | Apache-2.0, as the code and the base encoder; the texts of PolNeAR belong to their publishers |
| weights | int8 ONNX, SHA-256 {digest} |

## Scores

Whole path from plain text (parse, model and rules), PolNeAR {split}, {reports} articles:

| | precision | recall | F1 |
| --- | --- | --- | --- |
{scores}

Detection: content words with Jaccard >= .5. End to end: the source overlaps too. Two annotators among
themselves reach .798 and .753 on the same measures.

## Limits

Trained on English news on United States politics of 2016, in part with other quotation marks, names,
case and paragraphs put in. Nested attributions are not annotated in that data; rules find them. Texts
of other kinds and times are read worse. The model passes no judgement on whether a statement is true.

The texts of PolNeAR belong to their publishers and are not part of this folder.
"""


def write(folder: Path, settings: Json, *, data: str, command: str) -> None:
    """Write the manifest of the weights in `folder`, as yet without scores."""
    weights = (folder / "model.onnx").read_bytes()
    manifest = {
        "name": "attribution",
        "digest": hashlib.sha256(weights).hexdigest(),
        "labels": LABELS,
        "window": WINDOW,
        "encoder": settings["encoder"],
        "data": data,
        "command": command,
        "seed": settings["seed"],
        "settings": settings,
    }
    _dump(folder, manifest)


def add_scores(folder: Path, result: Result) -> None:
    """Put scores into the manifest and write the card."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["scores"] = {
        "set": f"PolNeAR {result.split}",
        **{name: round(s.f1, 4) for name, s in result.scores.items()},
    }
    _dump(folder, manifest)
    (folder / "card.md").write_text(_card(manifest, result), encoding="utf-8")


def _card(manifest: Mapping[str, object], result: Result) -> str:
    rows = (
        f"| {name.replace('_', ' ')} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} |"
        for name, s in result.scores.items()
    )
    fields = {k: manifest[k] for k in ("encoder", "window", "data", "command", "seed", "digest")}
    labels = ", ".join(LABELS)
    scores = "\n".join(rows)
    return CARD.format(**fields, labels=labels, split=result.split, reports=result.reports, scores=scores)


def _dump(folder: Path, manifest: Mapping[str, object]) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
