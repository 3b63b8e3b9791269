"""Inputs made up at random, few of them; `make soak` tries many."""

from pathlib import Path

from onrecord import pipeline
from soak import fuzz, source

EXAMPLES = 60


def test_nothing_that_is_made_up_breaks_anything(tmp_path: Path) -> None:
    chain, reports = pipeline.default(), source.bundled()[5:7]
    found = [fuzz.tried(prop, EXAMPLES, 1) for prop in fuzz.properties(tmp_path, chain, reports)]
    assert {tally.name: tally.failures for tally in found if tally.failures} == {}
    assert len(found) == 4 and all(tally.tried for tally in found)
