"""Readings built by hand: invented outlets and events."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import (
    Actor,
    Dateline,
    Event,
    Found,
    Manner,
    Mark,
    MarkKind,
    Modality,
    Omission,
    PartialDate,
    Place,
    Precision,
    Provenance,
    Quantity,
    Reading,
    Reason,
    Reference,
    Report,
    Span,
    Statement,
    Status,
    When,
)

TEXT = (
    "Port Vell seized 12 boats\n"
    "Avel, 3 May 2031 (NAW) - Minister Ana Ruiz said the harbour police seized 12 boats off Avel on Monday. "
    "“We did not fire,” she told the Ledger.\nShare this\n"
)


def span(words: str, text: str = TEXT) -> Span:
    """The first place where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def day(value: str) -> PartialDate:
    return PartialDate(value=value, precision=Precision.DAY)


def full_reading() -> Reading:
    """A reading in which every field that a record keeps is filled."""
    report = Report(
        id=Report.id_of(TEXT, "Port Vell seized 12 boats", None),
        text=TEXT,
        language="en",
        digest="0" * 64,
        input_id="a1",
        path="in/a.txt",
        encoding="utf-8",
        outlet=Found(value="Avel Ledger", method="column"),
        title=Found(
            value="Port Vell seized 12 boats", method="first line", evidence=span("Port Vell seized 12 boats")
        ),
        authors=(Found(value="P. Ode", method="column"), Found(value="Q. Ix", method="column")),
        dateline=Dateline(
            span=span("Avel, 3 May 2031 (NAW) -"), place="Avel", date=day("2031-05-03"), agency="NAW"
        ),
        published=Found(value=day("2031-05-03"), method="dateline", evidence=span("3 May 2031")),
        boilerplate=(span("Share this"),),
    )
    said = Statement(
        id="s1",
        content=(span("the harbour police seized 12 boats off Avel on Monday"),),
        cue=(span("said"),),
        source=(span("Minister Ana Ruiz"),),
        manner=Manner.INDIRECT,
        act="say",
        score=0.91234567,
        speaker="p:ana-ruiz",
        said=When(date=day("2031-05-03"), span=span("3 May 2031")),
        marks=(Mark(kind=MarkKind.QUOTED, span=span("seized 12 boats off Avel")),),
    )
    denied = Statement(
        id="s2",
        content=(span("We did not"), span("fire")),
        cue=(span("told"),),
        source=(span("she"),),
        manner=Manner.DIRECT,
        act="deny",
        score=0.5,
        speaker="p:ana-ruiz",
        candidates=("p:ana-ruiz", "p:other"),
        addressee=Reference(span=span("the Ledger"), actor="o:ledger"),
        venue=span("told the Ledger"),
        via="s1",
    )
    seized = Event(
        id="e1",
        type="SEIZE",
        trigger=span("seized"),
        status=Status.CLAIMED,
        score=0.75,
        modes=("confiscate",),
        contexts=("maritime",),
        actors=(Reference(span=span("the harbour police"), actor="c:avel-police"),),
        recipients=(Reference(span=span("12 boats")),),
        asserted_by="s1",
        modality=(Modality.HISTORICAL,),
        when=When(
            date=PartialDate(
                value="XXXX-05-02", precision=Precision.DAY, earliest="2031-05-02", latest="2031-05-02"
            ),
            span=span("Monday"),
        ),
        where=Place(
            name="Avel",
            span=span("Avel on"),
            country="ESP",
            geonames=42,
            latitude=40.5,
            longitude=-3.25,
            admin1="Avelia",
            admin1_code="ES.99",
            why="only place of that name",
        ),
        quantities=(
            Quantity(
                what="boats",
                value=12.0,
                unit=None,
                span=span("12 boats"),
                low=10,
                high=None,
                approximate=True,
            ),
        ),
    )
    return Reading(
        report=report,
        statements=(said, denied),
        events=(seized,),
        actors=(
            Actor(
                id="p:ana-ruiz",
                name="Ana Ruiz",
                kind="person",
                country="ESP",
                sector="GOV",
                aliases=("Minister Ruiz",),
                mentions=(span("Minister Ana Ruiz"), span("she")),
                outside_ids=("Q1",),
            ),
            Actor(
                id="c:avel-police", name="harbour police", kind="body", mentions=(span("the harbour police"),)
            ),
        ),
        omissions=(Omission(stage="attribute", reason=Reason.LOW_SCORE, detail="x", span=span("told")),),
    )


def plain_reading(text: str, **front: str) -> Reading:
    """A report with front matter only: title, outlet and date."""
    title, outlet, date = front.get("title"), front.get("outlet"), front.get("date")
    report = Report(
        id=Report.id_of(text, title, outlet),
        text=text,
        language="en",
        digest="0" * 64,
        path=f"{outlet}.txt",
        outlet=Found(value=outlet, method="column") if outlet else None,
        title=Found(value=title, method="column") if title else None,
        published=Found(value=day(date), method="column") if date else None,
    )
    return Reading(report=report)


def many(count: int, first: int = 0) -> list[Reading]:
    """Different readings, each with everything in it."""
    return [_numbered(number) for number in range(first, first + count)]


def _numbered(number: int) -> Reading:
    reading = full_reading()
    text = f"{TEXT}Edition {number}."
    report = replace(reading.report, text=text, id=Report.id_of(text, None, None), path=f"{number}.txt")
    return replace(reading, report=report)


def provenance(version: str = "0.1.0", run: str = "run1") -> Provenance:
    return Provenance(run=run, version=version, config="c" * 64, models=(("attribution", "a" * 64),))
