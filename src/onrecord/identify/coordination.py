"""Descriptions that join several countries: "senior Chadian and Malian officials" are of both."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from onrecord.identify.clues import BREAKS, Clues, Found, clues_of
from onrecord.identify.countries import is_backer
from onrecord.identify.gazetteer import gazetteer

_JOINING = frozenset({"", "and", "or"})
"""Folded words between joined names; a comma folds to nothing."""


@lru_cache(maxsize=16384)
def of_each_country(phrase: str) -> tuple[str, ...]:
    """One phrase a country ("senior Chadian officials", "senior Malian officials"); () where it joins none.

    The countries stand side by side before the noun that they share, or behind its "of" if it is a
    plural. "Chad and Mali" has no such noun.
    """
    clues = clues_of(phrase)
    if not shared_countries(clues):
        return ()
    joined = _joined(clues)
    before, after = clues.words[: joined[0].start], clues.words[joined[-1].end :]
    return tuple(
        " ".join((*before, *clues.words[f.start : f.end], *after)).replace(" ,", ",") for f in joined
    )


def shared_countries(clues: Clues) -> tuple[str, ...]:
    """The countries that share the noun of a phrase; () where it does not join several."""
    joined = _joined(clues)
    found = dict.fromkeys(f.entry.known.country or "" for f in joined)
    return tuple(found) if len(found) > 1 and _share_noun(clues, joined) else ()


def _joined(clues: Clues) -> list[Found]:
    """The first countries of the phrase, as far as commas and "and" join them."""
    found: list[Found] = []
    for name in clues.known:
        country = name.entry.known.country
        if country is None or name.entry.known.kind != "country" or is_backer(clues, name):
            continue
        between = clues.folded[found[-1].end : name.start] if found else ()
        if found and not (between and set(between) <= _JOINING):
            break
        found.append(name)
    return found


def _share_noun(clues: Clues, joined: list[Found]) -> bool:
    """Whether a role or a noun in small letters follows the last country, or a plural role leads by "of"."""
    first, end = joined[0].start, joined[-1].end
    behind = list(
        takewhile(lambda n: clues.folded[n] and clues.folded[n] not in BREAKS, range(end, len(clues.words)))
    )
    if behind:
        last = behind[-1]
        return any(r.end == last + 1 for r in clues.roles) or not clues.words[last][:1].isupper()
    led = first and clues.folded[first - 1] in ("of", "from") and end == len(clues.words)
    return bool(led) and any(r.words not in gazetteer().roles for r in clues.roles if r.end <= first)


def for_country(phrases: tuple[str, ...], words: str) -> int | None:
    """The index of the one phrase whose country these words name too; None where none or several do."""
    named = {f.entry.known.country for f in clues_of(words).known}
    fitting = [n for n, phrase in enumerate(phrases) if _country(phrase) in named]
    return fitting[0] if len(fitting) == 1 else None


def _country(phrase: str) -> str | None:
    joined = _joined(clues_of(phrase))
    return joined[0].entry.known.country if joined else None
