from __future__ import annotations

import pytest

from onrecord.code_events import modality
from onrecord.model import Modality

ROWS = [
    pytest.param("The army shelled the town.", "shelled", (), id="plain"),
    pytest.param("The army did not shell the town.", "shell", ("negation",), id="not"),
    pytest.param("Oria has yet to withdraw from the port.", "withdraw", ("negation",), id="yet-to"),
    pytest.param("Rebels failed to seize the town.", "seize", ("negation",), id="failed-to"),
    pytest.param("Oria did not fail to pay the rebels.", "pay", (), id="double-negation"),
    pytest.param(
        "Parliament stopped short of condemning the raid.", "condemning", ("negation",), id="short-of"
    ),
    pytest.param("Police cleared the square without firing a shot.", "firing", ("negation",), id="without"),
    pytest.param("No talks were held in Lima.", "talks", ("negation",), id="no-talks"),
    pytest.param("Oria did not condemn the attack.", "attack", (), id="negated-verb-spares-its-object"),
    pytest.param("Oria averted an attack on the port.", "attack", ("negation",), id="averted"),
    pytest.param("The minister will visit Lima.", "visit", ("future",), id="will"),
    pytest.param("The minister is to visit Lima next week.", "visit", ("future",), id="is-to"),
    pytest.param("The union plans to march on Sunday.", "march", ("future",), id="plans-to"),
    pytest.param("Oria said it would deploy troops.", "deploy", ("future",), id="would-in-report"),
    pytest.param("If rebels attack the port, Oria would strike back.", "attack", ("hypothetical",), id="if"),
    pytest.param(
        "If rebels attack the port, Oria would strike back.", "strike", ("hypothetical",), id="then"
    ),
    pytest.param("Unless rebels attack, talks go on.", "attack", ("hypothetical",), id="unless"),
    pytest.param("Rebels may attack the port.", "attack", ("hypothetical",), id="may"),
    pytest.param("Villagers fear that rebels attack again.", "attack", ("hypothetical",), id="feared"),
    pytest.param("The threat of an attack keeps people away.", "attack", ("hypothetical",), id="threat-of"),
    pytest.param("Rebels had to leave the town.", "leave", (), id="had-to"),
    pytest.param("When did rebels attack the port?", "attack", (), id="wh-question"),
    pytest.param("Oria annexed the island in 2014.", "annexed", ("historical",), id="earlier-year"),
    pytest.param("The 2014 annexation was condemned.", "annexation", ("historical",), id="year-of-the-noun"),
    pytest.param("The 2014 annexation was condemned.", "condemned", (), id="year-of-another-noun"),
    pytest.param("He apologised for the raids of the 1970s.", "raids", ("historical",), id="decade"),
    pytest.param("Twenty years ago, soldiers shot marchers.", "shot", ("historical",), id="years-ago"),
    pytest.param("Oria seized the island in October 2022.", "seized", (), id="this-year"),
    pytest.param(
        "Lima marked the anniversary of the massacre.", "massacre", ("historical",), id="anniversary"
    ),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), ROWS)
def test_rules(reading_of, event_of, text, trigger, expected):
    assert modality.assign(event_of(text, trigger), reading_of(text)).modality == expected


@pytest.mark.parametrize(
    ("text", "probability", "expected"),
    [
        pytest.param("The army shelled the town.", 0.9, ("negation",), id="model-is-sure"),
        pytest.param("The army shelled the town.", 0.4, (), id="model-is-not"),
        pytest.param("The army never shelled the town.", 0.4, ("negation",), id="rule-wins"),
        pytest.param("The army never shelled the town.", 0.01, ("negation",), id="a-not-stands"),
        pytest.param("The army shelled the town.", 0.01, (), id="neither"),
    ],
)
def test_rules_and_model_together(reading_of, event_of, text, probability, expected):
    flags = dict.fromkeys(Modality, 0.0) | {Modality.NEGATION: probability}
    assert modality.assign(event_of(text, "shelled"), reading_of(text), flags).modality == expected


def test_a_type_that_means_the_modality_does_not_repeat_it(reading_of, event_of):
    text = "Oria will not sit at one table with Bela."
    assert modality.assign(event_of(text, "sit", kind="REJECT"), reading_of(text)).modality == ()


def test_a_not_in_the_parse_is_never_overruled_by_the_model(reading_of, event_of):
    text = "The army said it had not shelled the town."
    event = modality.assign(event_of(text, "shelled", "it"), reading_of(text), {Modality.NEGATION: 0.01})
    assert event.modality == (Modality.NEGATION,)


def test_what_there_is_no_evidence_of_is_not_asserted(reading_of, event_of):
    text = "Oria has not seen evidence that shots were fired."
    assert modality.assign(event_of(text, "fired"), reading_of(text)).modality == (Modality.HYPOTHETICAL,)


@pytest.mark.parametrize(("kind", "expected"), [("CONSULT", (Modality.FUTURE,)), ("ASSAULT", ())])
def test_a_planned_meeting_is_planned_whatever_the_model_says(reading_of, event_of, kind, expected):
    text = "They spoke of the coming meeting in Lima."
    event = event_of(text, "meeting", kind=kind)
    assert modality.assign(event, reading_of(text), {Modality.FUTURE: 0.0}).modality == expected
