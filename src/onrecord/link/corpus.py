"""Linking more reports than fit into memory: DuckDB sorts, groups and joins on disk what all are compared by.

DuckDB only proposes what to compare. What a matter, a copy, an actor or a wording is, the same code says as
for a record. In memory stay, for each report, its id and place, and the names in it that no list knows.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from onrecord.link import corpus_sql as sql
from onrecord.link.copies import copies_of
from onrecord.link.grouping import Linked, clusters, date_of
from onrecord.link.identities import Node, join, named, within
from onrecord.link.matters import FLOOR, SCALE, THRESHOLD, Row, rows_of
from onrecord.link.signatures import Signature
from onrecord.link.vectors import at
from onrecord.link.wording import Counted, compared
from onrecord.model import Link, Reading, Wording

if TYPE_CHECKING:
    import duckdb

SLICE = 5_000
"""Reports whose pairs with all others are grouped at a time: bounds what grouping keeps."""

PAIRS = 10_000
"""Pairs that are compared at a time."""

READINGS = 200
"""Readings taken from disk at a time."""

_BETWEEN = "\x1f"
"""Between the words of a name; no word holds it, and it sorts before all that words hold."""

Places = NDArray[np.int64]


class Member(NamedTuple):
    """A report of a matter, the run that read it, its day, and the identities of its actors."""

    reading: Reading
    run: str
    day: str
    identities: dict[tuple[str, str], str]


class Corpus:
    """Reports on disk below `folder`; `megabytes` is what DuckDB may hold in memory.

    To be called in this order: `add`, `find_matters`, `find_identities`, `matters`, `set_stories`, the rest.
    """

    def __init__(self, folder: Path, megabytes: int) -> None:
        import duckdb

        self._db: duckdb.DuckDBPyConnection = duckdb.connect(str(folder / "link.duckdb"))
        self._db.execute(f"SET memory_limit = '{megabytes}MB'")
        spill = (folder / "spill").as_posix().replace("'", "''")
        self._db.execute(f"SET temp_directory = '{spill}'")
        self._db.execute("SET preserve_insertion_order = false")
        self._db.execute(sql.TABLES)
        self._rows = _Rows(folder)
        self._ids: dict[str, int] = {}

    def close(self) -> None:
        """Release the files."""
        self._db.close()
        self._rows.close()

    def add(self, found: Iterable[tuple[Signature, Reading, str]]) -> None:
        """Add reports with their signatures and the run that read them. Those that are there stay."""
        reports, actors, uses = [], [], []
        rows: list[tuple[int, Row]] = []
        sequences: list[tuple[int, NDArray[np.uint64]]] = []
        for signature, reading, run in found:
            if signature.report in self._ids:
                continue
            n = self._ids[signature.report] = len(self._ids)
            day, outlet = date_of(reading.report) or "X", reading.report.outlet
            blob = pickle.dumps(reading, protocol=5)
            reports.append(
                (n, signature.report, run, outlet.value if outlet else "", day, signature.words, blob)
            )
            for actor in reading.actors:
                known = named(actor, day)
                actors.append((n, actor.id, actor.name, _BETWEEN.join(known.name), *known[1:]))
            uses += [(n, place, *use) for place, use in enumerate(signature.uses)]
            self._rows.append(signature.row)
            rows.append((n, signature.row))
            sequences.append((n, signature.sequences))
        self._insert("reports", reports)
        self._insert("actors", actors)
        self._insert("uses", uses)
        self._insert_arrays("terms", [(n, row.terms, row.weights) for n, row in rows])
        self._insert_arrays("sequences", sequences)

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            names = [row[0] for row in self._db.execute(f"DESCRIBE {table}").fetchall()]
            columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
            self._insert_table(table, pa.table(columns))

    def _insert_arrays(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Rows of a report and arrays of one length."""
        if rows:
            numbers, *arrays = zip(*rows, strict=True)
            repeated = np.repeat(np.array(numbers, dtype=np.int32), [len(array) for array in arrays[0]])
            columns = [repeated, *(np.concatenate(array) for array in arrays)]
            self._insert_table(table, pa.table({str(place): column for place, column in enumerate(columns)}))

    def _insert_table(self, table: str, rows: pa.Table) -> None:
        self._db.register("given", rows)
        self._db.execute(f"INSERT INTO {table} SELECT * FROM given")
        self._db.unregister("given")

    def _stream(self, query: str, size: int = PAIRS) -> Iterator[tuple[Any, ...]]:
        cursor = self._db.cursor().execute(query)
        while rows := cursor.fetchmany(size):
            yield from rows

    def _pairs(self, query: str, propose: str, prepare: str) -> Iterator[list[tuple[Any, ...]]]:
        """Pairs slice by slice of their left side, in chunks."""
        self._db.execute(prepare)
        for start in range(0, len(self._ids), SLICE):
            self._db.execute(propose, [start, start + SLICE])
        cursor = self._db.cursor().execute(query)
        while rows := cursor.fetchmany(PAIRS):
            yield rows

    def find_matters(self) -> None:
        """Group the reports into matters."""
        labels = np.arange(len(self._ids))
        for chunk in self._pairs("SELECT l, r FROM candidates ORDER BY l, r", sql.PROPOSE, sql.RARE):
            left, right = np.array(chunk, dtype=np.int64).T
            values = self._rows.similarity(left, right)
            keep = values >= FLOOR
            self._insert_arrays("pairs", [(0, left[keep], right[keep], values[keep])])
            near = values >= THRESHOLD - 1 / SCALE  # a matter never reaches beyond pairs at its threshold
            labels = _joined(labels, left[near], right[near])
        matters = self._clustered(labels)
        self._insert_table("matter_of", pa.table({"n": np.arange(len(labels)), "matter": matters}))
        self._db.execute(sql.MATTERS)

    def _clustered(self, labels: Places) -> Places:
        """The matter of each report, given what hangs together at all."""
        ids = np.array(list(self._ids), dtype=str)
        order = np.lexsort((ids, labels))  # inside a component by id, as in a record
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        starts = np.searchsorted(labels[order], np.arange(len(labels) + 1))
        self._insert_table("component_of", pa.table({"n": np.arange(len(labels)), "component": labels}))
        matters = np.arange(len(labels))
        for component, rows in groupby(self._stream(sql.INSIDE), key=itemgetter(0)):
            start, end = starts[component], starts[component + 1]
            pairs = {}
            for _, left, right, value in rows:
                ends = sorted((int(place[left] - start), int(place[right] - start)))
                pairs[ends[0], ends[1]] = value
            for members in clusters(int(end - start), pairs, THRESHOLD):
                reports = order[start:end][members]
                matters[reports] = reports.min()
        return matters

    def find_identities(self) -> Iterator[Link]:
        """Join actors across reports; the links that show it."""
        self._db.execute(sql.NODES)
        keys, nodes, first = [], [], []
        for *key, day, report, actor in self._stream(sql.FIRST):
            keys.append(key)
            nodes.append(_node(key))
            first.append((day, report, actor))
        joined = join(nodes, first)
        self._insert("who", [(*key, one) for key, one in zip(keys, joined.identities, strict=True)])
        self._db.execute(sql.IDENTITIES)
        yield from joined.links
        for *key, actors in self._stream(sql.WITHIN):
            yield from within(_node(key), actors)

    def matters(self) -> Iterator[tuple[str, list[Member]]]:
        """Each matter with its id and its reports, in the order of their ids."""
        for matter, rows in groupby(self._stream(sql.MEMBERS, READINGS), key=itemgetter(0)):
            members = []
            for _, run, day, blob, who in rows:
                reading: Reading = pickle.loads(blob)
                identities = {(reading.report.id, actor): identity for actor, identity in who or ()}
                members.append(Member(reading, run, day, identities))
            yield matter, members

    def set_stories(self, stories: Sequence[tuple[str, str]]) -> None:
        """Tell the story of each report: report and story."""
        self._insert("stories", [(self._ids[report], story) for report, story in stories])

    def copies(self) -> Iterator[Linked]:
        """The copies among reports that hang together by them. Needs the story of every report."""
        labels = np.arange(len(self._ids))
        for chunk in self._pairs(sql.OVERLAPPING, sql.OVERLAP, sql.FURNITURE):
            labels = _joined(labels, *np.array(chunk, dtype=np.int64).T)
        self._db.execute("DELETE FROM component_of")
        self._insert_table("component_of", pa.table({"n": np.arange(len(labels)), "component": labels}))
        shared = groupby(self._stream(sql.SHARED), key=itemgetter(0))
        sharing = groupby(self._stream(sql.SHARING, READINGS), key=itemgetter(0))
        for (component, rows), (other, members) in zip(shared, sharing, strict=True):
            assert component == other
            yield _copies(list(members), list(rows))

    def wordings(self) -> Iterator[Wording]:
        """How outlets word things, in the order of `find_wordings`."""
        lengths = dict(self._db.execute(sql.LENGTHS).fetchall())
        for (kind, about, name), rows in groupby(self._stream(sql.COUNTED), key=itemgetter(0, 1, 2)):
            yield from compared(kind, about, name, [Counted(*row[3:]) for row in rows], lengths)


class _Rows:
    """Terms and weights of all reports, end to end in two files that are mapped into memory to compare."""

    def __init__(self, folder: Path) -> None:
        self._paths = (folder / "terms", folder / "weights")
        self._files = tuple(path.open("wb") for path in self._paths)
        self._starts = [0]

    def append(self, row: Row) -> None:
        self._files[0].write(row.terms.astype(np.uint64).tobytes())
        self._files[1].write(row.weights.astype(np.int32).tobytes())
        self._starts.append(self._starts[-1] + len(row.terms))

    def close(self) -> None:
        for file in self._files:
            file.close()

    def similarity(self, left: Places, right: Places) -> NDArray[np.float64]:
        """Similarity of these pairs of reports."""
        for file in self._files:
            file.flush()
        terms = np.memmap(self._paths[0], dtype=np.uint64, mode="r")
        weights = np.memmap(self._paths[1], dtype=np.int32, mode="r")
        asked, places = np.unique(np.concatenate([left, right]), return_inverse=True)
        cuts = [slice(self._starts[n], self._starts[n + 1]) for n in asked.tolist()]
        rows = rows_of([Row(terms[cut], weights[cut]) for cut in cuts])
        found: NDArray[np.float64] = at(rows, places[: len(left)], places[len(left) :]) / SCALE**2
        return found


def _joined(labels: Places, left: Places, right: Places) -> Places:
    """Labels of what hangs together, where these pairs do too."""
    shape = (len(labels), len(labels))
    graph = csr_matrix((np.ones(len(left), dtype=np.int8), (labels[left], labels[right])), shape=shape)
    found: Places = connected_components(graph, directed=False)[1].astype(np.int64)[labels]
    return found


def _node(key: Sequence[str]) -> Node:
    name, kind, country, matter, known, day = key
    return Node(tuple(name.split(_BETWEEN)) if name else (), kind, country, matter, known, day)


def _copies(members: Sequence[tuple[Any, ...]], rows: Sequence[tuple[Any, ...]]) -> Linked:
    """Copies among members (of component, number, size and reading) that share sequences."""
    place = {number: spot for spot, (_, number, _, _) in enumerate(members)}
    left, right = [place[row[1]] for row in rows], [place[row[2]] for row in rows]
    counts = [row[3] for row in rows]
    shared = csr_matrix((counts * 2, (left + right, right + left)), shape=(len(place), len(place)))
    sizes = np.array([size for _, _, size, _ in members], dtype=np.int64)
    return copies_of([pickle.loads(blob).report for *_, blob in members], shared, sizes)
