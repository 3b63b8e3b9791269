"""What is marked as boilerplate in flattened pages, and what is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.acquire import evaluate, layout
from onrecord.acquire.lines import split
from onrecord.acquire.patterns import Role

BODY = [
    "The harbour council of Varna Bay said on Monday that the ferry line would close in spring.",
    "“We asked for the money twice,” the mayor said, “and we were refused both times last year.”",
    "The council will meet again to look for another way to keep the boats running until then.",
]
TITLE = "Ferry line to close in spring, council says"


def marked(*lines: str) -> list[str]:
    page = layout.read("\n\n".join(lines))
    return [line.text for line in page.lines if line not in page.having(Role.BODY, Role.TITLE)]


@pytest.mark.parametrize(
    "line",
    [
        "SHARE THIS ARTICLE",
        "Back to top button",
        "Advertisement",
        "Leave a Reply",
        "Read more: New lighthouse",
        "Your email address will not be published. Required fields are marked *",
        "www.bay.example",
        "12 Comments",
        "Bay TV’s website can also be accessed at the following alternate addresses:",
        "5 min read",
        "© 2021 The Bay Courier. All rights reserved.",
        "Sign up for our daily newsletter",
        "Tags: ferry, harbour",
        "We use cookies to improve your experience.",
        "Facebook Twitter WhatsApp Email",
        "Follow us on Telegram",
        "The mayor of Varna Bay in her office. (Photo by Bay Pictures)",
        "File photo: the ferry at its pier in winter.",
        "Ana Petrova is a reporter for the Bay Courier in Varna.",
        "Additional reporting by Jon Mills",
    ],
)
def test_furniture_is_marked_below_the_body(line: str) -> None:
    assert marked(TITLE, *BODY, line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Council rejects offer of a private line",
        "Ana Petrova is a reporter whom the council sued in May, and she said that she would appeal.",
        "He asked supporters to share the petition on Facebook and to sign up for updates from his campaign.",
        "“Read it again,” she said.",
        "Support for the ferry has grown, the mayor said.",
    ],
)
def test_body_and_subheads_are_not_marked(line: str) -> None:
    assert marked(TITLE, BODY[0], line, *BODY[1:]) == []


def test_navigation_above_the_headline_is_marked_and_the_headline_is_not() -> None:
    path = f"Home / Harbour / {TITLE}"
    assert marked("Home", "News", path, TITLE, *BODY) == ["Home", "News", path]


def test_teasers_are_marked_to_the_end() -> None:
    tail = [
        "Check Also",
        "New lighthouse on the cape",
        "The lighthouse keeper has said that it will open to …",
    ]
    assert marked(TITLE, *BODY, *BODY, *tail) == tail


def test_teasers_inside_the_body_end_where_it_goes_on() -> None:
    teasers = ["Related Articles", "New lighthouse on the cape", "Minister visits the pier"]
    assert marked(TITLE, *BODY, *teasers, *BODY) == teasers


def test_labels_that_come_again_are_marked() -> None:
    assert marked(TITLE, BODY[0], "Harbour Desk", BODY[1], "Harbour Desk", BODY[2]) == ["Harbour Desk"] * 2


def test_nothing_but_blanks_has_no_lines() -> None:
    assert layout.read(" \n\n\t").boilerplate() == []


@pytest.mark.skipif("ONRECORD_GOLD" not in os.environ, reason="set ONRECORD_GOLD to the folder of gold sets")
def test_few_paragraphs_of_real_bodies_are_marked() -> None:
    scores = {s.name: s for s in evaluate.bodies(Path(os.environ["ONRECORD_GOLD"]) / "polnear/data/dev/text")}
    assert scores["paragraphs marked"].hits < 0.005 * scores["paragraphs marked"].total


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("# Ferry seized", "Ferry seized"),
        ("### Ferry seized", "Ferry seized"),
        ("*The Harbour Post*", "The Harbour Post"),
        ("**Ferry seized**", "Ferry seized"),
        ("#ferry is trending", "#ferry is trending"),
        ("*Ferry* seized", "*Ferry* seized"),
        ("* * *", "* * *"),
    ],
)
def test_marks_of_markdown_around_a_line_are_no_words_of_it(line: str, words: str) -> None:
    (found,) = split(f"\n{line}\n")
    assert (found.text, found.span.of(f"\n{line}\n")) == (words, words)
