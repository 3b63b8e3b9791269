"""Everything that is found inside one matter. Nothing outside it bears on that, but who is who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.link.claims import Claimed, claims_of, items_of
from onrecord.link.grouping import Linked, in_order
from onrecord.link.matters import matter_of
from onrecord.link.stories import find_stories
from onrecord.link.terms import Identities
from onrecord.model import Group, Judgement, Link, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What people have judged, by what it is about."""

    matters: Sequence[Judgement] = ()
    stories: Sequence[Judgement] = ()
    copies: Sequence[Judgement] = ()
    actors: Sequence[Judgement] = ()
    claims: Sequence[Judgement] = ()


@dataclass(frozen=True, slots=True)
class Inside:
    """A matter with its stories, claims and denials."""

    matter: Linked
    stories: Linked
    claimed: Claimed

    @property
    def groups(self) -> tuple[Group, ...]:
        """The matter and its stories."""
        return self.matter.groups + self.stories.groups

    @property
    def links(self) -> tuple[Link, ...]:
        """All links of reports and clauses."""
        return self.matter.links + self.stories.links + self.claimed.links


def inside(readings: Iterable[Reading], identities: Identities, judged: Judged) -> Inside:
    """What the reports of one matter hold together."""
    by_id = {reading.report.id: reading for reading in in_order(readings)}
    matter = matter_of([reading.report for reading in by_id.values()], judged.matters)
    stories = find_stories(by_id.values(), judged.stories, matter.groups)
    return Inside(matter, stories, claims_of(items_of(by_id, by_id, identities), judged.claims))
