"""Title, outlet, authors, dateline and date of publication: what the text gives, and nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire.draft import Draft
from onrecord.acquire.finish import finish
from onrecord.acquire.outlet import of_url
from onrecord.model import Found, Omission, Report

BODY = """The harbour council of Varna Bay said on Monday that the ferry line would close in spring.

Officials in the town had asked for the money twice, and they were refused both times last year.

The mayor said the council would meet again to look for another way to keep the boats running.
"""
TITLE = "Ferry line to close in spring, council says"


def read(text: str, url: str | None = None) -> Report:
    return next(
        i for i in finish(Draft(path="a.txt", text=text, digest="", url=url)) if isinstance(i, Report)
    )


def found_in(report: Report) -> list[Found[str]]:
    return [f for f in (report.title, report.outlet, *report.authors) if f is not None]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{TITLE}\n\n{BODY}", TITLE),
        (f"Home / Harbour / {TITLE}\n\n{TITLE}\n\n{BODY}", TITLE),
        (f"News   /   Region   /   Coast\n\n{TITLE}\n\n{BODY}", TITLE),
        (f"Sea & Coast\n\n{TITLE}\n\n{BODY}", TITLE),
        (f"{TITLE}\n\nThe mayor of Varna Bay (Photo by Bay Pictures)\n\n{BODY}", TITLE),
        (f"{TITLE}\nBy Ana Petrova\n3 March 2021\n\n{BODY}", TITLE),
        (f"Is the ferry lost for good?\nBy Ana Petrova\n\n{BODY}", "Is the ferry lost for good?"),
        (BODY, None),
        (f"The mayor of Varna Bay speaks in the harbour. (Photo: Bay Pictures)\n\n{BODY}", None),
        (f"Home\nNews\nSport\n\n{BODY}", None),
        (f"VARNA BAY (BNA) — {BODY}", None),
        (f"{BODY}\n\nRelated Articles\n\nMinister opens new lighthouse on the cape", None),
    ],
    ids=[
        "first line",
        "breadcrumb",
        "path",
        "section",
        "above a caption",
        "above a byline",
        "question",
        "body alone",
        "caption first",
        "menu",
        "dateline",
        "teaser",
    ],
)
def test_title(text: str, title: str | None) -> None:
    report = read(text)
    assert (report.title.value if report.title else None) == title


@pytest.mark.parametrize(
    ("text", "outlet", "method"),
    [
        (f" date 2021-03-04 Bay Courier - {BODY}", "Bay Courier", "name before the first sentence"),
        (f"{TITLE} | The Bay Courier\n\n{BODY}", "The Bay Courier", "after the headline"),
        (
            f"{BODY}\n\nBay TV’s website can also be accessed at:\n\nwww.bay.example",
            "Bay TV",
            "website footer",
        ),
        (f"{BODY}\n\n© 2021 The Bay Courier. All rights reserved.", "The Bay Courier", "copyright line"),
        (f"{BODY}\n\nCopyright 2021 The Associated Press. All rights reserved.", None, None),
        (f"{BODY}\n\n© 2021 Coastal Media Holdings Ltd. All rights reserved.", None, None),
        (f"{TITLE}\n\nThe mayor (Photo by AFP)\n\n{BODY}", None, None),
        (BODY, None, None),
    ],
    ids=["glued", "title suffix", "footer", "copyright", "agency rights", "owner", "photo agency", "nothing"],
)
def test_outlet(text: str, outlet: str | None, method: str | None) -> None:
    found = read(text).outlet
    assert (found.value if found else None, found.method if found else None) == (outlet, method)


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.bbc.co.uk/news/1", "BBC"),
        ("https://news.bay.example/a", "news.bay.example"),
        ("not a url", None),
        (None, None),
    ],
)
def test_outlet_of_an_address(url: str | None, outlet: str | None) -> None:
    found = of_url(url)
    assert (found.value if found else None) == outlet


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Ana Petrova", ["Ana Petrova"]),
        ("By Ana Petrova and Jon Mills, Bay News Agency", ["Ana Petrova", "Jon Mills"]),
        ("BY ANA PETROVA in Varna Bay | 3 March 2021", ["ANA PETROVA"]),
        ("by Ana Petrova Mar. 3, 2021 1:15 pm", ["Ana Petrova"]),
        ("Author: Ana Petrova", ["Ana Petrova"]),
        ("By Анна Петрова", ["Анна Петрова"]),
    ],
)
def test_byline(byline: str, authors: list[str]) -> None:
    assert [a.value for a in read(f"{TITLE}\n\n{byline}\n\n{BODY}").authors] == authors


def test_author_box_in_another_script() -> None:
    report = read(f"{TITLE}\n\n{BODY}\n\nAbout أفكار\n\nCheck Also\n\nNew lighthouse on the cape")
    assert [(a.value, a.method) for a in report.authors] == [("أفكار", "author box")]


def test_a_sentence_that_begins_with_by_names_no_author() -> None:
    assert read(f"{TITLE}\n\nBy Friday, Ana Petrova had left the town.\n\n{BODY}").authors == ()


@pytest.mark.parametrize(
    ("opening", "place", "date", "agency"),
    [
        ("Varna, Aug 2 (BNA).- ", "Varna", "XXXX-08-02", "BNA"),
        ("WASHINGTON (AP) — ", "WASHINGTON", None, "AP"),
        ("LA CROSSE, Wis. (AP) — ", "LA CROSSE, Wis.", None, "AP"),
        ("VARNA BAY, March 3 (BNA) - ", "VARNA BAY", "XXXX-03-03", "BNA"),
        ("MOSCOW, October 9. /TASS/. ", "MOSCOW", "XXXX-10-09", "TASS"),
        ("BEIJING, Aug. 2, 2021 (Xinhua) -- ", "BEIJING", "2021-08-02", "Xinhua"),
        ("(Reuters) - ", None, None, "Reuters"),
        ("Paris — ", "Paris", None, None),
        ("NEW DELHI: ", "NEW DELHI", None, None),
    ],
)
def test_dateline(opening: str, place: str | None, date: str | None, agency: str | None) -> None:
    report = read(opening + BODY)
    line = report.dateline
    assert line is not None
    assert (line.place, line.date.value if line.date else None, line.agency) == (place, date, agency)
    assert report.boilerplate[0].of(report.text) == opening


@pytest.mark.parametrize(
    "opening",
    [
        "Sen. Ann Hill (R-Ind.) — an old hand — said so.",
        "Talks - or what is left of them - went on.",
        "Ferry: what we know so far.",
        "HOST: Will it rain?\n\nBOLAN: It will.\n\n",
    ],
    ids=["party", "dashes", "colon", "transcript"],
)
def test_no_dateline(opening: str) -> None:
    assert read(f"{opening} {BODY}").dateline is None


@pytest.mark.parametrize(
    ("text", "date", "earliest", "latest"),
    [
        (f" date 2021-03-04 Bay Courier - {BODY}", "2021-03-04", None, None),
        (f"{TITLE}\nPublished: 9 October 2022\n\n{BODY}", "2022-10-09", None, None),
        (f"{TITLE}\nOct. 9, 2022, 3:14 p.m. EDT\n\n{BODY}", "2022-10-09T15:14", None, None),
        (f"{TITLE}\nPublished 9 October 2022 | Updated 11 October 2022\n\n{BODY}", "2022-10-09", None, None),
        (f"{TITLE}\nLast updated 11 October 2022\n\n{BODY}", "XXXX", None, "2022-10-11"),
        (f"{TITLE}\n\nPublished: 09/10/2022\n\n{BODY}", "2022", "2022-09-10", "2022-10-09"),
        (f"{TITLE}\n\nPublished: 09/10/2022\n\nVARNA, Oct 9 (BNA) — {BODY}", "2022-10-09", None, None),
        (f"BEIJING, Aug. 2, 2021 (Xinhua) -- {BODY}", "2021-08-02", None, None),
        (f"Varna, Aug 2 (BNA).- {BODY}", "XXXX-08-02", None, None),
        (
            f"Varna, Aug 2 (BNA).- The council met on Tuesday.\n\nIt met on July 20, 2022.\n{BODY}",
            "2022-08-02",
            None,
            None,
        ),
        (
            f"Varna, Aug 2 (BNA).- The council met on Friday.\n\nIt met on July 20, 2022.\n{BODY}",
            "XXXX-08-02",
            "2022-07-20",
            None,
        ),
        (
            f"The mayor after talks in Varna on March 16, 2022. (Via BNA)\n\n{BODY}",
            "XXXX",
            "2022-03-16",
            None,
        ),
        (
            f"{BODY}\nThe council closed the line in October 2022, an official said.",
            "XXXX",
            "2022-10-01",
            None,
        ),
        (f"{BODY}\nThe line will be closed by March 2031.", None, None, None),
        (BODY, None, None, None),
        (f"{BODY}\n\nRelated Articles\n\nNew lighthouse on the cape\n\n3 May 2019", None, None, None),
    ],
    ids=[
        "glued",
        "labelled",
        "clock",
        "published and updated",
        "updated",
        "two readings",
        "settled",
        "dateline",
        "no year",
        "year pinned",
        "weekday wrong",
        "caption",
        "past",
        "future",
        "nothing",
        "date of a teaser",
    ],
)
def test_published(text: str, date: str | None, earliest: str | None, latest: str | None) -> None:
    found = read(text).published
    given = (found.value.value, found.value.earliest, found.value.latest) if found else (None, None, None)
    assert given == (date, earliest, latest)


def test_a_date_with_two_readings_is_told() -> None:
    _, omission = finish(Draft(path="a.txt", text=f"{TITLE}\n\nPublished: 09/10/2022\n\n{BODY}", digest=""))
    assert isinstance(omission, Omission) and "2022-09-10" in omission.detail and omission.span is not None


PIECES = st.sampled_from(
    [
        TITLE,
        BODY,
        "By Ana Petrova and Jon Mills",
        "Home / Sea / " + TITLE,
        "Published: 9 October 2022",
        "Share",
        "Varna, Aug 2 (BNA).- The council met.",
        "© 2021 The Bay Courier.",
        "About أفكار",
        "Check Also",
        "\r\n",
        " ",
        "The mayor (Photo by AFP)",
        "date 2021-03-04 Bay Courier - The council met again on Monday.",
        "Related Articles",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES | st.text(max_size=40), max_size=8), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_every_span_shows_what_it_is_said_to_show(pieces: list[str], newline: str) -> None:
    text = newline.join(pieces)
    report = read(text)
    for found in found_in(report):
        assert found.evidence is not None and found.evidence.of(text) == found.value
    if report.published:
        assert report.published.evidence is not None and report.published.evidence.end <= len(text)
    if report.dateline and report.dateline.place:
        assert report.dateline.place in report.dateline.span.of(text)
    spans = report.boilerplate
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.end <= len(text) for span in spans)
    assert read(text) == report


DISPATCH = "Varna Bay, Mar 4 (BNA).- " + BODY.strip()


@pytest.mark.parametrize(
    ("text", "outlet", "signed"),
    [
        (f"{DISPATCH} BNA", "BNA", True),
        (f"{DISPATCH} (BNA)\n", "BNA", True),
        (f"{DISPATCH} BNA ap/ks\n", "BNA", True),
        (f"{DISPATCH}\n\nBNA\n", "BNA", True),
        (DISPATCH, None, False),
        (f"{BODY.strip()} BNA", None, False),
        (f"{DISPATCH} XNA", None, False),
        (f"{DISPATCH[:-1]}, according to BNA.", None, False),
        (f"{DISPATCH} BNA\n\n© 2021 The Bay Courier. All rights reserved.", "The Bay Courier", True),
    ],
    ids=[
        "end",
        "brackets",
        "initials",
        "own line",
        "dateline only",
        "end only",
        "another",
        "a source",
        "reprint",
    ],
)
def test_the_outlet_of_an_agencys_own_dispatch(text: str, outlet: str | None, signed: bool) -> None:
    report = read(text)
    assert (report.outlet.value if report.outlet else None) == outlet
    assert report.outlet is None or (report.outlet.evidence and report.outlet.evidence.of(text) == outlet)
    after = len(DISPATCH.rstrip())
    assert any(span.start >= after for span in report.boilerplate) == signed
    assert all(a.end <= b.start for a, b in pairwise(report.boilerplate))
