"""The licences of everything that onrecord runs with: installed packages and bundled models."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.resources import files
from importlib.resources.abc import Traversable

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
UNKNOWN = "not stated"
PREFIX = "License :: "
LONGEST = 60
"""Characters up to which a licence field is a name; some packages put the whole text there."""

LICENCE_ROW = re.compile(r"^\| licence \| (.+?) \|$", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that onrecord runs with."""

    name: str
    version: str
    licence: str
    kind: str
    """package or model."""
    spdx: bool = False
    """Whether the licence is an SPDX expression."""
    requires: tuple[str, ...] = ()
    """Names of the parts that it needs."""
    digest: str | None = None
    """SHA-256 of the weights of a model."""


def parts(root: str = "onrecord") -> list[Part]:
    """The packages that `root` requires at run time, directly or not, and the models in it, by name."""
    found: dict[str, Part] = {}
    waiting = [root]
    while waiting:
        name = _normal(waiting.pop())
        installed = _installed(name)
        if name in found or installed is None:
            continue
        found[name] = _package(name, installed)
        waiting += found[name].requires
    return sorted(found.values(), key=lambda part: part.name) + list(_models(files(root)))


def _package(name: str, installed: Distribution) -> Part:
    needed = {_normal(other) for other in _required(installed)}
    return Part(
        name=name,
        version=installed.version,
        licence=licence_of(installed),
        kind="package",
        spdx="License-Expression" in installed.metadata,
        requires=tuple(sorted(other for other in needed if _installed(other))),
    )


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:  # a requirement of another platform or Python version
        return None


def _required(installed: Distribution) -> Iterator[str]:
    """Names of the requirements that stand under no extra."""
    for line in installed.requires or ():
        match = NAME.match(line)
        if match and "extra ==" not in line:
            yield match[0]


def licence_of(installed: Distribution) -> str:
    """As the package states it: the SPDX expression, else the classifiers, else the licence field."""
    meta = installed.metadata
    if "License-Expression" in meta:
        return meta["License-Expression"]
    classes = [c.rpartition(" :: ")[2] for c in meta.get_all("Classifier") or () if c.startswith(PREFIX)]
    field = " ".join(meta.get_all("License") or ()).strip().split("\n")[0]
    stated = [c for c in classes if c != "OSI Approved"] or [field[:LONGEST]]
    return " / ".join(stated) or UNKNOWN


def _models(folder: Traversable, path: str = "") -> Iterator[Part]:
    """The model folders below a folder, with the licence that their card states."""
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _models(entry, f"{path}/{entry.name}".lstrip("/"))
        elif entry.name == "card.md":
            match = LICENCE_ROW.search(entry.read_text("utf-8"))
            digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
            licence = match[1] if match else UNKNOWN
            yield Part(name=path, version="", licence=licence, kind="model", digest=digest)
