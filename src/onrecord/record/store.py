"""The record: one SQLite file that holds reports and all that was found in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from onrecord.model import (
    Actor,
    Field,
    Judgement,
    Omission,
    Provenance,
    Reading,
    Relation,
)
from onrecord.record import (
    adding,
    claims,
    derived,
    linking,
    queries,
    reading,
    signatures,
    timeline,
    writing,
)
from onrecord.record.adding import AddResult
from onrecord.record.check import Fault, check
from onrecord.record.connection import clear_errors, connect, transaction
from onrecord.record.derived import Across, Facts
from onrecord.record.filters import Filters
from onrecord.record.rows import (
    ActorRow,
    ClaimRow,
    CopyRow,
    DenialRow,
    EventRow,
    Hit,
    JudgementRow,
    MatterRow,
    ReportRow,
    StatementRow,
    StoryRow,
    TimelineRow,
    WordingRow,
)
from onrecord.record.search import search

if TYPE_CHECKING:
    from onrecord.link.signatures import Signature

T = TypeVar("T")
_ALL = Filters()


class Record:
    """A record file. Several processes may read it while one writes; writers wait for each other.

    Opening brings an older schema up to date. Raises RecordError where the file is not a record, is
    damaged, of a newer onrecord or cannot be written; so does every method where the disk fails.
    """

    def __init__(self, path: str | Path, *, create: bool = True, read_only: bool = False) -> None:
        self.path = Path(path)
        self._connection = connect(self.path, create=create and not read_only, read_only=read_only)

    def close(self) -> None:
        """Release the file. All that was added is in it already."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self,
        readings: Iterable[Reading],
        omissions: Iterable[Omission],
        provenance: Provenance,
        *,
        started: str | None = None,
    ) -> AddResult:
        """Add readings, each in one transaction: after a kill, whole reports are in and none in part.

        A report that is there already stays as it is, unless another run of the same or an older
        version read it: then all that was found in it is replaced. `omissions` (what never became a
        report) is read last, so that it may fill while `readings` runs. `started`, an ISO 8601
        instant, is kept in the table of runs and nowhere else.
        """
        with clear_errors(self.path):
            return adding.add(self._connection, readings, omissions, provenance, started)

    def holds(self, report_id: str, provenance: Provenance) -> bool:
        """Whether `add` would leave this report as it is, so that reading it again is in vain."""
        with clear_errors(self.path):
            return adding.holds(self._connection, report_id, provenance)

    def reading(self, report_id: str) -> Reading:
        """All that was found in one report, without its parse. Raises RecordError for an unknown id."""
        with clear_errors(self.path):
            return reading.reading(self._connection, report_id)

    def readings(self) -> Iterator[Reading]:
        """Every report with all that was found in it, by id."""
        for report in self._ids():
            yield self.reading(report)

    def _ids(self) -> list[str]:
        with clear_errors(self.path):
            return [row["id"] for row in self._connection.execute("SELECT id FROM reports ORDER BY id")]

    def check(self) -> Iterator[Fault]:
        """What cannot be right in the record; nothing for a whole one."""
        with clear_errors(self.path):
            yield from check(self._connection)

    def omissions(self) -> list[Omission]:
        """What never became a report, in the order in which it was met."""
        with clear_errors(self.path):
            return reading.loose_omissions(self._connection)

    def reports(self, filters: Filters = _ALL) -> list[ReportRow]:
        """Reports that pass the filters, the earliest first."""
        return self._query(queries.reports, filters)

    def statements(self, filters: Filters = _ALL) -> list[StatementRow]:
        """Statements that pass the filters, by date and place in the report."""
        return self._query(queries.statements, filters)

    def events(self, filters: Filters = _ALL) -> list[EventRow]:
        """Events that pass the filters, by date and place in the report."""
        return self._query(queries.events, filters)

    def actors(self, filters: Filters = _ALL) -> list[ActorRow]:
        """Actors that pass the filters, those that say and do most first."""
        return self._query(queries.actors, filters)

    def stories(self, filters: Filters = _ALL) -> list[StoryRow]:
        """Stories with a report that passes the filters, the largest first. Empty before `link`."""
        return self._query(queries.stories, filters)

    def copies(self, filters: Filters = _ALL) -> list[CopyRow]:
        """Copies with a report that passes the filters, the largest first. Empty before `link`."""
        return self._query(queries.copies, filters)

    def matters(self, filters: Filters = _ALL) -> list[MatterRow]:
        """Matters with a report that passes the filters, the largest first. Empty before `link`."""
        return self._query(queries.matters, filters)

    def claims(self, filters: Filters = _ALL) -> list[ClaimRow]:
        """Claims with a statement that passes the filters, those of most statements first."""
        return self._query(claims.claims, filters)

    def denials(self, filters: Filters = _ALL) -> list[DenialRow]:
        """Pairs of statements of which one denies the other, the surest first; filtered by the denier."""
        return self._query(claims.denials, filters)

    def count(self, kind: str, filters: Filters = _ALL) -> int:
        """How many "claims" or "denials" pass the filters, whatever their limit."""
        with clear_errors(self.path):
            return claims.count(self._connection, kind, filters)

    def wording(self, filters: Filters = _ALL) -> list[WordingRow]:
        """How each outlet words things, what sets it apart most first. `filters.actor` asks for one actor."""
        return self._query(derived.wordings, filters)

    def timeline(self, filters: Filters = _ALL) -> list[TimelineRow]:
        """Statements and events that pass the filters in time, with shifts of position marked."""
        return self._query(timeline.timeline, filters)

    def search(self, query: str, kind: str | None = None, filters: Filters = _ALL) -> list[Hit]:
        """Full text, best first, in the syntax of `terms`. `kind`: "report", "statement" or None for both."""
        with clear_errors(self.path):
            return search(self._connection, query, kind, filters)

    def linked(self) -> dict[str, str]:
        """The matters that are linked already, with the digest of all that bears on them."""
        with clear_errors(self.path):
            return derived.linked(self._connection)

    def linked_counts(self) -> dict[str, int]:
        """How many copies, matters, stories, claims and denials there are."""
        with clear_errors(self.path):
            return derived.counts(self._connection)

    def facts(self) -> dict[str, Facts]:
        """What linking needs of each report beside its signature, in the order of their ids."""
        with clear_errors(self.path):
            return derived.facts(self._connection)

    def appearances(self) -> Iterator[tuple[str, Actor]]:
        """Every actor of every report, without mentions, by report id and place."""
        with clear_errors(self.path):
            yield from derived.appearances(self._connection)

    def stories_of(self) -> dict[str, str]:
        """The story of each report that is linked."""
        with clear_errors(self.path):
            return derived.stories_of(self._connection)

    def signatures(self, made_from: Mapping[str, str]) -> dict[str, Signature]:
        """The signatures kept for these reports that were made from just this, by report."""
        with clear_errors(self.path):
            return signatures.load(self._connection, made_from)

    def set_signatures(self, made: Iterable[Signature], made_from: Mapping[str, str]) -> None:
        """Keep signatures, with a digest of what each was made from."""
        with self._writing():
            signatures.save(self._connection, made, made_from)

    def set_linked(self, found: Across, provenance: Provenance) -> None:
        """Put what linking found in the place of what there was, at once."""
        with self._writing():
            writing.run(self._connection, provenance, None)
            derived.put(self._connection, found, provenance.run)

    def add_linked(self, found: Across, provenance: Provenance) -> None:
        """Add some of what linking found, at once, to what there is of it."""
        with self._writing():
            writing.run(self._connection, provenance, None)
            derived.add(self._connection, found, provenance.run)

    def judge(self, judgement: Judgement) -> int:
        """Append a judgement and return its number. One with a `Field` as relation corrects at once.

        Raises RecordError or UsageError where what it corrects, or the value, is not to be found.
        """
        with self._writing():
            return linking.judge(self._connection, judgement)

    def correct(self, made: Judgement, values: Mapping[Field, str]) -> list[int]:
        """Append a judgement like `made` for each field that has another value now; their numbers.

        Raises RecordError or UsageError as `judge` does.
        """
        with self._writing():
            return linking.correct(self._connection, made, values)

    def retract(self, number: int, at: str) -> None:
        """Undo a judgement from `at` on, an ISO 8601 instant."""
        with self._writing():
            linking.retract(self._connection, number, at)

    def all_judgements(self) -> list[JudgementRow]:
        """Every judgement in the order in which they were made, undone ones too."""
        with clear_errors(self.path):
            return linking.all_judgements(self._connection)

    def known(self, sql: str, name: str, about: str) -> str:
        """The id that a person means by `name`; see `judging`. Raises RecordError where there is none."""
        with clear_errors(self.path):
            return linking.known(self._connection, sql, name, about)

    def undated(self) -> int:
        """How many reports have neither a year nor bounds, so that no filter by date finds them."""
        sql = (
            "SELECT count(*) FROM reports WHERE (published IS NULL OR published LIKE 'X%')"
            " AND published_earliest IS NULL AND published_latest IS NULL"
        )
        with clear_errors(self.path):
            return int(self._connection.execute(sql).fetchone()[0])

    def corrections(self) -> list[Judgement]:
        """The corrections of statements and events that hold, field by field."""
        return [judgement for field in Field for judgement in self.judgements(field)]

    def judgements(self, relation: Relation | Field | None = None) -> list[Judgement]:
        """The judgements that hold: about actors (None), about reports in one relation, or of one field."""
        with clear_errors(self.path):
            return linking.judgements(self._connection, relation)

    def export_parquet(self, folder: str | Path) -> list[Path]:
        """Write every table as one Parquet file into `folder`. Records that say the same give equal files."""
        from onrecord.record import parquet  # pyarrow takes longer to load than most commands to run

        with clear_errors(self.path):
            return parquet.export(self._connection, Path(folder))

    def export(self, format: str, out: str | Path) -> list[Path]:
        """Write the record in a format of docs/reference/exports.md. Raises UsageError; returns the files."""
        from onrecord.record.export import export  # needs what most commands do not

        with clear_errors(self.path):
            return export(self._connection, format, Path(out))

    def import_parquet(self, folder: str | Path) -> AddResult:
        """Add the reports of an exported folder that are not there yet, in one transaction."""
        from onrecord.record import parquet

        with self._writing():
            return parquet.load(self._connection, Path(folder))

    def import_links(self, folder: str | Path) -> bool:
        """Take what linking found from an exported folder. Does nothing and returns False where the record is
        linked already, or holds other reports than those that were linked."""
        from onrecord.record import parquet

        with self._writing():
            return parquet.take_links(self._connection, Path(folder))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with clear_errors(self.path), transaction(self._connection):
            yield

    def _query(
        self, query: Callable[[sqlite3.Connection, Filters], Iterable[T]], filters: Filters
    ) -> list[T]:
        with clear_errors(self.path):
            return list(query(self._connection, filters))
