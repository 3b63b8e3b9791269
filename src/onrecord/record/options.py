"""The filters of the query commands as options, and commands made from a list of them."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from rich.console import Console

from onrecord.errors import UsageError
from onrecord.record.codes import acts, types
from onrecord.record.filters import Filters
from onrecord.record.output import Format, plain, write
from onrecord.record.store import Record

RecordFile = Annotated[Path, typer.Option("--record", metavar="FILE", help="The record, a SQLite file.")]
FormatOption = Annotated[
    Format, typer.Option("--format", help="text for people, jsonl for programs, csv for spreadsheets.")
]


def _text(help: str, metavar: str | None = None) -> Any:
    return Annotated[str | None, typer.Option(help=help, metavar=metavar)]


OPTIONS: dict[str, Any] = {
    "outlet": _text("Only reports of this outlet."),
    "speaker": _text("Only what this actor says: words of its name, or its id."),
    "actor": _text("Only with this actor: words of its name, or its id."),
    "act": _text("Only statements of this act: say, deny, accuse, warn, ..."),
    "type": _text("Only events of this PLOVER type."),
    "status": _text("Only events asserted, claimed or denied."),
    "modality": _text("Only negation, future, hypothetical or historical events; or none of these."),
    "tier": _text("Only same_words, same_claim or same_position."),
    "kind": _text("Only this kind: of denials or of wordings."),
    "since": _text("Published on this day, month or year or later.", "DATE"),
    "until": _text("Published on this day, month or year or earlier.", "DATE"),
    "story": _text("Only reports of the story with this id."),
    "matter": _text("Only reports of the matter with this id."),
    "text": _text("Only where these words occur.", "QUERY"),
    "min_score": Annotated[
        float | None, typer.Option(min=0, max=1, help="Only rows that score at least this.")
    ],
    "limit": Annotated[int | None, typer.Option(min=1, help="At most so many rows.")],
}
"""The filters of `Filters`, in the order in which a command shows them."""

SHOWN = 20
"""Claims and denials that text output shows unless --limit says otherwise: each takes several lines."""

_COUNTED = ("claims", "denials")

Query = Callable[..., Sequence[Any]]
"""Takes the record, the filters, and by name what a command takes besides."""


class Argument(NamedTuple):
    """What a command takes beside filters: its name, type and default."""

    name: str
    kind: Any
    default: Any = inspect.Parameter.empty


def command(
    name: str, about: str, options: Sequence[str], query: Query, *arguments: Argument
) -> Callable[..., None]:
    """A command that prints the rows of `query`, with these of the `OPTIONS`, --record and --format."""

    def run(record: Path, format: Format, **given: Any) -> None:
        asked = {option: given.pop(option) for option in options}
        check(asked)
        filters = Filters(**asked)
        if name in _COUNTED and format is Format.TEXT and filters.limit is None:
            filters = replace(filters, limit=SHOWN)
        show(record, format, lambda store: query(store, filters, **given), filters)
        if name in _COUNTED and format is Format.TEXT:
            _tell_rest(record, name, filters)

    parameters = [
        _parameter(*argument) for argument in arguments if argument.default is inspect.Parameter.empty
    ]
    parameters += [inspect.Parameter("record", inspect.Parameter.KEYWORD_ONLY, annotation=RecordFile)]
    parameters += [_parameter(*argument) for argument in arguments if argument.default is None]
    parameters += [_parameter(option, OPTIONS[option], None) for option in OPTIONS if option in options]
    parameters.append(_parameter("format", FormatOption, Format.TEXT))
    run.__name__, run.__doc__ = name, about
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _parameter(name: str, kind: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)


def check(asked: dict[str, Any]) -> None:
    """Refuse an act, type or kind that there is none of, with a list of those that there are. UsageError."""
    for name, allowed in (("act", acts()), ("type", types()), ("kind", KINDS)):
        value = asked.get(name)
        if value is not None and value.casefold() not in {a.casefold() for a in allowed}:
            raise UsageError(f"--{name} takes one of {', '.join(allowed)}; got {value!r}.")


KINDS = (
    *("denial", "negation", "opposite", "blame", "figures"),
    *("naming", "verb", "scare_quote", "hedge", "evaluation"),
)


def show(
    record: Path, format: Format, query: Callable[[Record], Sequence[Any]], filters: Filters | None = None
) -> None:
    """Print the rows of a query; on stderr what a person should know about them."""
    with Record(record, create=False, read_only=not os.access(record, os.W_OK)) as store:
        rows = query(store)
        undated = store.undated() if filters and (filters.since or filters.until) else 0
    write(rows, format, sys.stdout)
    if not rows and format is Format.TEXT:
        tell("nothing found.")
    if undated:
        number = "1 report" if undated == 1 else f"{undated:,} reports"
        tell(f"{number} of this record have no known year: --since and --until never find them.")


def _tell_rest(record: Path, kind: str, filters: Filters) -> None:
    """Say how many rows the limit left out."""
    with Record(record, create=False, read_only=not os.access(record, os.W_OK)) as store:
        total = store.count(kind, filters)
    rest = total - (filters.limit or total)
    if rest > 0:
        tell(f"and {rest:,} more {kind}: --limit {total} shows all, --format jsonl and csv always do.")


def tell(message: str) -> None:
    """Say something to a person, on stderr and on one line."""
    Console(stderr=True, highlight=False).print(plain(message), markup=False, soft_wrap=True)
