"""The page docs/reference/plover.md, from the tables of the event coder and of CAMEO."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import cameo
from onrecord.code_events import ontology
from onrecord.code_events.words import rows

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def lines() -> Iterator[str]:
    """The page as Markdown."""
    yield "# PLOVER types, modes and contexts, and their CAMEO codes"
    yield ""
    yield "Generated from `code_events/data/plover.csv`, `code_events/data/context_words.tsv` and"
    yield "`data/cameo.tsv` by `make docs`. The ontology is that of the PLOVER manual of 2021."
    yield ""
    yield "## Types and modes"
    yield ""
    yield "The score runs from -10 (hostile) to +10 (friendly). The manual prints +3 for ACCUSE, a misprint"
    yield "for -3: its modes are -2 and -3.5. Of several modes the score that is largest in magnitude counts."
    yield ""
    yield "| type | quad class | score | modes with their scores |"
    yield "| --- | --- | --- | --- |"
    for kind in ontology.types().values():
        modes = ", ".join(f"{mode} {kind.scores[mode]:g}" for mode in kind.modes) or "none"
        yield f"| {kind.name} | {kind.quad} {QUADS[kind.quad]} | {kind.score():g} | {modes} |"
    yield ""
    yield "## Contexts"
    yield ""
    yield ", ".join(f"`{name}`" for name in contexts())
    yield ""
    yield from codes()


def contexts() -> list[str]:
    """The contexts that the coder gives, in the order of its table."""
    return list(dict.fromkeys(row[0] for row in rows("context_words")))


def codes() -> Iterator[str]:
    """How CAMEO codes are given, and the table."""
    yield "## CAMEO"
    yield ""
    yield "An event gets the code of the first row that fits its type, modes and contexts. PLOVER merged"
    yield "what CAMEO tells apart, so most codes are coarse. Gaps: roots 01 (statements) and 02 (appeals)"
    yield "never come out; root 20 only for weapons of mass destruction. An event that is denied, negated,"
    yield "hypothetical, historical or still ahead has no code, except a future CONCEDE (035, express"
    yield "intent to yield, 7.0); promises and threats are types of their own. The score is that of"
    yield "CAMEO's scale (after Goldstein 1992), not PLOVER's."
    yield ""
    yield "| type | mode | context | code | score | name in CAMEO |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for row in cameo.rows():
        yield f"| {row.type} | {row.mode} | {row.context} | {row.code} | {row.score:g} | {row.name} |"
