"""The stage: parse, then mentions, then who is who among them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from textwrap import shorten

from onrecord.analyse.mentions import mentions
from onrecord.analyse.parse import Parser
from onrecord.model import Omission, Reading, Reason, Report

FIRST_WORDS = 60
"""Characters of a stretch of boilerplate that its omission shows."""


class Analyse:
    """Adds `parse` and `mentions` to a reading."""

    name = "analyse"
    requires = frozenset({"report"})
    adds = frozenset({"parse", "mentions"})

    def __init__(self) -> None:
        self.parser = Parser()

    def __call__(self, reading: Reading) -> Reading:
        """Parse the report's text outside boilerplate and find the mentions in it."""
        parse, omissions = self.parser(reading.report)
        found = mentions(reading.report.text, parse)
        skipped = (*reading.omissions, *_boilerplate(reading.report), *omissions)
        return dataclasses.replace(reading, parse=parse, mentions=found, omissions=skipped)


def _boilerplate(report: Report) -> Iterator[Omission]:
    for span in report.boilerplate:
        first_words = shorten(span.of(report.text), FIRST_WORDS, placeholder=" ...")
        yield Omission(stage="analyse", reason=Reason.BOILERPLATE, detail=first_words, span=span)
