"""From a parse to mentions with their antecedents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.analyse.chains import Chain
from onrecord.analyse.lexicon import roles
from onrecord.analyse.names import repaired
from onrecord.analyse.phrases import Finder, Phrase, is_speech
from onrecord.analyse.quotes import quote_of, speakers, told
from onrecord.analyse.resolve import OPEN, Resolver
from onrecord.model import Mention, MentionKind, Parse, Span


def mentions(text: str, parse: Parse) -> tuple[Mention, ...]:
    """The mentions in a parse of `text`, in text order, each with its antecedent or candidates.

    The antecedent is the mention that says most plainly who is meant: the first with a full name,
    which may stand later in the text. A mention that has none, or that is that one, has None.
    """
    numbers = quote_of(text, parse.tokens)
    finder = Finder(parse.tokens, repaired(parse.tokens, parse.entities), numbers)
    phrases = finder()
    _add_titles(text, phrases)
    resolver = Resolver(finder.tree, phrases, speakers(finder.tree, numbers), told(finder.tree, numbers))
    resolver()
    builder = _Builder(parse, resolver)
    return tuple(builder.mention(p) for p in phrases if p.label != "THING")


def _add_titles(text: str, phrases: Sequence[Phrase]) -> None:
    """Titles that stand before a full name anywhere, a caption too: "Captain Ana Ruiz is welcomed"."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        if phrase.kind is MentionKind.NAME and phrase.label == "PERSON" and len(phrase.words) > 1:
            name = " ".join(phrase.words)
            if name not in found:
                found[name] = _titles_before(text, name)
            phrase.roles = phrase.roles or found[name]


def _titles_before(text: str, name: str) -> tuple[str, ...]:
    places = (match.start() for match in re.finditer(re.escape(name), text))
    words = (text[max(0, place - 40) : place].split() for place in places)
    nouns = (before[-1].lower() for before in words if before)
    return tuple(dict.fromkeys(n for n in nouns if n in roles() and roles()[n].kind == "person"))


class _Builder:
    def __init__(self, parse: Parse, resolver: Resolver) -> None:
        self.parse, self.resolver = parse, resolver
        self.plainest: dict[int, Phrase] = {}
        """The best phrase of each chain by its id: a report may name one country ten thousand times."""

    def mention(self, phrase: Phrase) -> Mention:
        chain = self._chain(phrase)
        best = self._best(chain) if chain else phrase
        choice = self.resolver.open.get(phrase.head, OPEN)
        return Mention(
            span=self._span(phrase),
            head=Span(*self.parse.tokens[phrase.head][:2]),
            kind=phrase.kind,
            label=best.label if phrase.label == "OTHER" else phrase.label,
            antecedent=self._span(best) if best is not phrase else None,
            candidates=tuple(dict.fromkeys(self._span(self._best(c)) for c in choice.candidates))
            if best is phrase
            else (),
        )

    def _best(self, chain: Chain) -> Phrase:
        if id(chain) not in self.plainest:
            self.plainest[id(chain)] = chain.best()
        return self.plainest[id(chain)]

    def _chain(self, phrase: Phrase) -> Chain | None:
        """Of somebody's words ("Peskov's comments") the chain of the speaker."""
        own = self.resolver.chain_of
        if is_speech(phrase) and phrase.possessor is not None:
            return own.get(phrase.possessor)
        return own.get(phrase.head)

    def _span(self, phrase: Phrase) -> Span:
        tokens = self.parse.tokens
        return Span(tokens[phrase.first].start, tokens[phrase.end - 1].end)
