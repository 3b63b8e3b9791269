"""Which of the places of one name a report means.

Told by what stands behind the name ("Tripoli, Lebanon"), by the countries and divisions that the
report names, by other places near, and by size. Where that leaves doubt, the place stays unknown:
a wrong point on a map is worse than none. The reason is kept in `Found.why`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from onrecord.code_events import gazetteer
from onrecord.code_events.gazetteer import Region, Town

DOMINANT = 5
"""A town is taken without further evidence where it has this many times the people of the next one."""
SMALL = 15_000
"""A town of fewer people is taken only where the report names its country or a place near it."""
FAMOUS = 15
"""Where a capital is this many times larger, that the report names a namesake's country is not enough."""
BEYOND = 50
"""Where it is this many times larger, the namesake is not thought of at all."""
NEAR = 150.0
"""Kilometres within which another place of the report speaks for a town."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a name stands for. Only the country, or neither, is known where `town` and `region` are None."""

    why: str
    country: str | None = None
    town: Town | None = None
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often a report names each country; the divisions, and the towns without doubt, that it names."""

    countries: Counter[str]
    regions: frozenset[str]
    towns: tuple[Town, ...]

    def country_of(self, candidates: Sequence[str]) -> str | None:
        """The one of these countries that the report names most; None where it names none, or two alike."""
        counts = Counter({code: self.countries[code] for code in candidates if self.countries[code]})
        ranked = counts.most_common(2)
        tied = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
        return None if not ranked or tied else ranked[0][0]


@lru_cache(maxsize=64)
def evidence(names: tuple[str, ...]) -> Evidence:
    """The evidence in the names of places and peoples that a report gives, its dateline among them."""
    countries: Counter[str] = Counter()
    regions: set[str] = set()
    places: list[Town] = []
    for name in names:
        if code := gazetteer.country(name):
            countries[code] += 1
        elif (found := gazetteer.regions(name)) and len({r.country for r in found}) == 1:
            regions.update(region.code for region in found)
            countries[found[0].country] += 1
        elif town := _without_doubt(gazetteer.towns(name)):
            places.append(town)
            countries[town.country] += 1
    return Evidence(countries, frozenset(regions), tuple(places))


def _without_doubt(candidates: list[Town]) -> Town | None:
    rivals = [town.population for town in candidates[1:]]
    large = candidates and candidates[0].population >= SMALL
    return candidates[0] if large and candidates[0].population >= DOMINANT * max(rivals, default=0) else None


def find(name: str, following: str | None = None, seen: Evidence | None = None, kind: str = "") -> Found:
    """The place called `name`.

    `following` is the name right behind it, `kind` the noun beside it ("province"), `seen` what the
    rest of the report tells. `Found.why` says how it was told from others, or why it was not.
    """
    seen = seen or evidence(())
    candidates, regions = gazetteer.towns(name), gazetteer.regions(name)
    country = gazetteer.country(name) if gazetteer.is_country_name(name) else None
    if country and not _is_foreign_division(country, regions, seen):
        return Found("name of a country", country)
    if kind in DIVISIONS or not candidates:
        return _region(regions, following, seen) or Found("no place of this name is known")
    return (
        _by_following(candidates, following)
        or _by_division(candidates, seen)
        or _by_country(candidates, seen)
        or _by_neighbour(candidates, seen)
        or _by_size(candidates)
    )


DIVISIONS = frozenset(
    {"province", "region", "oblast", "state", "governorate", "county", "department", "krai"}
)


def _is_foreign_division(country: str, regions: Sequence[Region], seen: Evidence) -> bool:
    """Whether a country's name is rather that of a division of another ("Georgia" in a report on the USA)."""
    abroad = sum(seen.countries[region.country] for region in regions if region.country != country)
    return abroad > 1 and not seen.countries[country]


def _region(regions: Sequence[Region], following: str | None, seen: Evidence) -> Found | None:
    if not regions:
        return None
    behind = gazetteer.country(following) if following else None
    chosen = behind or seen.country_of([r.country for r in regions])
    fitting = [r for r in regions if r.country == chosen] or list(regions)
    if len(fitting) == 1:
        why = "first-level division" + (f" of {chosen}" if chosen else "")
        return Found(why, fitting[0].country, region=fitting[0])
    same = len({r.country for r in fitting}) == 1
    return Found("several divisions of this name", fitting[0].country if same else None)


def _by_following(candidates: list[Town], following: str | None) -> Found | None:
    if not following:
        return None
    regions = {region.code for region in gazetteer.regions(following)}
    inside = [t for t in candidates if t.admin1 in regions]
    inside = inside or [t for t in candidates if t.country == gazetteer.country(following)]
    return _among(inside, f"{following} stands behind it")


def _by_division(candidates: list[Town], seen: Evidence) -> Found | None:
    inside = [town for town in candidates if town.admin1 in seen.regions]
    if len({town.admin1 for town in inside}) != 1 or _outshone(candidates, inside, BEYOND):
        return None
    return _among(inside, f"the report names {gazetteer.region_name(inside[0].admin1)}")


def _by_country(candidates: list[Town], seen: Evidence) -> Found | None:
    country = seen.country_of([town.country for town in candidates])
    inside = [town for town in candidates if town.country == country]
    if _outshone(candidates, inside, BEYOND):
        return None
    if _outshone(candidates, inside, FAMOUS):
        return Found(f"the report names {country}, the name brings a capital to mind")
    return _among(inside, f"the report names {country}")


def _outshone(candidates: list[Town], inside: list[Town], times: int) -> bool:
    """Whether a capital of this name is so many times larger than the towns for which there is evidence."""
    first = candidates[0]
    return bool(inside) and first.is_capital and first.population > times * max(inside).population


def _by_neighbour(candidates: list[Town], seen: Evidence) -> Found | None:
    close = {
        town: other.name
        for town in candidates
        for other in reversed(seen.towns)
        if other.geonames != town.geonames and distance(town, other) < NEAR
    }
    return _among(list(close), f"near {next(iter(close.values()))}") if close else None


def _by_size(candidates: list[Town]) -> Found:
    first = candidates[0]
    if _without_doubt(candidates):
        why = "only town of this name" if len(candidates) == 1 else "far the largest of this name"
        return Found(why, first.country, town=first)
    if len(candidates) == 1:
        return Found("a small town, and nothing else in the report speaks for it")
    same = len({town.country for town in candidates}) == 1
    return Found("several towns of this name", first.country if same and first.population >= SMALL else None)


def _among(inside: list[Town], why: str) -> Found | None:
    """The largest by far of these; only their country where several are of like size."""
    if not inside:
        return None
    ranked = sorted(inside, reverse=True)
    if len(ranked) == 1 or ranked[0].population >= DOMINANT * ranked[1].population:
        return Found(why, ranked[0].country, town=ranked[0])
    if len({town.admin1 for town in ranked}) == 1 and ranked[0].population >= 2 * ranked[1].population:
        return Found(why, ranked[0].country, town=ranked[0])
    same = len({town.country for town in ranked}) == 1
    return Found(f"{why}, and several towns there", ranked[0].country) if same else None


def distance(one: Town, other: Town) -> float:
    """Kilometres between two towns on a sphere."""
    latitude, other_latitude = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    half = (
        sin((other_latitude - latitude) / 2) ** 2 + cos(latitude) * cos(other_latitude) * sin(east / 2) ** 2
    )
    return 2 * 6371.0 * asin(sqrt(half))
