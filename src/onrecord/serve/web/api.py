"""The record as JSON, with the verbs of the command line. Rows and ids are those of `--format jsonl`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, Self, TypeVar, get_type_hints

from fastapi import APIRouter, Header, Query, Request
from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator
from starlette.exceptions import HTTPException

from onrecord import jsonl
from onrecord.model import Field as Correctable
from onrecord.model import Judgement, Relation, Verdict
from onrecord.record import claims as claim_queries
from onrecord.record import derived, linking, queries, search
from onrecord.record import reading as stored
from onrecord.record.filters import CONDITIONS, Filters
from onrecord.record.rows import (
    ActorRow,
    ClaimRow,
    CopyRow,
    DenialRow,
    EventRow,
    Hit,
    JudgementRow,
    MatterRow,
    ReportRow,
    StatementRow,
    StoryRow,
    WordingRow,
)
from onrecord.serve.web import access, adding
from onrecord.serve.web.room import room

router = APIRouter(prefix="/api")

T = TypeVar("T")


_PAGING = ("limit", "offset")
_CHOICES: Any = create_model(  # type: ignore[call-overload]
    "Choices", **{n: (kind, None) for n, kind in get_type_hints(Filters).items() if n not in _PAGING}
)
"""Every filter of the command line, by name and type."""


class Stretch(BaseModel):
    """Paging."""

    model_config = ConfigDict(extra="forbid")
    limit: int = Field(50, ge=1, le=500)
    offset: int = Field(0, ge=0, le=10_000_000)


class Asked(Stretch, _CHOICES):  # type: ignore[misc]
    """Filters and paging. Names are an actor's id or words of its name; dates may be years or months."""

    min_score: float | None = Field(None, ge=0, le=1)

    def filters(self) -> Filters:
        """The same for a query; one row more than asked tells whether there are more."""
        return Filters(**self.model_dump(exclude={"q"}) | {"limit": self.limit + 1})


class Words(Asked):
    """A search."""

    q: str = Field(description="Search words; all must occur.")


class Rows(BaseModel, Generic[T]):
    """A stretch of a list. `next` is the offset at which it goes on, null at its end."""

    items: list[T]
    next: int | None


class Given(BaseModel):
    """A judgement to append.

    With speaker, act, status, type or asserted_by as `relation` it is a correction, which holds at once:
    that of `left`, a statement or event (`<report>/<id>`), is to be `right`; the verdict is `same`.
    """

    model_config = ConfigDict(extra="forbid")
    left: str
    right: str
    verdict: Verdict = Verdict.SAME
    relation: Relation | Correctable | None = None
    by: str = Field(min_length=1, max_length=200)
    reasons: list[str] = []

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if "verdict" not in self.model_fields_set and not isinstance(self.relation, Correctable):
            raise ValueError("a comparison needs a verdict: same, different or unsure")
        return self


Filtered = Annotated[Asked, Query()]
Token = Annotated[str | None, Header(alias=access.TOKEN_HEADER, description="The token of GET /api/token.")]
_QUERY = Callable[[sqlite3.Connection, Filters], Iterable[T]]


def _list(request: Request, asked: Asked, query: _QUERY[T]) -> Rows[T]:
    with room(request).reading() as connection:
        items = list(query(connection, asked.filters()))
    more = len(items) > asked.limit
    return Rows(items=items[: asked.limit], next=asked.offset + asked.limit if more else None)


@router.get("/reports", response_model=Rows[ReportRow])
def reports(request: Request, asked: Filtered) -> Any:
    """Reports, the earliest first."""
    return _list(request, asked, queries.reports)


@router.get("/reports/{report}")
def report(request: Request, report: str) -> dict[str, Any]:
    """All that was found in one report: the object that `onrecord read --format jsonl` prints."""
    with room(request).reading() as connection:
        if not connection.execute("SELECT 1 FROM reports WHERE id = ?", [report]).fetchone():
            raise HTTPException(404, f"There is no report {report} in this record.")
        return jsonl.reading_object(stored.reading(connection, report))


@router.get("/statements", response_model=Rows[StatementRow])
def statements(request: Request, asked: Filtered) -> Any:
    """Statements: who said what."""
    return _list(request, asked, queries.statements)


@router.get("/events", response_model=Rows[EventRow])
def events(request: Request, asked: Filtered) -> Any:
    """Events: who did what to whom, and according to whom."""
    return _list(request, asked, queries.events)


@router.get("/actors", response_model=Rows[ActorRow])
def actors(request: Request, asked: Filtered) -> Any:
    """Actors, those that say and do most first."""
    return _list(request, asked, queries.actors)


@router.get("/stories", response_model=Rows[StoryRow])
def stories(request: Request, asked: Filtered) -> Any:
    """Stories with their reports, the largest first."""
    return _list(request, asked, queries.stories)


@router.get("/matters", response_model=Rows[MatterRow])
def matters(request: Request, asked: Filtered) -> Any:
    """Long-running matters with their stories, the largest first."""
    return _list(request, asked, queries.matters)


@router.get("/copies", response_model=Rows[CopyRow])
def copies(request: Request, asked: Filtered) -> Any:
    """Reports that repeat one text."""
    return _list(request, asked, queries.copies)


@router.get("/claims", response_model=Rows[ClaimRow])
def claims(request: Request, asked: Filtered) -> Any:
    """Claims with their statements and denials, those of most statements first."""
    return _list(request, asked, claim_queries.claims)


@router.get("/denials", response_model=Rows[DenialRow])
def denials(request: Request, asked: Filtered) -> Any:
    """Pairs of statements of which one denies the other, the surest first."""
    return _list(request, asked, claim_queries.denials)


@router.get("/wording", response_model=Rows[WordingRow])
def wording(request: Request, asked: Filtered) -> Any:
    """How each outlet words things, what sets it apart most first."""
    return _list(request, asked, derived.wordings)


@router.get("/search", response_model=Rows[Hit])
def find(request: Request, asked: Annotated[Words, Query()]) -> Any:
    """Full text over reports and statements, best first."""
    return _list(
        request, asked, lambda connection, filters: search.search(connection, asked.q, None, filters)
    )


@router.get("/token")
def token(request: Request) -> dict[str, str]:
    """The token that requests which change the record send along as X-Onrecord-Token."""
    return {"token": room(request).token}


@router.get("/jobs/{job}")
def job(request: Request, job: str) -> dict[str, Any]:
    """How far files are that are being added."""
    return adding.find(request, job).told()


@router.get("/judgements", response_model=Rows[JudgementRow])
def judgements(request: Request, asked: Annotated[Stretch, Query()]) -> Any:
    """What people judged and corrected, in the order in which they did, undone judgements too."""
    with room(request).reading() as connection:
        rows = linking.all_judgements(connection)[asked.offset :]
    return Rows(
        items=rows[: asked.limit], next=asked.offset + asked.limit if len(rows) > asked.limit else None
    )


@router.post("/judgements", status_code=201)
def judge(request: Request, given: Given, token: Token = None) -> dict[str, int]:
    """Append a judgement. Returns its number, which is what undoing takes."""
    access.may_write(request, token)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    relation = None if given.relation is Relation.SAME_ACTOR else given.relation
    fields = given.model_dump() | {"reasons": tuple(given.reasons), "at": now, "relation": relation}
    with room(request).writing() as record:
        return {"number": record.judge(Judgement(**fields))}


@router.delete("/judgements/{number}", status_code=204)
def undo(request: Request, number: int, token: Token = None) -> None:
    """Undo a judgement: it stays in the log, marked as retracted."""
    access.may_write(request, token)
    with room(request).writing() as record:
        record.retract(number, datetime.now(UTC).isoformat(timespec="seconds"))


KNOWN = {kind: sorted(names) for kind, names in CONDITIONS.items()}
"""For each list, the filters that it takes."""
