"""Choosing a chain for a pronoun or a description, or none where it is not sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from onrecord.analyse.chains import Chain, clash
from onrecord.analyse.lexicon import broader, nations, place_keys, pronoun_weights
from onrecord.analyse.phrases import Phrase, field_of
from onrecord.analyse.tree import Tree
from onrecord.model import MentionKind

PRONOUN_WINDOW = 8
"""Sentences that a pronoun looks back."""
PRONOUN_MARGIN = 0.6
"""By how much the best chain must lead the next."""
DESCRIPTION_MARGIN = 0.5
UNNAMED = 2.0
"""The score of the same role of somebody unnamed; that of a person with a name is 3."""
NOT_THE_SAME = frozenset(
    {"other", "another", "second", "third", "fourth", "fifth", "sixth", "different", "new", "next", "former"}
    | {"fellow", "own"}
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

    def __init__(
        self, tree: Tree, speaker_of: Mapping[int, Chain], names: Mapping[int, Chain], told: Sequence[int]
    ) -> None:
        self.tree, self.speaker_of, self.told = tree, speaker_of, told
        self.voice: Chain | None = None
        """Who spoke last, of those that fit the pronoun."""
        self.topic: Chain | None = None
        """The last subject of a main clause outside quotations that fits the pronoun."""
        self._heads: dict[int, list[int]] = {}
        for head, chain in names.items():
            self._heads.setdefault(id(chain), []).append(head)

    def heads_of(self, chain: Chain) -> list[int]:
        """The head tokens of the names of a chain, those still to come included."""
        return self._heads.get(id(chain), [])

    def __call__(self, phrase: Phrase, chain: Chain) -> float:
        """The sum of the weights of the features that hold."""
        weights = pronoun_weights()
        return sum(weights[name] * value for name, value in self.features(phrase, chain).items())

    def features(self, phrase: Phrase, chain: Chain) -> dict[str, float]:
        """The features of a pronoun and a chain, by the name of their weight."""
        last = chain.phrases[-1]
        distance = self._distance(phrase, last)
        here = [p for p in chain.phrases[-4:] if p.sentence == last.sentence]
        subject = any(p.subject or self._owns_subject(p) for p in here)
        return {
            NEARNESS[distance] if distance < len(NEARNESS) else "further": 1,
            "subject": subject,
            "speaker_again": phrase.speaks and any(p.speaks for p in here),
            "nested": self.tree.tokens[last.head].dep in ("poss", "compound", "nmod"),
            "named": bool(chain.names),
            "frequent": min(len(chain.phrases), 6),
            "gender_shown": chain.gender == phrase.gender,
            "gender_open": chain.gender == "-" and bool(chain.names),
            "latest_voice": phrase.speaks and phrase.quote < 0 and chain is self.voice,
            "latest_topic": phrase.subject and phrase.quote < 0 and chain is self.topic,
            "quoted_only": phrase.quote < 0 and all(p.quote >= 0 for p in here),
            "speaker_quoted": phrase.speaks and phrase.quote < 0 and all(p.quote >= 0 for p in here),
            "own_speaker": phrase.quote >= 0 and self.speaker_of.get(phrase.quote) is chain,
            "own_clause": any(self._is_clause_subject(p, phrase) for p in here),
            "upper_clause": any(self._is_upper_subject(p, phrase) for p in here),
            "next_clause": any(self._is_next_subject(p, phrase) for p in here),
            "thing": chain.label == "THING",
        }

    def _distance(self, phrase: Phrase, last: Phrase) -> int:
        """Sentences between two phrases; in the report's own voice those all in quotes do not count."""
        if phrase.quote >= 0 or last.quote >= 0:
            return phrase.sentence - last.sentence
        return self.told[phrase.sentence] - self.told[last.sentence]

    def _is_clause_subject(self, other: Phrase, phrase: Phrase) -> bool:
        """Whether another phrase is the subject of the clause of a possessive: "Smith sold his car"."""
        own = other.subject and other.sentence == phrase.sentence and other.head < phrase.head
        return own and self.tree.verb(other.head) == self.tree.verb(phrase.head)

    def _is_next_subject(self, other: Phrase, phrase: Phrase) -> bool:
        """Whether another phrase is the subject of the very verb that governs the pronoun's clause."""
        verb = self.tree.verb(phrase.head)
        own = phrase.subject and self.tree.tokens[verb].dep in ("ccomp", "xcomp", "advcl")
        return (
            own
            and self._is_upper_subject(other, phrase)
            and self.tree.verb(other.head) == self.tree.verb(verb)
        )

    def _is_upper_subject(self, other: Phrase, phrase: Phrase) -> bool:
        """Whether another phrase is the subject of a verb above: "Smith said he ..."."""
        if not other.subject or other.sentence != phrase.sentence or other.head > phrase.head:
            return False
        verb, top = self.tree.verb(phrase.head), self.tree.verb(other.head)
        return verb != top and top in self.tree.ancestors(verb)

    def _owns_subject(self, phrase: Phrase) -> bool:
        """The owner of a subject: Smith in "Smith's office said"."""
        token = self.tree.tokens[phrase.head]
        return token.dep == "poss" and self.tree.is_subject(token.head)

    def is_bound(self, phrase: Phrase, chain: Chain) -> bool:
        """Whether grammar forbids that both are the same: "Smith told him", "he met Smith"."""
        token = self.tree.tokens[phrase.head]
        if token.dep == "poss" or token.text.lower().endswith(("self", "selves")):
            return False
        verb = self.tree.verb(phrase.head)
        others = (p for p in chain.phrases[-3:] if p.sentence == phrase.sentence)
        if any(self.tree.verb(p.head) == verb and self.tree.tokens[p.head].dep != "poss" for p in others):
            return True
        return token.dep == "nsubj" and any(
            self._below(head, verb, phrase.head) for head in self.heads_of(chain)
        )

    def _below(self, head: int, verb: int, pronoun: int) -> bool:
        """Whether a name stands after a subject pronoun in the clause of its verb, or in one below it."""
        tokens = self.tree.tokens
        if head < pronoun or tokens[head].sentence != tokens[pronoun].sentence:
            return False
        while tokens[head].head != head and head != verb:
            head = tokens[head].head
        return head == verb


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
    quoted_only = phrase.quote < 0 and all(p.quote >= 0 for p in chain.phrases)
    shown = nation + 0.5 * field + 0.5 * bool(chain.names) - quoted_only
    return role + shown + 2.0 * 0.8 ** max(distance, 0)


def _may_describe(phrase: Phrase, chain: Chain) -> bool:
    same_label = phrase.label == chain.label or (phrase.label == "ORG" and chain.label == "GPE")
    if not same_label or clash(phrase.number, chain.number) or clash(phrase.gender, chain.gender):
        return False
    if phrase.nations and not phrase.nations & chain.nations and (chain.nations or not chain.names):
        return False
    if phrase.nations - chain.nations - place_keys():
        return False
    if phrase.modifiers & NOT_THE_SAME - chain.modifiers or _is_abroad(phrase, chain):
        return False
    fields = field_of(phrase)
    # A chain may have ten thousand phrases, and few descriptions name a field.
    known = {f for p in chain.phrases for f in field_of(p)} if fields else set()
    return not (known and not fields & known)


def _is_abroad(phrase: Phrase, chain: Chain) -> bool:
    """Whether a country sets a description apart: "Foreign Minister X ... Iceland's foreign minister"."""
    if not phrase.own_nations or chain.nations:
        return False
    names = (p for p in chain.phrases if p.kind is MentionKind.NAME and p.first < phrase.first)
    return any(set(phrase.roles[:1]) & set(p.roles) for p in names)


def _role_score(noun: str, phrase: Phrase, chain: Chain) -> float:
    named = any(noun in name for name in chain.names)
    if not chain.names and phrase.label != "PERSON":
        return 3.0 if noun in chain.roles and phrase.modifiers <= chain.modifiers else 0.0
    if not chain.names and noun in chain.roles:
        return UNNAMED
    if noun in chain.roles or (named and chain.label != "PERSON"):
        return 3.0
    if any(noun in broader(role) for role in chain.roles) and noun != "person":
        return 2.0
    if noun in ("country", "nation") and chain.label == "GPE" and _is_country(chain):
        return 1.5
    return 0.0


def _is_country(chain: Chain) -> bool:
    return any(" ".join(p.words).lower() in nations() for p in chain.phrases)
