"""A batch into a record: its whole parts, and what `onrecord link OUT` found where it is of just these."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord import parts, stores
from onrecord.errors import BatchError
from onrecord.model import Json, Omission, Reason
from onrecord.record import AddResult, Record

LINKED = "linked/manifest.json"
"""Says which parts were linked, and where the tables are (`linked_parts`)."""


def load(record: Record, out: Path | str, tell: Callable[[str], None] = lambda _: None) -> AddResult:
    """Load every whole part that is not there yet, each in one transaction; damaged ones are left out.

    What linking found comes along where the record then holds the reports of the batch and no others, and is
    not linked. `tell` hears of what is left out. Raises BatchError for a folder that holds no parts.
    """
    from onrecord import pipeline
    from onrecord.record.provenance import provenance

    total, lost = AddResult(), []
    for part in sound(out):
        if isinstance(part, Omission):
            lost.append(part)
            tell(part.detail)
        else:
            total += record.import_parquet(part)
    if lost:
        total += record.add((), lost, provenance(pipeline.NAMES))
    else:
        _load_links(record, stores.at(out), tell)
    return total


def _load_links(record: Record, store: stores.Store, tell: Callable[[str], None]) -> None:
    text = store.read(LINKED)
    if text is None:
        return
    manifest = json.loads(text)
    if manifest["parts"] != parts_digest(store):
        tell(f"{store}: was linked before its last parts came. `onrecord link` finds what is new.")
        return
    with store.local(manifest["folder"]) as folder:
        for name, digest in sorted(manifest["files"].items()):
            if not parts.is_whole(folder / name, digest):
                tell(f"{folder / name}: is missing or damaged. `onrecord link {store}` makes it anew.")
                return
        record.import_links(folder)


def parts_digest(store: stores.Store) -> str:
    """SHA-256 over the manifests of all parts: it tells whether parts came after they were linked."""
    return hashlib.sha256(b"\0".join(store.read(name) or b"" for name in _manifests(store))).hexdigest()


def sound(out: Path | str) -> Iterator[Path | Omission]:
    """The table folders of all parts in order, or why a part is left out: damaged, or written by half.

    Those of another store are copies, which last until the next part is asked for.
    """
    store = stores.at(out)
    names = _manifests(store)
    if not names:
        raise BatchError(f"{store}: holds no parts. `onrecord batch PATH… --out {store}` writes some.")
    for name in names:
        try:
            yield from parts.folders_of(store, _manifest(store, name))
        except (BatchError, OSError) as error:
            yield _left_out(Reason.MALFORMED, str(error), f"{store}/{name}")
    whole = {name.rpartition("/")[2].removesuffix(".json") for name in names}
    months = [folder for folder in store.folders("") if folder.startswith("month=")]
    there = {folder.rpartition("/")[2] for month in months for folder in store.folders(month)}
    for name in sorted(there - whole):
        detail = f"{store}: {name} was not finished. Run the batch again: only this part is made anew."
        yield _left_out(Reason.TRUNCATED, detail, str(store))


def _manifests(store: stores.Store) -> list[str]:
    return [name for name in store.files("manifest") if name.endswith(".json")]


def _manifest(store: stores.Store, name: str) -> Json:
    try:
        manifest: Json = json.loads(store.read(name) or "")
        if not isinstance(manifest["files"], dict) or not isinstance(manifest["part"], str):
            raise KeyError("files")
    except (ValueError, KeyError, TypeError) as error:
        raise BatchError(
            f"{store}/{name}: is damaged ({error}). Remove it and run the batch again."
        ) from error
    return manifest


def _left_out(reason: Reason, detail: str, path: str) -> Omission:
    return Omission(stage="batch", reason=reason, detail=detail, path=path)
