from __future__ import annotations

import pytest

from onrecord.model import Mention, MentionKind

from .conftest import Read


def mention_of(read: Read, text: str, words: str, nth: int) -> Mention:
    found = [m for m in read(text).mentions if m.span.of(text).lower() == words.lower()]
    assert found, f"no mention {words!r}: {[m.span.of(text) for m in read(text).mentions]}"
    return found[nth]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        pytest.param(
            "Foreign Minister Sergey Orlan left.", "Foreign Minister Sergey Orlan", "PERSON", id="title"
        ),
        pytest.param(
            "“No,” Russian defense ministry spokesman, Igor Belov, said.",
            "Russian defense ministry spokesman, Igor Belov",
            "PERSON",
            id="title-comma",
        ),
        pytest.param("Mr. Orlan said no.", "Mr. Orlan", "PERSON", id="honorific"),
        pytest.param("Four men were seen near the bank.", "Four men", "GROUP", id="unnamed-group"),
        pytest.param("Critics say the plan is bad.", "Critics", "GROUP", id="critics"),
        pytest.param("The report said prices rose.", "The report", "DOCUMENT", id="document"),
        pytest.param(
            "A senior official who asked not to be named said no.", "A senior official", "PERSON", id="anon"
        ),
        pytest.param("Talks with Kiev have ended, France said.", "Kiev", "GPE", id="place-as-person"),
        pytest.param("The Kremlin said no.", "Kremlin", "ORG", id="seat"),
        pytest.param("“No,” she told the newspaper.", "the newspaper", "ORG", id="newspaper"),
    ],
)
def test_labels(read: Read, text: str, words: str, label: str) -> None:
    assert mention_of(read, text, words, 0).label == label


@pytest.mark.parametrize(
    ("text", "words", "nth", "expected"),
    [
        pytest.param("John Bell arrived. Bell was tired.", "Bell", 0, "John Bell", id="surname"),
        pytest.param("John Bell met Anna Reed. She smiled.", "She", 0, "Anna Reed", id="gender-f"),
        pytest.param("Anna Reed met John Bell. He smiled.", "He", 0, "John Bell", id="gender-m"),
        pytest.param("“No,” Anna Reed said. “Never,” she added.", "she", 0, "Anna Reed", id="speaker-again"),
        pytest.param(
            "Russian Foreign Minister Sergei Orlan met his Turkish counterpart. Orlan was calm. "
            "“No,” Russia’s top diplomat added.",
            "Russia’s top diplomat",
            0,
            "Russian Foreign Minister Sergei Orlan",
            id="top-diplomat",
        ),
        pytest.param(
            "Director of the Second Department of the Russian Foreign Ministry Oleg Belov spoke on Monday. "
            "“No,” the diplomat said.",
            "the diplomat",
            0,
            "Director of the Second Department of the Russian Foreign Ministry Oleg Belov",
            id="diplomat-by-employer",
        ),
        pytest.param(
            "Director of the Second Department of the Russian Foreign Ministry Oleg Belov spoke on Monday. "
            "“No,” the Department Director said.",
            "the Department Director",
            0,
            "Director of the Second Department of the Russian Foreign Ministry Oleg Belov",
            id="role-in-title",
        ),
        pytest.param(
            "“No,” Russian defense ministry spokesman Igor Belov said. "
            "The Russian military spokesman then left.",
            "The Russian military spokesman",
            0,
            "Russian defense ministry spokesman Igor Belov",
            id="same-field-of-work",
        ),
        pytest.param(
            "Dana Hill, the mayor of Springfield, spoke. The mayor was angry.",
            "The mayor",
            0,
            "Dana Hill",
            id="apposition",
        ),
        pytest.param(
            "Dana Hill is the mayor of Springfield. The mayor was angry.",
            "The mayor",
            0,
            "Dana Hill",
            id="predicate",
        ),
        pytest.param(
            "Kremlin spokesman Dmitry Belov spoke. Belov's comments came late.",
            "Belov's comments",
            0,
            "Kremlin spokesman Dmitry Belov",
            id="somebody's-words",
        ),
        pytest.param(
            "Russia’s foreign minister accused the West on Thursday. "
            "Foreign Minister Sergey Orlan spoke in Moscow.",
            "Russia’s foreign minister",
            0,
            "Foreign Minister Sergey Orlan",
            id="name-follows-description",
        ),
        pytest.param(
            "President Vladimir Zelensky left. Ukraine said Zelenskyy was well.",
            "Zelenskyy",
            0,
            "President Vladimir Zelensky",
            id="spelling",
        ),
        pytest.param("Anna Reed sold her house.", "her", 0, "Anna Reed", id="possessive"),
        pytest.param(
            "The Danish ambassador to Oslo, Jon Holm, who was not there, left. He was calm.",
            "The Danish ambassador",
            0,
            "Jon Holm",
            id="name-behind-comma",
        ),
        pytest.param(
            "State Secretary of the Norwegian Foreign Ministry Liv Tangen spoke. “No,” Tangen said.",
            "Tangen",
            -1,
            "State Secretary of the Norwegian Foreign Ministry Liv Tangen",
            id="body-and-person-in-one-entity",
        ),
        pytest.param(
            "Minister rules out talks\n\nForeign Minister Anna Reed spoke on Monday.\n\n"
            "The minister was calm.",
            "The minister",
            0,
            "Foreign Minister Anna Reed",
            id="named-before-headline",
        ),
        pytest.param(
            "The captain of the seized trawler says his ship was hit. “We were hit,” Artur Reis told "
            "reporters. Captain Artur Reis is at home.",
            "The captain of the seized trawler",
            0,
            "Artur Reis",
            id="title-elsewhere",
        ),
        pytest.param(
            "Peter Fox is angry. “The mayor hosts Paul Bell, a false prophet,” he said.",
            "he",
            0,
            "Peter Fox",
            id="quoted-names-do-not-speak",
        ),
        pytest.param(
            "‘The mayor hosts Paul Bell,’ Peter Fox said. ‘Paul Bell is a prophet,’ he said.",
            "he",
            0,
            "Peter Fox",
            id="single-quotes",
        ),
        pytest.param(
            "In his first speech Paul Bell promised peace.", "his", 0, "Paul Bell", id="pronoun-first"
        ),
    ],
)
def test_antecedents(read: Read, text: str, words: str, nth: int, expected: str) -> None:
    mention = mention_of(read, text, words, nth)
    assert mention.antecedent is not None
    assert mention.antecedent.of(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Anna Reed arrived. He was tired.", "He", id="wrong-gender"),
        pytest.param("It is clear that the talks failed.", "It", id="no-referent"),
        pytest.param(
            "John Bell met a friend. The ambassador was not there.", "The ambassador", id="another-role"
        ),
        pytest.param(
            "French envoy Paul Bell spoke. The German envoy left.", "The German envoy", id="another-country"
        ),
        pytest.param("“I am ill,” John Bell said.", "I", id="first-person"),
        pytest.param(
            "Foreign Minister Anna Reed spoke. Iceland’s foreign minister was calm.",
            "Iceland’s foreign minister",
            id="a-minister-of-another-country",
        ),
    ],
)
def test_unsure_stays_open(read: Read, text: str, words: str) -> None:
    found = [m for m in read(text).mentions if m.span.of(text) == words]
    assert all(m.antecedent is None for m in found)


def test_candidates_are_kept(read: Read) -> None:
    text = "Paul Bell and Mark Reed met. He was ill."
    mention = mention_of(read, text, "He", 0)
    assert mention.antecedent is None
    assert {c.of(text) for c in mention.candidates} == {"Paul Bell", "Mark Reed"}


def test_first_person_has_its_speaker_as_candidate(read: Read) -> None:
    text = "“I am ill,” John Bell said."
    assert [c.of(text) for c in mention_of(read, text, "I", 0).candidates] == ["John Bell"]


def test_a_pronoun_before_a_name_of_its_clause_is_another(read: Read) -> None:
    text = "Paul Bell sat down. His office said he told Mark Reed the truth."
    he = mention_of(read, text, "he", 0)
    assert he.antecedent is None or he.antecedent.of(text) == "Paul Bell"


def test_an_alias_keeps_the_kind_of_mention(read: Read) -> None:
    text = "Anna Reed left. She smiled."
    assert [m.kind for m in read(text).mentions] == [MentionKind.NAME, MentionKind.PRONOUN]
