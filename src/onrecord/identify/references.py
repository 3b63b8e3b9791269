"""From a stretch of text in a role (a source, an actor of an event) to the mention that it is."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.identify.clues import role_of, singulars
from onrecord.identify.gazetteer import gazetteer
from onrecord.identify.names import fold
from onrecord.identify.shared_mentions import SharedMentions
from onrecord.identify.tables import rows
from onrecord.identify.turns import Turns
from onrecord.model import Mention, MentionKind, Parse, Reading, Reference, Span, Token

_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WDT"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves", "themself", "self"})
_OWNING = frozenset({"amod", "compound", "nmod", "poss"})
_OWNERS = frozenset({"NORP", "GPE", "ORG", "PERSON"})
_BEHIND = frozenset({"by", "from", "of", "in", "at", "near"})
_MANY = frozenset(
    {"many", "some", "others", "several", "few", "most", "all", "both", "dozen", "hundred", "faculty"}
)
_ISSUERS = frozenset({"by", "from", "of"})


class References:
    """The mentions of a reading by place, with new ones for roles that no mention fills."""

    def __init__(self, reading: Reading) -> None:
        assert reading.parse is not None
        self.text = reading.report.text
        self.parse: Parse = reading.parse
        self.starts = [t.start for t in self.parse.tokens]
        self.mentions: list[Mention] = list(reading.mentions)
        self.turns = Turns(self.text, self.mentions)
        self.at_head: dict[int, list[Mention]] = {}
        self.covering: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            self._note(mention)
        self.name_heads = {m.head for m in reading.mentions if m.kind is MentionKind.NAME}
        self.by_span = {m.span: m for m in reading.mentions}
        self.shared = SharedMentions(reading.mentions, self.text)
        sources = (self.mention(spans) for spans in _sources(reading))
        acting = (self.actor(reference.span) for reference in _acting(reading))
        self.used = {found.span for found in (*sources, *acting) if found is not None}

    def actor(self, span: Span) -> Mention | None:
        """The mention in a role of an event. None for a thing, place or number that is no mention."""
        if shared := self.shared.around(span):
            return self.by_span[shared]
        head = self._relative(self.head((span,)))
        if span in self.by_span or (head is not None and self._with_head(head)):
            return self.mention((span,))
        if head is None:
            return None
        if head.pos == "ADJ" and (named := self._named_at(head)):
            return named
        return self._owner(span, head) if is_thing(head, span.of(self.text)) else self.mention((span,))

    def _owner(self, span: Span, thing: Token) -> Mention | None:
        """Whose thing it is: what hits "Chadian wells", or "targets in Chad", is done to Chad."""
        tokens = self.parse.tokens
        inside = [n for n in self._tokens(span) if tokens[n] is not thing]
        owning = [n for n in inside if tokens[n].dep in _OWNING and tokens[tokens[n].head] is thing]
        behind = [n for n in inside if tokens[n].dep == "pobj" and self._hangs_on(tokens[n], thing)]
        owners = (self._named_at(tokens[n]) for n in (*owning, *behind))
        return next((found for found in owners if found is not None), None)

    def _hangs_on(self, noun: Token, thing: Token) -> bool:
        preposition = self.parse.tokens[noun.head]
        return preposition.lemma.lower() in _BEHIND and self.parse.tokens[preposition.head] is thing

    def _named_at(self, token: Token) -> Mention | None:
        """The state, people, body or person that a token names; a new mention where none stands there."""
        found = self._with_head(token)
        if found is not None:
            return found if found.label in _OWNERS and found.kind is not MentionKind.PRONOUN else None
        entity = next((e for e in self.parse.entities if e.start <= token.start < e.end), None)
        if entity is None or entity.label not in _OWNERS:
            return None
        return self._add(Span(entity.start, entity.end), token, MentionKind.NAME, entity.label)

    def mention(self, spans: Sequence[Span]) -> Mention | None:
        """The mention whose head is the head of these spans; a new one where none is. None without a noun."""
        for span in spans:
            if span in self.by_span and not is_document(self.by_span[span], self.text):
                return self.by_span[span]
        head = self._relative(self.head(spans))
        answering = self.turns.answering(spans[0]) if spans else None
        if answering is not None or head is None:
            return answering or self._of_same_words(spans)
        found = self._with_head(head)
        if found is None:
            found = self._new(spans, head)
        return self._issuer(found, spans) or self._apposition(found, spans) or found

    def coordinated(self, spans: Sequence[Span]) -> list[Mention]:
        """The other mentions of a source of several: Reykjavik in "Lisbon and Reykjavik"."""
        tokens, head = self.parse.tokens, self.head(spans)
        inside = [n for span in spans for n in self._tokens(span)]
        chain = {n for n in inside if tokens[n] is head}
        for n in inside:
            if tokens[n].dep == "conj" and tokens[n].head in chain and tokens[n].pos in _NOMINAL:
                chain.add(n)
        found = (self._with_head(tokens[n]) for n in sorted(chain) if tokens[n] is not head)
        return [mention for mention in found if mention is not None]

    def head(self, spans: Sequence[Span]) -> Token | None:
        """The token that heads the spans: the first noun or pronoun whose own head lies outside them.

        One that is coordinated with a word before comes after those that are not: of "Speaker Ito" behind
        "Ruiz and", where the parse coordinates "Speaker", it is "Ito".
        """
        inside = [n for span in spans for n in self._tokens(span)]
        within = set(inside)
        tokens = self.parse.tokens
        tops = [n for n in inside if tokens[n].head not in within or tokens[n].head == n]
        tops.sort(key=lambda n: tokens[n].dep == "conj")
        nominal = (
            n
            for group in (tops, inside)
            for n in group
            if self._is_nominal(tokens[n])
            and not (len(inside) > 1 and tokens[n].lemma.lower() in _REFLEXIVES)
        )
        first = next(nominal, None)
        return None if first is None else tokens[first]

    def _is_nominal(self, token: Token) -> bool:
        """A noun or the like, or the head of a name that the parser takes for a verb ("Trump himself")."""
        return token.pos in _NOMINAL or Span(token.start, token.end) in self.name_heads

    def _relative(self, head: Token | None) -> Token | None:
        """For "who" and "which", the noun that the relative clause belongs to."""
        if head is None or head.tag not in ("WP", "WDT"):
            return head
        verb = self.parse.tokens[head.head]
        noun = self.parse.tokens[verb.head]
        return noun if verb.dep == "relcl" and noun.pos in _NOMINAL else head

    def _tokens(self, span: Span) -> range:
        first = bisect.bisect_left(self.starts, span.start)
        return range(first, bisect.bisect_left(self.starts, span.end))

    def _of_same_words(self, spans: Sequence[Span]) -> Mention | None:
        """A name elsewhere with the words of a span in which the parser sees no noun."""
        words = spans[0].of(self.text) if spans else ""
        names = (m for m in self.mentions if m.kind is MentionKind.NAME and m.span.of(self.text) == words)
        return next(names, None)

    def _note(self, mention: Mention) -> None:
        """Make a mention found by the tokens of its head and, for a name, of the whole of it."""
        for n in self._tokens(mention.head):
            self.at_head.setdefault(n, []).append(mention)
        if mention.kind is MentionKind.NAME:
            for n in self._tokens(mention.span):
                self.covering.setdefault(n, []).append(mention)

    def _with_head(self, head: Token) -> Mention | None:
        n = bisect.bisect_left(self.starts, head.start)
        found = self.at_head.get(n) or self.covering.get(n) or []
        return max(found, key=lambda m: len(m.span), default=None)

    def _apposition(self, found: Mention, spans: Sequence[Span]) -> Mention | None:
        """The person named beside a description: "her running mate, Ana Ruiz"."""
        if found.kind is not MentionKind.DESCRIPTION or found.antecedent is not None:
            return None
        for n in (n for span in spans for n in self._tokens(span) if self.parse.tokens[n].dep == "appos"):
            beside, token = self.parse.tokens[self.parse.tokens[n].head], self.parse.tokens[n]
            if found.head.overlaps(Span(beside.start, beside.end)):
                named = self._with_head(token)
                if named is not None and named.kind is MentionKind.NAME and named.label == "PERSON":
                    return named
        return None

    def _issuer(self, found: Mention, spans: Sequence[Span]) -> Mention | None:
        """Who issued a document, where its noun phrase names it: "a statement issued by the Kremlin"."""
        if not is_document(found, self.text):
            return None
        spans = (*spans, self._phrase(found))
        inside = [
            m
            for m in self.mentions
            if m.kind is not MentionKind.PRONOUN
            and m is not found
            and not is_document(m, self.text)
            and any(s.contains(m.span) for s in spans)
            and self._issues(m, found)
        ]
        return max(inside, key=lambda m: len(m.span), default=None)

    def _phrase(self, mention: Mention) -> Span:
        """A mention with what stands behind its head and belongs to it."""
        tokens, end = self.parse.tokens, mention.span.end
        heads = set(self._tokens(mention.head))
        for n in range(bisect.bisect_left(self.starts, mention.head.end), len(tokens)):
            if not self._belongs(n, heads):
                break
            end = max(end, tokens[n].end)
        return Span(mention.span.start, end)

    def _belongs(self, token: int, heads: set[int]) -> bool:
        tokens = self.parse.tokens
        while token not in heads and tokens[token].head != token:
            token = tokens[token].head
        return token in heads

    def _issues(self, mention: Mention, document: Mention) -> bool:
        after = self.text[mention.span.end : mention.span.end + 2]
        before = self.text[max(0, mention.span.start - 16) : mention.span.start].split()
        while before and before[-1].lower() in ("the", "a", "an", "its"):
            before.pop()
        leads = mention.span.start < document.head.start
        return (leads and after[:1] in "'’ ") or bool(before and fold(before[-1]) in _ISSUERS)

    def _new(self, spans: Sequence[Span], head: Token) -> Mention:
        own = Span(head.start, head.end)
        span = next((s for s in spans if s.contains(own)), own)
        comma = self.text.find(",", own.end, span.end)
        if comma > 0:
            span = Span(span.start, comma)
        kind = MentionKind.DESCRIPTION
        if head.tag in _PRONOUN_TAGS:
            kind = MentionKind.PRONOUN
        elif head.pos == "PROPN" or (span.of(self.text).isupper() and self.turns.is_label(span)):
            kind = MentionKind.NAME
        if kind is MentionKind.PRONOUN:
            span = Span(head.start, head.end)
        return self._add(span, head, kind, self._label(head))

    def _add(self, span: Span, head: Token, kind: MentionKind, label: str) -> Mention:
        made = Mention(span=span, head=Span(head.start, head.end), kind=kind, label=label)
        self.mentions.append(made)
        self._note(made)
        self.by_span[span] = made
        return made

    def _label(self, head: Token) -> str:
        entity = next((e.label for e in self.parse.entities if e.start <= head.start < e.end), None)
        if entity in ("PERSON", "ORG", "GPE", "NORP"):
            return entity
        many = head.tag in ("NNS", "NNPS") or head.lemma.lower() in _MANY
        return "GROUP" if many or self._has_plural_beside(head) else "OTHER"

    def _has_plural_beside(self, head: Token) -> bool:
        """Whether a plural is coordinated with a noun: "faculty and administrators"."""
        n = bisect.bisect_left(self.starts, head.start)
        near = self.parse.tokens[n + 1 : n + 6]
        return any(t.dep == "conj" and t.tag == "NNS" and self.parse.tokens[t.head] is head for t in near)


def _sources(reading: Reading) -> Iterator[Sequence[Span]]:
    for statement in reading.statements:
        if statement.source:
            yield statement.source
        if statement.addressee:
            yield (statement.addressee.span,)


def _acting(reading: Reading) -> Iterator[Reference]:
    return (r for event in reading.events for r in (*event.actors, *event.recipients))


def is_thing(head: Token, phrase: str) -> bool:
    """Whether a phrase that no mention fills stands for a thing, a place or a number: it acts for nobody."""
    if head.pos == "PROPN" or head.tag in _PRONOUN_TAGS:
        return False
    word, known = fold(head.text), gazetteer()
    words = fold(phrase).split()
    end = words.index(word) + 1 if word in words else len(words)
    roles = (role_of(" ".join(words[first:end]), known) for first in range(max(0, end - 3), end))
    if any(role is not None and role.sector != "UNK" for role in roles):
        return False
    return not any(form in _acting_nouns() for form in singulars(word))


@lru_cache(maxsize=1)
def _acting_nouns() -> frozenset[str]:
    return frozenset(fold(noun) for (noun,) in rows("acting_nouns.tsv"))


def is_document(mention: Mention, text: str) -> bool:
    """Whether the head is a noun for words that somebody issues ("statement", "poll")."""
    return mention.kind is MentionKind.DESCRIPTION and fold(mention.head.of(text)) in _document_nouns()


@lru_cache(maxsize=1)
def _document_nouns() -> frozenset[str]:
    return frozenset(form for (noun,) in rows("documents.tsv") for form in (fold(noun), fold(noun) + "s"))
