"""Labels on sentences of texts that are not ours: offsets only, the words stay with their publishers.

A file of them is JSON lines. Each row names a text by its digest and a sentence in it by offsets; its
events are those of docs/labelling-events.md with offsets into that sentence:

    {"text": "0f3a…", "sentence": [812, 931], "events": [{"type": "ACCUSE", "trigger": [14, 21], …}]}

`anchor` makes them from sentences that were labelled with their words; `read` puts them on the texts again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.code_events.labelled import LabelledEvent, LabelledSentence
from onrecord.errors import GoldError
from onrecord.model import Json, Modality, Span, Status

ROLES = ("actors", "recipients", "by")


def texts(folder: Path) -> Iterator[str]:
    """The texts below a folder in order of path: .txt files, `text` of .jsonl rows, BASIL's .json articles.

    Files of another form give nothing.
    """
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".txt":
            yield path.read_text("utf-8", errors="replace")
        elif path.suffix == ".jsonl":
            yield from _rows(path)
        elif path.suffix == ".json":
            yield from _paragraphs(path)


def _rows(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if isinstance(row, dict) and isinstance(row.get("text"), str):
            yield row["text"]


def _paragraphs(path: Path) -> Iterator[str]:
    """An article of BASIL: its title and its paragraphs, which are lists of sentences."""
    article = json.loads(path.read_text("utf-8"))
    if isinstance(article, dict) and "body-paragraphs" in article:
        yield "\n\n".join([article["title"], *(" ".join(lines) for lines in article["body-paragraphs"])])


def digest(text: str) -> str:
    """What a row names its text by: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def anchor(sentences: Iterable[LabelledSentence], texts: Iterable[str]) -> tuple[list[Json], list[str]]:
    """Rows for the sentences that stand in the texts, and where those that do not are."""
    known = list(texts)
    rows: list[Json] = []
    lost: list[str] = []
    for sentence in sentences:
        found = next(((text, at) for text in known if (at := text.find(sentence.text)) >= 0), None)
        if found is None:
            lost.append(sentence.where)
            continue
        text, at = found
        span = [at, at + len(sentence.text)]
        rows.append({"text": digest(text), "sentence": span, "events": [_row(e) for e in sentence.events]})
    return rows, lost


def _row(event: LabelledEvent) -> Json:
    row: Json = {"type": event.type, "modes": list(event.modes), "trigger": list(event.trigger)}
    row |= {role: [list(span) for span in getattr(event, role)] for role in ROLES}
    return row | {"status": event.status.value, "modality": [m.value for m in event.modality]}


def read(paths: Sequence[Path], texts: Iterable[str]) -> list[LabelledSentence]:
    """The labelled sentences of the files, in order.

    Raises GoldError where a text is missing or a row is wrong.
    """
    known = {digest(text): text for text in texts}
    return [
        _sentence(line, known, f"{path}:{number}")
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if not line.startswith("#")
    ]


def _sentence(line: str, known: dict[str, str], where: str) -> LabelledSentence:
    try:
        row = json.loads(line)
        name, sentence = row["text"], Span(*row["sentence"])
        events = tuple(_event(event) for event in row["events"])
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{where}: not a labelled sentence: {error!r}") from error
    if name not in known:
        raise GoldError(f"{where}: no text given has the digest {name}. Give the folder with all.")
    return LabelledSentence(text=sentence.of(known[name]), events=events, where=where)


def _event(row: Json) -> LabelledEvent:
    roles = {role: tuple(Span(*span) for span in row[role]) for role in ROLES}
    return LabelledEvent(
        type=row["type"],
        trigger=Span(*row["trigger"]),
        modes=tuple(row["modes"]),
        status=Status(row["status"]),
        modality=tuple(Modality(name) for name in row["modality"]),
        **roles,
    )
