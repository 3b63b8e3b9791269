from __future__ import annotations

import pytest

from onrecord.analyse.segment import paragraphs
from onrecord.model import Span


def sentences(text: str, boilerplate: tuple[Span, ...] = ()) -> list[str]:
    return [s.of(text) for paragraph in paragraphs(text, boilerplate) for s in paragraph]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“It is over,” the envoy said.Verania is engaging its allies.",
            ["“It is over,” the envoy said.", "Verania is engaging its allies."],
            id="glued",
        ),
        pytest.param(
            'That is so, Orlan noted."Two states will join.',
            ["That is so, Orlan noted.", '"Two states will join.'],
            id="glued-to-opening-quote",
        ),
        pytest.param(
            '"We are done."Orlan left the room.',
            ['"We are done."', "Orlan left the room."],
            id="glued-after-closing-quote",
        ),
        pytest.param(
            '"It ends here," the envoy said.', ['"It ends here," the envoy said.'], id="quote-comma"
        ),
        pytest.param(
            "“One war is enough. We want no more. They do.” She left.",
            ["“One war is enough.", "We want no more.", "They do.”", "She left."],
            id="quote-of-several-sentences",
        ),
        pytest.param("“Why now?” Orlan asked.", ["“Why now?” Orlan asked."], id="question-and-tag"),
        pytest.param("“Why now?” he asked.", ["“Why now?” he asked."], id="question-and-pronoun"),
        pytest.param(
            "The U.S. Senate met Gov. Dana Hill at 5 p.m. Friday on St. Mark Street. It voted Jan. 5.",
            ["The U.S. Senate met Gov. Dana Hill at 5 p.m. Friday on St. Mark Street.", "It voted Jan. 5."],
            id="abbreviations",
        ),
        pytest.param(
            "He left the U.S. The talks failed.", ["He left the U.S.", "The talks failed."], id="end-in-us"
        ),
        pytest.param(
            "J. R. Orlan and John F. Bell met.", ["J. R. Orlan and John F. Bell met."], id="initials"
        ),
        pytest.param(
            "It grew 3.5 percent to $2.6 billion at 10.30 GMT. Fine.",
            ["It grew 3.5 percent to $2.6 billion at 10.30 GMT.", "Fine."],
            id="decimals-and-times",
        ),
        pytest.param(
            "VERANIA SAYS TALKS ARE OVER\n\nThe talks are over.",
            ["VERANIA SAYS TALKS ARE OVER", "The talks are over."],
            id="capitals-and-headline",
        ),
        pytest.param(
            "Talks end in Verania\nThe envoy left on Monday.",
            ["Talks end in Verania", "The envoy left on Monday."],
            id="headline-on-the-line-before",
        ),
        pytest.param(
            "The leaders agreed:\n- no new weapons\n- a pause in the fighting\n• more talks",
            ["The leaders agreed:", "- no new weapons", "- a pause in the fighting", "• more talks"],
            id="bullets",
        ),
        pytest.param(
            "1. The first point. 2. The second.", ["1. The first point.", "2. The second."], id="numbers"
        ),
        pytest.param(
            "Tarsk, Aug 2 (VNA).- Verania said on Tuesday it was done.",
            ["Tarsk, Aug 2 (VNA).-", "Verania said on Tuesday it was done."],
            id="dateline",
        ),
        pytest.param(
            "It recalled the gains that it has made since sending its troops\n\ninto Orsia on Feb. 24.",
            ["It recalled the gains that it has made since sending its troops\n\ninto Orsia on Feb. 24."],
            id="paragraph-broken-in-mid-sentence",
        ),
        pytest.param("We waited... Nothing came.", ["We waited...", "Nothing came."], id="ellipsis"),
        pytest.param("See www.Example.Org for more.", ["See www.Example.Org for more."], id="address"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t\n ", [], id="blank"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_lines_wrapped_at_a_column_are_joined() -> None:
    text = (
        "The envoy of Verania said on Monday that the talks in\n"
        "Tarsk had failed because the other side asked for the\n"
        "Orsian islands, which nobody in the capital would give\n"
        "away. He left the city."
    )
    assert [s.count("\n") for s in sentences(text)] == [3, 0]


def test_boilerplate_is_left_out() -> None:
    text = "Home / News\nThe envoy left.\nShare this article"
    start, end = text.index("The"), text.index("Share")
    assert sentences(text, (Span(0, start), Span(end, len(text)))) == ["The envoy left."]
