"""Who is who across reports: actors joined by variants of their name, and never by a name alone.

A name needs something beside it: the same country, or the same matter with nothing that speaks against
it. Each join is a link with its reasons; people's judgements outweigh all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from onrecord.link.grouping import date_of
from onrecord.link.words import stem, words
from onrecord.model import Actor, Group, Judgement, Link, Reading, Relation, Verdict

NEAR = 0.8
"""Share of equal letters by which two spellings may be one name: "Sergei" and "Sergey", .83."""

_OWN_ID = re.compile(r"^r[0-9a-f]{8,}-")
_SMALL = frozenset({"the", "of", "for", "and", "de", "a", "an", "in"})


class Named(NamedTuple):
    """What an actor is joined by, as far as its report alone says."""

    name: tuple[str, ...]
    kind: str
    country: str
    known: str
    """The id in the lists of known actors, empty for those of a report only."""
    day: str
    """For people without a name the day of the report: a description says who only for that day."""


class Node(NamedTuple):
    """Actors that one name, kind and country make one within a matter."""

    name: tuple[str, ...]
    kind: str
    country: str
    matter: str
    known: str
    day: str


Appearance = tuple[str, str, str]
"""An actor of a report: its date, the report and the actor's id there."""


@dataclass(frozen=True, slots=True)
class Identified:
    """Rows of report, actor and identity, and the joins with their reasons."""

    identities: dict[tuple[str, str], str]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """The identity of each node, and the joins between nodes."""

    identities: list[str]
    links: list[Link]


@dataclass(frozen=True, slots=True)
class _Join:
    left: int
    right: int
    score: float
    reasons: tuple[str, ...]


def find_identities(
    readings: Iterable[Reading], matters: Sequence[Group], judgements: Sequence[Judgement] = ()
) -> Identified:
    """The identity of every actor. Judgements on actors name them by their ids.

    The identity of an actor is the id that the lists of known actors give it, else the id that it has
    in the earliest report.
    """
    matter_of = {report: matter.id for matter in matters for report in matter.reports}
    return identified(
        (
            ((date, reading.report.id, actor.id), matter_of.get(reading.report.id, ""), naming)
            for reading in readings
            for date in (date_of(reading.report) or "X",)
            for actor in reading.actors
            for naming in (named(actor, date),)
        ),
        judgements,
    )


def identified(
    actors: Iterable[tuple[Appearance, str, Named]], judgements: Sequence[Judgement] = ()
) -> Identified:
    """The identity of every actor, given where it appears, in which matter, and as what."""
    members: dict[Node, list[Appearance]] = defaultdict(list)
    for appearance, matter, naming in actors:
        members[node(naming, matter)].append(appearance)
    nodes = sorted(members)
    joined = join(
        nodes,
        [min(members[one]) for one in nodes],
        _judged(nodes, members, judgements, Verdict.SAME),
        _judged(nodes, members, judgements, Verdict.DIFFERENT),
    )
    rows = {
        (report, actor): joined.identities[place]
        for place, one in enumerate(nodes)
        for _, report, actor in members[one]
    }
    inside = [link for one in nodes for link in within(one, (a for _, _, a in sorted(members[one])))]
    return Identified(rows, tuple(joined.links + inside))


def join(
    nodes: Sequence[Node],
    first: Sequence[Appearance],
    same: Iterable[_Join] = (),
    apart: Iterable[_Join] = (),
) -> Joined:
    """Which nodes are one. They ascend; `first` is the earliest appearance of each."""
    root, made = _united(len(nodes), [*same, *_joins(nodes)], {(j.left, j.right) for j in apart})
    names: dict[int, tuple[bool, str, str, str]] = {}
    for place, one in enumerate(nodes):
        key = (not one.known, *first[place])
        names[root[place]] = min(names.get(root[place], key), key)
    return Joined([names[at][3] for at in root], [_link(first, one) for one in made])


def within(node: Node, actors: Iterable[str]) -> Iterator[Link]:
    """The joins that a node is made of: one name in one matter, of one country or of none that is known.

    `actors` are ids, in the order in which they appear.
    """
    ids = list(dict.fromkeys(actors))
    reasons = (
        "the same name",
        "in one matter",
        *([f"the same country: {node.country}"] if node.country else []),
    )
    for other in ids[1:] if not node.known else ():
        left, right = sorted((ids[0], other))
        yield Link(left=left, right=right, relation=Relation.SAME_ACTOR, score=0.95, reasons=reasons)


def named(actor: Actor, date: str) -> Named:
    """What an actor of a report of this date is joined by."""
    if not _OWN_ID.match(actor.id):
        return Named((), "", "", actor.id, "")
    name, proper = normal(actor.name), _named(actor.name)
    plain = name if name and (proper or len(name) > 1) else (actor.id,)
    return Named(plain, _kind(actor.kind, proper), actor.country or "", "", "" if proper else date[:10])


def node(naming: Named, matter: str) -> Node:
    """The node of an actor; those that lists know are one wherever they appear."""
    return Node(naming.name, naming.kind, naming.country, "" if naming.known else matter, *naming[3:])


def _named(name: str) -> bool:
    """Whether a name is one: its head stands with a capital, not only what the head belongs to."""
    found = words(name)
    head = found[0] if " of " in name else found[-1] if found else ""
    return head[:1].isupper()


def _kind(kind: str, named: bool) -> str:
    """Persons apart from the rest: bodies, groups and media are told apart too badly to keep them so."""
    return "person" if kind == "person" else "named" if named else "unnamed"


@lru_cache(maxsize=1 << 16)
def normal(name: str) -> tuple[str, ...]:
    """A name as it is compared: without accents, case, articles and inflection."""
    folded = unicodedata.normalize("NFKD", name)
    letters = "".join(char for char in folded if not unicodedata.combining(char)).replace("-", " ")
    return tuple(stem(word) for word in words(letters) if word.casefold() not in _SMALL)


def _joins(nodes: Sequence[Node]) -> Iterator[_Join]:
    """Joins by name, the surest first."""
    by_name: dict[tuple[tuple[str, ...], str, str], list[int]] = defaultdict(list)
    by_matter: dict[str, list[int]] = defaultdict(list)
    for place, node in enumerate(nodes):
        if node.name:
            by_name[node.name, node.kind, node.day].append(place)
            by_matter[node.matter].append(place)
    for places in by_name.values():
        yield from _same_name(nodes, places)
    for places in by_matter.values():
        yield from _variants(nodes, places)


def _same_name(nodes: Sequence[Node], places: Sequence[int]) -> Iterator[_Join]:
    """Nodes of one name: of one country wherever, and without a country within one matter."""
    by_country: dict[str, int] = {}
    for place in places:
        country = nodes[place].country
        if country in by_country and country and (len(nodes[place].name) > 1 or _together(nodes, place)):
            other = by_country[country]
            if nodes[place].kind != "unnamed" or nodes[place].matter == nodes[other].matter:
                yield _Join(other, place, 0.95, ("the same name", f"the same country: {country}"))
        by_country.setdefault(country, place)
    by_matter: dict[str, list[int]] = defaultdict(list)
    for place in places:
        by_matter[nodes[place].matter].append(place)
    for mine in by_matter.values():
        countries = [place for place in mine if nodes[place].country]
        unknown = [place for place in mine if not nodes[place].country]
        if len(countries) == 1 and unknown:
            yield _Join(countries[0], unknown[0], 0.9, ("the same name", "in one matter, no other country"))


def _together(nodes: Sequence[Node], place: int) -> bool:
    """Whether a single word is name enough: of a body with a country, not of a person."""
    return nodes[place].kind != "person"


def _variants(nodes: Sequence[Node], places: Sequence[int]) -> Iterator[_Join]:
    """Other forms of a name within a matter: a surname alone, another spelling, initials."""
    persons = [place for place in places if nodes[place].kind == "person"]
    by_surname: dict[str, list[int]] = defaultdict(list)
    for place in persons:
        by_surname[nodes[place].name[-1][:3]].append(place)
    for mine in by_surname.values():
        for spot, left in enumerate(mine):
            for right in mine[spot + 1 :]:
                reason = _variant(nodes, mine, left, right)
                if reason and _agree(nodes[left], nodes[right]):
                    yield _Join(left, right, 0.85, (reason, "in one matter"))
    yield from _initials(nodes, [place for place in places if nodes[place].kind == "named"])


def _variant(nodes: Sequence[Node], mine: Sequence[int], left: int, right: int) -> str | None:
    one, other = sorted((nodes[left].name, nodes[right].name), key=len)
    if len(one) == 1:
        full = {nodes[p].name for p in mine if len(nodes[p].name) > 1 and nodes[p].name[-1] == one[0]}
        return "the surname of the only one with it" if full == {other} else None
    near = all(_near(*pair) for pair in ((one[0], other[0]), (one[-1], other[-1])))
    return "another spelling of the name" if near and one != other else None


def _near(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other or (
        min(len(one), len(other)) > 3 and SequenceMatcher(None, one, other).ratio() >= NEAR
    )


def _initials(nodes: Sequence[Node], places: Sequence[int]) -> Iterator[_Join]:
    """ "ICRC" and "International Committee of the Red Cross"."""
    short = {nodes[place].name[0]: place for place in places if len(nodes[place].name) == 1}
    for place in places:
        letters = "".join(word[0] for word in nodes[place].name)
        other = short.get(letters)
        if len(letters) > 2 and other is not None and _agree(nodes[place], nodes[other]):
            yield _Join(other, place, 0.85, ("initials of the name", "in one matter"))


def _agree(left: Node, right: Node) -> bool:
    return not left.country or not right.country or left.country == right.country


def _judged(
    nodes: Sequence[Node],
    members: Mapping[Node, list[Appearance]],
    judgements: Iterable[Judgement],
    verdict: Verdict,
) -> list[_Join]:
    """What people have judged of actors; later judgements win."""
    last = {tuple(sorted((j.left, j.right))): j for j in judgements if j.relation is None}
    wanted = [pair for pair, judgement in last.items() if judgement.verdict is verdict]
    asked = {actor for pair in wanted for actor in pair}
    place = {
        actor: number for number, node in enumerate(nodes) for _, _, actor in members[node] if actor in asked
    }
    return [
        _Join(min(place[a], place[b]), max(place[a], place[b]), 1.0, ("judged to be the same",))
        for a, b in wanted
        if a in place and b in place and place[a] != place[b]
    ]


def _united(count: int, joins: Iterable[_Join], apart: set[tuple[int, int]]) -> tuple[list[int], list[_Join]]:
    """The root of each node, and the joins that held; those that would join what was judged apart do not."""
    root = list(range(count))
    members = {place: [place] for place in range(count)}
    made = []
    for join in joins:
        left, right = sorted((root[join.left], root[join.right]))
        if left == right or _kept_apart(members[left], members[right], apart):
            continue
        for place in members[right]:
            root[place] = left
        members[left] += members.pop(right)
        made.append(join)
    return root, made


def _kept_apart(left: Iterable[int], right: Sequence[int], apart: set[tuple[int, int]]) -> bool:
    return bool(apart) and any((min(a, b), max(a, b)) in apart for a in left for b in right)


def _link(first: Sequence[Appearance], join: _Join) -> Link:
    left, right = sorted((first[join.left][2], first[join.right][2]))
    return Link(left=left, right=right, relation=Relation.SAME_ACTOR, score=join.score, reasons=join.reasons)
