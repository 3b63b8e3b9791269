"""What a clause is made of, as claims are compared: terms, actors, numbers, times, polarity."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from onrecord.link.clauses import clauses
from onrecord.link.grouping import date_of
from onrecord.link.lexicon import concepts, denial_cues, plain_phrases, stock_phrases
from onrecord.link.rarity import rarity
from onrecord.link.words import stem, words
from onrecord.model import Actor, Clause, Reading, Span, Statement
from onrecord.numbers import table, value

DENYING = frozenset({"deny", "reject", "doubt", "disagree"})
"""Acts that say that what they are about is not so."""

NEGATING = DENYING | {"refuse", "oppose"}
"""Acts that turn the polarity of what they are about."""

_SILENT = frozenset({"ask", "thank", "joke", "greet", "know"})
"""Acts that make no claim."""

_NEGATION = re.compile(
    r"\b(?:not(?!\s+only)|no(?!\s+(?:doubt|longer))|never|neither|nor|none|nobody|nothing(?!\s+else)|cannot"
    r"|fail(?:s|ed)? to|refus(?:e|es|ed) to|no longer)\b|n[’']t\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|if|plans? to|going to|to be)\b|[’']ll\b", re.IGNORECASE
)
_NOBODY = re.compile(r"(?:nobody|no[ -]one|none)\b", re.IGNORECASE)
"""Where these doubt or deny, it is so."""

_FIRST_PERSON = re.compile(r"\b(?:we|us|our|ours|I|me|my|mine)\b")
_ROUND = re.compile(
    r"\b(?:about|some|around|nearly|almost|roughly|more than|over|at least|up to|fewer than|less than"
    r"|under|close to|dozens|hundreds|thousands|estimated|approximately)\b",
    re.IGNORECASE,
)
_CALENDAR = frozenset(word.casefold() for word in (*month_name[1:], *day_name))
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion", "m", "bn"})
_LONGEST_CONCEPT = 3

LEAST_TERMS = 2
"""Terms of a clause that says something: "to stop" does not."""

CLASS_WEIGHT, COUNTRY_WEIGHT, ACTOR_WEIGHT = 3.0, 2.0, 3.5
"""Base weights of a class of words, of a country and of any other actor; those of words go from .3 to 7."""


@dataclass(frozen=True, slots=True)
class Number:
    """A count or an amount with the stem of what it counts; `round` where the text says "some"."""

    value: float
    unit: str
    round: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """A clause, and what is compared of it. Actors are `@` and a country or an identity."""

    clause: Clause
    terms: Mapping[str, float]
    actors: frozenset[str]
    agent: frozenset[str]
    speaker: frozenset[str]
    names: frozenset[str]
    """Stems of words with a capital, other than the first: part of a name, and no deed."""
    numbers: tuple[Number, ...]
    times: frozenset[str]
    negative: bool
    denies: bool
    asks: bool
    future: bool
    words: tuple[str, ...]
    act: str
    date: str


DIRECTIVE = frozenset({"demand", "urge", "order", "request", "call_for", "suggest"})
"""Acts by which a speaker wants something done. What is wanted is not said to be so."""

Identities = Mapping[tuple[str, str], str]
"""The identity of each actor of each report: (report, actor) to identity."""


def features(reading: Reading, identities: Identities) -> list[Features]:
    """The clauses of all statements of a reading that say something on the matter."""
    by_span = _mentions(reading, identities)
    known = {actor.id: _side(actor, reading.report.id, identities) for actor in reading.actors}
    found = []
    for statement in reading.statements:
        if statement.act in _SILENT:
            continue
        speaker = frozenset(known.get(statement.speaker or "", ()))
        for clause in clauses(reading.report, statement):
            if not any(phrase in clause.text.casefold() for phrase in stock_phrases()):
                found.append(_of(reading, statement, clause, speaker, by_span))
    return [item for item in found if len(item.terms) >= LEAST_TERMS]


def _side(actor: Actor, report: str, identities: Identities) -> tuple[str, ...]:
    """A speaker's keys: who it is, and its country, because officials speak for theirs."""
    country = ("@" + actor.country,) if actor.country else ()
    return tuple(dict.fromkeys((*country, *_keys(actor, report, identities))))


Mention = tuple[Span, tuple[str, ...], str | None]
"""A span, the keys of its actor, and the key of that one's country."""


def _keys(actor: Actor, report: str, identities: Identities) -> tuple[str, ...]:
    """What an actor is compared by: its country, except for persons, and who it is, where it has a name."""
    country = ("@" + actor.country,) if actor.country and actor.kind != "person" else ()
    if actor.kind in ("person", "body", "media") or not country:
        return (*country, "@" + identities.get((report, actor.id), actor.id))
    return country


def _mentions(reading: Reading, identities: Identities) -> list[Mention]:
    """Mentions in text order."""
    found = [
        (span, _keys(actor, reading.report.id, identities), "@" + actor.country if actor.country else None)
        for actor in reading.actors
        for span in actor.mentions
    ]
    return sorted(found, key=lambda mention: (mention[0], mention[1]))


def _of(
    reading: Reading,
    statement: Statement,
    clause: Clause,
    speaker: frozenset[str],
    mentions: Iterable[Mention],
) -> Features:
    inside = [m for m in mentions if any(span.overlaps(m[0]) for span in clause.content)]
    text = reading.report.text
    named = {word for span, _, _ in inside for word in words(span.of(text)) if word[0].isupper()}
    actors = [key for _, keys, _ in inside for key in keys]
    tokens = words(clause.text)
    turned = statement.act in NEGATING and not _NOBODY.match(_source(reading, statement))
    denies = (turned and statement.act in DENYING) or _calls_untrue(tokens)
    # Who denies is as a rule the one who is said to have done it.
    if denies or _FIRST_PERSON.search(clause.text):
        actors = [*speaker, *actors]
    terms = _terms(tokens, named)
    terms |= {key: COUNTRY_WEIGHT if len(key) == 4 else ACTOR_WEIGHT for key in actors}
    return Features(
        clause=clause,
        terms=terms,
        actors=frozenset(actors),
        agent=_agent(clause, inside, speaker),
        speaker=speaker,
        names=frozenset(stem(tokens[place]) for place in _capitals(tokens) - {0}),
        numbers=tuple(_numbers(clause.text)),
        times=frozenset(t for t in map(str.casefold, tokens) if t in _CALENDAR or _YEAR.fullmatch(t)),
        negative=(len(_NEGATION.findall(clause.text)) % 2 == 1) != (denies or turned),
        denies=denies,
        asks=statement.act in DIRECTIVE,
        future=bool(_FUTURE.search(clause.text)),
        words=tuple(word.casefold() for word in tokens),
        act=statement.act,
        date=date_of(reading.report) or "X",
    )


def _source(reading: Reading, statement: Statement) -> str:
    return statement.source[0].of(reading.report.text) if statement.source else ""


def _terms(tokens: list[str], named: set[str]) -> dict[str, float]:
    """Classes and stems with their weights; names that stand for actors are left to those."""
    stems = [stem(token) for token in tokens]
    proper = _proper(tokens)
    found: dict[str, float] = {}
    place = until = 0
    while place < len(tokens):
        until = max(until, place + _plain(stems, place))
        length, name = (1, None) if place in proper or place < until else _concept(stems, place)
        if name:
            found[name] = CLASS_WEIGHT
            place += length
            continue
        token = tokens[place]
        if token.casefold() not in _CALENDAR and _means(token) and token not in named:
            found[stems[place]] = max(found.get(stems[place], 0.0), rarity(token.casefold()))
        place += 1
    return found


def _proper(tokens: list[str]) -> set[int]:
    """Places of words that are part of a name: capitals beside capitals, other than in a headline."""
    capital = _capitals(tokens)
    pairs = [place for place in capital if place + 1 in capital]
    return {place + step for place in pairs for step in (0, 1)}


def _capitals(tokens: list[str]) -> set[int]:
    """Places of words with a capital; none in a headline, where all have one."""
    found = {place for place, token in enumerate(tokens) if token[0].isupper()}
    return found if len(found) * 2 <= len(tokens) else set()


def _concept(stems: list[str], place: int) -> tuple[int, str | None]:
    for length in range(_LONGEST_CONCEPT, 0, -1):
        name = concepts().get(tuple(stems[place : place + length]))
        if name and place + length <= len(stems):
            return length, name
    return 1, None


def _plain(stems: list[str], place: int) -> int:
    """How many words from here on are a phrase in which none of them means its class; 0 for none."""
    sizes = range(_LONGEST_CONCEPT, 1, -1)
    return next((n for n in sizes if tuple(stems[place : place + n]) in plain_phrases()), 0)


def _means(token: str) -> bool:
    word = token.casefold()
    return len(word) > 1 and word not in ENGLISH_STOP_WORDS and not word[0].isdigit()


def _agent(
    clause: Clause,
    inside: list[Mention],
    speaker: frozenset[str],
) -> frozenset[str]:
    """The actor that the clause begins with, and its country: as a rule its subject. "We" is the speaker."""
    start = clause.content[0].start
    if clause.text.split(" ", 1)[0].casefold() in ("we", "i"):
        return speaker
    for span, keys, country in inside:
        if span.start - start <= len("that the "):
            return frozenset({*keys, *([country] if country else [])})
    return frozenset()


def _calls_untrue(tokens: list[str]) -> bool:
    stems = tuple(stem(token) for token in tokens)
    return any(stems[place : place + size] in denial_cues() for place in range(len(stems)) for size in (1, 2))


def _numbers(text: str) -> Iterator[Number]:
    """Counts and amounts, without years and days of a month."""
    rounded = bool(_ROUND.search(text))
    for found in _number().finditer(text):
        before, after = words(text[: found.start()])[-1:], words(text[found.end() :])[:3]
        month = {word.casefold() for word in (*before, *after[:1])} & _CALENDAR
        amount = value(found[0])
        if amount is None or month or _YEAR.fullmatch(found[0]):
            continue
        unit = next((stem(word) for word in after if _means(word)), "")
        yield Number(amount, unit, rounded, found[0])


@cache
def _number() -> re.Pattern[str]:
    spelt = "|".join(
        sorted((word for word in table("unit") if word not in ("one", "a", "an")), key=len, reverse=True)
    )
    scale = "|".join(sorted(_SCALES, key=len, reverse=True))
    figures = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    return re.compile(
        rf"(?<![\w.,])(?:{figures}|(?:{spelt})\b)(?:[ -](?:{scale})\b)?(?![\w:])", re.IGNORECASE
    )
