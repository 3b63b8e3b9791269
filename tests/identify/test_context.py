"""The country of those whose own words name none: from phrase, clause, sentence, report and dateline."""

from __future__ import annotations

import dataclasses

import pytest

from onrecord.identify import Identify
from onrecord.model import Dateline, Span

from .readings_by_hand import described, event, find, mention, reading

SENTENCES = [
    ("a place behind it", "Rebels in Chad attacked a convoy.", "Rebels", "TCD", "phrase"),
    ("what it belongs to", "Members of Peru's opposition walked out.", "Members", "PER", "phrase"),
    ("the place of its clause", "Police arrested 40 protesters in Lima.", "protesters", "PER", "place"),
    ("beside other countries", "Kenya says troops shot two herders in Somalia.", "herders", "SOM", "place"),
    (
        "adjective before a place",
        "Gunmen killed a teacher in the Iraqi city of Basra.",
        "Gunmen",
        "IRQ",
        "place",
    ),
    ("the sentence's only one", "Chile fired on protesters.", "protesters", "CHL", "sentence"),
    ("whom a government acts on is not its own", "The ministers will back Chile.", "ministers", None, None),
    ("two without a cue", "Chile and Peru warned protesters.", "protesters", None, None),
    ("no country at all", "Police arrested protesters.", "protesters", None, None),
    ("who speaks is not meant", "Police fired on protesters, Reuters reported.", "protesters", None, None),
    ("a name without a role", "Chile fired on Ana Ruiz.", "Ana Ruiz", None, None),
    ("of more than one country", "Chile fired on foreign troops.", "foreign troops", None, None),
    ("a company", "Chile fined a company.", "company", None, None),
    ("an origin gives way", "Ethnic Albanians marched in Serbia.", "Albanians", "SRB", "place"),
    ("its own word stays", "Turkish police arrested protesters in Chad.", "Turkish police", "TUR", "words"),
]


@pytest.mark.parametrize(
    ("text", "words", "country", "how"), [s[1:] for s in SENTENCES], ids=[s[0] for s in SENTENCES]
)
def test_country_from_the_sentence(parse_of, text, words, country, how):
    verb = next(t.text for t in parse_of(text).tokens if t.dep == "ROOT")
    found = _actor(reading(text, parse_of, _mentions(text, words), events=[event(text, verb, [], [words])]))
    assert (found.country, found.country_from) == (country, how)
    assert (found.country_span is None) == (how in (None, "words"))


def test_the_report_s_main_country_then_its_dateline(parse_of):
    text = "Ghana voted today. Ghana is calm. Police fired on protesters."
    events = [event(text, "fired", [], ["protesters"])]
    made = reading(text, parse_of, _mentions(text, "protesters"), events=events)
    assert (_actor(made).country, _actor(made).country_from) == ("GHA", "report")

    made = reading("Madrid - Police fired on protesters.", parse_of, [], events=[])
    made = dataclasses.replace(
        made,
        report=dataclasses.replace(made.report, dateline=Dateline(span=Span(0, 6), place="Madrid")),
        mentions=tuple(_mentions(made.report.text, "protesters")),
        events=(event(made.report.text, "fired", [], ["protesters"]),),
    )
    found = _actor(made)
    assert (found.country, found.country_span) == ("ESP", Span(0, 6))


def test_an_attack_on_things_is_on_whose_they_are_or_where_they_stand(parse_of):
    cases = {
        "Iran imposed duties on German goods.": ("German goods", "DEU"),
        "Iran rejected a United Nations appeal.": ("United Nations appeal", "UNO"),
        "Iran shelled positions in Iraq.": ("positions in Iraq", "IRQ"),
    }
    for text, (words, country) in cases.items():
        verb = text.split()[1]
        found = _actor(reading(text, parse_of, events=[event(text, verb, [], [words])]))
        assert found.country == country


def test_members_tied_to_two_countries_show_none(parse_of):
    text = "Rebels in Chad fled. Rebels in Mali stayed."
    made = reading(text, parse_of, events=[event(text, "fled", ["Rebels"])])
    both = tuple(
        described(text, "Rebels", "GROUP", nth=nth, same_as="Rebels" if nth == 2 else None) for nth in (1, 2)
    )
    second = dataclasses.replace(both[1], head=find(text, "Rebels", 2))
    made = dataclasses.replace(made, mentions=(both[0], second))
    assert _actor(made).country is None


def test_whose_forces_they_are_a_pronoun_says(parse_of):
    text = "Peru is at war. Moscow said its forces had shelled Kyiv."
    troops, owner = described(text, "its forces", "GROUP"), mention(text, "its", "GPE", same_as="Moscow")
    made = reading(
        text,
        parse_of,
        [mention(text, "Moscow", "GPE"), owner, troops],
        events=[event(text, "shelled", ["its forces"])],
    )
    found = _actor(made)
    assert (found.country, found.country_from) == ("RUS", "phrase")

    nobody = dataclasses.replace(owner, antecedent=None)
    made = dataclasses.replace(made, mentions=(made.mentions[0], nobody, troops))
    assert _actor(made).country is None


def test_a_sentence_does_not_outweigh_what_the_report_is_about(parse_of):
    text = "Ghana voted. Ghana is calm. Ghana waits. The police met an envoy of Togo."
    made = reading(
        text, parse_of, [described(text, "police", "GROUP")], events=[event(text, "met", ["police"])]
    )
    assert _actor(made).country is None


def _mentions(text, words):
    if words == "Ana Ruiz":
        return [mention(text, words, "PERSON")]
    return [mention(text, words, "NORP") if words == "Albanians" else described(text, words, "GROUP")]


def _actor(made):
    """The actor of the one reference in the events of a reading."""
    done = Identify()(made)
    reference = (*done.events[0].actors, *done.events[0].recipients)[0]
    return next(a for a in done.actors if a.id == reference.actor)
