from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.errors import PipelineError
from onrecord.identify import Identify, resolve
from onrecord.model import Reading, Reason, Reference, Report

from .readings_by_hand import described, event, find, mention, reading, statement


def names(done):
    return {a.id: a.name for a in done.actors}


def spelled(done, actor):
    found = next(a for a in done.actors if a.id == actor)
    return {s.of(done.report.text) for s in found.mentions}


def test_capital_country_and_palace_are_one_actor(parse_of):
    text = "Russia objected. Moscow said so. The Kremlin agreed. Delegates met in Moscow."
    given = reading(
        text,
        parse_of,
        [
            mention(text, "Russia", "GPE"),
            mention(text, "Moscow", "GPE"),
            mention(text, "The Kremlin", "ORG", head="Kremlin"),
            mention(text, "Moscow", "GPE", nth=2),
        ],
    )
    done = Identify()(given)
    assert names(done) == {"gov:RUS": "Russia"}
    assert spelled(done, "gov:RUS") == {"Russia", "Moscow", "The Kremlin"}
    assert done.actors[0].sector == "GOV"
    assert done.mentions[-1].actor is None, "a place where something happens is no actor"


def test_one_person_under_all_names(parse_of):
    text = "Harbour chief Ana Ruiz resigned. Ruiz gave no reason. The official left. She flew to Lima."
    given = reading(
        text,
        parse_of,
        [
            mention(text, "Harbour chief Ana Ruiz", "PERSON"),
            mention(text, "Ruiz", "PERSON", nth=2),
            described(text, "The official", "PERSON", same_as="Harbour chief Ana Ruiz"),
            mention(text, "She", "PERSON", same_as="Harbour chief Ana Ruiz"),
        ],
    )
    done = Identify()(given)
    assert names(done) == {"r1-a0": "Ana Ruiz"}
    assert {m.actor for m in done.mentions} == {"r1-a0"}
    assert done.actors[0].aliases == ("Ruiz",)


def test_a_surname_of_two_persons_joins_neither(parse_of):
    text = "Ana Ruiz met Luis Ruiz. Ruiz spoke first."
    given = reading(
        text,
        parse_of,
        [
            mention(text, "Ana Ruiz", "PERSON"),
            mention(text, "Luis Ruiz", "PERSON"),
            mention(text, "Ruiz", "PERSON", nth=3),
        ],
    )
    assert len(Identify()(given).actors) == 3


def test_acronym_and_expansion_are_one(parse_of):
    text = "The Northern Fishers Association (NFA) sued. NFA lawyers said so."
    given = reading(
        text,
        parse_of,
        [
            mention(text, "The Northern Fishers Association", "ORG"),
            mention(text, "NFA", "ORG"),
            mention(text, "NFA", "ORG", nth=2),
        ],
    )
    assert len(Identify()(given).actors) == 1


def test_office_joins_its_holder_on_the_day(parse_of):
    text = "Angela Merkel travelled. The German chancellor arrived late."
    mentions = [
        mention(text, "Angela Merkel", "PERSON"),
        described(text, "The German chancellor", "PERSON"),
    ]
    done = Identify()(reading(text, parse_of, mentions, day="2014-03-03"))
    assert names(done) == {"person:angela-merkel": "Angela Merkel"}
    assert {m.actor for m in done.mentions} == {"person:angela-merkel"}


def test_a_bare_surname_needs_its_country_in_the_report(parse_of):
    text = "Putin won the chess open, beating Ana Ruiz."
    mentions = [mention(text, "Putin", "PERSON"), mention(text, "Ana Ruiz", "PERSON")]
    assert "person:vladimir-putin" not in names(Identify()(reading(text, parse_of, mentions)))
    text = "Putin spoke in Russia."
    mentions = [mention(text, "Putin", "PERSON"), mention(text, "Russia", "GPE")]
    assert names(Identify()(reading(text, parse_of, mentions)))["person:vladimir-putin"] == "Vladimir Putin"


@pytest.mark.parametrize(
    ("text", "source", "mentions", "speaker"),
    [
        pytest.param(
            'A statement issued by the Kremlin said: "No."',
            "A statement issued by the Kremlin",
            [("A statement", "DOCUMENT", "described"), ("the Kremlin", "ORG", "named")],
            "gov:RUS",
            id="a document resolves to its issuer",
        ),
        pytest.param(
            'TASS calculations show this: "No."',
            "TASS calculations",
            [("TASS", "ORG", "named")],
            "media:tass",
            id="figures resolve to who gives them",
        ),
        pytest.param(
            'The report said: "No."',
            "The report",
            [("The report", "DOCUMENT", "described")],
            "r1-a0",
            id="a document without issuer is an actor",
        ),
        pytest.param(
            'A senior official who asked not to be named said: "No."',
            "A senior official who asked not to be named",
            [("A senior official", "PERSON", "described")],
            "r1-a0",
            id="an anonymous source is an actor",
        ),
        pytest.param(
            'Many Western experts say: "No."', "Many Western experts", [], "r1-a0", id="no mention given"
        ),
        pytest.param(
            'He said: "No."', "He", [("He", "PERSON", "named")], None, id="a bare pronoun is nobody"
        ),
    ],
)
def test_speakers(parse_of, text, source, mentions, speaker):
    made = {"described": described, "named": mention}
    given = [made[how](text, words, label) for words, label, how in mentions]
    done = Identify()(reading(text, parse_of, given, [statement(text, source, '"No."')]))
    assert done.statements[0].speaker == speaker
    unresolved = [o for o in done.omissions if o.reason is Reason.UNRESOLVED_SPEAKER]
    assert len(unresolved) == (speaker is None)


def test_an_unresolved_pronoun_keeps_its_candidates(parse_of):
    text = 'Ana Ruiz met Eva Lund. She said: "No."'
    given = [
        mention(text, "Ana Ruiz", "PERSON"),
        mention(text, "Eva Lund", "PERSON"),
        mention(text, "She", "PERSON", candidates=("Ana Ruiz", "Eva Lund")),
    ]
    done = Identify()(reading(text, parse_of, given, [statement(text, "She", '"No."')]))
    assert done.statements[0].speaker is None
    assert done.statements[0].candidates == ("r1-a0", "r1-a1")


def test_first_person_in_a_quote_is_its_speaker(parse_of):
    text = '"We met Chad last week," Ana Ruiz said.'
    given = [mention(text, "We", "OTHER"), mention(text, "Chad", "GPE"), mention(text, "Ana Ruiz", "PERSON")]
    statements = [statement(text, "Ana Ruiz", '"We met Chad last week,"')]
    done = Identify()(reading(text, parse_of, given, statements, [event(text, "met", ["We"], ["Chad"])]))
    assert done.events[0].actors[0].actor == done.statements[0].speaker
    assert done.events[0].recipients[0].actor == "gov:TCD"


def test_a_role_takes_the_mention_at_its_head(parse_of):
    text = "The Danish trade envoy met officials."
    given = [described(text, "The Danish trade envoy", "PERSON")]
    done = Identify()(
        reading(text, parse_of, given, events=[event(text, "met", ["Danish trade envoy"], ["officials"])])
    )
    assert done.events[0].actors[0].actor == done.mentions[0].actor
    assert {(a.country, a.country_from) for a in done.actors} == {("DNK", "words"), ("DNK", "sentence")}
    assert find(text, "officials") in {s for a in done.actors for s in a.mentions}


def test_without_a_parse_it_refuses():
    with pytest.raises(PipelineError, match="needs a parse"):
        Identify()(Reading(report=Report(id="r", text="x", language="en", digest="")))


def test_a_relative_pronoun_is_the_noun_before_it(parse_of):
    text = "The farmers who blocked the bridge left."
    given = [described(text, "The farmers", "GROUP")]
    done = Identify()(reading(text, parse_of, given, events=[event(text, "blocked", ["who"])]))
    assert done.events[0].actors[0].actor == done.mentions[0].actor == "r1-a0"


def test_a_body_inside_a_title_is_no_actor(parse_of):
    text = "Second Department director Ana Ruiz spoke."
    given = [
        mention(text, "Second Department director Ana Ruiz", "PERSON"),
        mention(text, "Second Department", "ORG"),
    ]
    assert names(Identify()(reading(text, parse_of, given))) == {"r1-a0": "Ana Ruiz"}


def test_a_name_in_apposition_to_a_description_is_the_speaker(parse_of):
    text = 'The committee\'s new treasurer, Ana Ruiz, said: "No."'
    given = [described(text, "The committee's new treasurer", "PERSON"), mention(text, "Ana Ruiz", "PERSON")]
    source = "The committee's new treasurer, Ana Ruiz,"
    done = Identify()(reading(text, parse_of, given, [statement(text, source, '"No."')]))
    assert names(done)[done.statements[0].speaker] == "Ana Ruiz"


def test_a_namesake_does_not_take_over_a_known_surname(parse_of):
    text = "Kevin Sullivan of Ohio spoke in America. Sullivan left."
    given = [
        mention(text, "Kevin Sullivan", "PERSON"),
        mention(text, "America", "GPE"),
        mention(text, "Sullivan", "PERSON", nth=2),
    ]
    done = Identify()(reading(text, parse_of, given))
    assert names(done) == {"r1-a0": "Kevin Sullivan", "gov:USA": "United States"}


def test_an_office_joins_the_holder_whom_the_report_names_when_no_day_is_known(parse_of):
    text = "Russia FM: no talks. Sergei Lavrov spoke on Monday."
    given = [mention(text, "Russia FM", "ORG"), mention(text, "Sergei Lavrov", "PERSON")]
    assert names(Identify()(reading(text, parse_of, given))) == {"person:sergey-lavrov": "Sergei Lavrov"}


def test_an_unresolved_actor_of_an_event_leaves_an_omission(parse_of):
    text = "They met Chad."
    given = [mention(text, "They", "OTHER"), mention(text, "Chad", "GPE")]
    done = Identify()(reading(text, parse_of, given, events=[event(text, "met", ["They"], ["Chad"])]))
    assert [(o.reason, o.detail) for o in done.omissions] == [(Reason.UNRESOLVED_ACTOR, "They")]


def test_of_several_sources_the_others_are_kept_beside_the_speaker(parse_of):
    text = 'Chad and Peru said: "No."'
    given = [mention(text, "Chad", "GPE"), mention(text, "Peru", "GPE")]
    done = Identify()(reading(text, parse_of, given, [statement(text, "Chad and Peru", '"No."')]))
    assert (done.statements[0].speaker, done.statements[0].candidates) == ("gov:TCD", ("gov:PER",))


@pytest.mark.parametrize(
    ("text", "trigger", "recipient", "acts"),
    [
        pytest.param("Rebels attacked the area.", "attacked", "the area", False, id="a place without a name"),
        pytest.param("Rebels hit key infrastructure.", "hit", "key infrastructure", False, id="a thing"),
        pytest.param("Police arrested 14 of them.", "arrested", "14", False, id="a number"),
        pytest.param(
            "Rebels stopped a Danish ferry.", "stopped", "a Danish ferry", True, id="a crewed craft"
        ),
        pytest.param("Police arrested two students.", "arrested", "two students", True, id="people"),
    ],
)
def test_a_thing_is_no_actor(parse_of, text, trigger, recipient, acts):
    done = Identify()(reading(text, parse_of, events=[event(text, trigger, recipients=[recipient])]))
    assert (done.events[0].recipients[0].actor is not None) == acts
    assert [o.reason for o in done.omissions] == ([] if acts else [Reason.UNRESOLVED_ACTOR])


@pytest.mark.parametrize(
    ("words", "label", "name"),
    [
        pytest.param("a senior envoy", "PERSON", "senior envoy", id="article"),
        pytest.param(
            "The Northern Fishers Association (NFA", "ORG", "Northern Fishers Association", id="bracket"
        ),
        pytest.param("Harbour\nTrust,", "ORG", "Harbour Trust", id="line break and comma"),
    ],
)
def test_names_are_shown_without_articles_and_stray_marks(parse_of, words, label, name):
    text = f'{words} said: "No."'
    make = described if label == "PERSON" else mention
    given = [make(text, words, label, head=words.split()[-1].strip(",("))]
    done = Identify()(reading(text, parse_of, given, [statement(text, words, '"No."')]))
    assert list(names(done).values()) == [name]


def test_an_office_after_the_end_of_the_table_is_nobody_known(parse_of):
    text = "Iceland's foreign minister spoke."
    given = [described(text, "Iceland's foreign minister", "PERSON", head="minister")]
    done = Identify()(reading(text, parse_of, given, day="2031-03-05"))
    assert not any(actor.startswith("person:") for actor in names(done))


def test_a_title_with_of_before_a_known_name():
    given = resolve("US Secretary of State Antony Blinken")
    assert given.id == "person:antony-blinken"


def test_a_namesake_with_the_family_name_first_is_not_taken_over(parse_of):
    text = "Zhu Congpeng spoke in China. Mr Zhu left."
    given = [
        mention(text, "Zhu Congpeng", "PERSON"),
        mention(text, "China", "GPE"),
        mention(text, "Mr Zhu", "PERSON"),
    ]
    assert names(Identify()(reading(text, parse_of, given))) == {"r1-a0": "Zhu Congpeng", "gov:CHN": "China"}


@pytest.mark.parametrize(
    ("person", "office", "joined"),
    [
        pytest.param("Chadian Foreign Minister Ana Ruiz", "Chad's foreign minister", True, id="one country"),
        pytest.param("Foreign Minister Ana Ruiz", "Chad's foreign minister", False, id="no country shown"),
        pytest.param(
            "Chadian Deputy Foreign Minister Ana Ruiz", "Chad's foreign minister", False, id="deputy"
        ),
        pytest.param(
            "Peruvian Foreign Minister Ana Ruiz", "Chad's foreign minister", False, id="another country"
        ),
    ],
)
def test_an_office_is_the_person_whom_the_report_names(parse_of, person, office, joined):
    text = f"{person} left. Later {office} spoke."
    given = [mention(text, person, "PERSON"), described(text, office, "PERSON", head="minister")]
    done = Identify()(reading(text, parse_of, given, [statement(text, office, "Later")], day="2031-01-01"))
    assert (names(done)[done.statements[0].speaker] == "Ana Ruiz") == joined


def test_a_holder_named_in_the_report_wins_over_the_table(parse_of):
    text = "German Chancellor Ana Ruiz left. The German chancellor spoke."
    given = [
        mention(text, "German Chancellor Ana Ruiz", "PERSON"),
        described(text, "The German chancellor", "PERSON"),
    ]
    assert list(names(Identify()(reading(text, parse_of, given, day="2014-03-03"))).values()) == ["Ana Ruiz"]


def test_the_noun_before_a_reflexive_is_the_source(parse_of):
    text = 'Ruiz himself said: "No."'
    given = [mention(text, "Ruiz", "PERSON")]
    done = Identify()(reading(text, parse_of, given, [statement(text, "Ruiz himself", '"No."')]))
    assert names(done)[done.statements[0].speaker] == "Ruiz"


def test_a_statement_is_its_issuers_even_if_the_source_stops_short(parse_of):
    text = "A statement issued by the Kremlin after the call said Russia was ready."
    given = reading(
        text,
        parse_of,
        [described(text, "A statement", "DOCUMENT"), mention(text, "the Kremlin", "ORG", head="Kremlin")],
        [statement(text, "A statement", "Russia was ready")],
    )
    assert Identify()(given).statements[0].speaker == "gov:RUS"


def test_what_hits_a_states_things_is_done_to_it(parse_of):
    text = "Missiles hit Ukrainian power plants."
    given = reading(
        text,
        parse_of,
        [mention(text, "Ukrainian", "NORP")],
        events=[event(text, "hit", recipients=["Ukrainian power plants"])],
    )
    (done,) = Identify()(given).events
    assert [r.actor for r in done.recipients] == ["gov:UKR"]


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient", "kept"),
    [
        ("Peru is to be charged, Peru said.", "charged", 2, 1, ([], ["gov:PER"])),
        ("Peru met people who told Peru so.", "met", 1, 2, (["gov:PER"], [])),
    ],
    ids=["the passive subject suffers", "the subject acts"],
)
def test_nobody_does_it_to_himself(parse_of, text, trigger, actor, recipient, kept):
    given = [mention(text, "Peru", "GPE"), mention(text, "Peru", "GPE", nth=2)]
    both = replace(
        event(text, trigger),
        actors=(Reference(span=find(text, "Peru", actor)),),
        recipients=(Reference(span=find(text, "Peru", recipient)),),
    )
    found = Identify()(reading(text, parse_of, given, events=[both])).events[0]
    assert ([r.actor for r in found.actors], [r.actor for r in found.recipients]) == kept


def test_a_pronoun_beside_its_name_stands_for_somebody_else(parse_of):
    text = "Peru freed the men. Peru had charged them."
    names = [mention(text, "Peru", "GPE"), mention(text, "Peru", "GPE", nth=2)]
    given = [*names, mention(text, "them", "GPE", same_as="Peru")]
    charged = event(text, "charged", recipients=["them"])
    charged = replace(charged, actors=(Reference(span=find(text, "Peru", 2)),))
    found = Identify()(reading(text, parse_of, given, events=[charged]))
    assert [r.actor for r in found.events[0].actors] == ["gov:PER"]
    assert [(r.span.of(text), r.actor) for r in found.events[0].recipients] == [("them", None)]


def test_a_son_with_his_fathers_name_is_another(parse_of):
    text = "Ana Ruiz Jr. left. President Ana Ruiz stayed. Ms. Ruiz gave no reason."
    given = reading(
        text,
        parse_of,
        [
            mention(text, "Ana Ruiz Jr.", "PERSON"),
            mention(text, "Ana Ruiz", "PERSON", nth=2),
            mention(text, "Ms. Ruiz", "PERSON", same_as="Ana Ruiz Jr."),
        ],
    )
    done = Identify()(given)
    younger, elder = done.actors
    assert [s.of(text) for s in younger.mentions] == ["Ana Ruiz Jr.", "Ms. Ruiz"]
    assert [s.of(text) for s in elder.mentions] == ["Ana Ruiz"]
