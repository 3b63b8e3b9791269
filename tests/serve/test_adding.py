"""Adding from the page, up to where a process reads the files; the browser tests go on from there."""

import json
from pathlib import Path

import pytest
from records_by_hand import write
from starlette.testclient import TestClient

from onrecord.model import Reading
from onrecord.serve.web import adding, create_app, jobs

BASE = "http://127.0.0.1"


@pytest.fixture
def browser(tmp_path: Path, reading: Reading) -> TestClient:
    return TestClient(create_app(write(tmp_path / "small.onrecord", reading)), base_url=BASE)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What jobs are given to read: file names with their content. Nothing is read."""
    given: list[dict[str, str]] = []

    def start(self: jobs.Jobs, folder: Path, names: list[str]) -> jobs.Job:
        given.append({name: (folder / name).read_text("utf-8") for name in names})
        job = jobs.Job(id="j1", names=names, folder=folder)
        self.all[job.id] = job
        return job

    monkeypatch.setattr(jobs.Jobs, "start", start)
    return given


def token(browser: TestClient) -> str:
    found: str = browser.get("/api/token").json()["token"]
    return found


def test_files_and_text_become_a_job(browser: TestClient, started: list[dict[str, str]]) -> None:
    files = [("files", ("../../a.txt", b"one")), ("files", ("a.txt", b"two"))]
    data = {
        "token": token(browser),
        "text": "Pasted.\r\nMore.",
        "title": "T",
        "outlet": "",
        "date": "2031-03-04",
    }
    answer = browser.post("/add", data=data, files=files, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/add/j1"
    assert list(started[0]) == ["a.txt", "2-a.txt", "pasted.jsonl"]
    assert json.loads(started[0]["pasted.jsonl"]) == {
        "id": "pasted",
        "text": "Pasted.\nMore.",
        "title": "T",
        "date": "2031-03-04",
    }
    assert "0 of 3 through" in browser.get("/add/j1").text
    assert browser.get("/api/jobs/j1").json()["names"] == ["a.txt", "2-a.txt", "pasted.jsonl"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("report.txt", "report.txt"),
        ("/etc/passwd", "passwd"),
        ("C:\\news\\report.html", "report.html"),
        ("--record", "record"),
        ("..", "file"),
        (".hidden", "hidden"),
        ("a\nb;rm -rf.txt", "a_b_rm -rf.txt"),
        ("Żółć.txt", "Żółć.txt"),
    ],
)
def test_file_names_are_made_harmless(given: str, name: str) -> None:
    assert adding._name(given, []) == name


@pytest.mark.parametrize(
    ("data", "status"), [({"text": "x"}, 403), ({"text": "x", "token": "wrong"}, 403), ({"text": " "}, 400)]
)
def test_what_cannot_be_added_is_refused(
    browser: TestClient, started: list[dict[str, str]], data: dict[str, str], status: int
) -> None:
    given = data if status == 403 else data | {"token": token(browser)}
    assert browser.post("/add", data=given).status_code == status
    assert started == []


def test_too_much_at_once_is_refused_unread(browser: TestClient) -> None:
    answer = browser.post("/add", headers={"Content-Length": str(adding.MOST_BYTES + 1)}, content=b"")
    assert answer.status_code == 413
    assert "onrecord add" in answer.text
