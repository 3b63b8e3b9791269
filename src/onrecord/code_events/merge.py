"""One act, one event: words that name the same act are merged, and candidates no one would miss dropped."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.code_events.detect import Detection
from onrecord.model import Parse, Span

CLEARLY = 0.15
"""Difference of score by which the word below is preferred."""
SAME_ACT = frozenset(
    {
        "dobj",
        "pobj",
        "prt",
        "nsubjpass",
        "attr",
        "compound",
        "amod",
        "xcomp",
        "advcl",
        "acl",
        "pcomp",
        "relcl",
    }
)
"""Relations in which a word of one type hangs on another of that type and names no further act."""
OF_TYPE = {"ASSAULT": SAME_ACT | {"nsubj", "csubj"}}
"""The same with further ones: the attack that kills is the killing."""
REACH = 20
"""Words before a verb among which its subject stands."""
SURE = 0.5
"""Least score of an act of will that makes what it wills no further act."""
WILLED = {
    "AGREE": frozenset({"xcomp", "ccomp", "pobj", "dobj"}),
    "CONCEDE": frozenset({"xcomp", "ccomp", "dobj"}),
    "REQUEST": frozenset({"xcomp", "ccomp", "dobj"}),
    "REJECT": frozenset({"xcomp", "ccomp", "dobj"}),
    "THREATEN": frozenset({"xcomp", "ccomp"}),
}
"""Types and relations by which a word is only what is promised, lifted, asked, refused or threatened."""


def merged(detections: Sequence[Detection], parse: Parse, floor: float) -> list[Detection]:
    """Detections with a score of at least `floor`, in text order, one for each act.

    Two of one type name one act where one trigger hangs on the other in the parse ("held talks",
    "agreed to send"); the governing word stays, unless it scores clearly less.
    """
    tokens = _Tokens(parse)
    likely = [d for d in detections if d.score >= floor]
    return [d for d in likely if not any(_gives_way(d, other, tokens) for other in likely)]


def _gives_way(detection: Detection, other: Detection, tokens: _Tokens) -> bool:
    if detection.sentence != other.sentence:
        return False
    willed = WILLED.get(other.type, frozenset())
    if other.score >= SURE and tokens.hangs(detection.trigger, other.trigger, willed):
        return True
    if detection.type != other.type:
        return False
    relations = OF_TYPE.get(detection.type, SAME_ACT)
    if tokens.hangs(detection.trigger, other.trigger, relations):
        return detection.score <= other.score + CLEARLY
    return (
        tokens.hangs(other.trigger, detection.trigger, relations) and other.score > detection.score + CLEARLY
    )


class _Tokens:
    """Looks tokens up by character."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.starts = [token.start for token in parse.tokens]

    def at(self, character: int) -> int:
        return max(0, bisect_right(self.starts, character) - 1)

    def hangs(self, low: Span, high: Span, relations: frozenset[str]) -> bool:
        """Whether the word at `low` hangs on that at `high` by one of these, a preposition between or not."""
        i, goal = self.at(low.start), self.at(high.start)
        tokens = self.parse.tokens
        if tokens[i].dep not in relations or i == goal or self._has_own_doer(i):
            return False
        head = tokens[i].head
        return goal == (tokens[head].head if tokens[head].pos in ("ADP", "SCONJ") else head)

    def _has_own_doer(self, i: int) -> bool:
        """Whether a clause tells who did it: "he was shot after he shot three people" are two acts."""
        tokens = self.parse.tokens
        own = (t for t in tokens[max(0, i - REACH) : i] if t.dep == "nsubj")
        return tokens[i].dep == "advcl" and any(tokens[t.head] is tokens[i] for t in own)
