"""What linking invented reports costs: in a record, in a batch on disk, and in a record with more on top.

    python bench/linking.py [--reports 10000] [--more 100]        a record, and again after 100 more
    python bench/linking.py --batch [--reports 10000] [--megabytes 500]

Matters of about ten reports by twenty outlets, some passed on in part. Statements and actors come with them,
so that no model runs. Seconds are of this process on all cores; the peak of memory is of linking alone.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

from onrecord import parts
from onrecord.linked_parts import link_parts
from onrecord.model import (
    Actor,
    Found,
    Manner,
    PartialDate,
    Precision,
    Provenance,
    Reading,
    Report,
    Span,
    Statement,
)
from onrecord.record import Record
from onrecord.record.across import link_record

PER_MATTER = 10
OUTLETS = 20
COUNTRIES = ("ISL", "PRT", "NOR", "CHL", "KEN", "THA", "PER", "FIN", "GHA", "NZL")
MADE_BY = Provenance(run="bench", version="0", config="", models=())


def words() -> list[str]:
    """Ordinary words, the most frequent first."""
    lines = (files("onrecord.link") / "data" / "word_frequencies.tsv").read_text("utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if not line.startswith("#")][1:]


def name(choose: random.Random) -> str:
    """A made-up name."""
    return "".join(choose.choice("bdfgklmnprstv") + choose.choice("aeiou") for _ in range(3)).capitalize()


class Matter:
    """An affair with its names, its words and the sentences that are said in it."""

    def __init__(self, number: int, vocabulary: list[str]) -> None:
        self.choose = random.Random(number)
        self.actors = [f"{name(self.choose)} {name(self.choose)}" for _ in range(5)]
        self.place = name(self.choose)
        rare = vocabulary[300:]
        self.theme = self.choose.sample(rare, 60)
        self.said = [self._sentence(vocabulary) for _ in range(40)]

    def _sentence(self, vocabulary: list[str]) -> str:
        common = self.choose.choices(vocabulary[:300], k=8)
        theme = self.choose.choices(self.theme, k=6)
        mixed = [word for pair in zip(common, theme, strict=False) for word in pair] + common[6:]
        return f"the {self.choose.choice(self.actors).split()[1]} of {self.place} {' '.join(mixed)}"


def readings(count: int, first: int = 0) -> Iterator[Reading]:
    """Readings with statements and actors, the same for the same numbers."""
    vocabulary = words()
    matter = Matter(-1, vocabulary)
    for number in range(first, first + count):
        if number % PER_MATTER == 0 or number == first:
            matter = Matter(number // PER_MATTER, vocabulary)
        yield reading(number, matter)


def reading(number: int, matter: Matter) -> Reading:
    """One report of a matter: twelve sentences, ten of them statements."""
    choose = random.Random(f"report {number}")
    title = f"{matter.place} {' '.join(choose.choices(matter.theme, k=5))}"
    text, statements, spans = title + "\n", [], {actor: [] for actor in matter.actors}
    for place, said in enumerate(choose.sample(matter.said, 12)):
        actor = choose.choice(matter.actors)
        spans[actor].append(Span(len(text), len(text) + len(actor)))
        start = len(text) + len(actor) + len(" said ")
        text += f"{actor} said {said}.\n"
        if place < 10:
            statements.append((actor, Span(start, start + len(said))))
    report = Report(
        id=Report.id_of(text, title, None),
        text=text,
        language="en",
        digest="",
        title=Found(value=title, method="column"),
        outlet=Found(value=f"Outlet {number % OUTLETS}", method="column"),
        published=Found(value=day(number), method="column"),
    )
    return Reading(
        report=report,
        statements=tuple(
            Statement(
                id=f"{report.id}-s{n}",
                content=(span,),
                cue=(Span(span.start - 5, span.start - 1),),
                source=(spans[actor][0],),
                manner=Manner.INDIRECT,
                act="deny" if n == 7 else "say",
                score=0.9,
                speaker=f"{report.id}-a{matter.actors.index(actor)}",
            )
            for n, (actor, span) in enumerate(statements)
        ),
        actors=tuple(
            Actor(
                id=f"{report.id}-a{n}",
                name=actor,
                kind="person",
                country=COUNTRIES[n],
                mentions=tuple(spans[actor]),
            )
            for n, actor in enumerate(matter.actors)
        ),
    )


def day(number: int) -> PartialDate:
    """Ten reports a day."""
    ordinal = number // 10
    value = f"{2031 + ordinal // 336}-{ordinal // 28 % 12 + 1:02}-{ordinal % 28 + 1:02}"
    return PartialDate(value=value, precision=Precision.DAY)


def made(folder: Path, count: int, first: int = 0) -> None:
    """A record of so many readings."""
    with Record(folder / "bench.onrecord") as record:
        record.add(readings(count, first), (), MADE_BY)


def batch(folder: Path, count: int, size: int = 200) -> None:
    """A batch of so many readings, as `onrecord batch` writes one."""
    for number, start in enumerate(range(0, count, size)):
        some = list(readings(min(size, count - start), start))
        part = parts.Part(number=number, items=tuple(one.report for one in some))
        parts.write(folder / "out", part, some, (), MADE_BY)


def record_linked(folder: Path) -> None:
    """Link the record in a folder."""
    with Record(folder / "bench.onrecord") as record:
        link_record(record)


def cost(work: Callable[..., object], *arguments: object) -> tuple[float, float]:
    """Process seconds and peak of memory, in megabytes, of a call in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one:
        return one.submit(measured, work, arguments).result()


def measured(work: Callable[..., object], arguments: tuple[object, ...]) -> tuple[float, float]:
    """Process seconds and peak of memory of a call in this process."""
    start = time.process_time()
    work(*arguments)
    return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def line(what: str, count: int, found: tuple[float, float]) -> str:
    """A row of the output."""
    seconds, megabytes = found
    each = seconds / count * 1000
    return f"{what:22} {count:7,}  {seconds:8.1f} s  {each:6.1f} ms a report  {megabytes:6.0f} MB"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10000)
    parser.add_argument("--more", type=int, default=100)
    parser.add_argument("--batch", action="store_true")
    parser.add_argument("--megabytes", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if asked.batch:
            batch(folder, asked.reports)
            found = cost(link_parts, folder / "out", asked.megabytes)
            print(line("batch on disk", asked.reports, found), flush=True)
            return
        made(folder, asked.reports)
        print(line("record", asked.reports, cost(record_linked, folder)), flush=True)
        made(folder, asked.more, asked.reports)
        print(line(f"again with {asked.more} more", asked.more, cost(record_linked, folder)))


if __name__ == "__main__":
    main()
