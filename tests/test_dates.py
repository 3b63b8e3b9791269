from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import dates
from onrecord.model import PartialDate, Precision

FRIDAY = PartialDate(value="2022-12-02", precision=Precision.DAY)
YEARLESS = PartialDate(value="XXXX-08-02", precision=Precision.DAY)


def seen(text, found):
    return [(w.date.value, w.date.earliest, w.date.latest, w.span.of(text)) for w in found]


ABSOLUTE = [
    ("on 9 October 2022", "2022-10-09", "9 October 2022"),
    ("Oct. 9, 2022", "2022-10-09", "Oct. 9, 2022"),
    (" date 2022-10-09 Islet Times", "2022-10-09", "2022-10-09"),
    ("2022-10-09T14:30", "2022-10-09T14:30", "2022-10-09T14:30"),
    ("Friday, December 2, 2022 at 2:30 pm", "2022-12-02T14:30", "Friday, December 2, 2022 at 2:30 pm"),
    ("since October 2022.", "2022-10", "October 2022"),
    ("In 2014, the", "2014", "2014"),
    ("the 2022 conflict", "2022", "2022"),
    ("Oria's 2022 budget", "2022", "2022"),
    ("Lima, Aug 2 (AGN)", "XXXX-08-02", "Aug 2"),
    ("on Feb. 24. It", "XXXX-02-24", "Feb. 24"),
    ("25/12/2022", "2022-12-25", "25/12/2022"),
]


@pytest.mark.parametrize(("text", "value", "words"), ABSOLUTE, ids=[row[0] for row in ABSOLUTE])
def test_explicit_dates(text, value, words):
    assert seen(text, dates.absolute(text, 0, len(text))) == [(value, None, None, words)]


@pytest.mark.parametrize(
    "text",
    [
        "killed 2014 people",
        "of 2000 people",
        "may 5 people",
        "March 5,000 men",
        "on Thursday",
        "call 555-2022",
    ],
)
def test_what_is_no_explicit_date(text):
    assert dates.absolute(text, 0, len(text)) == []


def test_swapped_figures_are_bounds():
    text = "09/10/2022"
    assert seen(text, dates.absolute(text)) == [("2022", "2022-09-10", "2022-10-09", text)]


RELATIVE = [
    ("on Thursday", "2022-12-01", None, None),
    ("Friday morning", "2022-12-02", None, None),
    ("last Friday", "2022-11-25", None, None),
    ("next Friday", "2022-12-09", None, None),
    ("yesterday", "2022-12-01", None, None),
    ("three days ago", "2022-11-29", None, None),
    ("two years ago", "2020", None, None),
    ("last week", "2022-11", "2022-11-21", "2022-11-27"),
    ("over the weekend", "2022-11", "2022-11-26", "2022-11-27"),
    ("earlier this month", "2022-12", "2022-12-01", "2022-12-02"),
    ("next month", "2023-01", None, None),
    ("last year", "2021", None, None),
    ("in January", "2022-01", None, None),
    ("late February", "2022-02", "2022-02-21", "2022-02-28"),
    ("back in February 2022", "2022-02", None, None),
    ("March last year", "2021-03", None, None),
    ("on Feb. 24", "2022-02-24", None, None),
    ("on Dec. 5", "2022-12-05", None, None),
    ("in the past two weeks", "2022", "2022-11-18", "2022-12-02"),
    ("between March 3 and 5", "2022-03", "2022-03-03", "2022-03-05"),
    ("from Monday to Wednesday", "2022-11", "2022-11-28", "2022-11-30"),
    ("from 2014 to 2022", "XXXX", "2014-01-01", "2022-12-31"),
    ("since 2014", "XXXX", "2014-01-01", "2022-12-02"),
    ("until Monday", "XXXX", None, "2022-11-28"),
    ("the 1990s", "XXXX", "1990-01-01", "1999-12-31"),
]


@pytest.mark.parametrize(("text", "value", "low", "high"), RELATIVE, ids=[row[0] for row in RELATIVE])
def test_against_publication(text, value, low, high):
    (found,) = dates.find(text, 0, len(text), FRIDAY)
    assert (found.date.value, found.date.earliest, found.date.latest) == (value, low, high)


@pytest.mark.parametrize(
    ("text", "value"), [("on Tuesday", "2022-12-06"), ("in January", "2023-01"), ("Dec. 1", "2023-12-01")]
)
def test_ahead(text, value):
    (found,) = dates.find(text, 0, len(text), FRIDAY, future=True)
    assert found.date.value == value


@pytest.mark.parametrize(
    "text", ["since the start of the war", "Black Friday", "the Sunday Times", "a few days ago", "He may go"]
)
def test_no_date(text):
    assert dates.find(text, 0, len(text), FRIDAY) == []


@pytest.mark.parametrize("text", ["yesterday", "last week", "on Tuesday", "next month"])
def test_without_anchor_nothing_is_guessed(text):
    assert dates.find(text, 0, len(text), None) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on Tuesday", []),
        ("last year", []),
        ("last week", []),
        ("yesterday", ["XXXX-08-01"]),
        ("last month", ["XXXX-07"]),
    ],
)
def test_without_a_year_only_what_holds_in_every_year(text, values):
    assert [when.date.value for when in dates.find(text, 0, len(text), YEARLESS)] == values


def test_pin_year():
    assert dates.pin_year(8, 2, 1, 2020, 2024) == 2022
    assert dates.pin_year(8, 2, 1, 2000, 2024) is None
    assert dates.pin_year(2, 30, 1, 2020, 2024) is None


TEXTS = ["on", "in", "last", "next", "Monday", "May", "March", "5", "12", "2022", "1990s", "week", "three"]
JOINTS = ["days", "ago", "since", "between", "and", "to", "from", ",", ".", "-", "early"]
WORDS = st.sampled_from([*TEXTS, *JOINTS])


@given(st.lists(WORDS, max_size=12), st.sampled_from([FRIDAY, YEARLESS, None]))
def test_spans_lie_in_the_text_in_order_and_bounds_are_ordered(words, anchor):
    text = " ".join(words)
    end = 0
    for when in dates.find(text, 0, len(text), anchor):
        assert end <= when.span.start < when.span.end <= len(text)
        end = when.span.end
        low, high = dates.limits(when.date)
        assert low is None or high is None or low <= high


WEDNESDAY = PartialDate(value="2022-06-15", precision=Precision.DAY)
AROUND = [
    ("earlier this month", "2022-06", "2022-06-01", "2022-06-15"),
    ("later this year", "2022", "2022-06-15", "2022-12-31"),
    ("earlier in the week", "2022-06", "2022-06-13", "2022-06-15"),
    ("back in February", "2022-02", None, None),
    ("back in 2014", "2014", None, None),
    ("between Monday and Wednesday", "2022-06", "2022-06-13", "2022-06-15"),
    ("from Monday to Wednesday", "2022-06", "2022-06-13", "2022-06-15"),
    ("between March and May", "2022", "2022-03-01", "2022-05-31"),
    ("between October and December", "2021", "2021-10-01", "2021-12-31"),
    ("late on Tuesday", "2022-06-14", None, None),
    ("overnight", "2022-06", "2022-06-14", "2022-06-15"),
    ("late last night", "2022-06-14", None, None),
    ("in the early hours of Sunday", "2022-06-12", None, None),
    ("on 3 and 4 May.", "2022-05", "2022-05-03", "2022-05-04"),
    ("on the night of 4 May.", "2022-05-04", None, None),
    ("in the first half of 2021", "2021", "2021-01-01", "2021-06-30"),
    ("in the last quarter of 2021", "2021", "2021-10-01", "2021-12-31"),
    ("at the end of last year", "2021", "2021-09-01", "2021-12-31"),
    ("in early March", "2022-03", "2022-03-01", "2022-03-10"),
    ("since late February", "2022", "2022-02-21", "2022-06-15"),
    ("two weeks ago", "2022", "2022-05-30", "2022-06-05"),
    ("a fortnight ago", "2022", "2022-05-30", "2022-06-05"),
    ("in the past three days", "2022-06", "2022-06-12", "2022-06-15"),
    ("by the end of June.", "2022-06", "2022-06-15", "2022-06-30"),
    ("until Friday", "XXXX", None, "2022-06-10"),
    ("in February last year", "2021-02", None, None),
    ("in mid-2021", "2021", "2021-05-01", "2021-08-31"),
    ("in the 1990s", "XXXX", "1990-01-01", "1999-12-31"),
]


@pytest.mark.parametrize(("words", "value", "earliest", "latest"), AROUND, ids=[row[0] for row in AROUND])
def test_partial_dates_and_ranges(words, value, earliest, latest):
    text = f"Troops shelled the town {words}"
    assert [row[:3] for row in seen(text, dates.find(text, 0, len(text), WEDNESDAY))] == [
        (value, earliest, latest)
    ]


@pytest.mark.parametrize(
    "words", ["the previous day", "in recent weeks", "a few days ago", "last spring", "three days earlier"]
)
def test_what_cannot_be_dated_is_not(words):
    text = f"Troops shelled the town {words}."
    assert dates.find(text, 0, len(text), WEDNESDAY) == []
