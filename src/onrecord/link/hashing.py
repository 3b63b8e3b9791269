"""Words as 64-bit numbers that are the same on every machine and in every run, unlike `hash`."""

from __future__ import annotations

import hashlib
from functools import lru_cache

_MASK = (1 << 64) - 1
_FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F  # odd, so that no bits are lost


@lru_cache(maxsize=1 << 18)
def hashed(word: str) -> int:
    """A word as a number below 2⁶⁴."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest())


def hashed_pair(left: str, right: str) -> int:
    """Two words in this order as a number below 2⁶⁴."""
    return (hashed(left) * _FIRST + hashed(right) * _SECOND) & _MASK
