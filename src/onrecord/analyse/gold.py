"""Texts with coreference marked by people, read for `onrecord eval coreference`.

Two forms: WebAnno TSV (GUM, CC BY) and the XML of ECB+ (CC BY 3.0). Both hold tokens; the text is put
together again with the white space of print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from onrecord.errors import GoldError
from onrecord.model import Span

NO_SPACE_BEFORE = re.compile(r"[,.;:!?%)\]}’”]|'s?|''|n't|n’t|’s|'(?:ll|re|ve|d|m)|’(?:ll|re|ve|d|m)")
NO_SPACE_AFTER = re.compile(r"[(\[{$£€“‘#]|``")
CELL = re.compile(r"(.+?)\[(\d+)\]")
LINK = re.compile(r"[\d-]+(?:\[(\d+)_(\d+)\])?")


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text and, for each marked mention, the number of its chain. Mentions alone have a chain, too."""

    name: str
    text: str
    chain_of: dict[Span, int]


def read_gold(path: Path) -> Iterator[GoldText]:
    """The texts in a file or in a folder and those below it. Raises GoldError where there are none."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    files = [f for f in files if f.suffix in (".tsv", ".xml")]
    if not files:
        raise GoldError(
            f"{path}: no coreference gold here. It takes .tsv (WebAnno, GUM) and .xml (ECB+) files."
        )
    for file in files:
        yield _read_webanno(file) if file.suffix == ".tsv" else _read_ecb(file)


class _Text:
    """A text put together from tokens."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: dict[str, tuple[int, int]] = {}
        self.quote_open = False
        self.glue = True

    def add(self, key: str, token: str) -> None:
        """Append a token with a blank before it where print has one."""
        closing = token == "''" or (token == '"' and self.quote_open)
        word = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(token, token)
        if not self.glue and not closing and not NO_SPACE_BEFORE.fullmatch(token):
            self._append(" ")
        self.spans[key] = (self.length, self.length + len(word))
        self._append(word)
        if word == '"':
            self.quote_open = not closing
        self.glue = bool(NO_SPACE_AFTER.fullmatch(word)) or (word == '"' and not closing)

    def end_sentence(self, *, line: bool) -> None:
        """A blank, or a line where a heading ends."""
        last = self.parts[-1] if self.parts else ""
        self._append("\n" if line or last not in '.!?"”' else " ")
        self.glue = True

    def _append(self, string: str) -> None:
        self.parts.append(string)
        self.length += len(string)

    def span(self, keys: Iterable[str]) -> Span:
        """The span from the first to the last of some tokens."""
        ends = [self.spans[k] for k in keys]
        return Span(min(s for s, _ in ends), max(e for _, e in ends))


def _read_webanno(path: Path) -> GoldText:
    text = _Text()
    mentions: dict[str, list[str]] = {}
    links: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#Text=") and text.parts:
            text.end_sentence(line=False)
        if line.startswith("#") or len(cells) < 10:
            continue
        text.add(cells[0], cells[2])
        numbers = [
            m.group(2) if (m := CELL.fullmatch(c)) else cells[0] for c in cells[3].split("|") if c != "_"
        ]
        for number in numbers:
            mentions.setdefault(number, []).append(cells[0])
        links.extend(_webanno_links(cells))
    chains = _merged(mentions, links)
    spans = {number: text.span(keys) for number, keys in mentions.items()}
    return GoldText(path.stem, "".join(text.parts), {spans[n]: chains[n] for n in mentions})


def _webanno_links(cells: list[str]) -> Iterator[tuple[str, str]]:
    for kind, target in zip(cells[8].split("|"), cells[9].split("|"), strict=False):
        match = LINK.fullmatch(target)
        if kind == "_" or kind.startswith("bridge") or not match:
            continue
        other, own = match.group(1) or "0", match.group(2) or "0"
        yield own if own != "0" else cells[0], other if other != "0" else target.split("[")[0]


def _read_ecb(path: Path) -> GoldText:
    text = _Text()
    root = ElementTree.parse(path).getroot()
    sentence = "0"
    for token in root.iter("token"):
        if token.get("sentence") != sentence:
            sentence = token.get("sentence", "")
            text.end_sentence(line=True)
        text.add(token.get("t_id", ""), token.text or "")
    mentions = {}
    for mark in root.find("Markables") or ():
        keys = [a.get("t_id", "") for a in mark.iter("token_anchor")]
        if keys and mark.tag.startswith("HUMAN"):
            mentions[mark.get("m_id", "")] = keys
    links = [
        (source.get("m_id", ""), target.get("m_id", ""))
        for link in root.find("Relations") or ()
        for target in link.iter("target")
        for source in link.iter("source")
    ]
    # ECB+ links what its annotators chose to link; of the other mentions nothing is known.
    linked = {key for link in links for key in link} & mentions.keys()
    chains = _merged(sorted(linked), links)
    return GoldText(path.stem, "".join(text.parts), {text.span(mentions[n]): chains[n] for n in chains})


def _merged(mentions: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Numbers of the chains that the links make of the mentions."""
    parent: dict[str, str] = {}

    def top(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for left, right in links:
        parent[top(left)] = top(right)
    numbers: dict[str, int] = {}
    return {m: numbers.setdefault(top(m), len(numbers)) for m in mentions}
