"""The stage: parse, then mentions, then who is who among them."""

from __future__ import annotations

import dataclasses

from onrecord.analyse.mentions import mentions
from onrecord.analyse.parse import Parser
from onrecord.model import Reading


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
        return dataclasses.replace(
            reading, parse=parse, mentions=found, omissions=(*reading.omissions, *omissions)
        )
