"""A sentence as the event model sees it: subword ids with special tokens, and where each word stands.

The model reads a sentence in two forms. Bare, it tags the words that name events. With one of
them between two marker tokens, it gives the type of that event, its roles and its modality.
Training and inference build their rows here, so that both see the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.code_events import ontology
from onrecord.encoder import SubwordTokenizer, split_words
from onrecord.model import Modality, Span, Status

NONE = "NONE"
TYPES: tuple[str, ...] = (*ontology.types(), NONE)
"""Classes of a marked word."""
TRIGGERS: tuple[str, ...] = ("O", *ontology.types())
"""Tags of the words of a bare sentence."""
ROLES: tuple[str, ...] = ("O", "B-actor", "I-actor", "B-recipient", "I-recipient")
"""Tags of the words of a marked sentence."""
MODES: tuple[tuple[str, str], ...] = tuple((t.name, m) for t in ontology.types().values() for m in t.modes)
"""Every mode with its type; several may hold."""
MODALITIES: tuple[Modality, ...] = tuple(Modality)
STATUSES: tuple[Status, ...] = tuple(Status)
OPEN, CLOSE = "[unused2]", "[unused3]"
SIZE = 160
"""Most subwords of a row; what lies beyond is not seen. Longer sentences are 1 in 500 of news."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and subwords of one sentence; `words` are spans of characters of the text it was cut from."""

    words: tuple[Span, ...]
    ids: tuple[tuple[int, ...], ...]
    """Subword ids of each word."""
    lettered: tuple[bool, ...]
    """Whether each word has a letter: others name nothing."""

    @property
    def whole(self) -> bool:
        """Whether all of it fits into a row."""
        return sum(map(len, self.ids)) <= SIZE - 4

    def covering(self, span: Span) -> range:
        """The indices of the words that share a character with the span."""
        found = [i for i, word in enumerate(self.words) if word.overlaps(span)]
        return range(found[0], found[-1] + 1) if found else range(0)

    def span(self, words: range) -> Span:
        """The characters from the first to the last of these words."""
        return Span(self.words[words[0]].start, self.words[words[-1]].end)


@dataclass(frozen=True, slots=True)
class Row:
    """Ids of one pass of the encoder, and for each word the position of its first subword (-1: cut off)."""

    ids: list[int]
    first: list[int]


class Reader:
    """Cuts text into sentences of subwords, and sentences into rows."""

    def __init__(self, tokenizer: SubwordTokenizer) -> None:
        self.tokenizer = tokenizer
        self.open, self.close = tokenizer.id(OPEN), tokenizer.id(CLOSE)

    def sentence(self, text: str, span: Span | None = None) -> Sentence:
        """The words of the text, or of a span of it."""
        offset = span.start if span else 0
        words = [w for w in split_words(span.of(text) if span else text) if not w.is_break]
        subwords = self.tokenizer([word.text for word in words])
        bounds = pairwise([*subwords.first, len(subwords.ids)])
        return Sentence(
            tuple(Span(w.start + offset, w.end + offset) for w in words),
            tuple(tuple(subwords.ids[a:b]) for a, b in bounds),
            tuple(any(map(str.isalpha, word.text)) for word in words),
        )

    def bare(self, sentence: Sentence) -> Row:
        """The row in which triggers are tagged."""
        return self._row(sentence, range(0))

    def marked(self, sentence: Sentence, trigger: range) -> Row:
        """The row in which the words of `trigger` stand between markers."""
        return self._row(sentence, trigger)

    def _row(self, sentence: Sentence, trigger: range) -> Row:
        ids, first = [self.tokenizer.cls], []
        for i, pieces in enumerate(sentence.ids):
            if trigger and i == trigger[0]:
                ids.append(self.open)
            first.append(len(ids))
            ids.extend(pieces)
            if trigger and i == trigger[-1]:
                ids.append(self.close)
        first = [at if at < SIZE - 1 else -1 for at in first]
        return Row([*ids[: SIZE - 1], self.tokenizer.sep], first)


def runs(wanted: Sequence[bool]) -> list[range]:
    """The stretches of neighbouring words that are wanted.

    Two actors without a word between them are not news English, so where one begins is not asked.
    """
    found: list[range] = []
    for i in (i for i, flag in enumerate(wanted) if flag):
        if found and found[-1].stop == i:
            found[-1] = range(found[-1].start, i + 1)
        else:
            found.append(range(i, i + 1))
    return found
