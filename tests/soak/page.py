"""Puts tables into docs/trust.md: each soak has its place between two comments there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "trust.md"
Cells = Sequence[object]


def markdown(head: Cells, rows: Sequence[Cells]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def fill(name: str, text: str, path: Path = PAGE) -> None:
    """Put a text between the comments `soak: name` and `end`. Raises ValueError for no such place."""
    place = re.compile(rf"(<!-- soak: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    page = path.read_text("utf-8")
    filled, count = place.subn(lambda found: f"{found[1]}{text}\n{found[2]}", page)
    if not count:
        raise ValueError(f"{path} has no place for the soak {name!r}.")
    path.write_text(filled, encoding="utf-8")
