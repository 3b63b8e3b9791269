"""The actors of one report, from clusters of its mentions."""

from __future__ import annotations

import bisect
from functools import lru_cache

from onrecord.identify.clusters import Cluster, cluster
from onrecord.identify.context import Surroundings
from onrecord.identify.gazetteer import gazetteer
from onrecord.identify.names import fold, person_key
from onrecord.identify.reading import Named, day_of, name_mentions
from onrecord.identify.references import References, is_document
from onrecord.identify.tables import rows
from onrecord.model import Actor, Mention, MentionKind, Reading, Span

NEAR = 8
"""Names of persons around a mention among which the one that holds it is sought."""
_ACTOR_LABELS = frozenset({"PERSON", "ORG", "NORP"})
"""Names that are actors wherever they stand; a town is one only in a role."""


class Actors:
    """Actors by the spans of their mentions. Local ids count in text order: "<report id>-a0", …"""

    def __init__(self, reading: Reading, references: References) -> None:
        assert reading.parse is not None
        self.text = reading.report.text
        self.used = references.used
        mentions = sorted(references.mentions, key=lambda m: (m.span, m.head))
        self.shared = references.shared
        self.named = name_mentions(reading.report, reading.parse, mentions)
        self.surroundings = Surroundings(reading, self.named)
        titled = (m.mention.span for m in self.named if m.is_person and m.mention.kind is MentionKind.NAME)
        self.titled = sorted(set(titled))
        self.made: list[Actor] = []
        self.by_span: dict[Span, str] = {}
        clusters = (c for c in cluster(self.named) if self._acts(c))
        for n, found in enumerate(clusters):
            self._add(found, f"{reading.report.id}-a{n}")
        self.made = self.shared.divide(self.made, day_of(reading.report))

    def at(self, span: Span) -> str | None:
        """The id of the actor that the mention with this span stands for, the first of several."""
        shared = self.shared.at(span)
        return shared[0] if shared else self.by_span.get(span)

    def beside(self, span: Span) -> tuple[str, ...]:
        """The ids of the further actors for whom the mention with this span stands."""
        return self.shared.at(span)[1:]

    def in_role(self, span: Span) -> tuple[str, ...]:
        """The ids of those for whom a part or all of a mention stands that several countries share."""
        return self.shared.within(span)

    def all(self) -> tuple[Actor, ...]:
        """All actors, in order of their first mention."""
        return tuple(self.made)

    def _acts(self, found: Cluster) -> bool:
        """Whether the cluster names somebody, or stands in a role and is more than a pronoun.

        A name inside a person's title, of a body that is not known, is only that title.
        """
        mentions = [m.mention for m in self._members(found)]
        free = (m for m in mentions if not self._in_title(m))
        named = any(m.kind is MentionKind.NAME and m.label in _ACTOR_LABELS for m in free)
        if found.known or named:
            return bool(mentions)
        spoken_of = any(m.kind is not MentionKind.PRONOUN for m in mentions)
        return spoken_of and any(m.span in self.used for m in mentions)

    def _in_title(self, mention: Mention) -> bool:
        first = bisect.bisect_right(self.titled, Span(mention.span.start, mention.span.end))
        near = self.titled[max(0, first - NEAR) : first + NEAR]
        return any(span != mention.span and span.contains(mention.span) for span in near)

    def _members(self, found: Cluster) -> list[Named]:
        """The mentions of a cluster without those that only say where something happens."""
        members = (self.named[n] for n in found.members)
        return [m for m in members if self._counts(m)]

    def _counts(self, item: Named) -> bool:
        span = item.mention.span
        return span in self.used or not (item.place or self.shared.is_part(item.mention))

    def _add(self, found: Cluster, local: str) -> None:
        members = self._members(found)
        spans = tuple(m.mention.span for m in members)
        actor_id = found.known or local
        name = _name(members, found.known)
        spelled = dict.fromkeys(m.core for m in members if m.mention.kind is MentionKind.NAME)
        country, sector = _best(members, found.known)
        open_to_context = country is None or self.surroundings.overrides(members)
        shown = self.surroundings.country(members) if open_to_context and not found.known else None
        self.made.append(
            Actor(
                id=actor_id,
                name=name,
                kind=self._kind(members, found.known),
                country=shown.country if shown else country,
                sector=sector,
                aliases=tuple(s for s in spelled if s != name),
                mentions=spans,
                country_from=shown.how if shown else "words" if country else None,
                country_span=shown.span if shown else None,
            )
        )
        self.by_span.update(dict.fromkeys(spans, actor_id))

    def _kind(self, members: list[Named], known: str | None) -> str:
        if known:
            return next(m.found.kind for m in members if m.known == known)
        labels = [m.mention.label for m in members]
        if any(m.is_person and m.mention.kind is MentionKind.NAME for m in members):
            return "person"
        if "DOCUMENT" in labels or any(is_document(m.mention, self.text) for m in members):
            return "document"
        if "PERSON" not in labels and any(m.found.sector == "JRN" or _is_medium(m) for m in members):
            return "media"
        if "GROUP" in labels or "NORP" in labels:
            return "group"
        if "ORG" in labels:
            return "body"
        if labels and set(labels) <= {"GPE"} and any(m.found.country for m in members):
            return "place"
        return "person" if labels and set(labels) <= {"PERSON"} else "unknown"


def _is_medium(item: Named) -> bool:
    """Whether a name has a word that only names of media have at that end: "the Harbour Gazette"."""
    words = fold(item.core).split()
    named = item.mention.kind is MentionKind.NAME and item.mention.label != "GPE" and len(words) > 1
    return named and bool(media_words().intersection((words[0], words[-1])))


@lru_cache(maxsize=1)
def media_words() -> frozenset[str]:
    """Words at the start or end of the names of newspapers, agencies and stations."""
    return frozenset(fold(word) for (word,) in rows("media_words.tsv"))


def _name(members: list[Named], known: str | None) -> str:
    """The fullest form seen; the gazetteer's for bodies and for persons seen by surname only."""
    resolved = next((m.found for m in members if known and m.known == known), None)
    if resolved is not None and resolved.name and resolved.kind != "person":
        return _country_name(resolved.id) or resolved.name
    named = [m for m in members if m.mention.kind is MentionKind.NAME]
    seen = [m.core for m in named if m.is_person] or [m.core for m in named]
    seen = seen or [m.core for m in members if m.mention.kind is MentionKind.DESCRIPTION] or [members[0].core]
    if resolved is not None and resolved.name:
        key = person_key(resolved.name)
        seen = [core for core in seen if len(person_key(core).split()) <= len(key.split())] or [resolved.name]
    longest = max(seen, key=lambda core: len(core.split()))
    if resolved is not None and resolved.name and len(longest.split()) < len(resolved.name.split()):
        return resolved.name
    return longest


def _country_name(actor_id: str | None) -> str | None:
    land = gazetteer().countries.get((actor_id or "").removeprefix("gov:"))
    return land.name if land else None


def _best(members: list[Named], known: str | None) -> tuple[str | None, str | None]:
    """Country and sector: those of the known actor, else the first that a name, then a description, shows."""
    ranked = sorted(members, key=lambda m: (m.known != known, m.mention.kind is not MentionKind.NAME))
    country = next((m.found.country for m in ranked if m.found.country), None)
    sectors = [m.found.sector for m in ranked if m.found.sector and m.found.sector != "UNK"]
    return country, sectors[0] if sectors else None
