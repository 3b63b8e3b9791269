"""Chains: the phrases of one referent, and what they show of it together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.analyse.lexicon import capitals, nations, roles
from onrecord.analyse.phrases import Phrase
from onrecord.analyse.spelling import respelled, respelled_all
from onrecord.model import MentionKind

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
COMPANY = frozenset(
    {"inc", "inc.", "corp", "corp.", "co", "co.", "ltd", "ltd.", "plc", "llc", "group", "the"}
)


@dataclass(slots=True, eq=False)
class Chain:
    """The phrases, in text order, that stand for the same person, body, group or thing."""

    label: str
    number: str
    gender: str = "-"
    phrases: list[Phrase] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    """One for each mention by name."""
    spellings: dict[tuple[str, ...], None] = field(default_factory=dict)
    """The names, each once: a report may name one country ten thousand times."""
    roles: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    order: int = 0
    """A number among the chains of names with this label, counted as they are made."""

    def learn(self, phrase: Phrase) -> None:
        """Take over what a phrase shows of the referent. A pronoun shows its gender only."""
        if self.gender == "-":
            self.gender = phrase.gender
        if phrase.words and phrase.kind is MentionKind.NAME:
            self.names.append(respelled_all(phrase.words))
            self.spellings[self.names[-1]] = None
        self.roles.update(phrase.roles)
        self.nations |= phrase.nations
        self.modifiers |= phrase.modifiers

    def best(self) -> Phrase:
        """The phrase that says most plainly who it is: the first with the longest name."""
        return min(self.phrases, key=_plainness)


def _plainness(phrase: Phrase) -> tuple[int, int, int]:
    order = (MentionKind.NAME, MentionKind.DESCRIPTION, MentionKind.PRONOUN)
    return order.index(phrase.kind), -min(len(phrase.words), 2), phrase.first


def may_name(chain: Chain, phrase: Phrase) -> int:
    """How well a name fits a chain: 0 not at all, 1 by a part of the name, 2 in full."""
    words = respelled_all(phrase.words)
    if phrase.label == "PERSON":
        return max((_same_person(chain, name, words, phrase) for name in chain.spellings), default=0)
    return max((_same_body(name, words) for name in chain.spellings), default=0)


def _suffix(name: tuple[str, ...]) -> str:
    return name[-1].rstrip(".") if name and name[-1] in SUFFIXES else ""


def _same_person(chain: Chain, known: tuple[str, ...], name: tuple[str, ...], phrase: Phrase) -> int:
    same_suffix = _suffix(known) == _suffix(name)
    known, name = without(known, SUFFIXES), without(name, SUFFIXES)
    if not known or not name or clash(chain.gender, phrase.gender):
        return 0
    if not same_suffix and len(known) > 1 and len(name) > 1:
        return 0  # beside "Ana Ruiz Jr." a plain "Ana Ruiz" is another
    if known == name:
        return 2
    if len(name) == 1 or len(known) == 1:
        shorter, longer = sorted((known, name), key=len)
        return 1 if shorter[0] in (longer[-1], longer[0]) or shorter == longer[-2:-1] else 0
    if known[-1] != name[-1]:
        return 0
    if known[0][0] == name[0][0] and (
        known[0][1:] in ("", ".") or name[0][1:] in ("", ".") or known[0] == name[0]
    ):
        return 2
    # Two first names of one president (Vladimir and Volodymyr): the same office of the same country.
    return 2 if chain.roles & set(phrase.roles) and chain.nations & phrase.nations else 0


def _same_body(known: tuple[str, ...], name: tuple[str, ...]) -> int:
    known, name = without(known, COMPANY), without(name, COMPANY)
    if not known or not name:
        return 0
    if known == name or _acronym(known, name) or _acronym(name, known):
        return 2
    shorter, longer = sorted((known, name), key=len)
    part = shorter in (longer[: len(shorter)], longer[-len(shorter) :])
    return int(
        part and not all(word in roles() or word in nations() or word in capitals() for word in shorter)
    )


def _acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if len(short) != 1 or len(long) < 3:
        return False
    initials = "".join(w[0] for w in long if w not in ("of", "the", "and", "for", "on"))
    return short[0].replace(".", "") == respelled(initials)


def without(words: Iterable[str], dropped: frozenset[str]) -> tuple[str, ...]:
    """The words that are not among those dropped."""
    return tuple(w for w in words if w not in dropped)


def clash(left: str, right: str) -> bool:
    """Whether two values of a feature contradict each other; "-" contradicts nothing."""
    return "-" not in (left, right) and left != right
