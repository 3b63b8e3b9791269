"""The commands by which people judge what linking finds, and undo it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.errors import UsageError
from onrecord.model import Field, Judgement, Relation, Status, Verdict
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
    speaker: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="Correct who makes statement LEFT: an actor of its report, or nobody."
        ),
    ] = None,
    act: Annotated[str | None, typer.Option(metavar="ACT", help="Correct the act of statement LEFT.")] = None,
    status: Annotated[
        Status | None, typer.Option(metavar="STATUS", help="Correct the status of event LEFT.")
    ] = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="Correct the type of event LEFT.")] = None,
    asserted_by: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Correct which statement tells of event LEFT; one id or nobody."),
    ] = None,
    by: Annotated[str, typer.Option(help="Who judges.")] = "user",
    reason: Annotated[list[str] | None, typer.Option(help="Why; may be given several times.")] = None,
    undo: Annotated[int | None, typer.Option(metavar="NUMBER", help="Undo this judgement instead.")] = None,
) -> None:
    """Say that two things are the same, different, or that you are unsure; or correct what was read.

    Reports of copies, stories and matters go by the id of a report or of the group; claims by the id of
    a claim or of one of its statements (report/statement); actors by their ids. `link` follows from then on.

    A correction (--speaker, --act, --status, --type, --asserted-by) takes the id of one statement or event
    and holds at once. What was read stays in the record beside it. Every judgement can be undone.
    """
    fields = (speaker, act, status and status.value, type, asserted_by)
    corrected = {field: value for field, value in zip(Field, fields, strict=True) if value is not None}
    made = Judgement(left=left or "", right=right or "", verdict=verdict or Verdict.SAME, by=by, at=_now())
    made = replace(made, reasons=tuple(reason or ()))
    with Record(record, create=False) as store:
        if undo is not None:
            store.retract(undo, made.at)
            tell(f"{record}: judgement {undo} is undone. Run `onrecord link --record {record}`.")
        elif left and corrected and verdict is None:
            _correct(store, made, corrected)
        elif left and verdict and right and not corrected:
            _compare(store, made, about)
        else:
            raise UsageError("judge takes LEFT, a verdict and RIGHT; LEFT and corrections; or --undo NUMBER.")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _compare(store: Record, made: Judgement, about: About) -> None:
    left, right = (store.known(_EXISTS[about], name, about.value) for name in (made.left, made.right))
    if left == right:
        raise UsageError(f"{made.left!r} and {made.right!r} are one and the same already: {left}.")
    number = store.judge(replace(made, left=left, right=right, relation=RELATIONS[about]))
    said = f"{left} {made.verdict.value} {right}"
    tell(f"{store.path}: judgement {number}: {said}. Run `onrecord link` to follow it.")


def _correct(store: Record, made: Judgement, values: dict[Field, str]) -> None:
    numbers = ", ".join(map(str, store.correct(made, values)))
    if not numbers:
        tell(f"{store.path}: {made.left} has these values already.")
        return
    said = ", ".join(f"{field.value} {value}" for field, value in values.items())
    tell(
        f"{store.path}: judgement {numbers}: {made.left} has {said} now. `onrecord link` makes claims follow."
    )


def judgements(
    record: RecordFile,
    format: FormatOption = Format.TEXT,
) -> None:
    """List what people have judged, undone judgements too."""
    show(record, format, lambda store: store.all_judgements())
