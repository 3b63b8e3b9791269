"""Correcting from the pages: the form stands where the statement stands, and needs no script."""

import re
from pathlib import Path

import pytest
from records_by_hand import hostile, write
from starlette.testclient import TestClient

from onrecord.model import Reading
from onrecord.record import Record
from onrecord.serve.web import create_app

BASE = "http://127.0.0.1"


@pytest.fixture
def record(tmp_path: Path, reading: Reading) -> Path:
    return write(tmp_path / "small.onrecord", reading)


@pytest.fixture
def browser(record: Path) -> TestClient:
    return TestClient(create_app(record), base_url=BASE)


def token(browser: TestClient) -> str:
    return str(browser.get("/api/token").json()["token"])


def send(browser: TestClient, **fields: str) -> int:
    return browser.post("/correct", data={"token": token(browser), **fields}).status_code


def shown(browser: TestClient, item: str) -> str:
    """The card of an item as text."""
    page = browser.get(f"/reports/{item.partition('-')[0]}").text
    card = re.search(rf'<li class="card[^"]*" id="{item}".*?</li>', page, re.S)
    assert card
    return " ".join(re.sub(r"<[^>]+>", " ", card[0]).split())


def test_the_form_stands_where_the_statement_stands(browser: TestClient) -> None:
    page = browser.get("/reports/r1?correct=r1-s1").text
    card = re.search(r'id="r1-s1".*?</li>', page, re.S)
    assert card and '<form class="correct" method="post" action="/correct"' in card[0]
    assert '<option value="r1-a1" selected>Ada Lund NOR GOV</option>' in card[0]
    assert page.count('class="correct"') == 1
    assert 'class="correct"' not in browser.get("/reports/r1").text


def test_a_statement_is_corrected_and_the_original_stays_visible(browser: TestClient, record: Path) -> None:
    fields = {"item": "r1/r1-s1", "speaker": "nobody", "act": "deny", "by": "ada", "reason": "read it"}
    assert send(browser, **fields) == 200
    assert "corrected act was “say”; speaker was “Ada Lund”" in shown(browser, "r1-s1")
    with Record(record, read_only=True) as stored:
        assert [(j.relation, j.right) for j in stored.corrections()] == [
            ("speaker", "nobody"),
            ("act", "deny"),
        ]
    log = browser.get("/judge").text
    assert "corrected: act" in log
    assert "“say” → “deny”" in log
    assert "“Ada Lund” → “nobody”" in log
    form = browser.get("/reports/r1?correct=r1-s1").text
    assert "“say” → “deny”" in form
    assert browser.post("/judge/undo", data={"token": token(browser), "number": "2"}).status_code == 200
    assert "corrected speaker was “Ada Lund”" in shown(browser, "r1-s1")


def test_an_event_is_corrected(browser: TestClient) -> None:
    fields = {"item": "r1/r1-e1", "status": "denied", "type": "AID", "asserted_by": "r1-s2"}
    assert send(browser, **fields) == 200
    text = shown(browser, "r1-e1")
    assert "aid" in text
    assert "corrected according to was “Ada Lund”; status was “claimed”; type was “assault”" in text
    assert "denied by Her office" in text


def test_saving_unchanged_values_says_so(browser: TestClient) -> None:
    answer = browser.post(
        "/correct", data={"token": token(browser), "item": "r1/r1-s1", "speaker": "r1-a1", "act": "say"}
    )
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.text
    assert send(browser, item="r1/r1-e1", status="asserted", asserted_by="r1-s1") == 200
    assert "corrected according to was “Ada Lund”; status was “claimed”" in shown(browser, "r1-e1")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"token": "", "item": "r1/r1-s1", "act": "deny"}, 403),
        ({"token": "wrong", "item": "r1/r1-s1", "act": "deny"}, 403),
        ({"item": "r1/r1-s1", "act": "shout"}, 400),
        ({"item": "r1/nothing", "act": "deny"}, 404),
    ],
    ids=["no token", "wrong token", "no such act", "no such statement"],
)
def test_what_may_not_be_is_refused(browser: TestClient, fields: dict[str, str], status: int) -> None:
    answer = browser.post("/correct", data={"token": token(browser), **fields})
    assert answer.status_code == status
    assert "corrected" not in shown(browser, "r1-s1")


def test_another_site_cannot_correct(browser: TestClient) -> None:
    fields = {"token": token(browser), "item": "r1/r1-s1", "act": "deny"}
    answer = browser.post("/correct", data=fields, headers={"Origin": "http://elsewhere.example"})
    assert answer.status_code == 403


def test_read_only_shows_corrections_and_no_form(record: Path) -> None:
    browser = TestClient(create_app(record, read_only=True), base_url=BASE)
    page = browser.get("/reports/r1?correct=r1-s1").text
    assert 'action="/correct"' not in page
    assert "correct=" not in browser.get("/reports/r1").text
    assert send(browser, item="r1/r1-s1", act="deny") == 403


def test_nothing_from_outside_runs_in_the_form(tmp_path: Path, reading: Reading) -> None:
    browser = TestClient(create_app(write(tmp_path / "evil.onrecord", hostile(reading))), base_url=BASE)
    for item in ("r1-s1", "r1-e1"):
        assert "<script>alert" not in browser.get(f"/reports/r1?correct={item}").text
    assert send(browser, item="r1/r1-s1", speaker="nobody", reason="<script>alert(1)</script>") == 200
    assert "<script>alert" not in browser.get("/judge").text


def test_linking_again_keeps_a_correction(browser: TestClient, record: Path) -> None:
    from onrecord.record.across import link_record

    assert send(browser, item="r1/r1-s1", act="deny") == 200
    with Record(record) as stored:
        link_record(stored)
    assert "corrected act was “say”" in shown(browser, "r1-s1")
