"""Quoted stretches, and who speaks them as far as the grammar shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from onrecord.analyse.lexicon import speech_verbs
from onrecord.analyse.tree import Tree
from onrecord.model import Token

CLOSERS = {
    "“": "”\"", "„": "”“\"", "«": "»", '"': "\"”", "``": ("''",), "''": ("''", '"'), "‘": "’'", "'": "'’"
}  # fmt: skip
"""Opening mark → the marks that close it. A mark that opens and closes alike opens where nothing is open."""
SINGLE = frozenset("‘'")
LONGEST_SINGLE = 2000
"""Characters in which a single mark needs its partner; elsewhere it is an apostrophe."""
CLOSES_SINGLE = re.compile(r"(?<=[^\s'’])['’](?![\w'’])")


def quote_of(text: str, tokens: Sequence[Token]) -> list[int]:
    """For each token the number of the quotation it stands in, -1 outside.

    A quotation that is open at the end of a paragraph goes on where the next paragraph opens with a
    quotation mark, and ends there otherwise.
    """
    numbers: list[int] = []
    count, opener = 0, ""
    end = 0
    for token in tokens:
        opens = _opens(text, token)
        breaks = bool(opener) and "\n" in text[end : token.start]
        if breaks and not opens and _new_paragraph(text, end, token.start):
            opener = ""
        closes = bool(opener) and not (breaks and opens) and _closes(text, token, opener)
        if opens and not closes and (not opener or breaks):
            count += not opener
            opener = token.text
        numbers.append(count - 1 if opener else -1)
        opener = "" if closes else opener
        end = token.end
    return numbers


def _closes(text: str, token: Token, opener: str) -> bool:
    """Whether a token is the mark that ends a quotation; after a single one no word goes on."""
    inside_word = opener in SINGLE and text[token.end : token.end + 1].isalnum()
    return token.text in CLOSERS[opener] and not inside_word


def _opens(text: str, token: Token) -> bool:
    """Whether a token is a mark that may open a quotation. A single one needs a partner in its paragraph."""
    if token.text not in CLOSERS:
        return False
    if token.text not in SINGLE:
        return True
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    if before.isalnum() or after.isspace() or not after:
        return False
    far = min(len(text), token.end + LONGEST_SINGLE)
    line = text.find("\n", token.end, far)
    return CLOSES_SINGLE.search(text, token.end, line if line >= 0 else far) is not None


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


def told(tree: Tree, numbers: Sequence[int]) -> list[int]:
    """For each sentence, how many up to it have words outside quotations."""
    own = [False] * (max((t.sentence for t in tree.tokens), default=-1) + 1)
    for token, number in zip(tree.tokens, numbers, strict=True):
        own[token.sentence] |= number < 0 and token.text[0].isalnum()
    return list(accumulate(own))
