"""Scores of geocoding on our own sentences: which place of a name is meant, or that it is not clear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.code_events.place import locate
from onrecord.errors import GoldError
from onrecord.model import Place, Reading, Span

TABLE = Path("places") / "places.tsv"
COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A text and a place in it (the last of that name): what it is, empty where nobody could say."""

    id: str
    text: str
    name: str
    country: str
    admin1: str
    geonames: str


def read(folder: Path) -> list[Row]:
    """The rows of `places/places.tsv` below a gold folder. Raises GoldError for another form."""
    path = folder / TABLE
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error}). Give the folder that holds places/.") from error
    fields = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for number, row in enumerate(fields, 1):
        if len(row) != COLUMNS or row[2] not in row[1]:
            raise GoldError(f"{path}: row {number} needs {COLUMNS} columns, and its place in its text.")
    return [Row(*row) for row in fields]


def lines(rows: list[Row], read_text: Callable[[str], Reading]) -> Iterator[str]:
    """Shares of right countries, divisions and points, and each row that is wrong, for people."""
    found = [(row, _located(row, read_text(row.text))) for row in rows]
    right = Counter(name for row, place in found for name, value in _right(row, place).items() if value)
    towns = [row for row in rows if row.geonames]
    given = [(row, place) for row, place in found if place.geonames]
    wrong = sum(row.geonames != str(place.geonames) for row, place in given)
    country, every = (right[name] / len(rows) for name in ("country", "all"))
    yield f"{len(rows)} places: country {country:.3f}, all {every:.3f}"
    share = (len(given) - wrong) / len(towns)
    yield f"{len(towns)} towns: {share:.3f} found; of {len(given)} points given {wrong} are wrong"
    for row, place in found:
        if not _right(row, place)["all"]:
            coded = f"{place.country} {place.admin1} ({place.why})"
            yield f"  {row.id} {row.name}: {coded}, not {row.country or '-'} {row.admin1}"


def _located(row: Row, reading: Reading) -> Place:
    start = reading.report.text.rindex(row.name)
    return locate(Span(start, start + len(row.name)), reading)


def _right(row: Row, place: Place) -> dict[str, bool]:
    country = row.country == (place.country or "")
    admin1 = row.admin1 == (place.admin1_code or "")
    point = row.geonames == str(place.geonames or "")
    return {"country": country, "all": country and admin1 and point}
