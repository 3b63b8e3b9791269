"""The software bill of materials: every package and model as a CycloneDX 1.6 document.

The same installation gives the same bytes: no serial number, no time, no name of a machine or a registry.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.licences import Part
from onrecord.model import Json

ROOT = "onrecord"
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.M)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

Hashes = Mapping[str, Sequence[str]]


def cyclonedx(parts: Iterable[Part], hashes: Hashes) -> str:
    """The bill of these parts; `hashes` are the SHA-256 of the files of a package by its name."""
    found = list(parts)
    known = {part.name for part in found}
    root = next(part for part in found if part.name == ROOT)
    models = tuple(part.name for part in found if part.kind == "model")
    document: Json = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component(root, ()) | {"type": "application"}},
        "components": [_component(part, hashes.get(part.name, ())) for part in found if part is not root],
        "dependencies": [_needs(part, known, models if part is root else ()) for part in found],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def locked(path: Path) -> dict[str, list[str]]:
    """The hashes that a requirements file gives of each package. Raises UsageError where it has none."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--lock {path}: cannot be read: {error}.") from None
    pieces = PINNED.split(text)[1:]
    if not pieces:
        raise UsageError(f"--lock {path}: no line such as `name==version` in it. Give requirements.lock.")
    return {name: HASH.findall(rest) for name, rest in zip(pieces[::2], pieces[1::2], strict=True)}


def _component(part: Part, hashes: Sequence[str]) -> Json:
    licence = {"expression": part.licence} if part.spdx else {"license": {"name": part.licence}}
    component: Json = {"type": "library", "bom-ref": part.name, "name": part.name, "licenses": [licence]}
    if part.kind == "model":
        component["type"] = "machine-learning-model"
        hashes = [part.digest] if part.digest else []
    else:
        component |= {"version": part.version, "purl": f"pkg:pypi/{part.name}@{part.version}"}
    if hashes:
        component["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in hashes]
    return component


def _needs(part: Part, known: set[str], models: Sequence[str]) -> Json:
    needed = [name for name in part.requires if name in known and name != part.name]
    return {"ref": part.name, "dependsOn": [*needed, *models]}
