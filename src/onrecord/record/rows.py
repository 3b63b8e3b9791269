"""What queries return. Each row says which report it comes from; `jsonl` prints the fields as they stand.

Spans are pairs of character offsets into the text of `report`. A date is ISO 8601, as precise as known.
"""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report: its front matter and how much was found in it.

    `earliest` and `latest` are days that bound the date where the text gives bounds; with bounds only,
    `date` is None.
    """

    id: str
    input_id: str | None
    path: str | None
    url: str | None
    outlet: str | None
    date: str | None
    earliest: str | None
    latest: str | None
    title: str | None
    authors: tuple[str, ...]
    story: str | None
    copy: str | None
    statements: int
    events: int
    omissions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A field that a person corrected; `was` is what the program read. The row has the corrected value."""

    field: str
    was: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InReport:
    """Something in a report: the id of that report, the one its line of the input gave, its place."""

    report: str
    input_id: str | None
    path: str | None
    outlet: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow(InReport):
    """A statement. `speaker` is an actor id; `source_text` is how the report names the speaker here."""

    id: str
    speaker: str | None
    speaker_name: str | None
    act: str
    manner: str
    text: str
    cue_text: str
    source_text: str
    content: Pairs
    cue: Pairs
    source: Pairs
    said: str | None
    via: str | None
    score: float
    corrected: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow(InReport):
    """An event. `according_to` is the speaker of `asserted_by`, or the words that name the source."""

    id: str
    type: str
    modes: tuple[str, ...]
    actors: tuple[str | None, ...]
    actor_names: tuple[str, ...]
    recipients: tuple[str | None, ...]
    recipient_names: tuple[str, ...]
    status: str
    asserted_by: str | None
    according_to: str | None
    modality: tuple[str, ...]
    trigger: tuple[int, int]
    trigger_text: str
    happened: str | None
    place: str | None
    quantities: tuple[str, ...]
    score: float
    corrected: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor of the whole record, under the name that most reports give it."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    aliases: tuple[str, ...]
    reports: int
    mentions: int
    statements: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A report in a group."""

    id: str
    input_id: str | None
    path: str | None
    outlet: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A link inside a group: its two reports, how strong it is and what shows it."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """Reports that belong together, with the first and the last date among them."""

    id: str
    title: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow(GroupRow):
    """A story: its reports, the earliest first, and the links that hold it together."""

    reports: tuple[Member, ...]
    links: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow(GroupRow):
    """Reports that repeat one text. `origin` is the id of the report that the others repeat."""

    origin: str | None
    agency: str | None
    reports: tuple[Member, ...]
    links: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where a search matches. `marks` are the matching words as offsets into `snippet`.

    `id` is the report's id, or with kind "statement" the statement's. `score` is BM25 relative to the
    best hit of its kind, so that the best report and the best statement both have 1.
    """

    kind: str
    report: str
    input_id: str | None
    path: str | None
    outlet: str | None
    date: str | None
    title: str | None
    id: str
    speaker_name: str | None
    snippet: str
    marks: Pairs
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """A statement in a claim. `content` is the clause of the statement that makes the claim; `text` its
    words. `speaker` is the actor's name, or the words that name the source; `speaker_id` the actor's id."""

    report: str
    input_id: str | None
    path: str | None
    statement: str
    content: Pairs
    speaker: str | None
    speaker_id: str | None
    outlet: str | None
    date: str | None
    act: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DenierRow(SaidRow):
    """A statement that denies or contradicts a claim. `kind` is denial, negation, opposite, blame or
    figures; `reason` says in words why; `denies` is the id of the statement against which it stands."""

    kind: str
    tier: str
    reason: str
    score: float
    denies: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRow:
    """Who said a claim first, as far as dates are known."""

    date: str | None
    report: str
    statement: str
    speaker: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim: its statements, the earliest first, and those that deny it.

    `tier` is same_words, same_claim or same_position ("possibly"). `origins` are the independent ones:
    copies of one text and reports that name one agency count once. `part_of` is the id of the claim
    of the next weaker tier that holds this one. `figures` are numbers on which the statements differ.
    """

    id: str
    text: str
    tier: str
    statements: tuple[SaidRow, ...]
    denied_by: tuple[DenierRow, ...]
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    first_said: FirstRow | None
    figures: tuple[str, ...]
    part_of: str | None
    links: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialRow:
    """Two statements that cannot both hold: `by` denies or contradicts `of`."""

    kind: str
    tier: str
    reason: str
    score: float
    by: SaidRow
    of: SaidRow
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRow(GroupRow):
    """A long-running matter with its stories, the earliest first."""

    stories: tuple[str, ...]
    reports: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRow:
    """How one outlet words something, beside all other outlets of the record.

    `kind` is naming, verb, scare_quote, hedge or evaluation; `about` the identity that is named, `name` what
    it is called. `count` of `total` stand in this outlet, `others` of `others_total` in the others.
    `log_odds` has an informative Dirichlet prior; `z` is it in standard deviations. `span` in `report`
    is the first place.
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
    span: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """A statement or an event in time. `date` is when it was said or happened, else when it was published.

    `what` is statement or event; `status` the event's status or the statement's act. `shift` says how a
    statement differs from an earlier one of the same speaker ("denied before, admits now"), and
    `shift_from` names that one.
    """

    date: str | None
    what: str
    report: str
    id: str
    outlet: str | None
    actor: str | None
    status: str
    text: str
    span: tuple[int, int]
    claim: str | None
    shift: str | None
    shift_from: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """What a person judged of two ids. `retracted` is the instant from which it no longer holds.

    With speaker, act, status, type or asserted_by as `relation`, that of `left` is to be `right`; it `was`
    another when that was judged.
    """

    number: int
    left: str
    verdict: str
    right: str
    relation: str
    by: str
    at: str
    reasons: tuple[str, ...]
    retracted: str | None
    was: str | None
