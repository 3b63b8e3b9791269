"""What linking finds in a batch, beside its parts, for batches that do not fit into memory.

    OUT/linked/<digest>/claims.parquet     and the other tables of `Record.export_parquet`
    OUT/linked/manifest.json               which parts were linked, SHA-256 of each file

The tables are written below OUT/tmp and renamed, and the manifest comes last: it names whole tables or none.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import loading, stores
from onrecord.errors import BatchError
from onrecord.model import Json, Omission, Provenance, Reading, Relation
from onrecord.record import Record
from onrecord.record.across import digests_of
from onrecord.record.derived import Across, Facts
from onrecord.record.provenance import provenance

if TYPE_CHECKING:
    from onrecord.link.corpus import Corpus, Member
    from onrecord.link.signatures import Signature

MEGABYTES = 1_000
"""What DuckDB may hold in memory."""

AT_ONCE = 500
"""Reports whose matters are written in one transaction."""


def link_parts(
    out: Path | str, megabytes: int = MEGABYTES, tell: Callable[[str], None] = lambda _: None
) -> dict[str, int]:
    """Link the whole parts of a batch; how many groups there are of each kind. `tell` hears what is left out.

    Finds what `link_record` finds in a record of the same reports. Raises BatchError where `out` holds no
    parts, duckdb is missing, or the disk fails.
    """
    store = stores.at(out)
    digest = loading.parts_digest(store)
    scratch = store.scratch("link")
    try:
        with Record(scratch / "linked.sqlite") as found:
            _link(out, scratch, megabytes, found, tell)
            tables = found.export_parquet(scratch / "tables")
            counts = found.linked_counts()
        _publish(store, scratch, tables, digest)
    except OSError as error:
        raise BatchError(f"{store}: {error.strerror or error}. What was linked before stays.") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return counts


def _link(out: Path | str, scratch: Path, megabytes: int, found: Record, tell: Callable[[str], None]) -> None:
    try:
        import duckdb
    except ImportError:
        raise BatchError("linking a batch needs DuckDB: pip install 'onrecord[scale]'") from None
    from onrecord.link.corpus import Corpus

    made_by = provenance(["link"])
    corpus = None
    try:
        corpus = Corpus(scratch, megabytes)
        for part in loading.sound(out):
            if isinstance(part, Omission):
                tell(part.detail)
            else:
                corpus.add(_signed(part, scratch / "part.sqlite"))
        corpus.find_matters()
        found.add_linked(Across(links=corpus.find_identities()), made_by)
        for some in _by_matter(corpus, made_by):
            found.add_linked(some, made_by)
        for copies in corpus.copies():
            found.add_linked(Across(links=copies.links, groups=copies.groups), made_by)
        found.add_linked(Across(wordings=corpus.wordings()), made_by)
    except duckdb.Error as error:
        hint = "Free some disk, or give --megabytes more."
        raise BatchError(f"{out}: DuckDB could not go on: {error}. {hint}") from error
    finally:
        if corpus is not None:
            corpus.close()


def _signed(part: Path, path: Path) -> Iterator[tuple[Signature, Reading, str]]:
    """The reports of a part with their signatures and the run that read them, by way of a record."""
    from onrecord.link.signatures import signature

    with Record(path) as record:
        record.import_parquet(part)
        facts = record.facts()
        for reading in record.readings():
            yield signature(reading), reading, facts[reading.report.id].run
    path.unlink()


def _by_matter(corpus: Corpus, made_by: Provenance) -> Iterator[Across]:
    """What is inside the matters, some of them at a time. The corpus hears of the stories."""
    some: list[Across] = []
    reports = 0
    for matter, members in corpus.matters():
        some.append(_inside(matter, members, made_by.run))
        reports += len(members)
        if reports >= AT_ONCE:
            yield _together(some, corpus)
            some, reports = [], 0
    yield _together(some, corpus)


def _inside(matter: str, members: list[Member], run: str) -> Across:
    from onrecord import link

    identities = {key: identity for member in members for key, identity in member.identities.items()}
    found = link.inside((member.reading for member in members), identities, link.Judged())
    facts = {m.reading.report.id: Facts(m.run, None, m.day) for m in members}
    return Across(
        links=found.links,
        groups=found.groups,
        claims=found.claimed.claims,
        denials=found.claimed.denials,
        identities=identities,
        digests=digests_of({matter: sorted(facts)}, facts, identities, (), run),
    )


def _together(some: list[Across], corpus: Corpus) -> Across:
    groups = [group for one in some for group in one.groups]
    stories = [group for group in groups if group.relation is Relation.SAME_STORY]
    corpus.set_stories([(report, story.id) for story in stories for report in story.reports])
    return Across(
        links=[link for one in some for link in one.links],
        groups=groups,
        claims=[claim for one in some for claim in one.claims],
        denials=[denial for one in some for denial in one.denials],
        identities={key: identity for one in some for key, identity in one.identities.items()},
        digests={matter: digest for one in some for matter, digest in one.digests.items()},
    )


def _publish(store: stores.Store, scratch: Path, tables: list[Path], parts: str) -> None:
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tables}
    content = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:16]
    manifest: Json = {"parts": parts, "folder": f"linked/{content}", "files": files}
    before = json.loads(store.read(loading.LINKED) or "{}")
    if not _stands(store, manifest["folder"], files):
        store.publish(tables[0].parent, manifest["folder"])
    made = scratch / "manifest.json"
    made.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    store.publish(made, loading.LINKED)
    if before.get("folder") not in (None, manifest["folder"]):
        store.remove(before["folder"])


def _stands(store: stores.Store, folder: str, files: dict[str, str]) -> bool:
    """Whether the same tables are there already, whole: then they are not replaced, not even for a moment."""
    if not isinstance(store, stores.Folder):
        return False
    paths = {store.path / folder / name: digest for name, digest in files.items()}
    return all(
        path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest
        for path, digest in paths.items()
    )
