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
    pytest.param("The so-called attack on the camp was discussed.", "attack", CLAIMED, id="hyphened-hedge"),
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


@pytest.mark.parametrize(("word", "kind"), [("accusations", "ACCUSE"), ("request", "REQUEST")])
def test_who_denies_accusations_or_a_request_does_not_say_that_there_were_none(
    reading_of, event_of, word, kind
):
    text = f"Oria denied Bela's {word}."
    assert status.assign(event_of(text, word, kind=kind), reading_of(text)).status is ASSERTED


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


TOLD = [
    # text, source, cue, content, event word, its type, what the sure model makes of it, expected
    ("Bela authorised a covert raid.", "Bela", "authorised", "a covert raid", "raid", "ASSAULT", ASSERTED),
    ("Bela reported a covert raid.", "Bela", "reported", "a covert raid", "raid", "ASSAULT", CLAIMED),
    (
        "Bela answered criticism from Oria.",
        "Bela",
        "answered",
        "criticism from Oria",
        "criticism",
        "ACCUSE",
        ASSERTED,
    ),
    ("Bela complained and mocked Oria.", "Bela", "complained", "mocked Oria", "mocked", "ACCUSE", ASSERTED),
    (
        "Bela said that troops shot two men.",
        "Bela",
        "said",
        "that troops shot two men",
        "shot",
        "ASSAULT",
        CLAIMED,
    ),
    (
        "Bela demanded the release of men whom troops had shot.",
        "Bela",
        "demanded",
        "the release of men whom troops had shot",
        "shot",
        "ASSAULT",
        CLAIMED,
    ),
    (
        "Bela welcomed the release of men whom troops had shot.",
        "Bela",
        "welcomed",
        "the release of men whom troops had shot",
        "shot",
        "ASSAULT",
        CLAIMED,
    ),
    (
        "Bela plans to visit the camp that rebels burned.",
        "Bela",
        "plans",
        "to visit the camp that rebels burned",
        "burned",
        "ASSAULT",
        CLAIMED,
    ),
    (
        "Bela claimed that troops had shot men who were armed.",
        "Bela",
        "claimed",
        "that troops had shot men who were armed",
        "shot",
        "ASSAULT",
        CLAIMED,
    ),
    (
        "Bela sent a letter that condemned Oria.",
        "Bela",
        "sent a letter",
        "that condemned Oria",
        "condemned",
        "ACCUSE",
        ASSERTED,
    ),
    (
        "Bela rejected claims of an attack by rebels.",
        "Bela",
        "rejected",
        "claims of an attack by rebels",
        "attack",
        "ASSAULT",
        DENIED,
    ),
    (
        "Bela approved a resolution condemning Oria.",
        "Bela",
        "approved",
        "a resolution condemning Oria",
        "condemning",
        "ACCUSE",
        ASSERTED,
    ),
    (
        "Bela announced its endorsement of Oria.",
        "Bela",
        "announced",
        "its endorsement of Oria",
        "endorsement",
        "SUPPORT",
        ASSERTED,
    ),
    (
        "Bela announced the arrest of two men.",
        "Bela",
        "announced",
        "the arrest of two men",
        "arrest",
        "COERCE",
        CLAIMED,
    ),
    (
        "Troops are expected to be committed to the port.",
        "",
        "are expected",
        "to be committed to the port",
        "committed",
        "MOBILIZE",
        ASSERTED,
    ),
    ("Bela seemed to back Oria.", "Bela", "seemed", "to back Oria", "back", "SUPPORT", ASSERTED),
    ("Bela sent troops, saying all was calm.", "Bela", "saying", "sent troops", "sent", "MOBILIZE", ASSERTED),
]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "word", "kind", "expected"), TOLD, ids=[row[0] for row in TOLD]
)
def test_what_a_statement_only_names_is_the_outlets_where_the_model_is_sure(
    reading_of, event_of, statement_of, text, source, cue, content, word, kind, expected
):
    reading = reading_of(text, [statement_of(text, cue, content, source=source)])
    event = event_of(text, word, kind=kind)
    assert status.assign(event, reading, {ASSERTED: 0.95}).status is expected
    doubted = status.assign(event, reading, {ASSERTED: 0.6}).status
    assert doubted is (DENIED if expected is DENIED else CLAIMED)


def test_quoted_words_stay_claimed_however_sure_the_model_is(reading_of, event_of, statement_of):
    text = 'Bela authorised "a covert raid on the camp".'
    given = statement_of(text, "authorised", '"a covert raid on the camp"', manner=Manner.MIXED)
    assert status.assign(event_of(text, "raid"), reading_of(text, [given]), {ASSERTED: 1.0}).status is CLAIMED


def test_as_somebody_said_is_his_word(reading_of, event_of, statement_of):
    text = "Rebels shelled the port, as Bela said."
    given = statement_of(text, "said", "Rebels shelled the port", source="Bela")
    found = status.assign(event_of(text, "shelled"), reading_of(text, [given]), {ASSERTED: 1.0})
    assert found.status is CLAIMED


def test_a_relative_clause_on_the_speaker_is_the_outlets(reading_of, event_of, statement_of):
    text = "Bela, which had bombed the camp, said all was calm."
    given = statement_of(text, "said", "which had bombed the camp", source="Bela")
    assert status.assign(event_of(text, "bombed"), reading_of(text, [given])).status is ASSERTED


def test_what_follows_a_colon_is_no_clause_on_the_speaker(reading_of, event_of, statement_of):
    text = "Bela envoy: Oria hindering talks, seizing ships"
    given = statement_of(text, ":", "Oria hindering talks, seizing ships", source="Bela envoy")
    found = status.assign(event_of(text, "hindering"), reading_of(text, [given]), {ASSERTED: 1.0})
    assert found.status is CLAIMED
