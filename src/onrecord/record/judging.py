"""The commands by which people judge what linking finds, and undo it."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.errors import UsageError
from onrecord.model import Judgement, Relation, Verdict
from onrecord.record.options import FormatOption, RecordFile, show, tell
from onrecord.record.output import Format
from onrecord.record.store import Record


class About(StrEnum):
    """What a judgement is about."""

    ACTORS = "actors"
    COPIES = "copies"
    STORIES = "stories"
    MATTERS = "matters"
    CLAIMS = "claims"


RELATIONS = {
    About.ACTORS: None,
    About.COPIES: Relation.COPY_OF,
    About.STORIES: Relation.SAME_STORY,
    About.MATTERS: Relation.SAME_MATTER,
    About.CLAIMS: Relation.SAME_CLAIM,
}

_EXISTS = {
    About.ACTORS: "SELECT id FROM actors WHERE id = :id LIMIT 1",
    # The id of a story, a matter or a copy is that of its earliest report but for the first letter.
    About.COPIES: "SELECT id FROM reports WHERE id = :id OR id = 'r' || substr(:id, 2) OR input_id = :id",
    About.CLAIMS: "SELECT report_id || '/' || statement_id || '/' || clause AS id FROM claim_statements"
    " WHERE claim_id = :id OR report_id || '/' || statement_id || '/' || clause = :id"
    " OR report_id || '/' || statement_id = :id ORDER BY claim_id = :id DESC, position LIMIT 1",
}
_EXISTS |= {About.STORIES: _EXISTS[About.COPIES], About.MATTERS: _EXISTS[About.COPIES]}


def judge(
    record: RecordFile,
    left: Annotated[str | None, typer.Argument(metavar="LEFT", help="An id.")] = None,
    verdict: Annotated[Verdict | None, typer.Argument(help="same, different or unsure.")] = None,
    right: Annotated[str | None, typer.Argument(metavar="RIGHT", help="The other id.")] = None,
    about: Annotated[About, typer.Option("--about", help="What the ids are of.")] = About.CLAIMS,
    by: Annotated[str, typer.Option(help="Who judges.")] = "user",
    reason: Annotated[list[str] | None, typer.Option(help="Why; may be given several times.")] = None,
    undo: Annotated[int | None, typer.Option(metavar="NUMBER", help="Undo this judgement instead.")] = None,
) -> None:
    """Say that two things are the same, different, or that you are unsure. `link` follows from then on.

    Reports of copies, stories and matters go by the id of a report or of the group; claims by the id of
    a claim or of one of its statements (report/statement); actors by their ids.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with Record(record, create=False) as store:
        if undo is not None:
            store.retract(undo, now)
            tell(f"{record}: judgement {undo} is undone. Run `onrecord link --record {record}`.")
            return
        if left is None or verdict is None or right is None:
            raise UsageError("judge takes LEFT, a verdict and RIGHT, or --undo NUMBER.")
        ids = [store.known(_EXISTS[about], name, about.value) for name in (left, right)]
        if ids[0] == ids[1]:
            raise UsageError(f"{left!r} and {right!r} are one and the same already: {ids[0]}.")
        number = store.judge(
            Judgement(
                left=ids[0],
                right=ids[1],
                verdict=verdict,
                by=by,
                at=now,
                relation=RELATIONS[about],
                reasons=tuple(reason or ()),
            )
        )
    tell(
        f"{record}: judgement {number}: {ids[0]} {verdict.value} {ids[1]}. Run `onrecord link` to follow it."
    )


def judgements(
    record: RecordFile,
    format: FormatOption = Format.TEXT,
) -> None:
    """List what people have judged, undone judgements too."""
    show(record, format, lambda store: store.all_judgements())
