from collections.abc import Callable

import pytest
from events_by_hand import span

from onrecord.code_events.noun_phrases import by_sentence
from onrecord.model import Parse

CASES = [
    pytest.param(
        "France and Germany met in Oslo.",
        "France and Germany",
        ["France", "Germany"],
        id="coordinated names are two actors",
    ),
    pytest.param(
        "Turkish and Azerbaijani pilots flew together.",
        "Turkish and Azerbaijani pilots",
        ["Turkish", "Azerbaijani pilots"],
        id="coordinated peoples are two actors",
    ),
    pytest.param(
        "Angry and tired miners marched on Monday.",
        "Angry and tired miners",
        ["Angry and tired miners"],
        id="other coordinated adjectives are one",
    ),
    pytest.param(
        "President Ana Ruiz left the palace.",
        "President Ana",
        ["President Ana Ruiz"],
        id="a name is made whole",
    ),
    pytest.param(
        "The Islamic State of Iraq and Syria has left.",
        "Islamic State of Iraq and Syria",
        ["Islamic State of Iraq and Syria"],
        id="lands behind an of belong to one name",
    ),
    pytest.param(
        "An effort was backed by Ana Keita and House leaders.",
        "Ana Keita and House leaders",
        ["Ana Keita", "House leaders"],
        id="a person and others",
    ),
    pytest.param("It [Lima] was ready to talk.", "It [Lima", ["It"], id="a bracket is left out"),
    pytest.param(
        "Western countries, including the Czech Republic, paid.",
        "including the Czech Republic",
        ["Czech Republic"],
        id="including goes",
    ),
    pytest.param(
        "They took the country's largest prison on Monday.",
        "country's largest",
        ["country's largest prison"],
        id="a fragment gets its noun",
    ),
    pytest.param(
        "The army's men left the town.",
        "The army's",
        ["army"],
        id="articles and case marks go",
    ),
]


@pytest.mark.parametrize(("text", "tagged", "expected"), CASES)
def test_noun_phrases(parse_of: Callable[[str], Parse], text: str, tagged: str, expected: list[str]) -> None:
    (phrases,) = by_sentence(parse_of(text))
    assert [found.of(text) for found in phrases(span(text, tagged), span(text, text.split()[-1]))] == expected


def test_a_month_is_no_party(parse_of: Callable[[str], Parse]) -> None:
    text = "The raid of May 22 killed ten men."
    (phrases,) = by_sentence(parse_of(text))
    assert phrases.is_date(span(text, "May"))
    assert not phrases.is_date(span(text, "ten men"))


@pytest.mark.parametrize(
    ("text", "found", "kept"),
    [
        ("The foreign minister, Ana Ruiz, left.", ["foreign minister", "Ana Ruiz"], ["foreign minister"]),
        ("France and Germany paid.", ["France", "Germany"], ["France", "Germany"]),
        (
            "The envoy of Chad, Captain Abe Ono, left.",
            ["envoy of Chad", "Captain Abe Ono"],
            ["envoy of Chad"],
        ),
    ],
    ids=["said again", "two", "a person behind an office"],
)
def test_appositions(parse_of: Callable[[str], Parse], text: str, found: list[str], kept: list[str]) -> None:
    (phrases,) = by_sentence(parse_of(text))
    spans = phrases.without_appositions([span(text, words) for words in found])
    assert [s.of(text) for s in spans] == kept
