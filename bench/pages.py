"""How much processor time the pages of the reading room take on a large record, and how large they are.

    python bench/pages.py [--reports 20000] [--record FILE]

The record is synthetic: rows are written as `onrecord add` and `link` would write them, without reading any
text, and stay in FILE for the next run. Each page is asked for with nothing kept in memory, and again.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from onrecord.record import Record
from onrecord.serve.web import create_app

OUTLETS = [f"Outlet {n}" for n in range(60)]
PEOPLE = [f"Person {n} of Country {n % 90}" for n in range(400)]
ACTS = ["say"] * 12 + ["deny", "accuse", "demand", "warn", "promise", "reject", "announce", "claim"]
TYPES = [
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "SANCTION",
    "ACCUSE",
    "AGREE",
    "PROTEST",
    "AID",
    "THREATEN",
    "REQUEST",
]
STATUSES = ["asserted"] * 4 + ["claimed"] * 5 + ["denied"]
WORDS = [
    "harbour",
    "trawler",
    "ministry",
    "shots",
    "border",
    "talks",
    "strike",
    "minister",
    "convoy",
    "sanctions",
    "crew",
    "vessel",
    "treaty",
]
STATEMENTS, EVENTS, ACTORS = 15, 10, 12
REPEATS = 3


def text(chance: random.Random) -> str:
    """A paragraph-shaped text of about 3,000 characters."""
    return "\n\n".join(" ".join(chance.choices(WORDS, k=60)) for _ in range(7))


def rows(count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Table and row of everything in the record."""
    chance = random.Random(7)
    yield "runs", {"id": "run-1", "version": "0.1.0", "config": "synthetic"}
    for n in range(count):
        yield from report(chance, n)
    for n in range(0, count, 12):
        title = f"Story {n // 12} about {chance.choice(WORDS)}"
        dates = {"first_date": day(n), "last_date": day(min(n + 11, count - 1))}
        yield "stories", {"id": f"s{n}", "title": title, **dates, "run_id": "run-1"}
        for place, member in enumerate(range(n, min(n + 12, count))):
            yield "story_reports", {"story_id": f"s{n}", "position": place, "report_id": f"r{member}"}
        yield from claims(chance, n, min(n + 12, count))
    for n in range(0, count, 60):
        dates = {"first_date": day(n), "last_date": day(min(n + 59, count - 1))}
        yield "matters", {"id": f"m{n}", "title": f"Matter {n // 60}", **dates, "run_id": "run-1"}
        for place, member in enumerate(range(n, min(n + 60, count))):
            yield "matter_reports", {"matter_id": f"m{n}", "position": place, "report_id": f"r{member}"}


def day(n: int) -> str:
    """Publication spreads over six years."""
    return time.strftime("%Y-%m-%d", time.gmtime(1_600_000_000 + n * 9_000))


def report(chance: random.Random, n: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """A report with actors, statements and events."""
    here = {"report_id": f"r{n}"}
    body = text(chance)
    front = {
        "outlet": chance.choice(OUTLETS),
        "outlet_method": "given",
        "title": f"Report {n}",
        "title_method": "given",
    }
    dated = {"published": day(n), "published_precision": "day", "published_method": "given"}
    yield (
        "reports",
        {"id": f"r{n}", "run_id": "run-1", "language": "en", "digest": "0", "text": body, **front, **dated},
    )
    people = chance.sample(range(len(PEOPLE)), ACTORS // 2)
    names = [(f"p{p}", PEOPLE[p]) for p in people] + [
        (f"r{n}-a{i}", f"Bystander {i}") for i in range(ACTORS // 2)
    ]
    for place, (id, name) in enumerate(names):
        actor = {
            "id": id,
            "name": name,
            "kind": "person",
            "country": "PRT",
            "aliases": json.dumps([name.split(" of")[0]]),
        }
        yield "actors", {**here, "position": place, "run_id": "run-1", **actor}
        yield "identities", {"report_id": f"r{n}", "actor_id": id, "identity": id}
    for i in range(STATEMENTS):
        start = i * 150
        said = {
            "id": f"r{n}-s{i}",
            "act": chance.choice(ACTS),
            "speaker": chance.choice(names)[0],
            "manner": "indirect",
        }
        yield (
            "statements",
            {
                **here,
                "position": i,
                "run_id": "run-1",
                **said,
                "text": body[start : start + 120],
                "score": 0.9,
            },
        )
        for role, begin, end in (
            ("source", start, start + 10),
            ("cue", start + 11, start + 15),
            ("content", start + 16, start + 120),
        ):
            span = {"position": 0, "start_char": begin, "end_char": end}
            yield "statement_spans", {**here, "statement_id": f"r{n}-s{i}", "role": role, **span}
    for i in range(EVENTS):
        yield from event(chance, n, i, names)


def event(
    chance: random.Random, n: int, i: int, names: list[tuple[str, str]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """An event with an actor, a recipient and sometimes a place."""
    here = {"report_id": f"r{n}", "event_id": f"r{n}-e{i}"}
    status = chance.choice(STATUSES)
    by = f"r{n}-s{i}" if status != "asserted" else None
    deed = {"type": chance.choice(TYPES), "status": status, "asserted_by": by, "score": 0.8}
    yield (
        "events",
        {
            **{"report_id": f"r{n}", "id": f"r{n}-e{i}", "position": i, "run_id": "run-1"},
            **deed,
            **{"trigger_start": i * 100, "trigger_end": i * 100 + 8},
        },
    )
    for role, (id, _) in zip(("actor", "recipient"), chance.sample(names, 2), strict=True):
        yield (
            "participants",
            {**here, "role": role, "position": 0, "actor_id": id, "start_char": 1, "end_char": 5},
        )
    if i % 3 == 0:
        town = chance.randrange(500)
        where = {"latitude": -50 + town * 0.22, "longitude": -120 + town * 0.5, "why": "synthetic"}
        yield (
            "places",
            {**here, "name": f"Town {town}", "country": "PRT", "start_char": 1, "end_char": 5, **where},
        )


def claims(chance: random.Random, first: int, last: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Claims of one story, each denied sometimes."""
    for k in range(8):
        id = f"c{first}-{k}"
        yield (
            "claims",
            {
                "id": id,
                "tier": "same_claim",
                "text": " ".join(chance.choices(WORDS, k=14)),
                "run_id": "run-1",
            },
        )
        for place, n in enumerate(range(first, last)):
            clause = {"clause": 0, "content": "[[16, 120]]"}
            yield (
                "claim_statements",
                {
                    "claim_id": id,
                    "position": place,
                    "report_id": f"r{n}",
                    "statement_id": f"r{n}-s{k}",
                    **clause,
                },
            )
        if last - first > 1:
            denial = {
                "report_id": f"r{last - 1}",
                "statement_id": f"r{last - 1}-s{k + 2}",
                "clause": 0,
                "content": "[[1, 9]]",
            }
            denied = {
                "denied_report_id": f"r{first}",
                "denied_statement_id": f"r{first}-s{k}",
                "denied_clause": 0,
            }
            how = {
                "denied_content": "[[1, 9]]",
                "kind": "denial",
                "tier": "same_claim",
                "score": 0.8,
                "run_id": "run-1",
            }
            yield "denials", {**denial, **denied, **how}
        link = {"left_id": f"r{first}/r{first}-s{k}/0", "right_id": f"r{last - 1}/r{last - 1}-s{k}/0"}
        yield "links", {**link, "relation": "same_claim", "score": chance.random(), "run_id": "run-1"}


def build(path: Path, count: int) -> None:
    """Write the record."""
    Record(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    waiting: dict[str, list[dict[str, Any]]] = {}
    for table, row in rows(count):
        waiting.setdefault(table, []).append(row)
        if table == "reports" and len(waiting["reports"]) >= 2_000:
            flush(connection, waiting)
    flush(connection, waiting)
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


def flush(connection: sqlite3.Connection, waiting: dict[str, list[dict[str, Any]]]) -> None:
    """Insert what waits; rows of a table may lack columns that others of it have."""
    for table, found in waiting.items():
        names = list(dict.fromkeys(name for row in found for name in row))
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        connection.executemany(sql, ([row.get(name) for name in names] for row in found))
    waiting.clear()
    connection.commit()


PAGES = [
    *(
        "/",
        "/reports",
        "/reports?page=200",
        "/reports?outlet=Outlet+3",
        "/reports?text=trawler+convoy",
        "/reports/r77",
        "/reports/r77?correct=r77-s3",
    ),
    *("/actors", "/actors?name=person+7", "/actors/p7", "/actors/p7?act=deny&page=3", "/actors/r9-a3"),
    *("/stories", "/stories/s1200", "/claims", "/claims?denied=1&page=5", "/claims/c1200-2", "/wording"),
    *("/matters", "/matters?title=12&outlet=Outlet+3", "/matters/m1200"),
    *(
        "/denials",
        "/denials?page=20",
        "/denials?matter=m1200&kind=denial",
        "/denials?text=treaty&outlet=Outlet+3",
    ),
    *(
        "/events",
        "/events?page=100",
        "/events?actor=p7&status=denied",
        "/events?by=p7&to=p8",
        "/events?text=treaty",
    ),
    *(
        "/timeline",
        "/timeline?story=s1200",
        "/timeline?matter=m1200",
        "/map",
        "/map?type=ASSAULT",
        "/network",
        "/network?since=2022-03&until=2022-04",
    ),
    *(
        "/search",
        "/search?q=trawler",
        "/search?q=trawler+treaty&act=deny",
        "/search?q=convoy&in=reports",
        "/search?in=events&type=AID",
    ),
    *(
        "/judge",
        "/judge?item=r12",
        "/add",
        "/api/statements",
        "/api/events?offset=5000",
        "/api/claims",
        "/api/claims?offset=5000",
        "/api/denials?offset=5000",
        "/api/actors",
        "/api/judgements",
        "/api/reports/r5",
    ),
]


def main() -> None:
    """Build the record where it is missing, and print a line a page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=20_000)
    asked.add_argument("--record", type=Path, default=Path("build/pages.onrecord"))
    options = asked.parse_args()
    if not options.record.exists():
        options.record.parent.mkdir(parents=True, exist_ok=True)
        build(options.record, options.reports)
    Record(options.record).close()  # brings an older schema up to date
    app = create_app(options.record)
    browser = TestClient(app, base_url="http://localhost")
    fresh: list[float] = []
    print(f"{'page':<48}{'fresh ms':>10}{'kept ms':>10}{'kB':>8}")
    for url in PAGES:
        times = [timed(app, browser, url, keep=False) for _ in range(REPEATS)]
        again = [timed(app, browser, url, keep=True) for _ in range(REPEATS)]
        size = len(browser.get(url).content) / 1000
        fresh += times
        print(
            f"{url:<48}{statistics.median(times):>10.0f}{statistics.median(again):>10.0f}{size:>8.0f}",
            flush=True,
        )
    ordered = sorted(fresh)
    print(
        f"fresh: median {statistics.median(fresh):.0f} ms,"
        f" 95th percentile {ordered[int(len(ordered) * 0.95)]:.0f} ms"
    )


def timed(app: Any, browser: TestClient, url: str, keep: bool) -> float:
    """Milliseconds of processor time for one page: server and client are one process, nothing waits."""
    if not keep:
        app.state.room._kept.clear()
    start = time.process_time()
    answer = browser.get(url)
    assert answer.status_code == 200, f"{url}: {answer.status_code} {answer.text[:300]}"
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()
