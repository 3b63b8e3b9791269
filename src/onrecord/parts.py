"""Parts of a batch on disk: Parquet folders by month of publication, and a manifest for each part.

    OUT/month=2031-05/part-000003/statements.parquet     and the other tables of `Record.export_parquet`
    OUT/manifest/part-000003.json                        input digest, counts, SHA-256 of each file

A part is written below OUT/tmp and renamed; its manifest comes last: it is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import BatchError
from onrecord.model import Json, Omission, Provenance, Reading, Report
from onrecord.record import Record

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


def is_done(out: Path, part: Part, run: str) -> bool:
    """Whether the part lies in `out` already. Raises BatchError where another input or run made it."""
    path = _manifest(out, part)
    if not path.is_file():
        return False
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for key, mine, what in (
        ("input", part.digest, "another input"),
        ("run", run, "another version or model"),
    ):
        if manifest[key] != mine:
            raise BatchError(f"{path}: was made from {what}. Name another folder, or remove this one.")
    return True


def write(
    out: Path, part: Part, readings: Sequence[Reading], omissions: Sequence[Omission], provenance: Provenance
) -> None:
    """Write a part, whole or not at all. Raises OSError where the disk fails."""
    scratch = out / "tmp" / part.name
    shutil.rmtree(scratch, ignore_errors=True)
    files: dict[str, str] = {}
    months = {UNKNOWN: ()} | _by_month(readings)
    for month, some in sorted(months.items()):
        lost = omissions if month == UNKNOWN else ()
        if some or lost:
            files |= _month(out, scratch, part, month, some, lost, provenance)
    manifest = {
        "part": part.name,
        "input": part.digest,
        "run": provenance.run,
        "reports": len(readings),
        "omissions": len(omissions),
        "files": files,
    }
    _publish(scratch / "manifest.json", _manifest(out, part), json.dumps(manifest, indent=1) + "\n")
    shutil.rmtree(scratch, ignore_errors=True)


def _by_month(readings: Sequence[Reading]) -> dict[str, tuple[Reading, ...]]:
    found: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        found[month_of(reading.report)].append(reading)
    return {month: tuple(some) for month, some in found.items()}


def month_of(report: Report) -> str:
    """The month of publication as YYYY-MM, the year where no more is known, else "unknown"."""
    date = report.published.value if report.published else None
    return UNKNOWN if date is None or date.year is None else date.value[:7]


def _month(
    out: Path,
    scratch: Path,
    part: Part,
    month: str,
    readings: Sequence[Reading],
    omissions: Sequence[Omission],
    provenance: Provenance,
) -> dict[str, str]:
    """Write the reports of one month and move them to their place. Returns SHA-256 by file."""
    folder = scratch / month
    folder.mkdir(parents=True)
    with Record(folder / "record.sqlite") as record:
        record.add(readings, omissions, provenance)
        written = record.export_parquet(folder / "tables")
    place = out / f"month={month}" / part.name
    place.parent.mkdir(exist_ok=True)
    shutil.rmtree(place, ignore_errors=True)
    (folder / "tables").rename(place)
    return {
        f"{place.relative_to(out).as_posix()}/{file.name}": _sha256(place / file.name) for file in written
    }


def _publish(scratch: Path, place: Path, text: str) -> None:
    scratch.parent.mkdir(parents=True, exist_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    scratch.write_text(text, encoding="utf-8")
    scratch.rename(place)


def _manifest(out: Path, part: Part) -> Path:
    return out / "manifest" / f"{part.name}.json"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def manifests(out: Path) -> Iterator[Json]:
    """The manifests of a batch in order. Raises BatchError for a folder that holds none."""
    files = sorted((out / "manifest").glob("part-*.json"))
    if not files:
        raise BatchError(f"{out}: holds no parts. `onrecord batch PATH… --out {out}` writes some.")
    for file in files:
        yield json.loads(file.read_text(encoding="utf-8"))


def folders(out: Path) -> Iterator[Path]:
    """The table folders of all whole parts, in order. Raises BatchError where a file is not what it was."""
    for manifest in manifests(out):
        places = sorted({(out / name).parent for name in manifest["files"]})
        for name, digest in sorted(manifest["files"].items()):
            if not (out / name).is_file() or _sha256(out / name) != digest:
                raise BatchError(
                    f"{out / name}: is missing or damaged. Remove {out / 'manifest' / manifest['part']}.json "
                    "and run the batch again: only this part is made anew."
                )
        yield from places
