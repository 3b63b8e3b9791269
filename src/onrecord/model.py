"""The types that pass between stages.

All are frozen, slotted and keyword-only. Every offset is a count of characters (Unicode code
points) into `Report.text`; spans are half-open. Stages exchange these types and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of `Report.text`: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[int]:
        """Start and end, so that a span unpacks and serialises as a pair."""
        return iter((self.start, self.end))

    def of(self, text: str) -> str:
        """The characters this span stands for."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end


class Precision(StrEnum):
    """How exact a date is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date as precise as its source, never more.

    `value` is ISO 8601 cut to its precision ("2022", "2022-10", "2022-10-09", "2022-10-09T14:30"),
    with the unspecified-year form of ISO 8601-2 where the year is unknown ("XXXX-08-02").
    `earliest` and `latest` are inclusive ISO days that bound it where the text gives bounds only.
    """

    value: str
    precision: Precision
    earliest: str | None = None
    latest: str | None = None

    @property
    def day(self) -> date | None:
        """The calendar day, where year, month and day are known."""
        if self.precision in (Precision.DAY, Precision.MINUTE) and not self.value.startswith("X"):
            return date.fromisoformat(self.value[:10])
        return None

    @property
    def year(self) -> int | None:
        """The year, where it is known."""
        return None if self.value.startswith("X") else int(self.value[:4])


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T]):
    """A piece of front matter, how it was found, and the characters that show it.

    `evidence` is None where the value comes from outside the text (a meta tag, a feed field, an
    input column); `method` then names that place.
    """

    value: T
    method: str
    evidence: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where a report says it was filed: "Moscow, Aug 2 (EFE).-"."""

    span: Span
    place: str | None = None
    date: PartialDate | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news report as it was published. `text` is never altered after acquisition."""

    id: str
    text: str
    language: str
    digest: str
    """SHA-256 of the raw bytes it came from, hexadecimal."""
    input_id: str | None = None
    path: str | None = None
    url: str | None = None
    encoding: str | None = None
    outlet: Found[str] | None = None
    title: Found[str] | None = None
    authors: tuple[Found[str], ...] = ()
    dateline: Dateline | None = None
    published: Found[PartialDate] | None = None
    boilerplate: tuple[Span, ...] = ()

    @staticmethod
    def id_of(text: str, title: str | None, url: str | None) -> str:
        """The id of a report: it depends on content only, so that adding twice changes nothing."""
        content = "\x1f".join((text, title or "", url or ""))
        return "r" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:20]


class Token(NamedTuple):
    """One token of a parse. A tuple, because there are as many as words."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    """Universal part of speech (UPOS)."""
    tag: str
    """Penn Treebank tag."""
    dep: str
    """Dependency label of the English spaCy models (ClearNLP)."""
    head: int
    """Index of the head token in `Parse.tokens`; its own index at a root."""
    sentence: int
    """Index into `Parse.sentences`."""


class Entity(NamedTuple):
    """A named entity with an OntoNotes label (PERSON, ORG, GPE, NORP, DATE, MONEY, ...)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """Sentences, tokens, heads and entities of a report's text outside boilerplate."""

    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]


class MentionKind(StrEnum):
    """How a mention refers."""

    NAME = "name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that refers to somebody or something.

    `head` is the span of its head word. `antecedent` is the span of an earlier (or, for a
    cataphor, later) mention of the same one; `candidates` are kept where it stays unresolved.
    """

    span: Span
    head: Span
    kind: MentionKind
    label: str
    """PERSON, ORG, GPE, NORP, GROUP (unnamed people), DOCUMENT or OTHER."""
    antecedent: Span | None = None
    candidates: tuple[Span, ...] = ()
    actor: str | None = None


class Manner(StrEnum):
    """Whether the words are quoted."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A stretch of text in a role, and the actor it stands for once that is known."""

    span: Span
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date that the text gives, and the characters that give it."""

    date: PartialDate
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that the text names. `country` is ISO 3166-1 alpha-3; `geonames` a GeoNames id.

    `latitude` and `longitude` are degrees (WGS 84) of the place with that id, `admin1` the name of
    its first-level division and `admin1_code` that division's code in GeoNames ("UA.17"). What is
    not sure is None; `why` says in words how the place was told from others, or why it was not.
    """

    name: str
    span: Span
    country: str | None = None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count or an amount with its bounds.

    `low` and `high` are None where that side is open; "more than $31.7 billion" has
    low = 31.7e9 and high = None, "some 50" has value 50 and approximate set.
    """

    what: str
    """What is counted ("prisoners of war", "money", "rounds"), as the text words it."""
    value: float | None
    unit: str | None
    """ISO 4217 code for money, else the unit as written; None for a plain count."""
    span: Span
    low: float | None = None
    high: float | None = None
    approximate: bool = False


class MarkKind(StrEnum):
    """What a mark inside the words of a statement is."""

    BRACKETS = "brackets"
    """Words in square brackets, which the outlet put in."""
    ELLIPSIS = "ellipsis"
    """Dots where the outlet left words out, or where the speaker paused."""
    SIC = "sic"
    """"[sic]": the words before it stand as they were said."""
    QUOTED = "quoted"
    """The quoted part of words that otherwise are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark inside the content of a statement, with its characters."""

    kind: MarkKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody's words or view as a report gives them.

    `content`, `cue` and `source` are spans in text order; a source may be empty ("it is said").
    `speaker` is the id of an actor, None while unresolved; then `candidates` holds the ids of those it
    may be. Beside a speaker they are the others who say it too ("Lisbon and Reykjavik said").
    `via` is the id of the statement inside which this one is reported.
    `act` is a code of the closed list in `attribute/data/acts.tsv`.
    """

    id: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    manner: Manner
    act: str
    score: float
    speaker: str | None = None
    candidates: tuple[str, ...] = ()
    addressee: Reference | None = None
    venue: Span | None = None
    said: When | None = None
    via: str | None = None
    marks: tuple[Mark, ...] = ()


class Status(StrEnum):
    """Who stands behind an event."""

    ASSERTED = "asserted"
    """In the outlet's own voice."""
    CLAIMED = "claimed"
    """By a speaker whom the report quotes."""
    DENIED = "denied"
    """A speaker denies it."""


class Modality(StrEnum):
    """PLOVER's auxiliary modes. An event may have several."""

    NEGATION = "negation"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom, coded in PLOVER, with who says so.

    `asserted_by` is the id of the statement that claims or denies it, None for the outlet's
    own voice. `type` and `modes` are PLOVER names; `contexts` are PLOVER contexts. `score` is the
    chance, by the model, that type, actors and status are all right.
    """

    id: str
    type: str
    trigger: Span
    status: Status
    score: float
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Reference, ...] = ()
    recipients: tuple[Reference, ...] = ()
    asserted_by: str | None = None
    modality: tuple[Modality, ...] = ()
    when: When | None = None
    where: Place | None = None
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who speaks, acts or is acted upon. Derived from mentions, never edited.

    `country` is ISO 3166-1 alpha-3, or a PLOVER international code (IGO, EUR, UNO, NGO, IMG,
    MNC, ISM); `sector` a PLOVER sector. `mentions` are this report's mentions of it.
    `country_from` says what the country was read from: "words" (its own name or description), or
    the text around it, where its own words name none: "phrase", "place" (of its clause), "sentence",
    "report" (the country most named), "dateline". `country_span` are the words that show the latter.
    """

    id: str
    name: str
    kind: str
    """person, country, body, group, media, document, place (a town or region) or unknown."""
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    outside_ids: tuple[str, ...] = ()
    country_from: str | None = None
    country_span: Span | None = None


class Verdict(StrEnum):
    """What a judgement says of two things."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Relation(StrEnum):
    """How two reports or statements hang together."""

    COPY_OF = "copy_of"
    SAME_STORY = "same_story"
    SAME_MATTER = "same_matter"
    SAME_CLAIM = "same_claim"
    DENIES = "denies"
    SAME_ACTOR = "same_actor"


class Field(StrEnum):
    """What a person may correct: speaker and act of a statement; status, type and who says so of an event."""

    SPEAKER = "speaker"
    ACT = "act"
    STATUS = "status"
    TYPE = "type"
    ASSERTED_BY = "asserted_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """That two things are the same or not, by whom and why. Append-only; undone by `retracted`.

    With a `Field` as relation it is a correction: `right` is what that field of `left` (a statement or an
    event, `<report>/<id>`) is to be, and `was` what it was when that was judged. The places say which
    characters `left` and `right` are, so that a report that is read anew keeps the correction.
    """

    left: str
    right: str
    verdict: Verdict
    by: str
    at: str
    """ISO 8601 instant, UTC."""
    relation: Relation | Field | None = None
    """In which sense two reports are the same (a copy, a story), or what is corrected; None for actors."""
    score: float | None = None
    reasons: tuple[str, ...] = ()
    retracted: str | None = None
    was: str | None = None
    left_place: Span | None = None
    right_place: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation between two things of different reports, with its reasons."""

    left: str
    right: str
    relation: Relation
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Reports that belong together: copies of one text, or one story. Derived from links and judgements.

    `reports` are ids, the earliest first; `first` and `last` are ISO dates as precise as known.
    `origin` is the report that the others repeat and `agency` the news agency it came from, both
    only for copies.
    """

    id: str
    relation: Relation
    reports: tuple[str, ...]
    title: str | None = None
    first: str | None = None
    last: str | None = None
    origin: str | None = None
    agency: str | None = None


class Tier(StrEnum):
    """How surely statements say the same, the surest first. The last is to be shown as "possibly"."""

    SAME_WORDS = "same_words"
    """They share a run of eight words or more."""
    SAME_CLAIM = "same_claim"
    """Other words, the same agents, numbers, dates and polarity."""
    SAME_POSITION = "same_position"
    """The same actor, deed, target and polarity by their frames only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One assertion of a statement. `number` counts the clauses of the statement from 0.

    `content` are spans of the report's text. `id` is what links and judgements name it by.
    """

    report: str
    statement: str
    number: int
    content: tuple[Span, ...]
    text: str

    @property
    def id(self) -> str:
        """`<report>/<statement>/<number>`."""
        return f"{self.report}/{self.statement}/{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What several statements say alike, the earliest first; or what one says and another denies.

    `text` is the wording that is most like the others. `part_of` is the id of the claim of the next
    weaker tier that holds this one. `figures` are the numbers that differ between the statements.
    """

    id: str
    tier: Tier
    text: str
    clauses: tuple[Clause, ...]
    part_of: str | None = None
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """That `denies` says the opposite of what `denied` says. Both stand; neither is judged.

    `kind` is denial, negation, opposite, blame or figures; docs/reference/claims.md explains each.
    """

    denies: Clause
    denied: Clause
    kind: str
    tier: Tier
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How one outlet words something, against all other outlets of the record.

    `kind` is naming, verb, scare_quote, hedge or evaluation; `about` the identity of an actor or the
    id of an event's type, by `kind`; None for all. `count` of `total` is this outlet, `others` of
    `others_total` the rest. `log_odds` is the log-odds ratio with an informative Dirichlet prior
    (Monroe, Colaresi and Quinn 2008) and `z` that in standard deviations. `report` and `span` show
    the first place.
    """

    kind: str
    about: str | None
    name: str | None
    outlet: str
    term: str
    count: int
    total: int
    others: int
    others_total: int
    log_odds: float
    z: float
    report: str
    span: Span


class Reason(StrEnum):
    """Why something was left out. The meaning of each stands in docs/reference/omissions.md."""

    EMPTY = "empty"
    NOT_TEXT = "not-text"
    UNREADABLE = "unreadable"
    TRUNCATED = "truncated"
    MALFORMED = "malformed"
    UNKNOWN_FORMAT = "unknown-format"
    UNKNOWN_ENCODING = "unknown-encoding"
    TOO_LARGE = "too-large"
    NO_MAIN_TEXT = "no-main-text"
    NOT_ENGLISH = "not-english"
    BOILERPLATE = "boilerplate"
    AMBIGUOUS_DATE = "ambiguous-date"
    LONG_SENTENCE = "long-sentence"
    UNRESOLVED_SPEAKER = "unresolved-speaker"
    UNRESOLVED_ACTOR = "unresolved-actor"
    NO_ACTOR = "no-actor"
    UNPOLITICAL = "unpolitical"
    LOW_SCORE = "low-score"
    STAGE_FAILED = "stage-failed"
    DUPLICATE = "duplicate"
    NOT_ALLOWED = "not-allowed"
    NOT_FETCHED = "not-fetched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """Something that was left out: at which stage, why, and where."""

    stage: str
    reason: Reason
    detail: str = ""
    span: Span | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Which run, version, configuration and models made a row."""

    run: str
    version: str
    config: str
    models: tuple[tuple[str, str], ...] = ()
    """Pairs of model name and SHA-256 of its weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report with everything that the one-report stages have found in it so far.

    Each stage takes a reading and returns one with more in it (`dataclasses.replace`).
    """

    report: Report
    parse: Parse | None = None
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
    omissions: tuple[Omission, ...] = field(default=())


Json = dict[str, Any]
