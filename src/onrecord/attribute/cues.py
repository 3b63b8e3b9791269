"""What a cue says of the act: a lookup in the tables `data/cues.tsv` and `data/acts.tsv`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from onrecord.attribute.tables import rows
from onrecord.attribute.tree import Tree
from onrecord.model import Span

BACK_OFF = "say"
"""The act of a cue that the table lacks."""

NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "nor", "neither", "without", "cannot"))

OPPOSITES = MappingProxyType(
    {
        "confirm": "refuse",
        "say": "refuse",
        "explain": "refuse",
        "answer": "refuse",
        "announce": "refuse",
        "reveal": "refuse",
        "deny": "refuse",
        "believe": "doubt",
        "agree": "disagree",
        "admit": "deny",
        "support": "oppose",
        "oppose": "support",
        "reject": "allow",
        "promise": "refuse",
        "allow": "refuse",
        "offer": "refuse",
        "apologise": "refuse",
        "condemn": "refuse",
    }
)
"""What a negated act amounts to: "would not confirm" and "did not deny" refuse; neither of them admits."""


@cache
def acts() -> MappingProxyType[str, str]:
    """Act codes and their definitions, in the order of the table."""
    return MappingProxyType(dict(rows("acts.tsv")))


@cache
def table() -> MappingProxyType[tuple[str, ...], str]:
    """Sequences of lemmas and the act each stands for."""
    return MappingProxyType({tuple(cue.split(" ")): act for cue, act in rows("cues.tsv")})


@cache
def rare() -> MappingProxyType[str, str]:
    """Verbs that the table lacks, and the act of the known cues nearest in meaning (`rare_cues.py`)."""
    return MappingProxyType({lemma: rest.partition("\t")[0] for lemma, rest in rows("rare_cues.tsv")})


def _rare_act(lemmas: Sequence[str]) -> str:
    return next((rare()[lemma] for lemma in reversed(lemmas) if lemma in rare()), BACK_OFF)


@cache
def _longest() -> int:
    return max(map(len, table()))


@dataclass(frozen=True, slots=True)
class Cue:
    """The act of a cue, and whether the table knows it."""

    act: str
    known: bool


def read_cue(spans: Sequence[Span], tree: Tree) -> Cue:
    """The act that a cue stands for: "went on to deny" denies, "said in an interview" says."""
    indices = [i for span in spans for i in tree.inside(span)]
    verbs = [i for i in indices if tree.tokens[i].pos in ("VERB", "AUX")]
    act = (
        lookup(_lemmas(indices, tree), shortest=2)
        or lookup(_lemmas(verbs, tree))
        or lookup(_lemmas(indices, tree))
        or lookup([tree.tokens[i].text.lower() for i in indices])
    )
    if act is None:
        return Cue(_rare_act(_lemmas(verbs, tree)), False)
    return Cue(OPPOSITES.get(act, act) if _negated(indices, tree) else act, True)


def _lemmas(indices: Sequence[int], tree: Tree) -> list[str]:
    return [tree.tokens[i].lemma.lower() for i in indices]


def lookup(lemmas: Sequence[str], shortest: int = 1) -> str | None:
    """The act of the longest entry of at least `shortest` lemmas, of equally long ones the last."""
    for length in range(min(_longest(), len(lemmas)), shortest - 1, -1):
        for start in range(len(lemmas) - length, -1, -1):
            act = table().get(tuple(lemmas[start : start + length]))
            if act is not None:
                return act
    return None


def _negated(indices: Sequence[int], tree: Tree) -> bool:
    if any(tree.tokens[i].text.lower() in NEGATIONS for i in indices):
        return True
    verbs = [i for i in indices if tree.tokens[i].pos in ("VERB", "AUX")]
    return any(tree.child(i, "neg") is not None for i in verbs)
