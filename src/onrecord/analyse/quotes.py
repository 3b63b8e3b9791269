"""Quoted stretches, and who speaks them as far as the grammar shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.analyse.lexicon import speech_verbs
from onrecord.analyse.tree import Tree
from onrecord.model import Token

OPEN = frozenset("“«„")
CLOSE = frozenset("”»")
PARAGRAPH = re.compile(r"\n\s*")


def quote_of(text: str, tokens: Sequence[Token]) -> list[int]:
    """For each token the number of the quotation it stands in, -1 outside.

    A quotation that is open at the end of a paragraph goes on where the next paragraph opens with a
    quotation mark, and ends there otherwise.
    """
    numbers: list[int] = []
    count, inside = 0, False
    end = 0
    for token in tokens:
        mark = _mark(token.text, inside=inside)
        if inside and "\n" in text[end : token.start] and mark != "open":
            inside = not _new_paragraph(text, end, token.start) and inside
        if mark == "open":
            count += not inside
            inside = True
        numbers.append(count - 1 if inside else -1)
        if mark == "close":
            inside = False
        end = token.end
    return numbers


def _mark(word: str, *, inside: bool) -> str:
    if word in OPEN or word == "``":
        return "open"
    if word in CLOSE or word == "''":
        return "close"
    return ("close" if inside else "open") if word == '"' else ""


def _new_paragraph(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return gap.count("\n") > 1 or text[end - 1 : end] in '.!?”"'


def speakers(tree: Tree, numbers: Sequence[int]) -> dict[int, int]:
    """Quotation number → token of the subject of the verb of saying that stands beside it."""
    found: dict[int, int] = {}
    sentences: dict[int, list[int]] = {}
    for i, number in enumerate(numbers):
        if number >= 0:
            sentence = tree.tokens[i].sentence
            if number not in sentences.setdefault(sentence, []):
                sentences[sentence].append(number)
    for i, token in enumerate(tree.tokens):
        if numbers[i] < 0 and token.pos == "VERB" and token.lemma.lower() in speech_verbs():
            subject = tree.child(i, "nsubj", "nsubjpass")
            if subject is not None:
                for number in sentences.get(token.sentence, ()):
                    found.setdefault(number, subject)
    return found
