"""The JSON API: the rows of the command line, paged, described by OpenAPI."""

import dataclasses
from pathlib import Path

import pytest
from records_by_hand import write
from starlette.testclient import TestClient

from onrecord import jsonl
from onrecord.model import Reading, Relation
from onrecord.record import Filters, Record
from onrecord.serve.web import create_app

LISTS = [
    "reports",
    "statements",
    "events",
    "actors",
    "stories",
    "matters",
    "copies",
    "claims",
    "denials",
    "wording",
]


@pytest.fixture
def record(tmp_path: Path, reading: Reading) -> Path:
    return write(tmp_path / "small.onrecord", reading)


@pytest.fixture
def browser(record: Path) -> TestClient:
    return TestClient(create_app(record), base_url="http://localhost")


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_the_rows_of_the_record(browser: TestClient, record: Path, name: str) -> None:
    with Record(record, read_only=True) as stored:
        rows = [dataclasses.asdict(row) for row in getattr(stored, name)()]
    given = browser.get(f"/api/{name}").json()
    assert given["next"] is None
    assert given["items"] == plain(rows)


def plain(value: object) -> object:
    """Tuples as JSON has them."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def test_paging_gives_every_row_once(browser: TestClient) -> None:
    found, offset = [], 0
    while offset is not None:
        part = browser.get("/api/statements", params={"limit": 2, "offset": offset}).json()
        found += [row["id"] for row in part["items"]]
        offset = part["next"]
    assert found == [row["id"] for row in browser.get("/api/statements").json()["items"]]
    assert len(found) == len(set(found)) == 6


def test_a_report_is_the_object_of_jsonl(browser: TestClient, record: Path) -> None:
    with Record(record, read_only=True) as stored:
        assert browser.get("/api/reports/r1").json() == jsonl.reading_object(stored.reading("r1"))


def test_search_finds_words(browser: TestClient) -> None:
    found = browser.get("/api/search", params={"q": "gunboats", "limit": 3}).json()
    assert {hit["kind"] for hit in found["items"]} == {"report", "statement"}
    assert found["next"] == 3


@pytest.mark.parametrize(
    ("url", "status", "says"),
    [
        ("/api/reports/nothing", 404, "no report nothing"),
        ("/api/reports?limit=0", 422, "limit"),
        ("/api/reports?wrong=1", 422, "wrong"),
        ("/api/reports?act=say", 400, "no filter --act"),
        ("/api/events?status=wrong", 400, "--status takes one of"),
        ("/api/nothing", 404, "Not Found"),
    ],
)
def test_errors_are_json(browser: TestClient, url: str, status: int, says: str) -> None:
    answer = browser.get(url)
    assert answer.status_code == status
    assert says in answer.json()["error"]


def test_judgements_are_appended_and_undone(browser: TestClient, record: Path) -> None:
    headers = {"X-Onrecord-Token": browser.get("/api/token").json()["token"]}
    given = {"left": "r1", "right": "r2", "verdict": "different", "relation": "same_story", "by": "ada"}
    number = browser.post("/api/judgements", json=given, headers=headers).json()["number"]
    with Record(record, read_only=True) as stored:
        assert [j.by for j in stored.judgements(Relation.SAME_STORY)] == ["ada"]
    assert browser.delete(f"/api/judgements/{number}", headers=headers).status_code == 204
    with Record(record, read_only=True) as stored:
        assert stored.judgements(Relation.SAME_STORY) == []


def test_openapi_describes_every_list(browser: TestClient) -> None:
    paths = browser.get("/api/openapi.json").json()["paths"]
    assert {f"/api/{name}" for name in LISTS} <= set(paths)
    assert not [path for path in paths if not path.startswith("/api")]


@pytest.mark.parametrize("name", ["claims", "denials", "wording", "events", "actors", "search"])
def test_an_offset_skips_rows(browser: TestClient, name: str) -> None:
    asked = {"q": "gunboats"} if name == "search" else {}
    whole = browser.get(f"/api/{name}", params=asked).json()["items"]
    parts = [
        browser.get(f"/api/{name}", params={**asked, "limit": 1, "offset": n}).json()
        for n in range(len(whole) + 1)
    ]
    assert [row for part in parts for row in part["items"]] == whole
    assert [part["next"] for part in parts] == [*range(1, len(whole)), None, None]


def test_a_correction_is_made_listed_and_undone(browser: TestClient) -> None:
    headers = {"X-Onrecord-Token": browser.get("/api/token").json()["token"]}
    given = {"left": "r1/r1-s1", "right": "deny", "relation": "act", "by": "ada", "reasons": ["read it"]}
    number = browser.post("/api/judgements", json=given, headers=headers).json()["number"]
    row = next(r for r in browser.get("/api/statements").json()["items"] if r["id"] == "r1-s1")
    assert (row["act"], row["corrected"]) == ("deny", [{"field": "act", "was": "say"}])
    assert browser.get("/api/reports/r1").json()["statements"][0]["act"] == "deny"
    browser.delete(f"/api/judgements/{number}", headers=headers)
    row = next(r for r in browser.get("/api/statements").json()["items"] if r["id"] == "r1-s1")
    assert (row["act"], row["corrected"]) == ("say", [])
    [judged] = browser.get("/api/judgements").json()["items"]
    assert (judged["left"], judged["was"], judged["right"], judged["by"]) == (
        "r1/r1-s1",
        "say",
        "deny",
        "ada",
    )
    assert judged["retracted"]


def test_a_comparison_without_a_verdict_is_refused(browser: TestClient) -> None:
    headers = {"X-Onrecord-Token": browser.get("/api/token").json()["token"]}
    given = {"left": "r1", "right": "r2", "relation": "same_story", "by": "ada"}
    answer = browser.post("/api/judgements", json=given, headers=headers)
    assert answer.status_code == 422
    assert "same, different or unsure" in answer.json()["error"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"right": "shout"}, 400),
        ({"left": "r1/nothing"}, 404),
        ({"verdict": "unsure"}, 400),
    ],
    ids=["value", "item", "verdict"],
)
def test_a_correction_that_cannot_be_is_refused(
    browser: TestClient, change: dict[str, str], status: int
) -> None:
    headers = {"X-Onrecord-Token": browser.get("/api/token").json()["token"]}
    given = {"left": "r1/r1-s1", "right": "deny", "relation": "act", "by": "ada"} | change
    assert browser.post("/api/judgements", json=given, headers=headers).status_code == status
    assert browser.post("/api/judgements", json=given).status_code == 403
    assert browser.get("/api/judgements").json()["items"] == []


def test_every_filter_of_the_command_line_is_one_of_the_api(browser: TestClient) -> None:
    described = browser.get("/api/openapi.json").json()["paths"]["/api/claims"]["get"]["parameters"]
    assert {p["name"] for p in described} == {field.name for field in dataclasses.fields(Filters)}
    assert browser.get("/api/claims", params={"tier": "same_words"}).json()["items"] == []
