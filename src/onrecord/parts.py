"""Parts of a batch on disk: Parquet folders by month of publication, and a manifest for each part.

    OUT/month=2031-05/part-000003/statements.parquet     and the other tables of `Record.export_parquet`
    OUT/manifest/part-000003.json                        input digest, counts, SHA-256 of each file

OUT is a folder or another store (`stores`). A part is written below OUT/tmp, or in a temporary folder, and
moved; its manifest comes last. Only what a manifest names is there, and it is there whole.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from onrecord import stores
from onrecord.errors import BatchError, RecordError
from onrecord.model import Json, Omission, Provenance, Reading, Report
from onrecord.record import Record
from onrecord.stores import Store

UNKNOWN = "unknown"
"""Month of reports without a year, and of what never became a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some consecutive items of the input."""

    number: int
    items: tuple[Report | Omission, ...]

    @property
    def name(self) -> str:
        """Its folder's name."""
        return f"part-{self.number:06d}"

    @property
    def digest(self) -> str:
        """SHA-256 over what it holds, so that a part of another input is not taken for this one."""
        keys = [i.id if isinstance(i, Report) else f"{i.stage} {i.reason} {i.detail}" for i in self.items]
        return hashlib.sha256("\n".join(keys).encode("utf-8", "surrogatepass")).hexdigest()


def is_done(out: Path | str, part: Part, run: str) -> bool:
    """Whether the part lies in `out` already. Raises BatchError where another input or run made it."""
    store = stores.at(out)
    content = store.read(_manifest(part.name))
    if content is None:
        return False
    manifest = json.loads(content)
    for key, mine, what in (
        ("input", part.digest, "another input"),
        ("run", run, "another version or model"),
    ):
        if manifest[key] != mine:
            raise BatchError(
                f"{store}/{_manifest(part.name)}: was made from {what}. "
                "Name another folder, or remove this one."
            )
    return True


def write(
    out: Path | str,
    part: Part,
    readings: Sequence[Reading],
    omissions: Sequence[Omission],
    provenance: Provenance,
) -> None:
    """Write a part, whole or not at all. Raises OSError where the disk or the store fails."""
    store = stores.at(out)
    scratch = store.scratch(part.name)
    try:
        _write(store, scratch, part, readings, omissions, provenance)
    except (sqlite3.OperationalError, RecordError) as error:
        raise OSError(str(error)) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write(
    store: Store,
    scratch: Path,
    part: Part,
    readings: Sequence[Reading],
    omissions: Sequence[Omission],
    provenance: Provenance,
) -> None:
    files: dict[str, str] = {}
    months = {UNKNOWN: ()} | _by_month(readings)
    for month, some in sorted(months.items()):
        lost = omissions if month == UNKNOWN else ()
        if some or lost:
            tables = _tables(scratch / month, some, lost, provenance)
            place = f"month={month}/{part.name}"
            files |= {f"{place}/{table.name}": _sha256(table) for table in tables}
            store.publish(tables[0].parent, place)
    manifest = {
        "part": part.name,
        "input": part.digest,
        "run": provenance.run,
        "reports": len(readings),
        "omissions": len(omissions),
        "files": files,
    }
    made = scratch / "manifest.json"
    made.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    store.publish(made, _manifest(part.name))


def _by_month(readings: Sequence[Reading]) -> dict[str, tuple[Reading, ...]]:
    found: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        found[month_of(reading.report)].append(reading)
    return {month: tuple(some) for month, some in found.items()}


def month_of(report: Report) -> str:
    """The month of publication as YYYY-MM, the year where no more is known, else "unknown"."""
    date = report.published.value if report.published else None
    return UNKNOWN if date is None or date.year is None else date.value[:7]


def _tables(
    folder: Path, readings: Sequence[Reading], omissions: Sequence[Omission], provenance: Provenance
) -> list[Path]:
    """Write the tables of the reports of one month, by way of a record."""
    folder.mkdir()
    with Record(folder / "record.sqlite") as record:
        record.add(readings, omissions, provenance)
        return record.export_parquet(folder / "tables")


def _manifest(part: str) -> str:
    return f"manifest/{part}.json"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def folders_of(store: Store, manifest: Json) -> Iterator[Path]:
    """The table folders of one part. Raises BatchError before the first where a file is not what it was."""
    with ExitStack() as held:
        places = sorted({name.rpartition("/")[0] for name in manifest["files"]})
        local = {place: held.enter_context(store.local(place)) for place in places}
        for name, digest in sorted(manifest["files"].items()):
            place, _, file = name.rpartition("/")
            _verify(local[place] / file, digest, f"{store}/{name}", f"{store}/{_manifest(manifest['part'])}")
        yield from local.values()


def is_whole(path: Path, digest: str) -> bool:
    """Whether a file is there and has this SHA-256."""
    return path.is_file() and _sha256(path) == digest


def _verify(path: Path, digest: str, address: str, manifest: str) -> None:
    if not is_whole(path, digest):
        raise BatchError(
            f"{address}: is missing or damaged. Remove {manifest} and run the batch again: "
            "only this part is made anew."
        )
