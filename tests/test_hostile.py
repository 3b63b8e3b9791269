"""Hostile inputs, small: each is read or refused in words, escaped everywhere, and costs the others nothing.

`make soak` runs the same at full size and measures them.
"""

from __future__ import annotations

import pytest

from soak.hostile import Chain, loaded, outcome
from soak.inputs import INPUTS, Hostile

SIZE = 500
"""Bytes of an input; bombs unfold to far more."""

SECONDS, MEGABYTES = 60, 2_000
"""A hundred times what they take here: enough for any machine, and far below what runs away."""


@pytest.fixture(scope="module")
def chain() -> Chain:
    """All stages, loaded and used once, so that children have them."""
    return loaded()


@pytest.mark.parametrize("hostile", INPUTS, ids=[hostile.name for hostile in INPUTS])
def test_it_is_read_or_refused_and_the_rest_goes_on(hostile: Hostile, chain: Chain) -> None:
    assert outcome(hostile, SIZE, chain, seconds=SECONDS, megabytes=MEGABYTES).faults == []
