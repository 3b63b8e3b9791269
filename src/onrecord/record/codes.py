"""The closed lists of codes by which people filter and correct."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def acts() -> tuple[str, ...]:
    """The closed list of acts."""
    lines = (files("onrecord.attribute") / "data" / "acts.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    return tuple(row for row in rows if row != "act")


@cache
def types() -> tuple[str, ...]:
    """The types of PLOVER."""
    lines = (files("onrecord.code_events") / "data" / "plover.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(dict.fromkeys(row["type"] for row in rows))
