"""Statements inside statements, found by the grammar: who says what to any depth, and within which."""

from collections.abc import Callable

import pytest

from onrecord.attribute.draft import Draft
from onrecord.attribute.nesting import nested, parents
from onrecord.attribute.tree import Tree

from .conftest import drafted

TreeOf = Callable[[str], Tree]
Pairs = list[tuple[str, str]]

CASES: dict[str, tuple[str, Pairs]] = {
    "told to": ("Bolan told her to leave the port", [("Bolan", "her to leave the port")]),
    "wants": ("the mayor wants to rest", [("the mayor", "to rest")]),
    "wants somebody": ("the mayor wants us to rest", [("the mayor", "us to rest")]),
    "promised to": ("the bank promised to pay", [("the bank", "to pay")]),
    "threatened": ("the union threatened to strike", [("the union", "to strike")]),
    "refused": ("the pilot refused to land", [("the pilot", "to land")]),
    "offered": ("the firm offered to clean the beach", [("the firm", "to clean the beach")]),
    "agreed to": ("the clubs agreed to talks", [("the clubs", "talks")]),
    "decided": ("the board decided to sell the ship", [("the board", "to sell the ship")]),
    "urged": ("doctors urged him to rest", [("doctors", "him to rest")]),
    "asked whether": ("the judge asked whether it rained", [("the judge", "whether it rained")]),
    "asked when": ("the boys asked me when we go home", [("the boys", "when we go home")]),
    "asked for": ("the crew asked for water", [("the crew", "water")]),
    "called on": ("the envoy has called on them to stop", [("the envoy", "them to stop")]),
    "called for": ("the envoy called for a truce", [("the envoy", "a truce")]),
    "fears": ("the bank fears a collapse", [("the bank", "a collapse")]),
    "expects": ("the bank expects a loss by autumn", [("the bank", "a loss by autumn")]),
    "believes in": ("the cook believes in ghosts", [("the cook", "ghosts")]),
    "believes him": ("the cook believes him", [("the cook", "him")]),
    "doubts": ("the coach doubts the result", [("the coach", "the result")]),
    "denied doing": ("the guard denied having slept", [("the guard", "having slept")]),
    "admitted doing": ("the guard admitted taking the keys", [("the guard", "taking the keys")]),
    "complained of": ("the guests complained of the cold", [("the guests", "the cold")]),
    "insists on": ("the firm insists on payment", [("the firm", "payment")]),
    "accused of": (
        "the envoy accused Ostria of hiding the map",
        [("the envoy", "Ostria of hiding the map")],
    ),
    "described as": ("the critic described the film as a joke", [("the critic", "the film as a joke")]),
    "called a": ("the critic called the film a joke", [("the critic", "the film a joke")]),
    "promised us": ("the city promised us a bridge", [("the city", "us a bridge")]),
    "says so": ("the mayor says so", [("the mayor", "so")]),
    "confident": ("the yard is confident that it floats", [("the yard", "that it floats")]),
    "willing": ("the bank is willing to wait", [("the bank", "to wait")]),
    "his promise": ("nobody trusts his promise to pay", [("his", "to pay")]),
    "made a promise": ("the bank made a promise that it would pay", [("the bank", "that it would pay")]),
    "a report by": (
        "he read a report by the Ledger that the ship is lost",
        [("the Ledger", "that the ship is lost")],
    ),
    "heard from": ("he heard from two guards that it burned", [("two guards", "that it burned")]),
    "was told": ("the mayor was told that it burned", [("", "that it burned")]),
    "was told by": ("the mayor was told by the bank that it failed", [("the bank", "that it failed")]),
    "was asked to": ("the mayor was asked to resign", [("", "to resign")]),
    "quoted as saying": (
        "the minister was quoted as saying that it rained",
        [("the minister", "that it rained")],
    ),
    "who said": ("the man who said that it rained has left", [("the man", "that it rained")]),
    "joined": (
        "Bolan ordered her to stop and has promised that she would be paid",
        [("Bolan", "her to stop"), ("Bolan", "that she would be paid")],
    ),
    "would like": ("the crew would like to sleep", [("the crew", "to sleep")]),
    "three deep": (
        "the cook swears that a guest told her that the priest fears the dark",
        [
            ("the cook", "that a guest told her that the priest fears the dark"),
            ("a guest", "that the priest fears the dark"),
            ("the priest", "the dark"),
        ],
    ),
    "who was told says": (
        "Bolan told her to say that it rained",
        [("Bolan", "her to say that it rained"), ("her", "that it rained")],
    ),
    "whom they accuse hopes": (
        "the envoys accuse Ostria of hoping that they fail",
        [("the envoys", "Ostria of hoping that they fail"), ("Ostria", "that they fail")],
    ),
}

SILENT = {
    "not said when": "the mayor has not said when it will open",
    "not known": "the mayor does not know whether it will open",
    "never asked": "nobody has been here and he never asked anyone to come",
    "set phrase": "it was late, I mean that it was dark",
    "deed": "the mayor opened the bridge and took the train",
    "relative clause": "the report that the bank published is long",
    "thing": "the road runs to the sea",
}


def found_in(tree: TreeOf, words: str) -> tuple[str, list[Draft]]:
    text = f"Ana noted that {words}."
    return text, nested([drafted(text, f"that {words}", "noted", "Ana")], tree(text), text)


@pytest.mark.parametrize(("words", "expected"), CASES.values(), ids=CASES)
def test_what_others_say_within_a_statement(tree: TreeOf, words: str, expected: Pairs) -> None:
    text, inner = found_in(tree, words)
    found = [
        ("".join(s.of(text) for s in d.source), " ++ ".join(c.of(text) for c in d.content)) for d in inner
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("words", SILENT.values(), ids=SILENT)
def test_what_is_no_statement_within_one(tree: TreeOf, words: str) -> None:
    assert found_in(tree, words)[1] == []


def test_each_lies_within_the_nearest_one(tree: TreeOf) -> None:
    words = "the cook swears that a guest told her that the priest fears the dark"
    text, inner = found_in(tree, words)
    drafts = [drafted(text, f"that {words}", "noted", "Ana"), *sorted(inner, key=lambda d: d.start)]
    assert parents(drafts) == [None, 0, 1, 2]


def test_a_content_goes_on_behind_what_the_outer_speaker_breaks_it_with(tree: TreeOf) -> None:
    text = "He had been told by the bank, Ana said, that the ship would sink."
    outer = drafted(text, "He had been told by the bank", "said", "Ana")
    rest = drafted(text, "that the ship would sink").content
    both = Draft(content=(*outer.content, *rest), cue=outer.cue, source=outer.source, score=0.9)
    assert [[c.of(text) for c in d.content] for d in nested([both], tree(text), text)] == [
        ["that the ship would sink"]
    ]
