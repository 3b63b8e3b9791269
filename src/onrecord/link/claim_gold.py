"""Scores of claims and denials against labelled statements."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from onrecord.errors import GoldError
from onrecord.link.claims import Claimed, find_claims
from onrecord.link.evaluate import Scores, pairwise
from onrecord.link.identities import find_identities
from onrecord.link.matters import find_matters
from onrecord.model import Claim, Clause, Found, Json, PartialDate, Precision, Reading, Report, Span, Tier

Read = Callable[[Report], Reading]
OVERLAP = 0.5
"""Share of the shorter of two stretches of text by which a clause is the labelled one."""


@dataclass(frozen=True, slots=True)
class ClaimGold:
    """Reports by their names, labelled stretches by group, and which groups deny which.

    A group is `claim` or `position/claim`.
    """

    reports: Mapping[str, Report]
    items: Sequence[tuple[str, str, Span]]
    """Group, report id, and the characters."""
    denials: Sequence[tuple[str, str]]


def read(folder: Path) -> ClaimGold:
    """The gold of a folder: reports.jsonl, groups.tsv and denials.tsv. Raises GoldError."""
    try:
        lines = (folder / "reports.jsonl").read_text("utf-8").splitlines()
        reports = {row["id"]: _report(row) for row in map(json.loads, lines)}
        groups, denials = (_rows(folder / name) for name in ("groups.tsv", "denials.tsv"))
    except (OSError, ValueError, KeyError) as error:
        raise GoldError(f"{folder}: needs reports.jsonl, groups.tsv and denials.tsv: {error}") from error
    items = []
    for group, name, words in groups:
        start = reports[name].text.find(words) if name in reports else -1
        if start < 0:
            raise GoldError(f"{folder}/groups.tsv: report {name!r} does not say {words!r}.")
        items.append((group, reports[name].id, Span(start, start + len(words))))
    return ClaimGold(reports, items, [(denier, denied) for denier, denied in denials])


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def _report(row: Json) -> Report:
    date = PartialDate(value=row["date"], precision=Precision.DAY)
    return Report(
        id=Report.id_of(row["text"], row["title"], None),
        text=row["text"],
        language="en",
        digest="",
        input_id=row["id"],
        title=Found(value=row["title"], method="column"),
        outlet=Found(value=row["outlet"], method="column"),
        published=Found(value=date, method="column"),
    )


def evaluate(gold: ClaimGold, chain: Read) -> Iterator[tuple[str, Scores]]:
    """Pairs of labelled statements that are in one claim, by tier, and denials between groups.

    A statement that the chain did not find counts as a miss; pairs with what has no label count as false.
    """
    readings = [chain(report) for report in gold.reports.values()]
    matters = find_matters(readings).groups
    found = find_claims(readings, matters, find_identities(readings, matters).identities)
    claim = {(g, r, s): g for g, r, s in gold.items}
    position = {(g, r, s): g.split("/")[0] for g, r, s in gold.items}
    exact = (Tier.SAME_WORDS, Tier.SAME_CLAIM)
    yield "same claim", _pairs(gold, claim, [c for c in found.claims if c.tier in exact])
    yield "all tiers", _pairs(gold, position, found.claims)
    yield "denials", _denials(gold, found)


Item = tuple[str, str, Span]


def _pairs(gold: ClaimGold, label: Mapping[Item, str], claims: Sequence[Claim]) -> Scores:
    wanted = {_key(a, b) for a, b in combinations(gold.items, 2) if label[a] == label[b]}
    got = {
        _key(*pair)
        for claim in claims
        for pair in combinations(dict.fromkeys(_item(gold, clause) for clause in claim.clauses), 2)
    }
    return pairwise(wanted, got)


def _item(gold: ClaimGold, clause: Clause) -> Item:
    """The labelled stretch that a clause is, or the clause by itself."""
    for item in gold.items:
        if item[1] == clause.report and any(_same(item[2], span) for span in clause.content):
            return item
    return ("", clause.report, clause.content[0])


def _same(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= OVERLAP * min(len(one), len(other))


def _key(left: Item, right: Item) -> tuple[str, str]:
    first, second = sorted(f"{item[1]}:{item[2].start}" for item in (left, right))
    return first, second


def _denials(gold: ClaimGold, found: Claimed) -> Scores:
    """Pairs of groups, whichever of their statements stand against each other, in either direction."""
    wanted = {(min(pair), max(pair)) for pair in gold.denials}
    got = set()
    for denial in found.denials:
        pair = _item(gold, denial.denies)[0], _item(gold, denial.denied)[0]
        got.add((min(pair), max(pair)))
    return pairwise(wanted, got)
