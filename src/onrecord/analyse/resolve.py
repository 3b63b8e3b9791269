"""Who is who in one report: every phrase finds its chain, or stays open with its candidates.

Names come first, over the whole report; then what the grammar says (apposition, predicate); then
pronouns and descriptions in text order. A wrong name is worse than none: where two chains are about
equally likely, a phrase stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.analyse.chains import Chain, clash
from onrecord.analyse.choose import (
    DESCRIPTION_MARGIN,
    PRONOUN_MARGIN,
    PRONOUN_WINDOW,
    Choice,
    PronounScorer,
    choose,
    description_score,
    fits_pronoun,
)
from onrecord.analyse.lexicon import broader, pronouns
from onrecord.analyse.naming import NameIndex
from onrecord.analyse.phrases import AGED, Phrase, is_speech
from onrecord.analyse.tree import Tree
from onrecord.model import MentionKind

DESCRIPTION_WINDOW = 40
"""Sentences that a description looks back."""
LONGEST_TITLE = 9
"""Tokens from the head of a description to the comma before the name."""
AHEAD = 6
"""Sentences that a description in a headline or lead looks ahead for the name."""
LEAST = {"m": 0.5, "f": 0.5, "n": 5.3, "-": 4.4}
"""The score that a chain needs, by the pronoun's gender: it and they stand for much that is no mention."""
LEAD = 6
"""Sentences of headline and lead, in which somebody may be described before being named."""
UNNAMED_WINDOW = 4
"""Sentences after which somebody who was described is named in passing."""
NAMED_BODIES = frozenset(
    {"newspaper", "magazine", "daily", "weekly", "channel", "website", "group", "company", "firm", "party"}
)
"""Nouns that follow the name of the very body they mean."""
LATEST = 12
"""Speakers or subjects that a pronoun looks back over."""
OPEN = Choice(None, ())


class Resolver:
    """Resolves the phrases of one report.

    `speakers` maps quotation numbers to subject tokens; `told` counts the sentences outside quotations.
    """

    def __init__(
        self, tree: Tree, phrases: Sequence[Phrase], speakers: dict[int, int], told: Sequence[int]
    ) -> None:
        self.tree, self.phrases = tree, phrases
        self.at = {p.head: p for p in phrases}
        self.chain_of: dict[int, Chain] = {}
        """Head token → chain."""
        self.open: dict[int, Choice] = {}
        """Head token of an unresolved phrase → its candidates."""
        self.recent: dict[int, Chain] = {}
        self.first_of = {p.first: p for p in phrases if p.kind is MentionKind.NAME}
        self.names = self._name_chains()
        self.quoted = {q: self.names[t] for q, t in speakers.items() if t in self.names}
        self.speakers = speakers
        self.score = PronounScorer(tree, self.quoted, self.names, told)
        self.salient: list[tuple[Phrase, Chain]] = []
        """Who spoke and what was the subject of a main clause, outside quotations, in text order."""

    def __call__(self) -> None:
        """Fill `chain_of` and `open`."""
        for phrase in self.phrases:
            chain = self._linked(phrase) or self._chosen(phrase)
            if chain is not None:
                self._put(phrase, chain)
        self._look_ahead()
        self._mark_first_person()

    def _put(self, phrase: Phrase, chain: Chain) -> None:
        chain.phrases.append(phrase)
        if phrase.head not in self.names:
            chain.learn(phrase)
        self.chain_of[phrase.head] = chain
        self.recent.pop(id(chain), None)
        self.recent[id(chain)] = chain
        if phrase.quote < 0 and (phrase.speaks or self.tree.is_topic(phrase.head)):
            self.salient.append((phrase, chain))

    def _before(self, phrase: Phrase, window: int) -> Iterator[Chain]:
        """The chains mentioned in the last sentences, the latest first."""
        for chain in reversed(self.recent.values()):
            if phrase.sentence - chain.phrases[-1].sentence > window:
                return
            yield chain

    def _name_chains(self) -> dict[int, Chain]:
        """Head token of each name → its chain; full names before parts of names."""
        indexes: dict[str, NameIndex] = {}
        found: dict[int, Chain] = {}
        names = [p for p in self.phrases if p.kind is MentionKind.NAME]
        for phrase in sorted(names, key=lambda p: (p.label == "PERSON" and len(p.words) < 2, p.first)):
            index = indexes.setdefault(phrase.label, NameIndex(phrase.label))
            chain = self._likeliest(index.best(phrase)) or index.new(phrase)
            index.add(chain, phrase)
            chain.learn(phrase)
            found[phrase.head] = chain
        return found

    def _likeliest(self, chains: list[Chain]) -> Chain | None:
        return max(chains, key=lambda c: len(c.names), default=None)

    def _linked(self, phrase: Phrase) -> Chain | None:
        """The chain of a name, or the one that the grammar gives."""
        if phrase.head in self.names:
            named = self.names[phrase.head]
            if phrase.roles and self.tree.tokens[phrase.first].text.lower() == "the":
                self._take_over_unnamed(phrase, named)
            return named
        if phrase.kind is not MentionKind.DESCRIPTION or phrase.label == "THING":
            return None
        apposed = self._apposed(phrase)
        if apposed is not None and phrase.label == "PERSON" and phrase.definite:
            self._take_over_unnamed(phrase, apposed)
        return apposed or self._predicated(phrase)

    def _take_over_unnamed(self, phrase: Phrase, named: Chain) -> None:
        """ "A spokeswoman said ... the spokeswoman, NAME, added": the unnamed one has the name."""
        if named.phrases and named.phrases[0].sentence < phrase.sentence:
            return
        for chain in self._before(phrase, UNNAMED_WINDOW):
            same = not chain.names and set(phrase.roles[:1]) & chain.roles
            if same and description_score(phrase, chain) and chain.gender in (named.gender, "-"):
                self._merge(chain, named)
                return

    def _merge(self, chain: Chain, into: Chain) -> None:
        if chain is into:
            return
        for member in chain.phrases:
            self.chain_of[member.head] = into
            into.phrases.append(member)
            into.learn(member)
        into.phrases.sort(key=lambda p: p.first)
        self.recent.pop(id(chain), None)
        self.salient = [(p, into if c is chain else c) for p, c in self.salient]

    def _apposed(self, phrase: Phrase) -> Chain | None:
        token = self.tree.tokens[phrase.head]
        heads = [token.head] if token.dep == "appos" else []
        heads += [c for c in self.tree.children[phrase.head] if self.tree.tokens[c].dep == "appos"]
        chains = [self._same_kind(phrase, h) for h in heads]
        chains.append(self._named_at_its_side(phrase))
        if phrase.label == "PERSON":
            chains.append(self._named_behind_comma(phrase))
        return next((c for c in chains if c is not None), None)

    def _named_at_its_side(self, phrase: Phrase) -> Chain | None:
        """A body named right behind or inside what it is: "power company NAME", "the NAME newspaper"."""
        if phrase.label != "ORG":
            return None
        name = self.first_of.get(phrase.head + 1)
        inside = self.at.get(phrase.head - 1)
        if name is None and inside is not None and NAMED_BODIES.intersection(phrase.roles):
            name = inside if inside.end == phrase.head and inside.kind is MentionKind.NAME else None
        if name is None or name.label != "ORG" or name.sentence != self.tree.tokens[phrase.head].sentence:
            return None
        return self.names.get(name.head)

    def _named_behind_comma(self, phrase: Phrase) -> Chain | None:
        """ "The ambassador to Lisbon, NAME, said": the parser often hangs the name on the nearer noun."""
        tokens = self.tree.tokens
        limit = min(len(tokens) - 1, phrase.head + LONGEST_TITLE)
        comma = next(
            (i for i in range(phrase.head + 1, limit) if tokens[i].pos in ("PUNCT", "VERB", "AUX")), None
        )
        if comma is None or tokens[comma].text != "," or tokens[comma].sentence != phrase.sentence:
            return None
        name = self.first_of.get(comma + 1)
        if name is None or name.label != "PERSON" or name.end >= len(tokens):
            return None
        after = tokens[name.end]
        behind = self.first_of.get(name.end + 1)
        listed = after.text in ("and", "or") or (
            after.text == "," and behind is not None and bool(behind.words)
        )
        return None if listed or not (phrase.definite or after.text == ",") else self.names.get(name.head)

    def _predicated(self, phrase: Phrase) -> Chain | None:
        token = self.tree.tokens[phrase.head]
        verb = self.tree.tokens[token.head]
        if token.dep != "attr" or verb.lemma not in ("be", "become", "remain"):
            return None
        children = {self.tree.tokens[c].dep for c in self.tree.children[token.head]}
        subject = self.tree.child(token.head, "nsubj")
        return (
            None if children & {"neg", "aux", "mark"} or subject is None else self._same_kind(phrase, subject)
        )

    def _same_kind(self, phrase: Phrase, head: int) -> Chain | None:
        chain = self.names.get(head) or self.chain_of.get(head)
        if (
            chain is None
            or chain.number != phrase.number
            or {chain.label, phrase.label} & {"THING", "DOCUMENT"}
        ):
            return None
        return chain if (chain.label == "PERSON") == (phrase.label == "PERSON") else None

    def _chosen(self, phrase: Phrase) -> Chain | None:
        if phrase.kind is MentionKind.PRONOUN:
            choice = self._choose_for_pronoun(phrase)
        elif is_speech(phrase):
            return None
        elif phrase.definite and phrase.label != "THING":
            choice = self._choose_for_description(phrase)
        else:
            choice = OPEN
        if choice.chain is None and choice.candidates:
            self.open[phrase.head] = choice
        if phrase.kind is MentionKind.PRONOUN:
            return choice.chain
        return choice.chain or Chain(phrase.label, phrase.number)

    def _choose_for_pronoun(self, phrase: Phrase) -> Choice:
        features = pronouns()[self.tree.tokens[phrase.head].text.lower()]
        if features.person != "3":
            return OPEN
        fitting = [c for c in self._before(phrase, PRONOUN_WINDOW) if fits_pronoun(phrase, c)]
        free = [c for c in fitting if not self.score.is_bound(phrase, c)]
        self._note_salient(free)
        scored = [(self.score(phrase, c), c) for c in free]
        return choose(scored, PRONOUN_MARGIN, LEAST[phrase.gender])

    def _note_salient(self, fitting: Sequence[Chain]) -> None:
        """Tell the scorer the last topic that fits, and the last speaker where no other topic came later."""
        fits = {id(chain) for chain in fitting}
        latest = [(p, c) for p, c in reversed(self.salient[-LATEST:]) if id(c) in fits]
        self.score.topic = next((c for p, c in latest if self.tree.is_topic(p.head)), None)
        voice = next((n for n, (p, _) in enumerate(latest) if p.speaks), len(latest))
        later = (c for p, c in latest[:voice] if self.tree.is_topic(p.head))
        self.score.voice = latest[voice][1] if voice < len(latest) else None
        if any(c is not self.score.voice for c in later):
            self.score.voice = None

    def _choose_by_age(self, phrase: Phrase) -> Choice:
        """ "The 19-year-old" is the last topic, where that is a person with a name."""
        near = [c for c in self._before(phrase, 2) if c.label == "PERSON" and c.number == "s"]
        self._note_salient(near)
        topic = self.score.topic
        named = topic is not None and bool(topic.names)
        return Choice(topic if named else None, tuple(near[:3]))

    def _choose_for_description(self, phrase: Phrase) -> Choice:
        if AGED in phrase.roles:
            return self._choose_by_age(phrase)
        owner = self.chain_of.get(phrase.possessor) if phrase.possessor is not None else None
        scored = []
        for chain in self._before(phrase, DESCRIPTION_WINDOW):
            score = description_score(phrase, chain)
            if score and chain is not owner and self._same_owner(phrase, owner, chain):
                scored.append((score, chain))
        return choose(scored, DESCRIPTION_MARGIN, least=1.0)

    def _same_owner(self, phrase: Phrase, owner: Chain | None, chain: Chain) -> bool:
        """ "His lawyer" is the lawyer of the same man as before; a country is an owner like any other."""
        if phrase.possessor is None or phrase.nations:
            return True
        owners = [self.chain_of.get(p.possessor) for p in chain.phrases if p.possessor is not None]
        return owner is not None and owner in owners

    def _mark_first_person(self) -> None:
        """Inside a quotation I and we are its speaker's words: the speaker is their candidate."""
        for phrase in self.phrases:
            speaker = self.chain_of.get(self.speakers.get(phrase.quote, -1))
            pronoun = pronouns().get(self.tree.tokens[phrase.head].text.lower())
            if speaker and pronoun and pronoun.person == "1" and phrase.kind is MentionKind.PRONOUN:
                self.open[phrase.head] = Choice(None, (speaker,))

    def _look_ahead(self) -> None:
        """Descriptions before the first name: "Top diplomat: ..." over a report."""
        named = {id(c): c for c in self.names.values() if c.label == "PERSON" and c.phrases}
        for phrase in self.phrases:
            chain = self.chain_of.get(phrase.head)
            is_first = chain is not None and not chain.names and chain.phrases[0] is phrase
            if chain and is_first and self._may_precede(phrase):
                self._join_later(chain, phrase, list(named.values()))
            elif chain and is_first and self._opens(phrase):
                self._name_lead(chain, phrase)
            elif chain is None and phrase.kind is MentionKind.PRONOUN and phrase.head not in self.open:
                self._name_later(phrase, list(named.values()))

    def _opens(self, phrase: Phrase) -> bool:
        """Whether an indefinite person is what the report begins with: "A former pilot told ..."."""
        person = phrase.kind is MentionKind.DESCRIPTION and phrase.label == "PERSON"
        first = phrase.sentence <= 1 and self.tree.is_topic(phrase.head) and phrase.quote < 0
        return person and first and not phrase.definite

    def _name_lead(self, chain: Chain, phrase: Phrase) -> None:
        """Whom a lead describes, the next sentences name: the first person there, without a title."""
        ahead = (p for p in self.phrases if p.first > phrase.first and p.label == "PERSON" and p.quote < 0)
        name = next((p for p in ahead if p.kind is MentionKind.NAME), None)
        if name is None or name.sentence - phrase.sentence not in (1, 2) or name.roles or not name.subject:
            return
        named = self.names[name.head]
        first = named.phrases[0] is name and len(name.words) > 1
        if first and not clash(chain.gender, named.gender) and named.number == chain.number:
            self._merge(chain, named)

    def _name_later(self, phrase: Phrase, named: list[Chain]) -> None:
        """A pronoun before all names stands for the first one: "In his speech Paul Bell said ..."."""
        if phrase.gender not in ("m", "f"):
            return
        ahead = [
            c for c in named if 0 <= c.phrases[0].sentence - phrase.sentence <= 1 and c.phrases[0].subject
        ]
        fits = [c for c in ahead if c.phrases[0].first > phrase.first and fits_pronoun(phrase, c)]
        if len(fits) == 1 and not self.score.is_bound(phrase, fits[0]):
            self.chain_of[phrase.head] = fits[0]
            fits[0].phrases.insert(0, phrase)

    def _may_precede(self, phrase: Phrase) -> bool:
        """Whether a phrase may stand before the name: a definite one, or one in the style of headlines."""
        person = phrase.label == "PERSON" and phrase.kind is MentionKind.DESCRIPTION
        bare = phrase.definite or self.tree.child(phrase.head, "det") is None
        return person and phrase.sentence <= LEAD and bare

    def _same_office(self, phrase: Phrase, chain: Chain) -> bool:
        """The same country, or the very same role where one of them comes without country."""
        if phrase.nations & chain.nations:
            return True
        same = bool(set(phrase.roles) & chain.roles)
        if chain.nations:
            return same and not phrase.nations
        return any(role in broader(known) for role in phrase.roles for known in chain.roles) and (
            same or not phrase.own_nations
        )

    def _follows(self, chain: Chain, phrase: Phrase) -> bool:
        """Whether the first name of a chain stands behind a phrase, not too far."""
        name = next(p for p in chain.phrases if p.kind is MentionKind.NAME)
        return name.first > phrase.first and name.sentence - phrase.sentence <= AHEAD

    def _join_later(self, chain: Chain, phrase: Phrase, named: list[Chain]) -> None:
        ahead = [c for c in named if self._follows(c, phrase)]
        scored = [
            (s, c) for c in ahead if (s := description_score(phrase, c)) and self._same_office(phrase, c)
        ]
        choice = choose(scored, DESCRIPTION_MARGIN, least=3.0)
        if choice.chain is not None:
            self._merge(chain, choice.chain)
