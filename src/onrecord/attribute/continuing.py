"""Quotations that run on without a cue of their own belong to the speaker before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribute.draft import Draft
from onrecord.model import Span

MARKS = "\"“”„«»'‘’`"


def colons_speak_forward(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """Drafts whose cue ends with a colon, without content from paragraphs before it.

    Such content ends what the speaker before said; `continue_quotes` then gives it to that one.
    """
    return [_forward(draft, text) for draft in drafts]


def _forward(draft: Draft, text: str) -> Draft:
    if not draft.cue or not draft.source or text[draft.cue[-1].end - 1] != ":":
        return draft
    first = min(draft.cue[0].start, draft.source[0].start)
    later = tuple(c for c in draft.content if c.end > first or "\n" not in text[c.end : first])
    return replace(draft, content=later or draft.content)


def continue_quotes(drafts: Sequence[Draft], quotes: Sequence[Span], text: str) -> list[Draft]:
    """Drafts in which each quotation that none of them covers is added to the one just before it.

    "Just before" means that its last span ends with the sentence or paragraph before the quotation,
    and that it quotes already. Whole sentences and paragraphs count, not quoted words in a sentence.
    """
    result = list(drafts)
    for quote in quotes:
        if not _whole(quote, text) or any(_touches(d, quote) for d in result):
            continue
        before = _previous(result, quote, quotes, text)
        if before is not None:
            old = result[before]
            result[before] = replace(old, content=(*old.content, quote))
    return result


def _whole(quote: Span, text: str) -> bool:
    """Whether the quotation begins after an end of a sentence and ends with one."""
    before = text[: quote.start].rstrip(" \t")[-1:]
    last = quote.of(text).rstrip(MARKS + " ")[-1:]
    return (before == "" or before in ".!?\n" + MARKS) and last in (".", "!", "?", "…", "")


def _touches(draft: Draft, quote: Span) -> bool:
    return any(span.overlaps(quote) for span in (*draft.content, *draft.cue, *draft.source))


def _previous(drafts: Sequence[Draft], quote: Span, quotes: Sequence[Span], text: str) -> int | None:
    """The draft whose last span ends where the quotation begins, but for blanks, marks and a full stop."""
    best: int | None = None
    for i, draft in enumerate(drafts):
        end = max(span.end for span in (*draft.content, *draft.cue, *draft.source))
        gap = text[end : quote.start] if end <= quote.start else "x"
        near = not gap.strip(" \t\n.!?" + MARKS)
        if near and any(q.overlaps(c) for q in quotes for c in draft.content):
            best = i
    return best
