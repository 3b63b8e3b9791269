from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.attribute.calibration import load
from onrecord.attribute.circumstances import addressee, said, venue
from onrecord.attribute.continuing import colons_speak_forward, continue_quotes
from onrecord.attribute.forms import with_forms
from onrecord.attribute.nesting import nested, parents
from onrecord.attribute.quotes import quotations
from onrecord.attribute.sources import fill_source, fill_sources
from onrecord.attribute.stage import default_folder
from onrecord.attribute.strength import strong
from onrecord.attribute.tree import Tree
from onrecord.model import Found, PartialDate, Precision, Report, Span

from .conftest import drafted, empty_parse, span

TreeOf = Callable[[str], Tree]


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("Bolan denied the raid but admitted that aid was sent.", "admitted", "aid was sent", "Bolan"),
        ("The minister left, claiming that he was ill.", "claiming", "he was ill", "The minister"),
        ("Prices will rise, according to the bank.", "according to", "Prices will rise", "the bank"),
        ("It was said that prices rose.", "said", "prices rose", None),
        ("Asked whether prices rose, Bolan said no.", "Asked", "whether prices rose", None),
    ],
    ids=["shared subject", "participle", "according to", "nobody", "asker not named"],
)
def test_missing_sources_come_from_the_grammar(
    tree: TreeOf, text: str, cue: str, content: str, source: str | None
) -> None:
    filled = fill_source(drafted(text, content, cue), tree(text)).source
    assert [s.of(text) for s in filled] == ([] if source is None else [source])


def test_a_subject_inside_others_words_does_not_speak_outside_of_them(tree: TreeOf) -> None:
    text = "Chad said that the aim is peace, further warning that it will act."
    said = drafted(text, "that the aim is peace", "said", "Chad")
    warned = drafted(text, "that it will act", "warning")
    assert [s.of(text) for s in fill_sources([said, warned], tree(text))[1].source] == ["Chad"]


def test_a_source_is_led_up_to_its_noun(tree: TreeOf) -> None:
    text = "The foreign ministry denied the raid."
    filled = fill_source(drafted(text, "the raid", "denied", "The foreign"), tree(text))
    assert filled.source[0].of(text) == "The foreign ministry"


def test_a_colon_speaks_forward(tree: TreeOf) -> None:
    text = "Ana said: “We go.”\n“We stay not.”\nBo said: “I stay.”"
    ana = drafted(text, "“We go.”", "Ana said:", "Ana")
    bo = drafted(text, "“I stay.”", "Bo said:", "Bo")
    bo = replace(bo, content=(span(text, "“We stay not.”"), *bo.content))
    first, second = continue_quotes(colons_speak_forward([ana, bo], text), quotations(text), text)
    assert [c.of(text) for c in first.content] == ["“We go.”", "“We stay not.”"]
    assert [c.of(text) for c in second.content] == ["“I stay.”"]


@pytest.mark.parametrize(
    ("cue", "source", "score", "kept"),
    [
        ("said", "Ana", 0.8, True),
        ("said", "Ana", 0.3, False),
        ("said", "", 0.6, False),
        ("hums", "Ana", 0.6, False),
    ],
    ids=["known", "too weak", "nobody", "unknown cue"],
)
def test_weak_attributions_go(tree: TreeOf, cue: str, source: str, score: float, kept: bool) -> None:
    text = f"Ana {cue} that it rains."
    weak = [drafted(text, "it rains", cue, source, score)]
    assert bool(strong(weak, load(default_folder()), tree(text), (), text)) is kept


def test_a_source_that_is_there_stays(tree: TreeOf) -> None:
    text = "Bolan, his office said, denied that he left."
    given = drafted(text, "he left", "denied", "his office")
    assert fill_source(given, tree(text)) == given


@pytest.mark.parametrize(
    ("text", "content", "cue", "more"),
    [
        ("“We go,” Ana said. “We stay not.” Then it rained.", "“We go,”", "said", ["“We stay not.”"]),
        ("“We go,” Ana said.\n\n“We stay not.”\n\nThen it rained.", "“We go,”", "said", ["“We stay not.”"]),
        ("Ana said she goes. “We stay not.”", "she goes", "said", []),
        ("“We go,” Ana said. It rained. “We stay not.”", "“We go,”", "said", []),
        ("“We go,” Ana said. “Big” words.", "“We go,”", "said", []),
    ],
    ids=["sentence", "paragraph", "not quoted before", "text between", "quoted word"],
)
def test_quotations_run_on(text: str, content: str, cue: str, more: list[str]) -> None:
    (result,) = continue_quotes([drafted(text, content, cue, "Ana")], quotations(text), text)
    assert [s.of(text) for s in result.content[1:]] == more


def test_a_statement_inside_another_hangs_on_it() -> None:
    text = "Ana told the press that Bo had admitted that the dam broke."
    outer = drafted(text, "Bo had admitted that the dam broke", "told", "Ana")
    inner = drafted(text, "the dam broke", "had admitted", "Bo")
    innermost = drafted(text, "dam broke")
    assert parents([outer, inner]) == [None, 0]
    assert parents([inner, outer, innermost]) == [1, None, 0]


@pytest.mark.parametrize(
    ("text", "content", "cue", "found"),
    [
        (
            "“Many experts believe the dam is safe,” Ana said.",
            "“Many experts believe the dam is safe,”",
            "Ana said",
            [("Many experts", "believe", "the dam is safe")],
        ),
        (
            "The office said he made clear to Bolan that the dam was safe.",
            "he made clear to Bolan that the dam was safe",
            "said",
            [("he", "made clear", "that the dam was safe")],
        ),
        (
            "Ana said Bolan again blamed the builders for the flood.",
            "Bolan again blamed the builders for the flood",
            "said",
            [("Bolan", "blamed", "the builders for the flood")],
        ),
        (
            "“I told Bo that it leaks,” Ana said.",
            "“I told Bo that it leaks,”",
            "Ana said",
            [("I", "told", "that it leaks")],
        ),
        (
            "Ana says the mayor had been told by the bank that it would fail.",
            "the mayor had been told by the bank that it would fail",
            "says",
            [("the bank", "told", "that it would fail")],
        ),
        (
            "The ministry says that it warned the port that the pumps were old.",
            "that it warned the port that the pumps were old",
            "says",
            [("it", "warned", "that the pumps were old")],
        ),
        (
            "“The city promised us three pumps,” Ana said.",
            "“The city promised us three pumps,”",
            "Ana said",
            [("The city", "promised", "us three pumps")],
        ),
        (
            "“I believe the dam is safe,” Ana said.",
            "“I believe the dam is safe,”",
            "Ana said",
            [("I", "believe", "the dam is safe")],
        ),
        ("“The dam is safe,” Ana said.", "“The dam is safe,”", "Ana said", []),
    ],
    ids=["others", "phrase", "accusation", "own words", "passive", "it", "object", "own view", "none"],
)
def test_speech_inside_speech(
    tree: TreeOf, text: str, content: str, cue: str, found: list[tuple[str, str, str]]
) -> None:
    inner = nested([drafted(text, content, cue)], tree(text), text)
    assert [(d.source[0].of(text), d.cue[0].of(text), d.content[0].of(text)) for d in inner] == found


@pytest.mark.parametrize(
    ("text", "cue", "content", "whom"),
    [
        ("Ana told reporters that the dam broke.", "told", "the dam broke", "reporters"),
        ("Ana made clear to Bolan that the dam broke.", "made clear", "the dam broke", "Bolan"),
        ("Ana said that the dam broke.", "said", "the dam broke", None),
    ],
)
def test_addressee(tree: TreeOf, text: str, cue: str, content: str, whom: str | None) -> None:
    found = addressee(drafted(text, content, cue, "Ana"), tree(text))
    assert (found and found.span.of(text)) == whom


@pytest.mark.parametrize(
    ("text", "content", "where"),
    [
        (
            "The dam broke, Ana said in an interview with Zeta News.",
            "The dam broke",
            "in an interview with Zeta News",
        ),
        ("The dam broke, Ana said at a news conference on Monday.", "The dam broke", "at a news conference"),
        ("“It broke,” Ana said in a call with Bo. “All.”", "“It broke,”", "in a call with Bo"),
        ("The dam broke, Ana said on Twitter.", "The dam broke", "on Twitter"),
        ("Ana said the dam broke in a meeting.", "the dam broke in a meeting", None),
    ],
)
def test_venue(tree: TreeOf, text: str, content: str, where: str | None) -> None:
    found = venue(drafted(text, content, "said", "Ana"), tree(text))
    assert (found and found.of(text)) == where


def test_the_day_of_saying_stands_outside_the_content(tree: TreeOf) -> None:
    text = "Ana said on Tuesday that the dam broke on Sunday."
    anchor = PartialDate(value="2031-05-14", precision=Precision.DAY)
    when = said(drafted(text, "the dam broke on Sunday", "said", "Ana"), tree(text), text, anchor)
    assert when is not None
    assert (when.span.of(text).split()[-1], when.date.value) == ("Tuesday", "2031-05-13")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "BOLAN: The dam is safe.\nORLU: It is not.",
            [("BOLAN", "The dam is safe."), ("ORLU", "It is not.")],
        ),
        ("Q: Is it safe?\nA: Yes.", [("Q", "Is it safe?"), ("A", "Yes.")]),
        ("Ana Bolan: Hello.\nBo: Hi.\nAna Bolan: Bye.", [("Ana Bolan", "Hello."), ("Ana Bolan", "Bye.")]),
        ("Time: 12:30 in the town", []),
        ("BREAKING: The dam broke\nWATCH: The flood", []),
        ("ORLU: the dam and the town", []),
    ],
)
def test_turns_of_a_transcript(text: str, found: list[tuple[str, str]]) -> None:
    report = Report(id="r1", text=text, language="en", digest="")
    turns = with_forms([], report, Tree(empty_parse()))
    assert [(d.source[0].of(text), d.content[0].of(text)) for d in turns] == found


@pytest.mark.parametrize(
    ("title", "source"),
    [("Zemlya FM: rivals hinder talks", "Zemlya FM"), ("Dam break: what we know", None)],
)
def test_headline_with_a_colon(title: str, source: str | None) -> None:
    evidence = Found(value=title, method="first line", evidence=Span(0, len(title)))
    report = Report(id="r1", text=title + "\n\nBody.", language="en", digest="", title=evidence)
    found = with_forms([], report, Tree(empty_parse()))
    assert [d.source[0].of(title) for d in found] == ([source] if source else [])


def test_a_turn_stands_in_the_place_of_what_it_covers() -> None:
    text = "BOLAN: Ana says the dam is safe.\nORLU: Thanks."
    report = Report(id="r1", text=text, language="en", digest="")
    inside = drafted(text, "the dam is safe", "says", "Ana")
    across = drafted(text, "safe.\nORLU", "says", "Ana")
    bolan, orlu, kept = with_forms([inside, across], report, Tree(empty_parse()))
    assert [d.source[0].of(text) for d in (bolan, orlu)] == ["BOLAN", "ORLU"]
    assert kept == inside


def test_a_headline_that_is_covered_is_not_found_again() -> None:
    text = "Zemlya FM: rivals hinder talks"
    title = Found(value=text, method="first line", evidence=Span(0, len(text)))
    report = Report(id="r1", text=text, language="en", digest="", title=title)
    given = drafted(text, "rivals hinder talks", ":", "Zemlya FM")
    assert with_forms([given], report, Tree(empty_parse())) == [given]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“The dam is old.” — Ana Bolan, engineer", [("Ana Bolan, engineer", "“The dam is old.”")]),
        (
            '* "It leaks." -- Bo O. Orlu\n* "It holds." -- Cy',
            [("Bo O. Orlu", '"It leaks."'), ("Cy", '"It holds."')],
        ),
        ("- “It leaks.” - a guest", [("a guest", "“It leaks.”")]),
        ("“The dam is old” — and so it was left.", []),
        ("“It leaks.”\n— Ana Bolan", [("Ana Bolan", "“It leaks.”")]),
        (
            "1. “It leaks.”\nAna Bolan, engineer\n\n2. “It holds.”\nA guest of the mayor",
            [("Ana Bolan, engineer", "“It leaks.”"), ("A guest of the mayor", "“It holds.”")],
        ),
        ("“It leaks.”\nNobody came", []),
    ],
    ids=["dash", "list", "hyphen", "no name", "dash on the next line", "names below", "one line below"],
)
def test_signed_quotations(tree: TreeOf, text: str, found: list[tuple[str, str]]) -> None:
    report = Report(id="r1", text=text, language="en", digest="")
    signed = with_forms([], report, tree(text))
    assert [(d.source[0].of(text), d.content[0].of(text)) for d in signed] == found
