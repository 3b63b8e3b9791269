from __future__ import annotations

import pytest

from onrecord import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("75,000", 75000),
        ("31.7 billion", 31.7e9),
        ("300m", 3e8),
        ("two million", 2e6),
        ("a hundred and five", 105),
        ("twenty-one thousand three hundred", 21300),
        ("two dozen", 24),
        ("5 crore", 5e7),
        ("many", None),
        ("", None),
    ],
)
def test_value(text, expected):
    assert numbers.value(text) == expected
