"""Descriptions that join several countries: "senior Chadian and Malian officials" are of both."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import islice, takewhile

from onrecord.identify.clues import BREAKS, Clues, Found, clues_of, singulars
from onrecord.identify.countries import is_backer
from onrecord.identify.gazetteer import gazetteer
from onrecord.identify.phrase import resolve
from onrecord.identify.resolution import Resolution

_JOINING = frozenset({"", "and", "or"})
"""Folded words between joined names; a comma folds to nothing."""


@lru_cache(maxsize=16384)
def of_each_country(phrase: str) -> tuple[str, ...]:
    """One phrase a country ("senior Chadian officials", "senior Malian officials"); () where it joins none.

    The countries stand side by side before the noun that they share, or behind its "of" if it is a
    plural. "Chad and Mali" has no such noun.
    """
    clues = clues_of(phrase)
    joined = _joined(clues)
    if len({f.entry.known.country for f in joined}) < 2 or not _share_noun(clues, joined):
        return ()
    before, after = clues.words[: joined[0].start], clues.words[joined[-1].end :]
    return tuple(
        " ".join((*before, *clues.words[f.start : f.end], *after)).replace(" ,", ",") for f in joined
    )


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


def resolve_one(phrase: str, on: date | None) -> Resolution:
    """One of those phrases: whoever holds the office that its plural names ("Chadian presidents"), if any."""
    holder = resolve(_in_singular(phrase), on=on)
    return holder if holder.kind == "person" and holder.id else resolve(phrase, on=on)


def _in_singular(phrase: str) -> str:
    clues = clues_of(phrase)
    words = list(clues.words)
    for role in clues.roles:
        if role.words not in gazetteer().roles:
            words[role.end - 1] = next(islice(singulars(words[role.end - 1]), 1, None))
    return " ".join(words)
