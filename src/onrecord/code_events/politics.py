"""Whether a text is about politics at all: teams attack, shares are hit and stars are accused in other news.

PLOVER codes acts of political actors. Reports without the words of politics, and sentences full of the
words of sport, markets, stage or illness, hold none, however much their verbs look like it.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.code_events.words import cues
from onrecord.model import Parse, Token

TABLE = "political_words"
SHORT = 5
"""Reports of fewer sentences tell too little of themselves."""
DENSITY = 0.2
"""Least number of political words to a sentence of a political report. In forty reports of stories and ECB+
the political ones had 0.3 and more, those on sport, gadgets, stars and planets 0.17 and less."""


def is_political(parse: Parse) -> bool:
    """Whether a report has words of politics enough; a short one, unless it is of common crime.

    Police, prosecutors and officials are in reports of common crime too, and count there for nothing.
    """
    words, justice, crimes = (len(_of(parse.tokens, kind)) for kind in ("word", "justice", "crime"))
    common = crimes > words
    if len(parse.sentences) < SHORT:
        return not common
    return words + (0 if common else justice) >= DENSITY * len(parse.sentences)


def is_elsewhere(tokens: Iterable[Token]) -> bool:
    """Whether a sentence has more words of sport, markets, stage and the like than of politics.

    Of our labelled sentences this holds for 150 without an event and 8 with one.
    """
    tokens = list(tokens)
    other = len(set(_of(tokens, "elsewhere")))
    return other > 0 and other > len(_of(tokens, "word")) + len(_of(tokens, "justice"))


def _of(tokens: Iterable[Token], kind: str) -> list[str]:
    """The lemmas of one kind, each as often as it occurs."""
    table = cues(TABLE, kind)
    return [token.lemma for token in tokens if token.lemma.lower() in table or token.text.lower() in table]
