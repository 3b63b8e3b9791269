"""What made a row: the version, the configuration and the models of a run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from onrecord import __version__
from onrecord.model import Provenance

WEIGHTS = "model.onnx"


def provenance(stages: Sequence[str]) -> Provenance:
    """The provenance of a run of these stages with the installed models.

    The id of a run is a digest of all the rest, so that a run which was killed and is started again
    is the same run, and what it writes does not depend on when.
    """
    config = _digest(json.dumps(list(stages)).encode())
    models = tuple(sorted(_models(files("onrecord"))))
    return Provenance(
        run=run_id(__version__, config, models), version=__version__, config=config, models=models
    )


def run_id(version: str, config: str, models: Sequence[tuple[str, str]]) -> str:
    """The id of a run of this version with the digests of its configuration and of its models by name."""
    everything = json.dumps([version, config, models])
    return "run-" + _digest(everything.encode())[:16]


def _models(folder: Traversable, name: str = "") -> list[tuple[str, str]]:
    """Every model in the package: the path of its folder, and the SHA-256 of its weights."""
    found: list[tuple[str, str]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _models(entry, f"{name}/{entry.name}".lstrip("/"))
        elif entry.name == WEIGHTS:
            found.append((name, _digest(entry.read_bytes())))
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
