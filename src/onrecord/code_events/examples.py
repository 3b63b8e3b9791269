"""Turns labelled sentences into rows with targets for the network."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.code_events.given import Dyad
from onrecord.code_events.labelled import LabelledEvent, LabelledSentence
from onrecord.code_events.rows import (
    MODALITIES,
    MODES,
    NONE,
    ROLES,
    STATUSES,
    TRIGGERS,
    TYPES,
    Reader,
    Row,
    Sentence,
)
from onrecord.model import Span

IGNORE = -100
"""Target of a subword that no loss looks at."""
NO_TYPE = (0,) * len(TYPES)
NO_MODES = (float(IGNORE),) * len(MODES)
NO_MODALITY = (float(IGNORE),) * len(MODALITIES)
RANDOM_NEGATIVES = 0.2
"""Chance that a sentence also gives a marked word that nobody labelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row and what the heads should say of it; heads without a target are ignored."""

    ids: Sequence[int]
    triggers: Sequence[int]
    roles: Sequence[int]
    types: Sequence[int] = NO_TYPE
    """1 for each type that counts as right."""
    modes: Sequence[float] = NO_MODES
    modality: Sequence[float] = NO_MODALITY
    status: int = IGNORE


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled sentence, cut into words."""

    sentence: Sentence
    events: tuple[LabelledEvent, ...]


def vocabulary(sentences: Sequence[LabelledSentence]) -> frozenset[str]:
    """Lower-cased words that name an event somewhere: where they do not, they are good negatives."""
    triggers = (event.trigger.of(s.text).lower() for s in sentences for event in s.events)
    return frozenset(word for trigger in triggers for word in trigger.split() if len(word) > 2)


def tagged(reader: Reader, example: Example) -> Item:
    """The bare sentence with a tag for each word."""
    tags = [0] * len(example.sentence.words)
    for event in example.events:
        for i in example.sentence.covering(event.trigger):
            tags[i] = TRIGGERS.index(event.type)
    row = reader.bare(example.sentence)
    return Item(ids=row.ids, triggers=spread(row, tags), roles=nothing(row))


def marked(reader: Reader, example: Example, event: LabelledEvent) -> Item:
    """The sentence with the trigger of one of its events marked: its type, roles and modality."""
    sentence = example.sentence
    row = reader.marked(sentence, sentence.covering(event.trigger))
    return Item(
        ids=row.ids,
        triggers=nothing(row),
        roles=spread(row, role_tags(sentence, event.actors, event.recipients)),
        types=one_hot([event.type]),
        modes=mode_targets(event),
        modality=tuple(float(m in event.modality) for m in MODALITIES),
        status=STATUSES.index(event.status),
    )


def negative(reader: Reader, sentence: Sentence, word: int) -> Item:
    """The sentence with a word marked that names no event."""
    row = reader.marked(sentence, range(word, word + 1))
    return Item(ids=row.ids, triggers=nothing(row), roles=nothing(row), types=one_hot([NONE]))


def negatives(text: str, example: Example, names: frozenset[str], rng: random.Random) -> list[int]:
    """At most two words that name no event here: one that does elsewhere, now and then any other."""
    taken = {i for event in example.events for i in example.sentence.covering(event.trigger)}
    free = [i for i in range(len(example.sentence.words)) if i not in taken]
    words = [span.of(text) for span in example.sentence.words]
    alike = [i for i in free if words[i].lower() in names]
    other = [i for i in free if len(words[i]) > 3 and i not in alike]
    chosen = [rng.choice(alike)] if alike else []
    return [*chosen, rng.choice(other)] if other and rng.random() < RANDOM_NEGATIVES else chosen


def assigned(
    reader: Reader, sentence: Sentence, dyad: Dyad, trigger: range, names: frozenset[str]
) -> list[Item]:
    """A given dyad whose trigger is now known: the tagged words, and the marked sentence.

    Other words that name events elsewhere may name further ones here, so they are ignored.
    """
    words = [span.of(dyad.text).lower() for span in sentence.words]
    tags = [IGNORE if word in names else 0 for word in words]
    kind = TRIGGERS.index(min(dyad.types))
    for i in trigger:
        tags[i] = kind
    row = reader.bare(sentence)
    bare = Item(ids=row.ids, triggers=spread(row, tags), roles=nothing(row))
    return [*([bare] if len(dyad.types) == 1 else []), unassigned(reader, sentence, dyad, trigger)]


def unassigned(reader: Reader, sentence: Sentence, dyad: Dyad, trigger: range = range(0)) -> Item:
    """A given dyad as it stands: type and roles, and no word marked unless a trigger is given."""
    row = reader.marked(sentence, trigger)
    return Item(
        ids=row.ids,
        triggers=nothing(row),
        roles=spread(row, role_tags(sentence, dyad.sources, dyad.targets)),
        types=one_hot(sorted(dyad.types)),
    )


def role_tags(sentence: Sentence, actors: Sequence[Span], recipients: Sequence[Span]) -> list[int]:
    """BIO tags of the words; where both claim a word, the actor has it."""
    tags = [0] * len(sentence.words)
    for role, spans in (("recipient", recipients), ("actor", actors)):
        begin, inside = ROLES.index(f"B-{role}"), ROLES.index(f"I-{role}")
        for span in spans:
            words = sentence.covering(span)
            for i in words:
                tags[i] = begin if i == words[0] else inside
    return tags


def spread(row: Row, tags: Sequence[int]) -> list[int]:
    """Tags of words as targets of subwords: the first of each word has it, the rest are ignored."""
    targets = nothing(row)
    for at, tag in zip(row.first, tags, strict=True):
        if at >= 0:
            targets[at] = tag
    return targets


def nothing(row: Row) -> list[int]:
    """Targets that no loss looks at."""
    return [IGNORE] * len(row.ids)


def mode_targets(event: LabelledEvent) -> tuple[float, ...]:
    """Which modes of its type the event has; modes of other types are ignored."""
    return tuple(float(mode in event.modes) if name == event.type else float(IGNORE) for name, mode in MODES)


def one_hot(names: Sequence[str]) -> tuple[int, ...]:
    """1 for each of the types named."""
    return tuple(int(name in names) for name in TYPES)
