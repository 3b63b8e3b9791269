from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Reading, Span
from onrecord.serve.page import Mark, pieces, render


class Outline(HTMLParser):
    """Ids, link targets and the text of the report's section."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.scripts = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and str(given.get("href", "")).startswith("#"):
            self.targets.append(str(given["href"])[1:])
        self.scripts += tag == "script"


@pytest.fixture
def page(reading: Reading) -> str:
    return render([reading])


def test_every_mark_leads_to_a_card(page: str) -> None:
    outline = Outline(page)
    assert outline.targets
    assert set(outline.targets) <= set(outline.ids)


def test_every_statement_and_event_has_a_card(page: str, reading: Reading) -> None:
    assert {x.id for x in (*reading.statements, *reading.events)} <= set(Outline(page).ids)


def test_text_from_the_web_is_escaped(page: str) -> None:
    assert Outline(page).scripts == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_page_is_self_contained(page: str) -> None:
    assert "src=" not in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=8))
def test_pieces_join_to_the_text(text: str, ranges: list[tuple[int, int]]) -> None:
    spans = [Span(s, min(len(text), s + n)) for s, n in ranges if s < len(text)]
    marks = [Mark(span, f"i{n}", "content") for n, span in enumerate(spans)]
    run = pieces(text, marks)
    assert "".join(p.text for p in run) == text
    for mark in marks:
        owned = "".join(p.text for p in run if mark.item in p.items)
        assert owned == mark.span.of(text)
