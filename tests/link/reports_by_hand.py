"""Reports of invented outlets on invented events."""

from __future__ import annotations

from onrecord.model import Dateline, Found, PartialDate, Precision, Reading, Report, Span

FERRY = (
    "The ferry Marisol ran aground off Port Vell early on Monday with 84 people on board, the coast guard of "
    "Avel said. All passengers were brought ashore by noon and nobody was hurt. Captain Ines Tarda told "
    "reporters that the radar had failed in thick fog. The owner, Blue Line, said it had ordered an inquiry "
    "and would publish what it finds. The wreck is to be towed to Port Vell once the wind drops, harbour "
    "master Otto Brill said, adding that a small leak of diesel had been contained with floating booms."
)
FERRY_OWN_WORDS = (
    "Everyone aboard the Marisol is safe after the Blue Line ferry struck rocks near Port Vell in fog. "
    "Ines Tarda, its captain, blamed a broken radar. The coast guard of Avel sent two boats for the 84. "
    "An inquiry into the grounding of the ferry will follow, Blue Line promised."
)
TAXES = (
    "Parliament in Baia voted on Tuesday to raise the tax on sugar from January. Finance minister Rosa Quill "
    "said the money would go to schools. The opposition called the vote a theft from the poor and vowed to "
    "repeal it. Bakers marched outside with empty baskets while deputies spoke until midnight."
)
TAXES_OWN_WORDS = (
    "Sugar will cost more in Baia from January after deputies passed the tax of finance minister Rosa Quill "
    "in a late vote. Schools are to get the money, Quill said; bakers protested outside parliament."
)
CHESS = (
    "Grandmaster Lena Holt won the open in Karst with nine points out of eleven on Sunday. She beat the top "
    "seed in the last round with a sacrifice of her queen. The prize is worth 20,000 crowns."
)
FOOTER = (
    " Subscribe to our newsletter for the stories that matter and never miss what moves the region today. "
    "Follow us on every channel, download our free application, and write to the editors with your questions."
)


def report(text: str, **front: str) -> Reading:
    """A report; front matter: title, outlet, date, agency, boilerplate (words that are)."""
    title, outlet, date = front.get("title"), front.get("outlet"), front.get("date")
    published = PartialDate(value=date, precision=Precision.DAY) if date else None
    furniture = front.get("boilerplate")
    start = text.index(furniture) if furniture else 0
    return Reading(
        report=Report(
            id=Report.id_of(text, title, outlet),
            text=text,
            language="en",
            digest="",
            title=Found(value=title, method="column") if title else None,
            outlet=Found(value=outlet, method="column") if outlet else None,
            published=Found(value=published, method="column") if published else None,
            dateline=Dateline(span=Span(0, 1), agency=front["agency"]) if "agency" in front else None,
            boilerplate=(Span(start, start + len(furniture)),) if furniture else (),
        )
    )


def all_reports() -> list[Reading]:
    """Six reports of three stories; the ferry's is passed on once, cut down."""
    return [
        report(FERRY, title="Ferry Marisol aground", outlet="Avel Ledger", date="2031-05-05"),
        report(FERRY[:330], title="Ferry aground off Port Vell", outlet="Baia Post", date="2031-05-06"),
        report(FERRY_OWN_WORDS, title="All safe on Marisol", outlet="Karst Radio", date="2031-05-05"),
        report(TAXES, title="Baia raises sugar tax", outlet="Baia Post", date="2031-05-06"),
        report(TAXES_OWN_WORDS, title="Sugar tax passes", outlet="Avel Ledger", date="2031-05-07"),
        report(CHESS, title="Holt wins in Karst", outlet="Karst Radio", date="2031-05-04"),
    ]
