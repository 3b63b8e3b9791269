from __future__ import annotations

import pytest

from onrecord.code_events import modality, status
from onrecord.model import Manner, Modality, Status

ASSERTED, CLAIMED, DENIED = Status.ASSERTED, Status.CLAIMED, Status.DENIED

BY_PARSE = [
    pytest.param("The army shelled the town.", "shelled", ASSERTED, id="own-voice"),
    pytest.param("Oria denied shelling the town.", "shelling", DENIED, id="denied-gerund"),
    pytest.param("Oria denied that its jets had bombed the port.", "bombed", DENIED, id="denied-that"),
    pytest.param("Oria rejected claims that it had armed the rebels.", "armed", DENIED, id="rejected-claims"),
    pytest.param("Oria dismissed allegations of torture by its troops.", "torture", DENIED, id="dismissed"),
    pytest.param("The group rejected the ceasefire.", "ceasefire", ASSERTED, id="rejection-of-an-offer"),
    pytest.param("The alleged attack took place on Monday.", "attack", CLAIMED, id="alleged"),
    pytest.param("The army reportedly shelled the town.", "shelled", CLAIMED, id="reportedly"),
    pytest.param('Marchers condemned the "genocide" in the valley.', "genocide", CLAIMED, id="scare-quotes"),
    pytest.param("The port's attack on Oria's ships failed.", "attack", ASSERTED, id="apostrophes"),
    pytest.param("They want “constructive” talks in Lima.", "talks", ASSERTED, id="quotes-beside-the-word"),
    pytest.param("He condemned what he called the massacre of villagers.", "massacre", CLAIMED, id="called"),
    pytest.param("Oria accused Bela of attacking the convoy.", "attacking", CLAIMED, id="accused-of"),
    pytest.param("Oria accused Bela of attacking the convoy.", "accused", ASSERTED, id="speech-act"),
    pytest.param("Lisbon: Iceland shot at fishermen", "shot", CLAIMED, id="headline-of-a-seat"),
    pytest.param("Syria: Rebels shot at fishermen", "shot", ASSERTED, id="headline-on-a-country"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), BY_PARSE)
def test_without_statements_the_parse_decides(reading_of, event_of, text, trigger, expected):
    event = status.assign(event_of(text, trigger), reading_of(text))
    assert (event.status, event.asserted_by) == (expected, None)


def test_content_is_claimed_and_the_cue_is_not(reading_of, event_of, statement_of):
    text = "Oria accused Bela of attacking the convoy."
    reading = reading_of(text, [statement_of(text, "accused", "of attacking the convoy", "accuse")])
    inner, outer = (status.assign(event_of(text, word), reading) for word in ("attacking", "accused"))
    assert (inner.status, inner.asserted_by) == (CLAIMED, "s0")
    assert (outer.status, outer.asserted_by) == (ASSERTED, None)


def test_the_innermost_statement_claims(reading_of, event_of, statement_of):
    text = "Bela's envoy said Oria had claimed that rebels seized the port."
    statements = [
        statement_of(text, "said", "Oria had claimed that rebels seized the port", identity="s0"),
        statement_of(text, "claimed", "rebels seized the port", "claim", identity="s1", via="s0"),
    ]
    reading = reading_of(text, statements)
    assert status.assign(event_of(text, "seized"), reading).asserted_by == "s1"


def test_a_denial_covers_what_it_denies_and_no_more(reading_of, event_of, statement_of):
    text = "Oria denied that it had condemned the attack."
    reading = reading_of(text, [statement_of(text, "denied", "it had condemned the attack", "deny")])
    assert status.assign(event_of(text, "condemned"), reading).status is DENIED
    assert status.assign(event_of(text, "attack"), reading).status is CLAIMED


def test_a_denied_act_is_denied_though_the_parse_takes_it_for_an_adjective(
    reading_of, event_of, statement_of
):
    text = "Police denied beating protesters."
    reading = reading_of(text, [statement_of(text, "denied", "beating protesters", "deny")])
    assert status.assign(event_of(text, "beating"), reading).status is DENIED


SELF_DENIALS = [
    pytest.param("the army said", "army", "ASSAULT", DENIED, (), id="material-conflict"),
    pytest.param("their commander said", "guards", "CONSULT", DENIED, (), id="own-side"),
    pytest.param("a witness said", "guards", "RETREAT", CLAIMED, ("negation",), id="about-others"),
]


@pytest.mark.parametrize(("said", "actor", "kind", "expected", "flags"), SELF_DENIALS)
def test_not_of_a_blamed_act_is_a_denial(
    reading_of, event_of, statement_of, said, actor, kind, expected, flags
):
    text = f"The army guards did not attack the camp, {said}."
    statement = statement_of(
        text, "said", "The army guards did not attack the camp", source=said.removesuffix(" said")
    )
    reading = reading_of(text, [statement])
    event = modality.assign(event_of(text, "attack", "The army guards", kind), reading)
    event = status.assign(event, reading)
    assert (event.status, event.modality) == (expected, flags)


def test_quoted_words_of_a_denial_stay_claimed(reading_of, event_of, statement_of):
    text = '"Rebels burned the depot," Oria\'s envoy denied.'
    content = '"Rebels burned the depot,"'
    reading = reading_of(text, [statement_of(text, "denied", content, "deny", manner=Manner.DIRECT)])
    assert status.assign(event_of(text, "burned"), reading).status is CLAIMED


@pytest.mark.parametrize("cue", ["would neither confirm nor deny", "declined to confirm"])
def test_what_a_speaker_does_not_confirm_he_does_not_claim(reading_of, event_of, statement_of, cue):
    text = f"The mayor {cue} that police had searched the office."
    given = statement_of(text, cue, "that police had searched the office", source="The mayor")
    event = status.assign(event_of(text, "searched", kind="COERCE"), reading_of(text, [given]))
    assert (event.status, event.asserted_by) == (CLAIMED, None)
    assert event.modality == (Modality.HYPOTHETICAL,)
