"""From a draft to a report: boilerplate marked, front matter read from the text where nothing was given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.acquire import byline, dateline, language, layout, outlet, published, signoff
from onrecord.acquire.dateline import Opening
from onrecord.acquire.draft import Draft
from onrecord.acquire.layout import Layout
from onrecord.acquire.patterns import Role
from onrecord.model import Found, Omission, Reason, Report, Span


def finish(draft: Draft) -> Iterator[Report | Omission]:
    """The report of a draft, and an omission for a date with two readings."""
    report = _report(draft)
    yield report
    if report.published and published.ambiguous(report.published.value):
        moment = report.published.value
        yield Omission(
            stage="acquire",
            reason=Reason.AMBIGUOUS_DATE,
            detail=f"{draft.path}: the date is {moment.earliest} or {moment.latest}; both are bounds of it.",
            span=report.published.evidence,
            path=draft.path,
        )


def _report(draft: Draft) -> Report:
    text = draft.text
    page = layout.read(text, draft.title.value if draft.title else None)
    body = page.having(Role.BODY)
    opening = dateline.read(text, body)
    title = _title(page, draft.title)
    signed = signoff.read(page, opening)
    return Report(
        id=Report.id_of(text, title.value if title else None, draft.url),
        text=text,
        language=draft.language or language.identify("\n".join(line.text for line in body)),
        digest=draft.digest,
        input_id=draft.input_id,
        path=draft.path,
        url=draft.url,
        encoding=draft.encoding,
        outlet=draft.outlet or outlet.read(text, page, opening, draft.url) or signoff.outlet(text, signed),
        title=title,
        authors=draft.authors or byline.read(page),
        dateline=opening.dateline if opening else None,
        published=draft.published or published.read(text, page, opening),
        boilerplate=_boilerplate(page, opening, signoff.tail(text, page, signed)),
    )


def _boilerplate(page: Layout, opening: Opening | None, signed: Span | None) -> tuple[Span, ...]:
    """Lines that are no body, what stands before the body's first word, and the sign-off after its last."""
    ends = (opening.prefix if opening else None, signed)
    return tuple(sorted([*page.boilerplate(), *filter(None, ends)]))


def _title(page: Layout, given: Found[str] | None) -> Found[str] | None:
    """The title that was given, with the line that shows it if one does; else the headline of the text."""
    for line in page.having(Role.TITLE):
        if given:
            return replace(given, evidence=line.span)
        return Found(value=line.text, method="headline line", evidence=line.span)
    return given
