from io import StringIO

import pytest
from rich.console import Console

from onrecord.model import PartialDate, Precision, Reading
from onrecord.serve.terminal import date_words, show


@pytest.fixture
def printed(reading: Reading) -> str:
    stream = StringIO()
    show(reading, Console(file=stream, width=200))
    return stream.getvalue()


@pytest.mark.parametrize(
    "words",
    [
        "Mayor says harbour was shelled",
        "outlet not given · 2031-03-07 (given)",
        "Ada Lund  NOR GOV",
        "say       gunboats shelled 3 houses  “told”, direct, to radio, 2031-03-07",
        "Her office (not resolved)",
        "↳ the navy (not resolved)",
        "ASSAULT [heavy-weapons]  gunboats  “shelled”  claimed by Ada Lund  long ago; 3 houses",
        "identify: unresolved-speaker ×1",
        "boilerplate ×1",
    ],
)
def test_shows(printed: str, words: str) -> None:
    assert words in printed


def test_no_colour_off_a_terminal(printed: str) -> None:
    assert "\x1b" not in printed


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (PartialDate(value="2022", precision=Precision.YEAR), "2022"),
        (
            PartialDate(
                value="2022-10", precision=Precision.MONTH, earliest="2022-10-03", latest="2022-10-09"
            ),
            "between 2022-10-03 and 2022-10-09",
        ),
        (
            PartialDate(value="XXXX-08-02", precision=Precision.DAY, earliest="2014-01-01"),
            "XXXX-08-02 (not before 2014-01-01)",
        ),
        (PartialDate(value="XXXX", precision=Precision.YEAR, latest="2014-01-01"), "not after 2014-01-01"),
    ],
    ids=["year", "bounds", "no year", "one bound only"],
)
def test_date_words(date: PartialDate, words: str) -> None:
    assert date_words(date) == words
