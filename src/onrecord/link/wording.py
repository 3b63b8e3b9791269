"""How each outlet words things, beside all other outlets of the record. Descriptive, for all sides alike."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class Use(NamedTuple):
    """One use of a term by the outlet of a report: of whom, and where. `actor` is an id of the report."""

    kind: str
    actor: str | None
    term: str
    start: int
    end: int


class Counted(NamedTuple):
    """How often an outlet uses a term for something, and where first."""

    outlet: str
    term: str
    times: int
    report: str
    start: int
    end: int


def find_wordings(readings: Iterable[Reading], identities: Identities) -> list[Wording]:
    """What outlets call actors, how they report what these say, and where they hedge, judge or put words
    in quotation marks, in their own voice; what a speaker says in quotation marks is not theirs.

    Only things that two outlets and more write of are compared. Most telling first within a kind.
    """
    counting = Counting(identities)
    for reading in in_order(readings):
        if reading.report.outlet:
            names = [(actor.id, actor.name) for actor in reading.actors]
            counting.add(
                reading.report.id, reading.report.outlet.value, length(reading), uses(reading), names
            )
    return counting.wordings()


class Counting:
    """Counts the uses of reports, which come in the order of their ids."""

    def __init__(self, identities: Identities) -> None:
        self._identities = identities
        self._counts: dict[tuple[str, str | None], dict[tuple[str, str], Counted]] = defaultdict(dict)
        self._lengths: Counter[str] = Counter()
        self._names: dict[str, Counter[str]] = defaultdict(Counter)

    def add(
        self, report: str, outlet: str, words: int, found: Iterable[Use], names: Iterable[tuple[str, str]]
    ) -> None:
        """Count the uses of a report of so many words. `names` are its actors' ids and names."""
        for actor, name in names:
            self._names[self._identities.get((report, actor), actor)][name] += 1
        self._lengths[outlet] += words
        for use in found:
            about = self._identities.get((report, use.actor), use.actor) if use.actor else None
            counts = self._counts[use.kind, about]
            known = counts.get((outlet, use.term))
            counts[outlet, use.term] = (
                known._replace(times=known.times + 1)
                if known
                else Counted(outlet, use.term, 1, report, use.start, use.end)
            )

    def wordings(self) -> list[Wording]:
        """What was counted, compared."""
        return [
            row
            for kind, about in sorted(self._counts, key=lambda key: (key[0], key[1] or ""))
            for row in compared(
                kind,
                about,
                _name(self._names.get(about or "")),
                list(self._counts[kind, about].values()),
                self._lengths,
            )
        ]


def _name(counted: Counter[str] | None) -> str | None:
    return min(counted, key=lambda name: (-counted[name], name)) if counted else None


def length(reading: Reading) -> int:
    """The words of a report."""
    return len(words(reading.report.text))


def uses(reading: Reading) -> list[Use]:
    """What a report calls actors, how it reports what they say, and where it hedges, judges and quotes."""
    return [*_namings(reading), *_verbs(reading), *_own_voice(reading)]


def _namings(reading: Reading) -> Iterator[Use]:
    quoted = [span for s in reading.statements if s.manner is Manner.DIRECT for span in s.content]
    for actor in reading.actors:
        for span in actor.mentions:
            term = _LEADING.sub("", " ".join(span.of(reading.report.text).split())).casefold()
            if term and term not in _PRONOUNS and not any(q.overlaps(span) for q in quoted):
                yield Use("naming", actor.id, term, *span)


def _verbs(reading: Reading) -> Iterator[Use]:
    """The words that report what an actor says, for each actor and for all together."""
    for statement in reading.statements:
        if not statement.cue:
            continue
        term = " ".join(span.of(reading.report.text).casefold() for span in statement.cue)
        use = Use("verb", None, " ".join(term.split()), *statement.cue[0])
        yield use
        if statement.speaker:
            yield use._replace(actor=statement.speaker)


def _own_voice(reading: Reading) -> Iterator[Use]:
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
                yield Use(kind, None, plain, *span)


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


def compared(
    kind: str, about: str | None, name: str | None, counts: Sequence[Counted], lengths: Mapping[str, int]
) -> list[Wording]:
    """A row for each outlet and term, where more than one outlet writes of the thing; most telling first.

    They are counted out of all namings or verbs for the thing, else out of all words of the outlet.
    """
    of_outlet: Counter[str] = Counter()
    by_term: Counter[str] = Counter()
    for one in counts:
        of_outlet[one.outlet] += one.times
        by_term[one.term] += one.times
    totals = of_outlet if kind in LEAST else lengths
    if len(totals) < 2:
        return []
    everything = sum(totals.values())
    found = []
    for one in counts:
        if by_term[one.term] < LEAST.get(kind, 1):
            continue
        total, others = totals[one.outlet], by_term[one.term] - one.times
        odds, z = log_odds(one.times, total, others, everything - total)
        found.append(
            Wording(
                kind=kind,
                about=about,
                name=name,
                outlet=one.outlet,
                term=one.term,
                count=one.times,
                total=total,
                others=others,
                others_total=everything - total,
                log_odds=round(odds, 4),
                z=round(z, 4),
                report=one.report,
                span=Span(one.start, one.end),
            )
        )
    return sorted(found, key=lambda w: (-abs(w.z), w.outlet, w.term))


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
