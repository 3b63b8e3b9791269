"""What the form of a text shows: dialogue, answers, passed-over quotations; and where contents end."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.attribute.answers import answers
from onrecord.attribute.boundaries import either_quoted_or_not, unparted, within_sentences
from onrecord.attribute.dialogue import spoken_lines
from onrecord.attribute.quotes import quotations
from onrecord.attribute.quoting import spoken_quotes
from onrecord.attribute.tree import Tree
from onrecord.model import Report, Span

from .conftest import drafted

TreeOf = Callable[[str], Tree]
Found = list[tuple[str, str, str]]


def report(text: str, boilerplate: tuple[Span, ...] = ()) -> Report:
    return Report(id="r1", text=text, language="en", digest="", boilerplate=boilerplate)


LINES: dict[str, tuple[str, Found]] = {
    "before and after": (
        "— The sea is rough, says the nurse. Come back.\n— I will, answers Bo.",
        [("the nurse", "says", "The sea is rough ++ Come back."), ("Bo", "answers", "I will")],
    ),
    "question": (
        "– Who has the key? she asks. – Nobody.\n– The cat, says Bo.",
        [("she", "asks", "Who has the key? ++ Nobody."), ("Bo", "says", "The cat")],
    ),
    "hyphen": (
        "- Last stop, he calls.\n- I know, says Bo.",
        [("he", "calls", "Last stop"), ("Bo", "says", "I know")],
    ),
    "one line is no dialogue": ("— The sea is rough, says the nurse.", []),
    "nobody named": ("— The sea is rough.\n— It is.", []),
}


@pytest.mark.parametrize(("text", "found"), LINES.values(), ids=LINES)
def test_dialogue(tree: TreeOf, text: str, found: Found) -> None:
    drafts = spoken_lines(report(text), tree(text))
    assert [
        (d.source[0].of(text), d.cue[0].of(text), " ++ ".join(c.of(text) for c in d.content)) for d in drafts
    ] == found


INTERVIEW = "Why bees?\nBecause I like them.\n\nAnd honey?\nWe eat it.\n\nWhat next?\nSleep."


def test_answers_below_questions_are_statements() -> None:
    assert [d.content[0].of(INTERVIEW) for d in answers(report(INTERVIEW))] == [
        "Because I like them.",
        "We eat it.",
        "Sleep.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Why bees?\nBecause I like them.\n\nAnd honey?\nWe eat it.",
        "Is it loud?\nTurn the knob.\n\nIs it wet?\nDry it.\n\nIs it cold?\nWait.",
    ],
    ids=["two questions", "advice"],
)
def test_no_interview(text: str) -> None:
    assert answers(report(text)) == []


def test_answers_are_not_taken_from_boilerplate() -> None:
    assert answers(report(INTERVIEW, (Span(0, len(INTERVIEW)),))) == []


QUOTES: dict[str, tuple[str, Found]] = {
    "name first": ("“It leaks,” Ana said.", [("Ana", "said", "“It leaks,”")]),
    "verb first": ("“It leaks,” said the old mayor.", [("the old mayor", "said", "“It leaks,”")]),
    "pronoun": ("'So who pays?' she asked.", [("she", "asked", "'So who pays?'")]),
    "guillemets": ("«Nothing works,» the pilot told reporters.", [("the pilot", "told", "«Nothing works,»")]),
    "announced": ("Ana said: “It leaks a lot.”", [("Ana", "said", "“It leaks a lot.”")]),
    "scare quotes": ("They sell “old books” and ink.", []),
    "title": ("She wrote “The Long Night” in May.", []),
    "one word": ("“Yes,” said Ana.", []),
}


@pytest.mark.parametrize(("text", "found"), QUOTES.values(), ids=QUOTES)
def test_quotations_beside_words_of_saying(tree: TreeOf, text: str, found: Found) -> None:
    drafts = spoken_quotes([], quotations(text), tree(text), text)
    assert [(d.source[0].of(text), d.cue[0].of(text), d.content[0].of(text)) for d in drafts] == found


def test_a_quotation_that_has_a_statement_gets_no_second_one(tree: TreeOf) -> None:
    text = "“It leaks,” Ana said."
    given = drafted(text, "“It leaks,”", "said", "Ana")
    assert spoken_quotes([given], quotations(text), tree(text), text) == []


@pytest.mark.parametrize(
    ("text", "cue", "content", "kept"),
    [
        (
            "Ana said that it leaks. The port is shut.",
            "said",
            "that it leaks. The port is shut.",
            "that it leaks.",
        ),
        (
            "Ana said: it leaks. The port is shut.",
            "said:",
            "it leaks. The port is shut.",
            "it leaks. The port is shut.",
        ),
        ("Ana said “it leaks. We know.”", "said", "“it leaks. We know.”", "“it leaks. We know.”"),
    ],
    ids=["indirect", "colon", "quoted"],
)
def test_speech_without_marks_ends_with_its_sentence(
    tree: TreeOf, text: str, cue: str, content: str, kept: str
) -> None:
    (cut,) = within_sentences([drafted(text, content, cue)], quotations(text), tree(text), text)
    assert " ++ ".join(c.of(text) for c in cut.content) == kept


def test_pieces_behind_anothers_cue_go() -> None:
    text = "“It leaks,” Ana said. Bo denied that. “We stay.”"
    ana = drafted(text, "“It leaks,”", "said", "Ana")
    bo = drafted(text, "that", "denied", "Bo")
    ana = replace(ana, content=(*ana.content, *drafted(text, "“We stay.”").content))
    assert [c.of(text) for c in unparted([ana, bo])[0].content] == ["“It leaks,”"]


def test_a_quoted_sentence_takes_no_words_from_outside_the_marks() -> None:
    text = "“It leaks,” Ana said, but Bo slept."
    both = replace(
        drafted(text, "“It leaks,”", "said", "Ana"),
        content=(*drafted(text, "“It leaks,”").content, *drafted(text, "Bo slept").content),
    )
    assert [c.of(text) for c in either_quoted_or_not([both], quotations(text), text)[0].content] == [
        "“It leaks,”"
    ]
