"""Our own passages parse, wrong labels are told by file and line, and the scores count what they say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from onrecord.attribute.own_gold import Passage, parse_statement, read_passages
from onrecord.attribute.own_scores import count, evaluate, lines
from onrecord.errors import GoldError
from onrecord.model import Actor, Manner, Reading, Report, Span, Statement

GOLD = Path(__file__).parent.parent.parent / "gold"
TEXT = 'The mayor said Ana Bolan had told her that it rained. "It did not," Bolan said.'
LABELS = (
    "content: Ana Bolan … it rained | source: The mayor | speaker: mayor | manner: indirect",
    "content: that it rained | source: Ana Bolan | speaker: Ana Bolan | manner: indirect | via: 1",
    'content: "It did not," | source: Bolan#2 | speaker: Ana Bolan | manner: direct',
)
OUTER, INNER, LAST = Span(15, 52), Span(38, 52), Span(54, 67)
MAYOR, ANA, BOLAN = Span(0, 9), Span(15, 24), Span(68, 73)


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return read_passages(GOLD / "attribution")


def test_every_kind_has_its_passages(passages: list[Passage]) -> None:
    kinds = Counter(p.kind for p in passages)
    assert len(kinds) >= 16 and min(kinds.values()) >= 4 and len(passages) >= 64


def test_passages_are_short_and_nest_deep(passages: list[Passage]) -> None:
    assert all(50 <= len(p.text.split()) <= 260 for p in passages)
    depths = Counter(_depth(p, n) for p in passages for n in range(len(p.statements)))
    assert depths[2] >= 40 and sum(n for depth, n in depths.items() if depth >= 3) >= 40


def _depth(passage: Passage, number: int | None) -> int:
    return 0 if number is None else 1 + _depth(passage, passage.statements[number].via)


def test_an_inner_statement_lies_in_its_outer_one(passages: list[Passage]) -> None:
    for passage in passages:
        for inner in passage.statements:
            outer = passage.statements[inner.via].content if inner.via is not None else ()
            lost = [s.of(passage.text) for s in inner.content if not any(o.contains(s) for o in outer)]
            assert inner.via is None or not lost, f"{passage.name}: {lost}"


def test_there_are_enough_words_without_statements() -> None:
    assert sum(len(f.read_text("utf-8").split()) for f in (GOLD / "nothing").glob("*.txt")) >= 5_000


WRONG = [
    ("content: it snowed | speaker: ? | manner: direct", "'it snowed' stands 0 times in the text"),
    ("content: Bolan | speaker: ? | manner: direct", "'Bolan' stands in the text 2 times"),
    ("content: Bolan#3 | speaker: ? | manner: direct", "stands 2 times"),
    ("content: it rained … The mayor | speaker: ? | manner: direct", "0 times behind the first words"),
    ("content: ain | speaker: ? | manner: direct", "stands 0 times"),
    ("content: it rained … | speaker: ? | manner: direct", "0 times"),
    ("content: it rained | speaker: ?", "lacks manner"),
    ("content: it rained | speaker: ? | manner: loud", "'loud' is not a valid Manner"),
    ("content: it rained | speaker: ? | manner: direct | via: one", "via is the number"),
    ("content: it rained | who: ? | manner: direct", "unknown field 'who"),
    ("content: it rained | content: it rained | speaker: ? | manner: direct", "'content' is given twice"),
]


@pytest.mark.parametrize(("line", "message"), WRONG, ids=[message for _, message in WRONG])
def test_a_label_that_does_not_fit_is_refused(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_statement(line, TEXT)


def test_labels_are_resolved() -> None:
    outer, inner, last = (parse_statement(line, TEXT) for line in LABELS)
    assert (outer.content, outer.source, outer.via) == ((OUTER,), (MAYOR,), None)
    assert (inner.content, inner.source, inner.via) == ((INNER,), (ANA,), 0)
    assert (last.content, last.source, last.manner) == ((LAST,), (BOLAN,), Manner.DIRECT)


def test_a_quote_mark_may_touch_a_letter_of_the_next_word() -> None:
    text = 'He said: "no."Then he left.'
    line = 'content: "no." | source: He | speaker: ? | manner: direct'
    assert parse_statement(line, text).content[0].of(text) == '"no."'


FILES = [
    ("no rule", f"{TEXT}\n", ":1: needs one line '---'"),
    ("a wrong label", f"{TEXT}\n---\n{LABELS[0]}\nspeaker: x\n", ":4: lacks content, manner"),
    ("a circle", f"{TEXT}\n---\n{LABELS[0]} | via: 2\n{LABELS[1]}\n", "statement 1: via leads to"),
    ("no such outer one", f"{TEXT}\n---\n{LABELS[0]} | via: 7\n", "statement 1: via leads to"),
]


@pytest.mark.parametrize(("content", "message"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_a_file_that_does_not_fit_is_told_by_line(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "wire-1.txt").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=f"wire-1.txt.*{message}"):
        read_passages(tmp_path)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no passage"):
        read_passages(tmp_path)


def statement(number: int, content: Span, source: Span, speaker: str | None, via: str | None) -> Statement:
    return Statement(
        id=f"s{number}",
        content=(content,),
        cue=(),
        source=(source,),
        manner=Manner.INDIRECT,
        act="say",
        score=1.0,
        speaker=speaker,
        via=via,
    )


def reading(*statements: Statement) -> Reading:
    actors = (
        Actor(id="a", name="Dr Ana Bolan", kind="person"),
        Actor(id="m", name="The Mayor", kind="person"),
    )
    report = Report(id="r", text=TEXT, language="en", digest="")
    return Reading(report=report, statements=statements, actors=actors)


@pytest.fixture
def passage() -> Passage:
    gold = tuple(parse_statement(line, TEXT) for line in LABELS)
    return Passage(name="wire-1", kind="wire", text=TEXT, statements=gold)


RIGHT = (
    statement(1, OUTER, MAYOR, "m", None),
    statement(2, INNER, ANA, "a", "s1"),
    statement(3, LAST, BOLAN, "a", None),
)
EXPECTED = {"gold": 3, "nested": 1}
ROWS = [
    ("all right but one manner", RIGHT, "matched 3 sourced 3 named 3 misnamed 0 manner 2 via 3"),
    ("nothing found", (), "matched 0 sourced 0 named 0 misnamed 0 manner 0 via 0"),
    (
        "wrong speaker and source",
        (*RIGHT[:2], statement(3, LAST, MAYOR, "m", None)),
        "matched 3 sourced 2 named 2 misnamed 1 manner 2 via 3",
    ),
    (
        "right source without speaker",
        (*RIGHT[:2], statement(3, LAST, BOLAN, None, None)),
        "matched 3 sourced 3 named 2 misnamed 0 manner 2 via 3",
    ),
    (
        "nesting lost",
        (RIGHT[0], statement(2, INNER, ANA, "a", None), RIGHT[2]),
        "matched 3 sourced 3 named 3 misnamed 0 manner 2 via 2",
    ),
    (
        "outer one missing",
        (statement(2, INNER, ANA, "a", None),),
        "matched 1 sourced 1 named 1 manner 1 via 0",
    ),
    (
        "one found twice",
        (RIGHT[2], statement(4, LAST, BOLAN, "a", None)),
        "matched 1 sourced 1 named 1 manner 0 via 1",
    ),
]


@pytest.mark.parametrize(("found", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_counts(passage: Passage, found: tuple[Statement, ...], expected: str) -> None:
    counts = count(passage, reading(*found))
    parts = expected.split()
    wanted = dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
    assert {name: counts[name] for name in wanted} == wanted
    assert counts["found"] == len(found) and {name: counts[name] for name in EXPECTED} == EXPECTED


def test_a_speaker_that_nobody_can_tell_is_right_when_left_open(passage: Passage) -> None:
    line = 'content: "It did not," | source: Bolan#2 | speaker: ? | manner: direct'
    unknown = Passage(name="x", kind="x", text=TEXT, statements=(parse_statement(line, TEXT),))
    assert count(unknown, reading(statement(1, LAST, BOLAN, None, None)))["named"] == 1
    assert count(unknown, reading(RIGHT[2]))["misnamed"] == 1


def test_evaluation_of_a_folder(tmp_path: Path) -> None:
    for folder, name, content in (
        ("attribution", "wire-1.txt", "\n".join((TEXT, "---", *LABELS))),
        ("nothing", "soup.txt", "Boil ten leeks."),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(content, encoding="utf-8")
    scores = evaluate(tmp_path, lambda text: reading(*RIGHT))
    assert (scores.false, scores.words, scores.total["matched"]) == (3, 3, 3)
    table = list(lines(scores))
    assert table[1].split()[:6] == ["wire", "1", "3", "3", "1.00", "1.00"]
    assert table[-1] == "texts without statements: 3 found in 3 words, 5000.0 in 5,000"
