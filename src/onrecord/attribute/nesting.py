"""Statements inside statements: which one is reported within which, and those the model leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.attribute.draft import Draft
from onrecord.attribute.embedded import embedded
from onrecord.attribute.tree import Tree
from onrecord.model import Span


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the one within whose content it is reported, None at the top.

    A draft lies within another when its cue (or, without one, its content) lies in the other's
    content; of several the one with the shortest content counts.
    """
    sizes = [_size(d) for d in drafts]
    reach = [(d.content[0].start, d.content[-1].end) for d in drafts]
    result: list[int | None] = []
    for i, draft in enumerate(drafts):
        marks = draft.cue or draft.content
        around = [
            k
            for k, (start, end) in enumerate(reach)
            if start <= marks[0].start < end
            and sizes[k] > sizes[i]
            and all(_within(mark, drafts[k].content) for mark in marks)
        ]
        result.append(min(around, key=lambda k: (sizes[k], k), default=None))
    return result


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(other.contains(span) for other in others)


def _size(draft: Draft) -> int:
    return sum(map(len, draft.content))


def nested(drafts: Sequence[Draft], tree: Tree, text: str) -> list[Draft]:
    """Attributions inside the content of others that the model did not mark, by the grammar.

    Every word inside the content of a draft that is no cue yet is tried, so that statements are found to
    any depth: what lies inside a nested one lies inside the outer one as well.
    """
    taken = {i for d in drafts for span in d.cue for i in tree.inside(span)}
    found: list[Draft] = []
    for outer in sorted(drafts, key=_size):
        for word in _words(outer, tree):
            if word in taken:
                continue
            inner = embedded(word, outer.content, tree, text)
            if inner is not None and _size(inner) < _size(outer):
                taken.add(word)
                found.append(inner)
    return found


def _words(outer: Draft, tree: Tree) -> Iterator[int]:
    for span in outer.content:
        yield from tree.inside(span)
