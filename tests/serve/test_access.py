"""Who may ask what: foreign hosts, foreign sites, missing tokens, read-only."""

from pathlib import Path

import pytest
from records_by_hand import write
from starlette.testclient import TestClient

from onrecord.model import Reading
from onrecord.record import Record
from onrecord.serve.web import create_app
from onrecord.serve.web.access import HEADERS

BASE = "http://127.0.0.1:8037"
JUDGEMENT = {"left": "r1", "right": "r2", "verdict": "different", "relation": "same_story", "by": "ada"}


@pytest.fixture
def record(tmp_path: Path, reading: Reading) -> Path:
    return write(tmp_path / "small.onrecord", reading)


@pytest.fixture
def browser(record: Path) -> TestClient:
    return TestClient(create_app(record), base_url=BASE)


def token(browser: TestClient) -> dict[str, str]:
    return {"X-Onrecord-Token": browser.get("/api/token").json()["token"]}


@pytest.mark.parametrize("host", ["127.0.0.1:8037", "localhost", "LOCALHOST:9", "[::1]:8037"])
def test_own_names_are_answered(browser: TestClient, host: str) -> None:
    assert browser.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8037", "", "[::1", "10.0.0.1"]
)
def test_foreign_names_are_refused(browser: TestClient, host: str) -> None:
    answer = browser.get("/", headers={"Host": host})
    assert answer.status_code == 403
    assert "answers to" in answer.text


def test_a_name_can_be_added(record: Path) -> None:
    browser = TestClient(create_app(record, hosts=("archive.example",)), base_url="http://archive.example")
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("url", ["/", "/static/room.css", "/api/reports", "/nothing", "/api/openapi.json"])
def test_every_answer_has_the_headers(browser: TestClient, url: str) -> None:
    answer = browser.get(url)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),
        ({"Origin": BASE}, 201),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 201),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_only_our_own_pages_may_write(browser: TestClient, headers: dict[str, str], status: int) -> None:
    answer = browser.post("/api/judgements", json=JUDGEMENT, headers=token(browser) | headers)
    assert answer.status_code == status


@pytest.mark.parametrize("given", [{}, {"X-Onrecord-Token": "wrong"}, {"X-Onrecord-Token": ""}])
def test_writing_needs_the_token(browser: TestClient, given: dict[str, str]) -> None:
    answer = browser.post("/api/judgements", json=JUDGEMENT, headers=given)
    assert answer.status_code == 403
    assert "out of date" in answer.json()["error"]


@pytest.mark.parametrize("verb", ["POST /api/judgements", "DELETE /api/judgements/1", "POST /add"])
def test_read_only_means_read_only(record: Path, verb: str) -> None:
    browser = TestClient(create_app(record, read_only=True), base_url=BASE)
    method, url = verb.split()
    headers = token(browser)
    body = (
        {"json": JUDGEMENT}
        if url == "/api/judgements"
        else {"data": {"token": headers["X-Onrecord-Token"], "text": "x"}}
        if method == "POST"
        else {}
    )
    assert browser.request(method, url, headers=headers, **body).status_code == 403
    with Record(record, read_only=True) as stored:
        assert len(stored.reports()) == 2
