"""Who is who across reports."""

from dataclasses import replace

import pytest
from statements_by_hand import Said, reading

from onrecord.link import find_identities
from onrecord.model import Group, Judgement, Relation, Verdict


def identities(
    *actors: tuple[str, str, str | None, str], judgements: tuple[Judgement, ...] = ()
) -> list[str]:
    """The identities of actors given as name, kind, country and matter, each in a report of its own."""
    items, matters = [], {}
    for number, (name, kind, country, matter) in enumerate(actors):
        item = reading(number, Said("the boats were seized", name))
        actor = replace(item.actors[0], kind=kind, country=country)
        items.append(replace(item, actors=(actor,)))
        matters.setdefault(matter, []).append(item.report.id)
    groups = [Group(id=m, relation=Relation.SAME_MATTER, reports=tuple(r)) for m, r in matters.items()]
    found = find_identities(items, groups, judgements)
    assert all(link.reasons for link in found.links)
    return [found.identities[item.report.id, item.actors[0].id] for item in items]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Ana Ruiz", "person", None, "m1"), ("Ana Ruiz", "person", None, "m1"), True),
        (("Ana Ruiz", "person", None, "m1"), ("Ana Ruiz", "person", None, "m2"), False),
        (("Ana Ruiz", "person", "ESP", "m1"), ("Ana Ruiz", "person", "ESP", "m2"), True),
        (("Ana Ruiz", "person", "ESP", "m1"), ("Ana Ruiz", "person", "PRT", "m1"), False),
        (("Ana Ruiz", "person", None, "m1"), ("Ruiz", "person", None, "m1"), True),
        (("Sergei Lomov", "person", None, "m1"), ("Sergey Lomov", "person", None, "m1"), True),
        (("Ana Ruiz", "person", None, "m1"), ("Eva Ruiz", "person", None, "m1"), False),
        (("Avel Harbour Board", "body", None, "m1"), ("AHB", "body", None, "m1"), True),
        (("senior official", "unknown", None, "m1"), ("senior official", "unknown", None, "m1"), False),
    ],
    ids=[
        "matter",
        "name-alone",
        "country",
        "conflict",
        "surname",
        "spelling",
        "sister",
        "initials",
        "unnamed",
    ],
)
def test_a_name_needs_something_beside_it(
    one: tuple[str, str, str | None, str], other: tuple[str, str, str | None, str], same: bool
) -> None:
    left, right = identities(one, other)
    assert (left == right) is same


def test_judgements_outweigh_rules() -> None:
    actors = [
        ("Ana Ruiz", "person", None, "m1"),
        ("Ruiz", "person", None, "m1"),
        ("Bo Li", "person", None, "m2"),
    ]
    ids = [reading(n, Said("the boats were seized", a[0])).actors[0].id for n, a in enumerate(actors)]
    apart = Judgement(left=ids[0], right=ids[1], verdict=Verdict.DIFFERENT, by="me", at="2031-05-08")
    same = Judgement(left=ids[2], right=ids[0], verdict=Verdict.SAME, by="me", at="2031-05-08")
    first, second, third = identities(*actors, judgements=(apart, same))
    assert first == third != second
