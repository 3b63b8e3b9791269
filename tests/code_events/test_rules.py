"""The rules that keep out what is no event and set types and parties right, on sentences by hand."""

from __future__ import annotations

import pytest
from events_by_hand import span

from onrecord.code_events import demands, modality, parties, politics, status, triggers
from onrecord.code_events.detect import Detection
from onrecord.code_events.settle import settled
from onrecord.code_events.syntax import tree_at
from onrecord.model import Modality, Status


def at(parse_of, text, words):
    tree = tree_at(parse_of(text), span(text, words))
    return tree, tree.at(span(text, words))


def detection(text, words, *kinds, likely=0.8):
    return Detection(
        sentence=0,
        trigger=span(text, words),
        type=kinds[0],
        score=0.9,
        types=tuple((kind, likely / 2**k) for k, kind in enumerate(kinds)),
        modes=(),
        modality={},
        status={},
        actors=(),
        recipients=(),
        certain_of_actors=0.0,
    )


NAMES = [
    ("The army shelled the town.", "shelled", "ASSAULT", True),
    ("A tanker was connected to the vessel.", "connected", "MOBILIZE", False),
    ("The army used tear gas.", "used", "ASSAULT", True),
    ("The clerk used a pencil.", "used", "ASSAULT", False),
    ("They held talks in Lorvik.", "held", "CONSULT", True),
    ("A fire broke out in the bakery.", "fire", "ASSAULT", False),
    ("Police opened fire on the crowd.", "fire", "ASSAULT", True),
    ("The minister took a seat.", "took", "MOBILIZE", False),
    ("Ruiz Condemns Oria Over Ferry", "Condemns", "ACCUSE", True),
]


@pytest.mark.parametrize(("text", "word", "kind", "expected"), NAMES, ids=[f"{r[1]}: {r[0]}" for r in NAMES])
def test_words_that_name_acts(parse_of, text, word, kind, expected):
    assert triggers.names(*at(parse_of, text, word), kind) is expected


SETTLED = [
    ("In the film's last act the rebels storm the palace.", "storm", ("ASSAULT",), None),
    ("He wrote a novel in which the army storms the palace.", "storms", ("ASSAULT",), None),
    ("The opera shows rebels storming the palace.", "storming", ("ASSAULT",), None),
    ("Oria banned a film that the army had made.", "banned", ("COERCE",), "COERCE"),
    ("Crowds attacked the cinema over a film.", "attacked", ("ASSAULT",), "ASSAULT"),
    ("Traders bombarded the bank with questions.", "bombarded", ("ASSAULT",), None),
    ("Ana Ruiz, 44, agreed.", "agreed", ("AGREE",), None),
    ("Ana Ruiz agreed to a truce.", "agreed", ("AGREE",), "AGREE"),
    ("Some 73 percent of voters said they backed Ruiz.", "backed", ("SUPPORT",), None),
    ("Some 73 members said they backed Ruiz.", "backed", ("SUPPORT",), "SUPPORT"),
    ("Rebels bombarded the bank with mortars.", "bombarded", ("ASSAULT",), "ASSAULT"),
    ("Her scathing attack on Oria went on.", "attack", ("ASSAULT",), "ACCUSE"),
    ("He attacked her record on schools.", "attacked", ("ASSAULT",), "ACCUSE"),
    ("He attacked her house on Friday.", "attacked", ("ASSAULT",), "ASSAULT"),
    ("Oria did not ratify the pact.", "ratify", ("REJECT", "MOBILIZE", "SUPPORT"), "SUPPORT"),
    ("Oria did not accept the pact.", "accept", ("REJECT", "SUPPORT"), "REJECT"),
    ("Oria failed to release them.", "release", ("REJECT", "RETREAT"), "RETREAT"),
    ("Oria warned that Bela would attack.", "warned", ("THREATEN",), None),
    ("Oria warned that it would attack.", "warned", ("THREATEN",), "THREATEN"),
    ("Oria warned that Bela would attack the port.", "attack", ("THREATEN", "ASSAULT"), "ASSAULT"),
    ("Oria warned that it could take weeks.", "warned", ("THREATEN",), None),
    ("Oria banned talks with Bela.", "banned", ("COERCE", "REJECT"), "REJECT"),
    ("Oria banned the party.", "banned", ("COERCE", "REJECT"), "COERCE"),
    ("Oria fired its envoy.", "fired", ("ASSAULT", "SANCTION"), None),
    ("Oria fired two missiles.", "fired", ("ASSAULT", "SANCTION"), "ASSAULT"),
    ("Will Oria invade Bela?", "invade", ("THREATEN", "ASSAULT"), "ASSAULT"),
    ("Oria vowed to support Bela.", "vowed", ("THREATEN", "AGREE"), "AGREE"),
    ("Oria vowed to bomb the port.", "vowed", ("AGREE", "THREATEN"), "THREATEN"),
    ("Troops came to prevent rebels from storming the port.", "storming", ("PROTEST",), None),
    ("The group released a video.", "released", ("RETREAT",), None),
    ("The group released the hostages.", "released", ("RETREAT",), "RETREAT"),
    ("Police questioned the editor.", "questioned", ("REQUEST", "ACCUSE"), "ACCUSE"),
]


@pytest.mark.parametrize(("text", "word", "kinds", "expected"), SETTLED, ids=[row[0] for row in SETTLED])
def test_types_that_grammar_settles(parse_of, text, word, kinds, expected):
    found = settled(detection(text, word, *kinds), *at(parse_of, text, word))
    assert (found.type if found else None) == expected


PARTIES = [
    ("ACCUSE", "Oria condemned the report.", "report", False),
    ("ACCUSE", "Oria condemned the rebels.", "rebels", True),
    ("ASSAULT", "Oria bombed the bridge.", "bridge", True),
    ("ACCUSE", "Oria blamed the bridge.", "bridge", False),
    ("REJECT", "Oria rejected the delegation.", "delegation", True),
    ("ASSAULT", "Oria attacked an ambulance.", "ambulance", True),
    ("AID", "Oria paid 40 million kronur.", "40 million kronur", False),
]


@pytest.mark.parametrize(("kind", "text", "words", "kept"), PARTIES, ids=[row[1] for row in PARTIES])
def test_recipients_can_be_party_to_the_act(parse_of, kind, text, words, kept):
    tree, _ = at(parse_of, text, words)
    assert parties.recipients([span(text, words)], kind, tree, ()) == [span(text, words)] * kept


def test_of_an_act_as_subject_its_owner_stays(parse_of):
    text = "An Orian strike killed six men."
    tree, _ = at(parse_of, text, "killed")
    assert parties.actors([span(text, "Orian strike")], tree, ()) == [span(text, "Orian")]
    tree, _ = at(parse_of, "Bullets killed ten.", "killed")
    assert parties.actors([span("Bullets killed ten.", "Bullets")], tree, ()) == []


def test_a_storm_does_nothing(parse_of):
    tree, _ = at(parse_of, "A storm killed six men.", "killed")
    assert parties.is_accident([span("A storm killed six men.", "storm")], tree)


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("The striker fired past the keeper.", True),
        ("Soldiers fired past the keeper.", False),
        ("Investors attacked the shares of the bank.", True),
        ("The army attacked the village.", False),
    ],
)
def test_sentences_on_something_else(parse_of, text, elsewhere):
    assert politics.is_elsewhere(parse_of(text).tokens) is elsewhere


def test_reports_without_politics(parse_of):
    match = "They attacked early. The lead held. A late shot won it. Nobody was hurt. The crowd went home."
    war = match.replace("They", "Rebels").replace("The crowd", "The army")
    assert (politics.is_political(parse_of(match)), politics.is_political(parse_of(war))) == (False, True)


def test_reports_of_common_crime_hold_no_events(parse_of):
    crime = "Police held a man. He stabbed his wife. The detective spoke. A coroner came. He was jailed."
    unrest = crime.replace("a man", "a dissident").replace("his wife", "a senator")
    unrest = unrest.replace("The detective", "The minister").replace("coroner", "deputy")
    assert (politics.is_political(parse_of(crime)), politics.is_political(parse_of(unrest))) == (False, True)


FALSITY = [
    ("Reports that Oria bombed the port were false.", "bombed", Status.DENIED),
    ("It is not true that Oria bombed the port.", "bombed", Status.DENIED),
    ("It is true that Oria bombed the port.", "bombed", Status.ASSERTED),
    ("Oria called the claim that it had bombed the port a lie.", "bombed", Status.DENIED),
]


@pytest.mark.parametrize(("text", "word", "expected"), FALSITY, ids=[row[0] for row in FALSITY])
def test_claims_called_false(reading_of, event_of, text, word, expected):
    assert status.assign(event_of(text, word), reading_of(text)).status is expected


def test_plans_and_questions_claim_nothing(reading_of, event_of, statement_of):
    for text, cue, content, word in (
        ("Oria plans to deport the men.", "plans", "to deport the men", "deport"),
        ("He asked whether Oria had bombed the port.", "asked", "whether Oria had bombed the port", "bombed"),
        ("Oria condemned Bela for jailing him.", "condemned", "for jailing him", "jailing"),
    ):
        reading = reading_of(text, [statement_of(text, cue, content)])
        assert status.assign(event_of(text, word), reading).asserted_by is None, text


def test_what_another_should_do_is_asked_of_him(reading_of, event_of, statement_of):
    text = "Oria should free the men, the envoy said."
    reading = reading_of(text, [statement_of(text, "said", "Oria should free the men", source="the envoy")])
    event = status.assign(event_of(text, "free", "Oria", kind="RETREAT"), reading)
    found = demands.assign(event, reading)
    assert (found.type, found.actors[0].span.of(text), found.recipients[0].span.of(text)) == (
        "REQUEST",
        "envoy",
        "Oria",
    )


def test_what_ought_to_be_done_by_nobody_named_is_asked_by_the_speaker(reading_of, event_of, statement_of):
    text = "The body should be disbanded, the envoy said."
    said = statement_of(text, "said", "The body should be disbanded", source="the envoy")
    reading = reading_of(text, [said])
    event = status.assign(event_of(text, "disbanded", kind="REQUEST"), reading)
    assert [actor.span.of(text) for actor in demands.assign(event, reading).actors] == ["envoy"]


@pytest.mark.parametrize(
    ("text", "word", "flags", "expected"),
    [
        ("Did Oria bomb the port?", "bomb", {}, (Modality.HYPOTHETICAL,)),
        ("Oria could expel him.", "expel", {Modality.FUTURE: 0.9}, (Modality.HYPOTHETICAL,)),
        ("Unless pay rises, miners will strike.", "strike", {Modality.FUTURE: 0.9}, (Modality.FUTURE,)),
        ("Oria may bomb the port.", "bomb", {Modality.HYPOTHETICAL: 0.01}, (Modality.HYPOTHETICAL,)),
    ],
)
def test_grammar_leaves_no_doubt(reading_of, event_of, text, word, flags, expected):
    given = dict.fromkeys(Modality, 0.05) | flags
    assert modality.assign(event_of(text, word), reading_of(text), given).modality == expected


def test_a_type_of_which_the_model_is_sure_holds(parse_of):
    text = "Oria blasted the ruling."
    found = settled(
        detection(text, "blasted", "ACCUSE", "ASSAULT", likely=0.95), *at(parse_of, text, "blasted")
    )
    assert found is not None
    assert found.type == "ACCUSE"
