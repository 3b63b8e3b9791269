"""Mentions of one report gathered into clusters, one for each actor, whatever it is called."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.identify.names import fold, person_key
from onrecord.identify.reading import Named
from onrecord.model import MentionKind, Span

NEAR = 50
"""Mentions before a place among which the one that overlaps it is sought."""


@dataclass(slots=True)
class Cluster:
    """The mentions of one actor, as indices in text order, and its id where it is a known one."""

    members: list[int]
    known: str | None


class Clusters:
    """A partition of mentions that only grows coarser, and never joins two different known actors."""

    def __init__(self, named: Sequence[Named]) -> None:
        self.named = named
        self.parent = list(range(len(named)))
        self.known: dict[int, str] = {n: item.known for n, item in enumerate(named) if item.known}

    def root(self, n: int) -> int:
        """The representative of mention `n`."""
        while self.parent[n] != n:
            self.parent[n] = n = self.parent[self.parent[n]]
        return n

    def join(self, left: int, right: int) -> bool:
        """Make the two one. Refused, with False, where they are different known actors."""
        a, b = sorted((self.root(left), self.root(right)))
        if a == b:
            return True
        one, other = self.known.get(a), self.known.get(b)
        if one and other and one != other:
            return False
        self.parent[b] = a
        if other:
            self.known[a] = other
        return True

    def __iter__(self) -> Iterator[Cluster]:
        gathered: dict[int, list[int]] = {}
        for n in range(len(self.parent)):
            gathered.setdefault(self.root(n), []).append(n)
        return (Cluster(members, self.known.get(root)) for root, members in gathered.items())


def cluster(named: Sequence[Named]) -> Clusters:
    """Join mentions by known id, equal name, antecedent, surname and acronym, the surest evidence first."""
    made = Clusters(_without_rivals(named))
    for join in (_same_known, _same_name, _antecedents, _surnames, _short_names, _acronyms, _offices):
        join(made)
    return made


def _without_rivals(named: Sequence[Named]) -> list[Named]:
    """The mentions; an office that the report gives to another person is not the one of our table.

    "Foreign Minister Ana Ruiz" beside "Peru's foreign minister": whoever held the office by the table, the
    report may mean Ana Ruiz. Where her country is the same they are one; where it does not show, neither.
    """
    titled = list(_first_of_each(named))
    return [replace(n, known=None) if any(_rivals(n, other) for other in titled) else n for n in named]


def _first_of_each(named: Sequence[Named]) -> Iterator[Named]:
    """The persons named with an office, each once: only their words count."""
    seen = set()
    for item in named:
        key = (item.known, item.offices, item.found.country)
        if item.is_person and item.mention.kind is MentionKind.NAME and item.offices and key not in seen:
            seen.add(key)
            yield item


def _rivals(office: Named, titled: Named) -> bool:
    described = office.mention.kind is MentionKind.DESCRIPTION and office.is_person and office.known
    same_office = bool(office.offices & titled.offices)
    same_country = titled.found.country in (None, office.found.country)
    return bool(described) and same_office and same_country and titled.known != office.known


def _same_known(made: Clusters) -> None:
    _join_equal(made, {n: item.known for n, item in enumerate(made.named) if item.known})


def _same_name(made: Clusters) -> None:
    keys: dict[int, str] = {}
    for n, item in enumerate(made.named):
        named = item.mention.kind is MentionKind.NAME
        if named or (item.mention.kind is MentionKind.DESCRIPTION and item.mention.label == "GROUP"):
            keys[n] = f"{item.is_person}:{person_key(item.core) if item.is_person else fold(item.core)}"
    _join_equal(made, keys)


def _join_equal(made: Clusters, keys: dict[int, str]) -> None:
    first: dict[str, int] = {}
    for n, key in keys.items():
        made.join(first.setdefault(key, n), n)


def _antecedents(made: Clusters) -> None:
    where = {item.mention.span: n for n, item in enumerate(made.named)}
    starts = [item.mention.span.start for item in made.named]
    for n, item in enumerate(made.named):
        target = _find(made.named, where, starts, item.mention.antecedent)
        if target is not None:
            made.join(target, n)


def _find(
    named: Sequence[Named], where: dict[Span, int], starts: Sequence[int], place: Span | None
) -> int | None:
    """The mention at a place, else one of those that begin about there and overlap it."""
    if place is None or place in where:
        return where.get(place) if place else None
    end = bisect.bisect_left(starts, place.end)
    near = range(max(0, end - NEAR), end)
    return next((n for n in near if named[n].mention.span.overlaps(place)), None)


def _surnames(made: Clusters) -> None:
    """A single name joins the one person of the report whose full name ends or begins with it.

    One that already stands for somebody with a full name, a son beside his father, stays with him.
    """
    full: dict[str, set[int]] = {}
    settled: set[int] = set()
    for n, item in enumerate(made.named):
        words = person_key(item.core).split()
        if item.is_person and item.mention.kind is MentionKind.NAME and len(words) > 1:
            settled.add(made.root(n))
            for end in {words[-1], words[0], " ".join(words[-2:])}:
                full.setdefault(end, set()).add(made.root(n))
    for n, item in enumerate(made.named):
        key = person_key(item.core)
        open_to_any = item.label_may_be_person and made.root(n) not in settled
        if item.mention.kind is MentionKind.NAME and open_to_any and key in full:
            roots = {made.root(r) for r in full[key]}
            if len(roots) == 1:
                made.join(roots.pop(), n)


def _short_names(made: Clusters) -> None:
    """A body joins the one whose longer name begins or ends with its own ("the Post")."""
    bodies = [
        (n, fold(item.core).split())
        for n, item in enumerate(made.named)
        if item.mention.kind is MentionKind.NAME and item.mention.label == "ORG"
    ]
    longer: dict[tuple[str, ...], list[int]] = {}
    for n, words in bodies:
        for size in range(1, len(words)):
            for part in {tuple(words[:size]), tuple(words[-size:])}:
                longer.setdefault(part, []).append(n)
    for n, words in bodies:
        roots = {made.root(m) for m in longer.get(tuple(words), ())}
        if len(roots) == 1:
            made.join(roots.pop(), n)


def _acronyms(made: Clusters) -> None:
    bodies: dict[str, int] = {}
    for n, item in enumerate(made.named):
        initials = "".join(w[0] for w in item.core.split() if w[0].isupper())
        if not item.is_person and len(initials) > 2 and len(item.core.split()) > 2:
            bodies.setdefault(initials, n)
    for n, item in enumerate(made.named):
        acronym = item.core.replace(".", "")
        if acronym.isupper() and acronym in bodies:
            made.join(bodies[acronym], n)


def _offices(made: Clusters) -> None:
    """An office joins the one person whom the report names with it, or who is known to have held it."""
    persons: dict[str, int] = {}
    titled: dict[tuple[str, str], list[int]] = {}
    for n, item in enumerate(made.named):
        if item.known and item.found.kind == "person":
            persons.setdefault(item.known, n)
        if item.is_person and item.found.country:
            for office in sorted(item.offices):
                titled.setdefault((item.found.country, office), []).append(n)
    for members in titled.values():
        holders = {made.root(n) for n in members if made.named[n].mention.kind is MentionKind.NAME}
        if len(holders) == 1:
            holder = holders.pop()
            for n in members:
                if made.named[n].mention.antecedent is None:
                    made.join(holder, n)
    for n, item in enumerate(made.named):
        named = sorted(item.holders & persons.keys())
        if len(named) == 1:
            made.join(persons[named[0]], n)
