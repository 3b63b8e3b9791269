"""Finds the acts that a report tells: both passes of the model over its sentences, one detection an act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.code_events import politics, triggers
from onrecord.code_events.demands import ought
from onrecord.code_events.detect import Candidate, Detection, Detector
from onrecord.code_events.merge import merged
from onrecord.code_events.rows import Sentence
from onrecord.code_events.settle import settled
from onrecord.code_events.syntax import Tree, tree_at
from onrecord.model import Omission, Parse, Reason, Span

STAGE = "code_events"
EVENT = 0.6
"""Least score of a coded event: the chance that type, actors and status are all right (`stage.py`). On 497
article sentences .68 of the coded are right in these, with recall .45; at .5 it is .64, with .51; on the
status probe the two are alike (docs/decisions/0016-labels-from-articles.md)."""
FLOOR = 0.3
"""Candidates between this and the bar of an event leave an Omission; those below are no news of anything."""
DOUBT = 0.5
"""Least probability of the first pass at a word that names an act: the second pass decides."""
SURE = 0.9
"""Probability from which a word may name an act that the table does not give it. At .8 no more was found on
article and held-out sentences, and precision was .01 lower."""
SHORTEST = 3
"""Words of the shortest sentence that is read."""


class Found(NamedTuple):
    """Acts in text order, what was left out, and for each sentence read its place in the parse."""

    detections: list[Detection]
    omissions: list[Omission]
    sentences: list[int]


def find(detector: Detector, text: str, parse: Parse) -> Found:
    """The acts that the sentences of a report tell."""
    if not politics.is_political(parse):
        detail = "too few words of politics in the report for its verbs to name events"
        return Found([], [left_out(Reason.UNPOLITICAL, detail, None)], [])
    spans = ((k, span) for k, span in enumerate(parse.sentences) if _has_acts(parse, span))
    cut = ((k, detector.reader.sentence(text, span)) for k, span in spans)
    kept = [(k, sentence) for k, sentence in cut if len(sentence.words) >= SHORTEST]
    sentences = [sentence for _, sentence in kept]
    omissions = list(_too_long(sentences))
    candidates = _acts(detector.candidates(sentences), sentences, parse, omissions)
    likely = [d for d in detector(sentences, candidates) if d.score >= FLOOR]
    return Found(merged(_settled(likely, parse, omissions), parse, FLOOR), omissions, [k for k, _ in kept])


def _has_acts(parse: Parse, sentence: Span) -> bool:
    """Whether a sentence has a word that may name an act; the model need not read the others."""
    tree = tree_at(parse, sentence)
    return tree is not None and any(
        triggers.names(tree, i) or ought(tree, i) for i in range(len(tree.tokens))
    )


def left_out(reason: Reason, detail: str, span: Span | None) -> Omission:
    """An omission of this stage."""
    return Omission(stage=STAGE, reason=reason, detail=detail, span=span)


def _acts(
    candidates: Sequence[Candidate], sentences: Sequence[Sentence], parse: Parse, omissions: list[Omission]
) -> list[Candidate]:
    """Those that stand at a word for an act, each once, in text order. The others cost no second pass."""
    found: dict[tuple[int, int, int], Candidate] = {}
    for candidate in candidates:
        sentence = sentences[candidate.sentence]
        span = sentence.span(candidate.words)
        tree = tree_at(parse, span)
        acts = list(triggers.acts(candidate, sentence, tree)) if tree else []
        if not acts and candidate.likely >= SURE and tree and triggers.has_meaning(tree, span):
            acts = [candidate]
        if acts and candidate.likely < DOUBT:
            omissions.append(_low(candidate.type, candidate.likely, span, "the first pass doubts it"))
            continue
        if acts and tree and politics.is_elsewhere(tree.tokens):
            omissions.append(
                left_out(Reason.UNPOLITICAL, f"{candidate.type} in a sentence on something else", span)
            )
            continue
        if not acts:
            omissions.append(_low(candidate.type, candidate.likely, span, "the word names no act"))
        for act in acts:
            found.setdefault((act.sentence, act.words.start, act.words.stop), act)
    return [found[key] for key in sorted(found)]


def _settled(detections: Sequence[Detection], parse: Parse, omissions: list[Omission]) -> list[Detection]:
    """The detections with the type that grammar allows, without those whose word cannot name it."""
    kept = []
    for detection in detections:
        tree = tree_at(parse, detection.trigger)
        word = tree.at(detection.trigger) if tree else None
        found = settled(detection, tree, word) if tree and word is not None else None
        if tree and word is not None and found and _fits(found, tree, word):
            kept.append(found)
        else:
            omissions.append(
                _low(detection.type, detection.score, detection.trigger, "the word names no such act")
            )
    return kept


def _fits(found: Detection, tree: Tree, word: int) -> bool:
    asked = found.type == "REQUEST" and ought(tree, word)
    return asked or found.score >= SURE or triggers.names(tree, word, found.type)


def _low(kind: str, score: float, span: Span, why: str) -> Omission:
    return left_out(Reason.LOW_SCORE, f"{kind}, score {score:.2f}: {why}", span)


def _too_long(sentences: Sequence[Sentence]) -> Iterator[Omission]:
    for sentence in sentences:
        if not sentence.whole:
            span = Span(sentence.words[0].start, sentence.words[-1].end)
            yield left_out(Reason.LONG_SENTENCE, "only the beginning of the sentence was read", span)
