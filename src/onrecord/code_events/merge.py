"""One act, one event: words that name the same act are merged, and candidates no one would miss dropped."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.code_events.detect import Detection
from onrecord.model import Parse, Span


def merged(detections: Sequence[Detection], parse: Parse, floor: float) -> list[Detection]:
    """Detections with a score of at least `floor`, in text order, one for each act.

    Two of one type in one sentence name one act where one trigger hangs on the other in the parse
    without a further verb between ("held talks", "carried out the raid"); the better one stays.
    """
    tokens = _Tokens(parse)
    kept: list[Detection] = []
    for detection in sorted(detections, key=lambda d: (-d.score, d.trigger)):
        if detection.score < floor:
            break
        if not any(_same(detection, other, tokens) for other in kept):
            kept.append(detection)
    return sorted(kept, key=lambda d: d.trigger)


def _same(left: Detection, right: Detection, tokens: _Tokens) -> bool:
    if left.sentence != right.sentence or left.type != right.type:
        return False
    return tokens.hangs(left.trigger, right.trigger) or tokens.hangs(right.trigger, left.trigger)


class _Tokens:
    """Looks tokens up by character."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.starts = [token.start for token in parse.tokens]

    def at(self, character: int) -> int:
        return max(0, bisect_right(self.starts, character) - 1)

    def hangs(self, low: Span, high: Span) -> bool:
        """Whether the word at `low` is an object of the word at `high`."""
        i, goal = self.at(low.start), self.at(high.start)
        token = self.parse.tokens[i]
        return token.head == goal and token.dep in ("dobj", "prt", "nsubjpass", "attr", "compound", "amod")
