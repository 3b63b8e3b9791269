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
    *(
        "/",
        "/stories",
        "/matters",
        "/claims",
        "/denials",
        "/actors",
        "/actors/gov:ISL",
        "/events",
        "/timeline",
        "/map",
        "/network",
    ),
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
    """Addresses of one report, story, matter and claim, and of the forms that correct."""
    with Record(record, read_only=True) as store:
        statement, event = store.statements()[0], store.events()[0]
        return [
            f"/reports/{store.reports()[0].id}",
            f"/stories/{store.stories()[0].id}",
            f"/matters/{store.matters()[0].id}",
            f"/claims/{store.claims()[0].id}",
            f"/reports/{statement.report}?correct={statement.id}#{statement.id}",
            f"/reports/{event.report}?correct={event.id}#{event.id}",
        ]


def serious(tab: Any) -> list[str]:
    """What axe finds of serious or critical impact."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tab).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(
    ("scheme", "pages"),
    [("light", PAGES), ("dark", ["/", "/actors/gov:ISL", "/network", "/denials", "/judge"])],
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


@pytest.mark.parametrize(
    ("relation", "verdict"),
    [
        ("same_story", "Different"),
        ("same_claim", "Same"),
        ("same_actor", "Unsure"),
        ("copy_of", "Different"),
        ("same_matter", "Unsure"),
    ],
)
def test_a_judgement_is_made_and_undone(tab: Any, address: str, relation: str, verdict: str) -> None:
    tab.goto(f"{address}/judge?relation={relation}")
    form = tab.locator("main form").first
    form.get_by_label("Reason").fill(f"why {relation}")
    form.get_by_role("button", name=verdict).click()
    row = tab.locator("tr", has_text=f"why {relation}")
    row.wait_for()
    assert row.count() == 1
    row.get_by_role("button", name="Undo").click()
    row.filter(has_text="undone").wait_for()


CORRECTIONS = [
    ("statements", "Speaker", {"label": "none of these"}, "corrected speaker was"),
    ("statements", "Act", {"value": "promise"}, "corrected act was"),
    ("events", "Status", {"value": "denied"}, "corrected status was"),
    ("events", "Type", {"value": "AID"}, "corrected type was"),
    ("events", "According to", {"value": "nobody"}, "corrected according to was"),
]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize(("kind", "field", "choice", "says"), CORRECTIONS, ids=[c[1] for c in CORRECTIONS])
def test_a_correction_is_made_where_it_stands_and_undone(
    chromium: Any, address: str, record: Path, kind: str, field: str, choice: Any, says: str, scripts: bool
) -> None:
    with Record(record, read_only=True) as store:
        item = next(row for row in getattr(store, kind)() if getattr(row, "asserted_by", "") is not None)
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}/reports/{item.report}")
    card = page.locator(f'[id="{item.id}"]')
    card.get_by_role("link", name="correct").click()
    card.get_by_label(field).select_option(**choice)
    card.get_by_label("Reason").fill("read it again")
    card.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**/reports/{item.report}#{item.id}")
    assert says in " ".join(card.inner_text().split())
    card.get_by_role("link", name="correct").click()
    card.get_by_role("button", name="Undo").first.click()
    page.wait_for_url(f"**/reports/{item.report}#{item.id}")
    assert "corrected" not in card.inner_text()
    page.goto(address + "/judge#log")
    assert page.locator("tr", has_text="read it again").filter(has_text="undone").count() > 0
    context.close()


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


def test_dropped_files_are_read_and_errors_named(tab: Any, address: str) -> None:
    tab.goto(address + "/add")
    tab.evaluate(
        """() => {
            const carried = new DataTransfer();
            carried.items.add(new File(["Mayor Bo Lind said that the tram would run again."], "tram.txt"));
            carried.items.add(new File([new Uint8Array([0, 1, 2, 3])], "noise.bin"));
            const box = document.querySelector(".drop");
            for (const type of ["dragover", "drop"])
                box.dispatchEvent(new DragEvent(type, {dataTransfer: carried, cancelable: true}));
        }"""
    )
    assert "2 chosen: tram.txt, noise.bin" in tab.locator("[data-chosen]").inner_text()
    tab.get_by_role("button", name="Read into the record").click()
    tab.locator("tr", has_text="noise.bin").locator(".badge.denied").wait_for(timeout=60_000)
    assert "1 added" in tab.locator("tr", has_text="tram.txt").inner_text()
    tab.wait_for_function("document.querySelector('[data-job]').dataset.state === 'done'", timeout=60_000)


def test_places_and_days_chosen_in_one_view_hold_in_the_others(tab: Any, address: str) -> None:
    tab.goto(address + "/map")
    tab.locator("table a").first.click()
    for view in ("Timeline", "Network", "Map", "List"):
        tab.get_by_label("Views of these events").get_by_role("link", name=view).click()
        assert "place=" in tab.url
        assert tab.locator(".chips").inner_text().startswith("place")


def test_a_denial_leads_to_its_evidence(tab: Any, address: str) -> None:
    tab.goto(address + "/")
    tab.get_by_label("Main").get_by_role("link", name="Matters").click()
    tab.locator("main li a").first.click()
    tab.locator("header").get_by_role("link", name="Denials").last.click()
    link = tab.locator(".pairs .denies .from a").first
    target = str(link.get_attribute("href")).partition("#")[2]
    link.click()
    assert tab.locator(f'[id="{target}"]').is_visible()


def test_pages_can_be_read_without_scripts(chromium: Any, address: str, record: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for url in inside(record):
        page.goto(address + url)
        assert page.locator(".lines li").count() > 0
    context.close()
