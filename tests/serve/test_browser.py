"""The bundled reports in a real browser: no error on the console, nothing that axe finds serious."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from onrecord import demo
from onrecord.record import Record
from onrecord.record.commands import add_paths, link_record
from onrecord.serve.web import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")

PAGES = [
    *("/", "/stories", "/claims", "/actors", "/actors/gov:ISL", "/events", "/timeline", "/map", "/network"),
    *("/reports", "/wording", "/judge", "/add", "/api", "/search?q=shots", "/search?in=events", "/nothing"),
]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browser") / "demo.onrecord"
    with Record(path) as store:
        add_paths(store, [str(demo.REPORTS)])
        link_record(store)
    return path


@pytest.fixture(scope="module")
def address(record: Path) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(record), log_level="error"))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    running.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    running.join(timeout=10)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Any) -> Iterator[Any]:
    """A page whose console errors fail the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
    yield page
    context.close()
    assert [e for e in errors if "404 (Not Found)" not in e] == []


def inside(record: Path) -> list[str]:
    """Addresses of one report, story and claim."""
    with Record(record, read_only=True) as store:
        found = [f"/reports/{store.reports()[0].id}", f"/stories/{store.stories()[0].id}"]
        return found + [f"/claims/{claim.id}" for claim in store.claims()[:1]]


def serious(tab: Any) -> list[str]:
    """What axe finds of serious or critical impact."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tab).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(
    ("scheme", "pages"),
    [("light", PAGES), ("dark", ["/", "/actors/gov:ISL", "/network"])],
    ids=["light", "dark"],
)
def test_pages_are_sound_and_accessible(
    tab: Any, address: str, record: Path, scheme: str, pages: list[str]
) -> None:
    tab.emulate_media(color_scheme=scheme)
    for url in [*pages, *inside(record)]:
        tab.goto(address + url)
        assert tab.locator("h1").count() == 1, url
        assert serious(tab) == [], url


def test_nothing_is_wider_than_a_phone(tab: Any, address: str, record: Path) -> None:
    tab.set_viewport_size({"width": 360, "height": 740})
    for url in [*PAGES, *inside(record)]:
        tab.goto(address + url)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, url


def test_a_mark_in_the_text_shows_its_card(tab: Any, address: str, record: Path) -> None:
    tab.goto(address + inside(record)[0])
    mark = tab.locator("a.m.cue").first
    mark.focus()
    tab.keyboard.press("Enter")
    chosen = tab.locator(".card.chosen")
    assert chosen.count() == 1
    assert "#" + chosen.get_attribute("id") in tab.url
    tab.keyboard.press("Escape")
    assert tab.locator(".chosen").count() == 0


def test_dragging_over_the_timeline_chooses_days(tab: Any, address: str) -> None:
    tab.goto(address + "/timeline")
    box = tab.locator("svg[data-brush]").bounding_box()
    tab.mouse.move(box["x"] + box["width"] * 0.15, box["y"] + 20)
    tab.mouse.down()
    tab.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 30, steps=5)
    tab.mouse.move(box["x"] + box["width"] * 0.99, box["y"] + 30, steps=5)
    tab.mouse.up()
    tab.wait_for_url("**since=**")
    assert "until=" in tab.url


def test_a_judgement_is_made_and_undone(tab: Any, address: str) -> None:
    tab.goto(address + "/judge?relation=same_story")
    form = tab.locator("main form").first
    form.get_by_label("Reason").fill("two different boats")
    form.get_by_role("button", name="Different").click()
    row = tab.locator("tr", has_text="two different boats")
    row.wait_for()
    assert row.count() == 1
    row.get_by_role("button", name="Undo").click()
    row.filter(has_text="undone").wait_for()


def test_a_pasted_text_is_read(tab: Any, address: str) -> None:
    tab.goto(address + "/add")
    tab.get_by_label("Or paste the text").fill(
        "Mayor Ada Lund said on Friday that the bridge would stay closed.\n\n"
        "She denied that it had been unsafe."
    )
    tab.get_by_label("Title").fill("Bridge stays closed")
    tab.get_by_role("button", name="Read into the record").click()
    deadline = time.monotonic() + 60
    while tab.get_by_role("link", name="report", exact=True).count() == 0 and time.monotonic() < deadline:
        tab.wait_for_timeout(200)
    tab.get_by_role("link", name="report", exact=True).first.click()
    assert tab.locator("h1").inner_text() == "Bridge stays closed"
    assert "Ada Lund" in tab.locator(".lines").first.inner_text()


def test_pages_can_be_read_without_scripts(chromium: Any, address: str, record: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for url in inside(record):
        page.goto(address + url)
        assert page.locator(".lines li").count() > 0
    context.close()
