"""How long `onrecord link` takes at 1,000, 3,000 and 10,000 reports, and after 100 more.

    python bench/linking.py [--reports 1000 3000 10000] [--more 100]

Reports are invented: matters of about ten reports by twenty outlets, some passed on in part. Statements and
actors come with them, so that no model runs. Times are those of this process, in seconds.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

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


def timed(record: Record) -> float:
    """Seconds of process time that linking takes."""
    start = time.process_time()
    link_record(record)
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 3000, 10000])
    parser.add_argument("--more", type=int, default=100)
    asked = parser.parse_args()
    print("reports  link, s  ms a report  then more  link again, s")
    for count in asked.reports:
        with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "bench.onrecord") as record:
            record.add(readings(count), (), MADE_BY)
            first = timed(record)
            record.add(readings(asked.more, count), (), MADE_BY)
            again = timed(record)
            print(f"{count:7,}  {first:7.1f}  {first / count * 1000:11.1f}  {asked.more:9}  {again:13.1f}")


if __name__ == "__main__":
    main()
