"""How each outlet words things, beside all other outlets of the record. Descriptive, for all sides alike."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.link.grouping import in_order
from onrecord.link.terms import Identities
from onrecord.link.words import words
from onrecord.model import Manner, Reading, Span, Wording

PRIOR = 10.0
"""Weight of the prior in occurrences, spread over the terms by their rate in the whole record: the log-odds
of a term that an outlet uses twice stay near nothing (Monroe, Colaresi and Quinn 2008)."""

LEAST = {"naming": 2, "verb": 2}
"""Occurrences of a term in the record that make a row, where one is not enough."""

_PRONOUNS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "him",
        "her",
        "them",
        "us",
        "me",
        "who",
        "his",
        "its",
        "their",
    }
    | {"our", "my", "your", "which", "that", "this", "himself", "herself", "itself", "themselves", "both"}
)
_LEADING = re.compile(
    r"^(?:the|a|an|his|her|its|their|our|my|this|that|these|those)\s+|['’]s?$", re.IGNORECASE
)
_SCARE = re.compile(r"[“\"]([^“”\"\n]{2,40})[”\"]|(?<!\w)[‘']{1,2}([^‘’'\n]{2,40})[’']{1,2}(?!\w)")
_LONGEST_SCARE = 4


class _Use(NamedTuple):
    """One use of a term by an outlet, and where."""

    kind: str
    about: str | None
    outlet: str
    term: str
    report: str
    span: Span


def find_wordings(readings: Iterable[Reading], identities: Identities) -> list[Wording]:
    """What outlets call actors, how they report what these say, and where they hedge, judge or put words
    in quotation marks, in their own voice; what a speaker says in quotation marks is not theirs.

    Only things that two outlets and more write of are compared. Most telling first within a kind.
    """
    uses: dict[tuple[str, str | None], list[_Use]] = defaultdict(list)
    lengths: Counter[str] = Counter()
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in in_order(readings):
        outlet = reading.report.outlet.value if reading.report.outlet else None
        if outlet is None:
            continue
        for actor in reading.actors:
            names[identities.get((reading.report.id, actor.id), actor.id)][actor.name] += 1
        lengths[outlet] += len(words(reading.report.text))
        for use in (*_namings(reading, outlet, identities), *_verbs(reading, outlet, identities)):
            uses[use.kind, use.about].append(use)
        for use in _own_voice(reading, outlet):
            uses[use.kind, None].append(use)
    found = [
        row
        for (kind, about), mine in uses.items()
        for row in _compared(mine, _totals(kind, mine, lengths), _name(names.get(about or "")))
    ]
    return sorted(found, key=lambda w: (w.kind, w.about or "", -abs(w.z), w.outlet, w.term))


def _name(counted: Counter[str] | None) -> str | None:
    return min(counted, key=lambda name: (-counted[name], name)) if counted else None


def _namings(reading: Reading, outlet: str, identities: Identities) -> Iterator[_Use]:
    quoted = [span for s in reading.statements if s.manner is Manner.DIRECT for span in s.content]
    for actor in reading.actors:
        identity = identities.get((reading.report.id, actor.id), actor.id)
        for span in actor.mentions:
            term = _LEADING.sub("", " ".join(span.of(reading.report.text).split())).casefold()
            if term and term not in _PRONOUNS and not any(q.overlaps(span) for q in quoted):
                yield _Use("naming", identity, outlet, term, reading.report.id, span)


def _verbs(reading: Reading, outlet: str, identities: Identities) -> Iterator[_Use]:
    """The words that report what an actor says, for each actor and for all together."""
    for statement in reading.statements:
        if not statement.cue:
            continue
        term = " ".join(span.of(reading.report.text).casefold() for span in statement.cue)
        use = _Use("verb", None, outlet, " ".join(term.split()), reading.report.id, statement.cue[0])
        yield use
        if statement.speaker:
            identity = identities.get((reading.report.id, statement.speaker), statement.speaker)
            yield use._replace(about=identity)


def _own_voice(reading: Reading, outlet: str) -> Iterator[_Use]:
    """Hedges, evaluations and scare quotes outside of what speakers say and of page furniture."""
    text = reading.report.text
    others = [*(span for s in reading.statements for span in s.content), *reading.report.boilerplate]
    for kind, pattern in _patterns():
        for found in pattern.finditer(text):
            term = next(group for group in (*found.groups(), found[0]) if group)
            span = Span(found.start(), found.end())
            if kind == "scare_quote" and not 0 < len(words(term)) <= _LONGEST_SCARE:
                continue
            if not any(other.overlaps(span) for other in others):
                plain = " ".join(term.casefold().split()).strip(".,;:")
                yield _Use(kind, None, outlet, plain, reading.report.id, span)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = (files("onrecord.link") / "data" / "wording.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    listed: dict[str, list[str]] = defaultdict(list)
    for kind, word in rows:
        listed[kind].append(re.escape(word))
    longest = {kind: sorted(found, key=len, reverse=True) for kind, found in listed.items()}
    compiled = [
        (kind, re.compile(rf"(?<![\w-])(?:{'|'.join(found)})(?![\w-])", re.IGNORECASE))
        for kind, found in sorted(longest.items())
    ]
    return (*compiled, ("scare_quote", _SCARE))


def _totals(kind: str, uses: Sequence[_Use], lengths: Counter[str]) -> Counter[str]:
    """Out of how many: of all namings or verbs for the same thing, else of all words of the outlet."""
    if kind in ("naming", "verb"):
        return Counter(use.outlet for use in uses)
    return lengths


def _compared(uses: Sequence[_Use], totals: Counter[str], name: str | None) -> Iterator[Wording]:
    """A row for each outlet and term, where more than one outlet writes of the thing."""
    if len(totals) < 2:
        return
    everything = sum(totals.values())
    by_term: Counter[str] = Counter(use.term for use in uses)
    counted: Counter[tuple[str, str]] = Counter((use.outlet, use.term) for use in uses)
    first: dict[tuple[str, str], _Use] = {}
    for use in uses:
        first.setdefault((use.outlet, use.term), use)
    for (outlet, term), count in sorted(counted.items()):
        if by_term[term] < LEAST.get(uses[0].kind, 1):
            continue
        others, others_total = by_term[term] - count, everything - totals[outlet]
        odds, z = log_odds(count, totals[outlet], others, others_total)
        use = first[outlet, term]
        yield Wording(
            kind=use.kind,
            about=use.about,
            name=name,
            outlet=outlet,
            term=term,
            count=count,
            total=totals[outlet],
            others=others,
            others_total=others_total,
            log_odds=round(odds, 4),
            z=round(z, 4),
            report=use.report,
            span=use.span,
        )


def log_odds(count: int, total: int, others: int, others_total: int) -> tuple[float, float]:
    """The log-odds ratio of a term with an informative Dirichlet prior, and it in standard deviations.

    The prior gives the term `PRIOR` occurrences times its rate in all outlets together.
    """
    prior = PRIOR * (count + others) / (total + others_total)
    rest = PRIOR - prior

    def odds(seen: int, out_of: int) -> float:
        return math.log((seen + prior) / max(out_of - seen + rest, 1e-9))

    ratio = odds(count, total) - odds(others, others_total)
    return ratio, ratio / math.sqrt(1 / (count + prior) + 1 / (others + prior))
