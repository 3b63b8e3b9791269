from collections.abc import Callable

import pytest
from events_by_hand import span

from onrecord.code_events.grounding import grounded
from onrecord.code_events.syntax import tree_at
from onrecord.model import Parse

CASES = [
    pytest.param(
        "The Harbour Post reported the charges against Chile.",
        ("charges", "ACCUSE", ["The Harbour Post"], ["Chile"]),
        ([], ["Chile"]),
        id="who reports a noun did not do it",
    ),
    pytest.param(
        "Protests went on, but Captain Ruiz believed that calm would come.",
        ("Protests", "PROTEST", ["Captain Ruiz"], []),
        ([], []),
        id="the subject of the next clause is not the doer",
    ),
    pytest.param(
        "The minister was summoned by Chile on Monday.",
        ("summoned", "ACCUSE", ["minister"], ["Chile"]),
        (["Chile"], ["minister"]),
        id="the subject of a passive suffers the act",
    ),
    pytest.param(
        "Peru said that Chile had bombed the port.",
        ("bombed", "ASSAULT", ["Peru", "Chile"], []),
        (["Chile"], ["port"]),
        id="the speaker is not the doer",
    ),
    pytest.param(
        "Peru accused Chile of seizing a ferry.",
        ("seizing", "COERCE", ["Peru"], []),
        (["Chile"], ["ferry"]),
        id="the accused does what it is accused of",
    ),
    pytest.param(
        "Chile was blamed for bombing the port.",
        ("bombing", "ASSAULT", [], ["port"]),
        (["Chile"], ["port"]),
        id="the accused of a passive does it too",
    ),
    pytest.param(
        "Peru weakened Chile by bombing the port.",
        ("bombing", "ASSAULT", ["Peru"], ["port"]),
        (["Peru"], ["port"]),
        id="a means is the subject's",
    ),
    pytest.param(
        "Peru condemned Chile's attack on the port.",
        ("attack", "ASSAULT", ["Peru"], ["Chile"]),
        (["Chile"], ["port"]),
        id="a possessor does what the noun names",
    ),
    pytest.param(
        "Ministers of Peru held talks in Lima.",
        ("talks", "CONSULT", [], []),
        (["Ministers of Peru"], []),
        id="the subject of a light verb does it",
    ),
    pytest.param(
        "They were shelled overnight.",
        ("shelled", "ASSAULT", ["They"], []),
        ([], ["They"]),
        id="a passive without an agent has no actor",
    ),
    pytest.param(
        "Peru received aid from Chile.",
        ("received", "AID", ["Chile"], ["Peru"]),
        (["Chile"], ["Peru"]),
        id="the subject of a taking verb stays a recipient",
    ),
    pytest.param(
        "The aid, received by Peru from Chile, was small.",
        ("received", "AID", ["Peru"], []),
        (["Chile"], ["Peru"]),
        id="the agent of a taking verb is the recipient",
    ),
    pytest.param(
        "Peru accused Chile of becoming involved in the war by arming rebels.",
        ("arming", "AID", ["Peru"], ["rebels"]),
        (["Chile"], ["rebels"]),
        id="the accused does that by which it does what it is accused of",
    ),
    pytest.param(
        "Peru is not accepting offers.",
        ("accepting", "REJECT", ["Peru"], []),
        (["Peru"], []),
        id="who takes no offer refuses",
    ),
    pytest.param(
        "A promise Ana Ruiz made to Peru upset Chile.",
        ("promise", "AGREE", [], ["Peru"]),
        (["Ana Ruiz"], ["Peru"]),
        id="the subject of a relative clause with a light verb did it",
    ),
    pytest.param(
        "Peru said it would bomb the port.",
        ("bomb", "ASSAULT", ["Peru"], ["port"]),
        (["Peru"], ["port"]),
        id="a pronoun does not take the place of its name",
    ),
    pytest.param(
        "Peru is hard to invade.",
        ("invade", "ASSAULT", [], ["Peru"]),
        ([], ["Peru"]),
        id="who is hard to invade does not invade",
    ),
    pytest.param(
        "Chile won an endorsement from Peru.",
        ("endorsement", "SUPPORT", ["Chile"], []),
        (["Peru"], ["Chile"]),
        id="words come from who says them",
    ),
    pytest.param(
        "They met at the request of Peru.",
        ("request", "REQUEST", ["They"], ["Peru"]),
        (["Peru"], []),
        id="at whose request it is asks",
    ),
    pytest.param(
        "Peru filed a suit on behalf of three farmers.",
        ("suit", "ACCUSE", ["Peru"], ["farmers"]),
        (["Peru"], []),
        id="on whose behalf it is done does not suffer it",
    ),
    pytest.param(
        "Chile has the backing of Peru.",
        ("backing", "SUPPORT", ["Chile"], ["Peru"]),
        (["Peru"], ["Chile"]),
        id="who has the backing of somebody is backed",
    ),
    pytest.param(
        "Peru protested at his abduction.",
        ("abduction", "ASSAULT", ["his"], []),
        ([], ["his"]),
        id="who is abducted owns the abduction",
    ),
    pytest.param(
        "Peru has used them to block roads.",
        ("block", "PROTEST", ["them"], []),
        (["Peru"], []),
        id="whoever uses somebody acts",
    ),
    pytest.param(
        "The raid was condemned by Chile.",
        ("raid", "ASSAULT", ["Chile"], []),
        ([], []),
        id="the agent of another passive did not do it",
    ),
    pytest.param(
        "Bombings at embassies of Peru killed ten.",
        ("killed", "ASSAULT", ["embassies"], ["ten"]),
        (["Bombings"], ["ten"]),
        id="where a bombing was did not kill",
    ),
    pytest.param(
        "Peru and Chile signed the treaty.",
        ("signed", "SUPPORT", ["Peru"], ["Chile"]),
        (["Peru", "Chile"], []),
        id="both subjects do it",
    ),
]


@pytest.mark.parametrize(("text", "tagged", "expected"), CASES)
def test_roles(
    parse_of: Callable[[str], Parse],
    text: str,
    tagged: tuple[str, str, list[str], list[str]],
    expected: tuple[list[str], list[str]],
) -> None:
    trigger, kind, actors, recipients = tagged
    tree = tree_at(parse_of(text), span(text, trigger))
    assert tree
    roles = ([span(text, words) for words in some] for some in (actors, recipients))
    found = grounded(tree, span(text, trigger), kind, *roles)
    assert tuple([s.of(text) for s in some] for some in found) == expected


@pytest.mark.parametrize(("certain", "expected"), [(False, ["Peru"]), (True, ["guards"])])
def test_a_certain_model_has_its_way(
    parse_of: Callable[[str], Parse], certain: bool, expected: list[str]
) -> None:
    text = "With guards around, Peru stormed the port."
    tree = tree_at(parse_of(text), span(text, "stormed"))
    assert tree
    actors, _ = grounded(tree, span(text, "stormed"), "ASSAULT", [span(text, "guards")], [], certain)
    assert [s.of(text) for s in actors] == expected


def test_a_certain_model_does_not_make_the_agent_of_another_passive_the_doer(
    parse_of: Callable[[str], Parse],
) -> None:
    text = "The raid was condemned by Chile."
    tree = tree_at(parse_of(text), span(text, "raid"))
    assert tree
    assert grounded(tree, span(text, "raid"), "ASSAULT", [span(text, "Chile")], [], True) == ([], [])
