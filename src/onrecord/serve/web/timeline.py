"""Events in time, by who stands behind them, as marks on a plane that a template draws."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WIDTH, LANE, LEFT = 960.0, 74.0, 96.0
LANES = ("asserted", "claimed", "denied")
_BARS = 120
_DAYS = """
SELECT substr(coalesce(e.happened, r.published), 1, 10) AS day, e.status, count(*) AS n
FROM events AS e JOIN reports AS r ON r.id = e.report_id WHERE {condition} GROUP BY 1, 2 ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """The events of one status in one stretch of days."""

    x: float
    y: float
    width: float
    height: float
    status: str
    count: int
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day written under the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that is drawn. `undated` events have no place in time."""

    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    undated: int
    first: str | None = None
    last: str | None = None
    days: int = 0
    """Days that one bar stands for."""


def timeline(connection: sqlite3.Connection, condition: str, values: Mapping[str, Any]) -> Timeline:
    """The events that meet a condition. An event stands on the day it happened, else of publication."""
    rows = connection.execute(_DAYS.format(condition=condition), values).fetchall()
    dated = [(day, r["status"], r["n"]) for r in rows if (day := _day(r["day"]))]
    undated = sum(r["n"] for r in rows) - sum(n for *_, n in dated)
    dated = _without_strays(dated)
    if not dated:
        return Timeline((), (), undated)
    first, last = min(d for d, *_ in dated), max(d for d, *_ in dated)
    step = max(1, -(-((last - first).days + 1) // _BARS))
    bars = _bars(dated, first, step, (last - first).days // step + 1)
    return Timeline(bars, _ticks(first, last), undated, first.isoformat(), last.isoformat(), step)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None


def _without_strays(dated: list[tuple[date, str, int]]) -> list[tuple[date, str, int]]:
    """Without the hundredth of events that is oldest: history told in passing would hide the present."""
    total = sum(n for *_, n in dated)
    passed, kept = 0, []
    for item in sorted(dated):
        passed += item[2]
        if passed * 100 > total:
            kept.append(item)
    return kept


def _bars(dated: list[tuple[date, str, int]], first: date, step: int, slots: int) -> list[Bar]:
    sums: dict[tuple[int, str], int] = defaultdict(int)
    for day, status, n in dated:
        sums[(day - first).days // step, status] += n
    most = max(sums.values())
    each = min((WIDTH - LEFT) / slots, 40.0)
    bars = []
    for (slot, status), n in sorted(sums.items()):
        height = max(3.0, (LANE - 16) * n / most)
        since = first + timedelta(days=slot * step)
        bars.append(
            Bar(
                round(LEFT + slot * (WIDTH - LEFT) / slots, 1),
                round((LANES.index(status) + 1) * LANE - height, 1),
                round(max(each - 1, 1.5), 1),
                round(height, 1),
                status,
                n,
                since.isoformat(),
                (since + timedelta(days=step - 1)).isoformat(),
            )
        )
    return bars


def _ticks(first: date, last: date) -> list[Tick]:
    span = max((last - first).days, 1)
    count = min(6, span)
    days = [first + timedelta(days=round(span * n / count)) for n in range(count + 1)]
    scale = (WIDTH - LEFT) / ((last - first).days + 1)
    return [Tick(round(LEFT + (d - first).days * scale, 1), d.isoformat()) for d in dict.fromkeys(days)]
