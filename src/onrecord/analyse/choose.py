"""Choosing a chain for a pronoun or a description, or none where it is not sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from onrecord.analyse.chains import Chain, clash
from onrecord.analyse.lexicon import broader, pronoun_weights
from onrecord.analyse.phrases import Phrase, field_of
from onrecord.analyse.tree import Tree

PRONOUN_WINDOW = 8
"""Sentences that a pronoun looks back."""
PRONOUN_MARGIN = 0.8
"""By how much the best chain must lead the next."""
DESCRIPTION_MARGIN = 0.5
NOT_THE_SAME = frozenset(
    {"other", "another", "second", "third", "different", "new", "next", "former", "fellow", "own"}
)
NEARNESS = ("same_sentence", "one_back", "two_back", "three_back")


class Choice(NamedTuple):
    """A chain where it is sure, and the likeliest ones in any case."""

    chain: Chain | None
    candidates: tuple[Chain, ...]


def choose(scored: Iterable[tuple[float, Chain]], margin: float, least: float) -> Choice:
    """The best of scored chains if it reaches `least` and leads by `margin`."""
    ranked = sorted(scored, key=lambda pair: -pair[0])
    candidates = tuple(c for _, c in ranked[:3] if c.label != "THING")
    if not ranked or ranked[0][0] < least or ranked[0][1].label == "THING":
        return Choice(None, candidates)
    sure = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= margin
    return Choice(ranked[0][1] if sure else None, candidates)


def fits_pronoun(phrase: Phrase, chain: Chain) -> bool:
    """Whether gender, number and kind allow a third-person pronoun to stand for a chain."""
    if phrase.gender in ("m", "f"):
        return chain.label == "PERSON" and chain.number == "s" and not clash(phrase.gender, chain.gender)
    if phrase.gender == "n":
        return chain.label not in ("PERSON", "GROUP", "NORP") and chain.number == "s"
    return chain.number == "p" or chain.label in ("ORG", "GROUP")


class PronounScorer:
    """Scores chains for pronouns by distance, grammatical role and quotation."""

    def __init__(self, tree: Tree, speaker_of: Mapping[int, Chain]) -> None:
        self.tree, self.speaker_of = tree, speaker_of

    def __call__(self, phrase: Phrase, chain: Chain) -> float:
        """The sum of the weights of the features that hold."""
        weights = pronoun_weights()
        return sum(weights[name] * value for name, value in self.features(phrase, chain).items())

    def features(self, phrase: Phrase, chain: Chain) -> dict[str, float]:
        """The features of a pronoun and a chain, by the name of their weight."""
        last = chain.phrases[-1]
        distance = phrase.sentence - last.sentence
        here = [p for p in chain.phrases[-4:] if p.sentence == last.sentence]
        subject = any(p.subject for p in here)
        return {
            NEARNESS[distance] if distance < len(NEARNESS) else "further": 1,
            "subject": subject,
            "both_subjects": subject and phrase.subject,
            "speaker_again": phrase.speaks and any(p.speaks for p in here),
            "nested": self.tree.tokens[last.head].dep in ("poss", "compound", "nmod"),
            "named": bool(chain.names),
            "frequent": min(len(chain.phrases), 6),
            "gender_shown": chain.gender == phrase.gender,
            "quoted_only": phrase.quote < 0 and all(p.quote >= 0 for p in here),
            "own_speaker": phrase.quote >= 0 and self.speaker_of.get(phrase.quote) is chain,
            "thing": chain.label == "THING",
            "label_fits": phrase.label == chain.label,
        }

    def is_bound(self, phrase: Phrase, chain: Chain) -> bool:
        """Whether both are arguments of one verb, so that they cannot be the same: "Smith told him"."""
        token = self.tree.tokens[phrase.head]
        if token.dep == "poss" or token.text.lower().endswith(("self", "selves")):
            return False
        verb = self.tree.verb(phrase.head)
        others = (p for p in chain.phrases[-3:] if p.sentence == phrase.sentence)
        return any(self.tree.verb(p.head) == verb and self.tree.tokens[p.head].dep != "poss" for p in others)


def description_score(phrase: Phrase, chain: Chain) -> float:
    """How well a description fits a chain; 0 where it does not."""
    if not _may_describe(phrase, chain):
        return 0.0
    role = max((_role_score(noun, phrase, chain) for noun in phrase.roles), default=0.0)
    if not role:
        return 0.0
    distance = phrase.sentence - chain.phrases[-1].sentence
    nation = bool(phrase.nations & chain.nations)
    field = bool(field_of(phrase) and phrase.modifiers & chain.modifiers)
    return role + nation + 0.5 * field + 0.5 * bool(chain.names) + 2.0 * 0.8 ** max(distance, 0)


def _may_describe(phrase: Phrase, chain: Chain) -> bool:
    same_label = phrase.label == chain.label or (phrase.label == "ORG" and chain.label == "GPE")
    if not same_label or clash(phrase.number, chain.number) or clash(phrase.gender, chain.gender):
        return False
    if phrase.nations and chain.nations and not phrase.nations & chain.nations:
        return False
    if phrase.modifiers & NOT_THE_SAME - chain.modifiers:
        return False
    fields = field_of(phrase)
    known = {f for p in chain.phrases for f in field_of(p)}
    return not (fields and known and not fields & known)


def _role_score(noun: str, phrase: Phrase, chain: Chain) -> float:
    named = any(noun in name for name in chain.names)
    if noun in chain.roles or (named and chain.label != "PERSON"):
        return 3.0
    if any(noun in broader(role) for role in chain.roles) and noun != "person":
        return 2.0
    if noun in ("country", "nation", "state") and chain.label == "GPE" and chain.nations:
        return 1.5
    return 0.0
