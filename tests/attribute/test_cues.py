from collections.abc import Callable

import pytest

from onrecord.attribute.cues import BACK_OFF, acts, lookup, read_cue, table
from onrecord.attribute.tree import Tree

from .conftest import span


@pytest.mark.parametrize(
    ("lemmas", "act"),
    [
        (["say"], "say"),
        (["go", "on", "to", "claim"], "claim"),
        (["have", "accuse"], "accuse"),
        (["rule", "out"], "reject"),
        (["express", "concern"], "fear"),
        (["frobnicate"], None),
        ([], None),
    ],
)
def test_the_longest_and_last_entry_wins(lemmas: list[str], act: str | None) -> None:
    assert lookup(lemmas) == act


@pytest.mark.parametrize(
    ("text", "cue", "act"),
    [
        ("The minister denied that he left.", "denied", "deny"),
        ("The ministry did not deny the report.", "did not deny", "refuse"),
        ("The spokesman would not confirm the figure.", "would not confirm", "refuse"),
        ("The union vowed to strike.", "vowed", "promise"),
        ("He zorbed that it was late.", "zorbed", BACK_OFF),
    ],
)
def test_cue_to_act(tree: Callable[[str], Tree], text: str, cue: str, act: str) -> None:
    assert read_cue((span(text, cue),), tree(text)).act == act


def test_every_entry_of_the_table_has_a_defined_act() -> None:
    assert set(table().values()) <= set(acts())
    assert len(table()) > 500
