"""Where contents end: speech without quote marks ends with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.attribute.draft import Draft, trimmed
from onrecord.attribute.quotes import MARKS
from onrecord.attribute.tree import Tree
from onrecord.model import Span

ENDS = (".", "!", "?", "…")


def within_sentences(drafts: Sequence[Draft], quotes: Sequence[Span], tree: Tree, text: str) -> list[Draft]:
    """Drafts whose content without quote marks is cut to the sentences of their cues.

    What stands in quote marks may run on. A colon may announce more than one sentence.
    """
    return [_cut(draft, quotes, tree, text) for draft in drafts]


def _cut(draft: Draft, quotes: Sequence[Span], tree: Tree, text: str) -> Draft:
    if not draft.cue or text[draft.cue[-1].end - 1] == ":":
        return draft
    own = {tree.sentence(offset) for span in draft.cue for offset in (span.start, span.end - 1)}
    kept: list[Span] = []
    for span in draft.content:
        parts = list(_sentences(span, quotes, tree, text))
        kept.extend(p for p in parts if len(parts) == 1 or _belongs(p, own, quotes, tree))
    return replace(draft, content=tuple(kept)) if kept else draft


def _belongs(part: Span, own: set[int | None], quotes: Sequence[Span], tree: Tree) -> bool:
    if any(q.start <= part.start < q.end for q in quotes):
        return True
    return tree.sentence(part.start) in own or tree.sentence(part.end - 1) in own


def _sentences(span: Span, quotes: Sequence[Span], tree: Tree, text: str) -> Iterator[Span]:
    """The span in pieces, cut where a sentence begins outside of quote marks."""
    start = span.start
    first, last = tree.sentence(span.start), tree.sentence(span.end - 1)
    if first is not None and last is not None and first != last:
        for sentence in tree.parse.sentences[first + 1 : last + 1]:
            if _begins(sentence.start, quotes, text):
                yield from filter(None, (trimmed(text, start, sentence.start),))
                start = sentence.start
    yield from filter(None, (trimmed(text, start, span.end),))


def _begins(at: int, quotes: Sequence[Span], text: str) -> bool:
    """Whether a sentence really begins there: an end stands before it, and no quotation goes on."""
    before = text[max(0, at - 80) : at].rstrip()
    ended = before.rstrip(MARKS)[-1:] in ENDS or "\n" in text[at - 80 : at][len(before) :]
    return ended and not any(q.start < at < q.end for q in quotes)


def unparted(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts without the pieces of content that another draft's cue parts from their own cue."""
    cues = sorted(span for draft in drafts for span in draft.cue)
    return [_unparted(draft, cues) for draft in drafts]


def _unparted(draft: Draft, cues: Sequence[Span]) -> Draft:
    if len(draft.content) < 2 or not draft.cue:
        return draft
    kept = tuple(piece for piece in draft.content if not _parted(piece, draft, cues))
    return replace(draft, content=kept or draft.content)


def _parted(piece: Span, draft: Draft, cues: Sequence[Span]) -> bool:
    first, last = draft.cue[0], draft.cue[-1]
    start, end = (piece.end, first.start) if piece.end <= first.start else (last.end, piece.start)
    between = (c for c in cues if start <= c.start and c.end <= end)
    return any(not any(own.overlaps(c) for own in draft.content) for c in between)


def either_quoted_or_not(drafts: Sequence[Draft], quotes: Sequence[Span], text: str) -> list[Draft]:
    """Drafts whose content is whole sentences in quote marks, without their pieces outside of the marks."""
    return [_quoted_only(draft, quotes, text) for draft in drafts]


def _quoted_only(draft: Draft, quotes: Sequence[Span], text: str) -> Draft:
    whole = [_is_whole(piece, quotes, text) for piece in draft.content]
    if not any(whole):
        return draft
    pieces = zip(draft.content, whole, strict=True)
    kept = tuple(p for p, is_whole in pieces if is_whole or any(q.overlaps(p) for q in quotes))
    return replace(draft, content=kept)


def _is_whole(piece: Span, quotes: Sequence[Span], text: str) -> bool:
    """Whether a piece is a quotation, marks aside, that begins and ends as a sentence does."""
    around = next((q for q in quotes if q.start <= piece.start and piece.end <= q.end), None)
    words = piece.of(text).strip(MARKS + " ")
    return around is not None and words[:1].isupper() and words[-1:] in (*ENDS, ",")
