"""The quality gate: floors below which no score on a gold set may fall.

A floors file is TOML, one table a set, named as in `onrecord eval`:

    [stories]
    path = "stories/articles_open.jsonl"
    digest = "3f1c…"
    floors = { "F1" = 0.97 }
    ceilings = {}

The path is below the data folder, with `project = true` below the project. The digest (SHA-256) keeps a
changed set from being taken for a better score. A floor is words of a printed line and the least value of
the number behind them ("words#3": of the third), a ceiling the greatest.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import GoldError

NUMBER = re.compile(r"(?<![\w.])(\d*\.\d+|\d+)(%?)(?!\w)")
"""A number in a line of scores, and whether it is a percentage."""

Lines = Callable[[str, Path], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The floors of one set."""

    name: str
    path: Path
    digest: str | None
    floors: Mapping[str, float]
    ceilings: Mapping[str, float]


def read(file: Path, data: Path, project: Path) -> list[Gate]:
    """The gates of a floors file. Raises GoldError for one that is no such file."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        return [_gate(name, table, data, project) for name, table in tables.items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{file}: is no file of floors: {error!r}. Its form: src/onrecord/gate.py.") from None


def _gate(name: str, table: Mapping[str, object], data: Path, project: Path) -> Gate:
    floors, ceilings = table.get("floors", {}), table.get("ceilings", {})
    if not isinstance(floors, dict) or not isinstance(ceilings, dict):
        raise TypeError(f"floors and ceilings of {name} are tables")
    digest = table.get("digest")
    root = project if table.get("project") else data
    return Gate(
        name=name,
        path=root / str(table["path"]),
        digest=str(digest) if digest else None,
        floors={str(k): float(v) for k, v in floors.items()},
        ceilings={str(k): float(v) for k, v in ceilings.items()},
    )


def digest(path: Path) -> str:
    """SHA-256 of a file, or of the names and contents of all files below a folder."""
    total = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file()):
        total.update(file.relative_to(path.parent).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def judge(gate: Gate, lines: Lines) -> Iterator[tuple[bool, str]]:
    """For each floor of a set whether it holds, and a line for people."""
    if not gate.path.exists():
        yield False, f"{gate.name}: {gate.path} is not there"
        return
    if gate.digest and digest(gate.path) != gate.digest:
        yield (
            False,
            f"{gate.name}: {gate.path} has changed (digest {digest(gate.path)[:16]}…): set floors anew",
        )
        return
    text = "\n".join(lines(gate.name, gate.path))
    for words, limit in gate.floors.items():
        value = number(text, words, gate.name)
        yield value >= limit, f"{gate.name}: {words} {value:g}, at least {limit:g}"
    for words, limit in gate.ceilings.items():
        value = number(text, words, gate.name)
        yield value <= limit, f"{gate.name}: {words} {value:g}, at most {limit:g}"


def number(text: str, words: str, name: str) -> float:
    """The first number behind the words in a line, with "words#3" the third; percentages as shares.

    Raises GoldError where there is none.
    """
    words, _, place = words.partition("#")
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)(.*)", text)
    found = NUMBER.findall(match[1]) if match else []
    index = int(place or 1) - 1
    if index >= len(found):
        raise GoldError(f"the scores of {name} have no number behind {words!r}: {text[:200]!r}")
    figure, percent = found[index]
    return float(figure) / (100 if percent else 1)
