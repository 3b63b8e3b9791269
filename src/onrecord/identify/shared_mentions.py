"""Mentions that stand for an actor of each of several countries, and those actors."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from onrecord.identify.clues import clues_of, singulars
from onrecord.identify.coordination import for_country, of_each_country
from onrecord.identify.gazetteer import gazetteer
from onrecord.identify.phrase import resolve
from onrecord.identify.resolution import Resolution
from onrecord.model import Actor, Mention, MentionKind, Span


class SharedMentions:
    """The descriptions of a report that join several countries ("Chadian and Malian officials")."""

    def __init__(self, mentions: Sequence[Mention], text: str) -> None:
        self.text = text
        self.phrases: dict[Span, tuple[str, ...]] = {}
        for mention in mentions:
            if mention.kind is MentionKind.DESCRIPTION and (phrases := self._phrases(mention)):
                self.phrases[mention.span] = phrases
        self.spans = sorted(self.phrases)
        self.ids: dict[Span, tuple[str, ...]] = {}

    def _phrases(self, mention: Mention) -> tuple[str, ...]:
        return of_each_country(" ".join(mention.span.of(self.text).split()))

    def at(self, span: Span) -> tuple[str, ...]:
        """The ids of the actors for whom the shared mention with this span stands."""
        return self.ids.get(span, ())

    def within(self, span: Span) -> tuple[str, ...]:
        """The actor that a part of a shared mention names by its country, or all of it; () elsewhere."""
        place = self.around(span)
        if place is None or place not in self.ids:
            return ()
        if place == span or span.contains(place):
            return self.ids[place]
        n = for_country(self.phrases[place], span.of(self.text))
        return () if n is None else (self.ids[place][n],)

    def is_part(self, mention: Mention) -> bool:
        """Whether a mention is only the adjective of one of the countries."""
        place = self.around(mention.span) if mention.label in ("NORP", "GPE") else None
        return place is not None and place != mention.span

    def around(self, span: Span) -> Span | None:
        """The shared mention that holds the span, or lies in it."""
        first = bisect.bisect_left(self.spans, span)
        near = self.spans[max(0, first - 1) : first + 1]
        return next((s for s in near if s.contains(span) or span.contains(s)), None)

    def divide(self, actors: Sequence[Actor], on: date | None) -> list[Actor]:
        """The actors with one for each country in place of the one that a shared mention has made."""
        made = {actor.id: actor for actor in actors}
        for span in self.spans:
            whole = next((a for a in made.values() if span in a.mentions and a.id not in self._all()), None)
            if whole is not None:
                del made[whole.id]
                parts = [self._part(whole, n, phrase, on) for n, phrase in enumerate(self.phrases[span])]
                self.ids.update((mention, tuple(p.id for p in parts)) for mention in whole.mentions)
                for part in parts:
                    known = made.get(part.id)
                    made[part.id] = _joined(known, part) if known else part
        return sorted(made.values(), key=lambda a: a.mentions[:1])

    def _all(self) -> frozenset[str]:
        return frozenset(actor for ids in self.ids.values() for actor in ids)

    def _part(self, whole: Actor, n: int, phrase: str, on: date | None) -> Actor:
        found = resolve_one(phrase, on)
        return replace(
            whole,
            id=found.id or (f"{whole.id}-{n}" if n else whole.id),
            name=found.name or phrase,
            kind=found.kind if found.id else whole.kind,
            country=found.country,
            sector=found.sector,
            aliases=(),
            country_from="words" if found.country else None,
            country_span=None,
        )


def _joined(known: Actor, part: Actor) -> Actor:
    return replace(known, mentions=tuple(sorted({*known.mentions, *part.mentions})))


def resolve_one(phrase: str, on: date | None) -> Resolution:
    """One of those phrases: whoever holds the office that its plural names ("Chadian presidents"), if any."""
    holder = resolve(_in_singular(phrase), on=on)
    return holder if holder.kind == "person" and holder.id else resolve(phrase, on=on)


def _in_singular(phrase: str) -> str:
    clues = clues_of(phrase)
    words = list(clues.words)
    for role in clues.roles:
        if role.words not in gazetteer().roles:
            words[role.end - 1] = next(islice(singulars(words[role.end - 1]), 1, None))
    return " ".join(words)
