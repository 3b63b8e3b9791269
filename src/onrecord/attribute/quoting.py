"""Quotations that the model passed over and whose speaker the words around them name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.attribute.draft import Draft
from onrecord.attribute.inquits import inquit, says
from onrecord.attribute.pieces import words_in
from onrecord.attribute.quotes import MARKS
from onrecord.attribute.tree import Tree
from onrecord.model import Span

SCORE = 0.8
"""Score of a statement that a rule found."""

FEWEST = 2
"""Words of a quotation; a single one is a title or a term."""

NEAR = 8
"""Tokens between a verb and the quotation that it announces."""

BRIDGE = ("ADP", "DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "ADV", "PUNCT", "SCONJ", "PART", "SPACE")
"""What may stand between them: "told the court on Friday: …"."""


def spoken_quotes(drafts: Sequence[Draft], quotes: Sequence[Span], tree: Tree, text: str) -> list[Draft]:
    """Statements for the quotations that no draft touches and that words of saying stand beside.

    Beside means right behind ("…" she asked), or right before with a colon, a comma or nothing between.
    Scare quotes and titles stand beside no such words.
    """
    taken = sorted(span for d in drafts for span in (*d.content, *d.cue, *d.source))
    found = []
    for quote in quotes:
        if words_in(quote.of(text)) < FEWEST or any(quote.overlaps(span) for span in taken):
            continue
        named = next(_named(quote, tree, text), None)
        if named is not None and not any(c.overlaps(t) for c in named.cue for t in taken):
            found.append(named)
    return found


def _named(quote: Span, tree: Tree, text: str) -> Iterator[Draft]:
    paragraph_end = text.find("\n", quote.end)
    end = len(text) if paragraph_end < 0 else paragraph_end
    behind = inquit(tree.inside(Span(quote.end, quote.end + 1)).start, end, tree)
    if behind is not None and _ends(quote, text):
        yield Draft(content=(quote,), cue=(behind.cue,), source=(behind.source,), score=SCORE)
    before = _announced(quote, tree, text)
    if before is not None:
        yield before


def _ends(quote: Span, text: str) -> bool:
    """Whether the quotation, or the text right behind it, makes a pause."""
    return (
        quote.of(text).rstrip(MARKS + " ")[-1:] in (",", ".", "?", "!", "…", "-", "—")
        or text[quote.end : quote.end + 1] == ","
    )


def _announced(quote: Span, tree: Tree, text: str) -> Draft | None:
    if text[max(0, quote.start - 3) : quote.start].rstrip()[-1:] not in (":", ",") and not _ends(quote, text):
        return None
    first = tree.inside(quote).start
    for verb in range(first - 1, max(first - NEAR, 0) - 1, -1):
        token = tree.tokens[verb]
        if "\n" in text[token.end : quote.start]:
            return None
        if says(verb, tree):
            subject = tree.subject(verb)
            if subject is None or tree.tokens[subject].dep == "nsubjpass" or subject > verb:
                return None
            cue = Span(token.start, token.end)
            return Draft(content=(quote,), cue=(cue,), source=(tree.noun_phrase(subject),), score=SCORE)
        if token.pos not in BRIDGE or token.text in (".", ";", "!", "?"):
            return None
    return None
