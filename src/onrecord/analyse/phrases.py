"""Phrases that may refer: names with titles, pronouns, descriptions; and what they show of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.analyse.lexicon import (
    Role,
    after_names,
    employers,
    fields,
    first_names,
    honorifics,
    places,
    pronouns,
    roles,
    speech_nouns,
    speech_verbs,
)
from onrecord.analyse.names import is_title
from onrecord.analyse.ranges import Name
from onrecord.analyse.spelling import respelled
from onrecord.analyse.tree import Tree
from onrecord.model import MentionKind, Token

LABELS = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "NORP": "NORP",
    "FAC": "ORG",
    "WORK_OF_ART": "DOCUMENT",
}
KINDS = {
    "person": "PERSON",
    "people": "GROUP",
    "body": "ORG",
    "media": "ORG",
    "document": "DOCUMENT",
    "place": "GPE",
}
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PLURAL = frozenset({"NNS", "NNPS"})
AGED = "year-old"
"""The role of somebody of whom only the age is told."""
LONGEST_ROLE = 4
SAME_PLACE = 6
"""Letters that the name of a place and the word for its people share."""


@dataclass(slots=True)
class Phrase:
    """A mention in the making. `first`, `end` (half-open) and `head` are token indices."""

    first: int
    end: int
    head: int
    kind: MentionKind
    label: str
    number: str = "s"
    """s, p, or - where it does not show."""
    gender: str = "-"
    """m, f, n (nobody's), or - where it does not show."""
    words: tuple[str, ...] = ()
    """The words of a name without titles, as written."""
    roles: tuple[str, ...] = ()
    """What a description or a title says it is: foreign minister, spokesman."""
    nations: frozenset[str] = frozenset()
    own_nations: frozenset[str] = frozenset()
    """Those before the head: "Iceland's", "Icelandic"."""
    modifiers: frozenset[str] = frozenset()
    definite: bool = False
    possessor: int | None = None
    """Token of the possessor: "his" in "his office", "Russia" in "Russia's top diplomat"."""
    subject: bool = False
    speaks: bool = False
    """Subject of a verb of saying."""
    quote: int = -1
    sentence: int = 0


class Finder:
    """Finds the phrases of one parse."""

    def __init__(self, tokens: Sequence[Token], names: Sequence[Name], quotes: Sequence[int]) -> None:
        self.tokens, self.names, self.quotes = tokens, names, quotes
        self.tree = Tree(tokens)
        self.name_at = {i: n for n in names for i in range(n.first, n.end)}
        self.places_here = {self._place_key(n) for n in names if n.label == "GPE"}

    def __call__(self) -> list[Phrase]:
        """All phrases in text order; those of one head only once."""
        found = {p.head: p for p in self._names()}
        covered = {i for p in found.values() for i in range(p.first, p.end)}
        for i, token in enumerate(self.tokens):
            if i in found:
                continue
            phrase = self._pronoun(i) if token.text.lower() in pronouns() else None
            if phrase is None and i not in covered and token.pos in ("NOUN", "PROPN", "ADJ", "NUM"):
                phrase = self._description(i)
            if phrase is not None:
                found[i] = phrase
        ordered = sorted(found.values(), key=lambda p: (p.first, -p.end))
        for phrase in ordered:
            self._place(phrase)
        return ordered

    def _place(self, phrase: Phrase) -> None:
        token = self.tokens[phrase.head]
        phrase.sentence, phrase.quote = token.sentence, self.quotes[phrase.head]
        phrase.subject = self.tree.is_subject(phrase.head)
        phrase.speaks = phrase.subject and self.tokens[self.tree.verb(phrase.head)].lemma in speech_verbs()

    def _names(self) -> Iterator[Phrase]:
        for name in self.names:
            head = self._head(name)
            token = self.tokens[head]
            if name.label == "NORP" and token.dep in ("amod", "compound") and token.tag not in PLURAL:
                continue
            label = LABELS.get(name.label, "OTHER")
            phrase = Phrase(name.first, max(name.end, head + 1), head, MentionKind.NAME, label)
            phrase.words = tuple(t.text for t in self.tokens[name.first : name.end] if t.pos != "PART")
            phrase.number = "p" if token.tag in PLURAL and label == "NORP" else "s"
            if label == "PERSON":
                self._add_title(phrase)
            else:
                phrase.gender = "n"
                phrase.nations = self._nations(name.first, name.end)
            yield phrase

    def _head(self, name: Name) -> int:
        inside = range(name.first, name.end)
        if name.end < len(self.tokens) and self.tokens[name.end].text in after_names():
            return name.end
        return next((i for i in reversed(inside) if self.tokens[i].head not in inside), name.end - 1)

    def _add_title(self, phrase: Phrase) -> None:
        """Extend a person's name to the titles before it; gender from title and first name."""
        name_first = phrase.first
        phrase.first = min(phrase.first, self._title_start(phrase))
        title = self.tokens[phrase.first : name_first]
        phrase.roles = self._roles_in(phrase.first, name_first)
        phrase.nations = self._nations(phrase.first, name_first)
        phrase.modifiers = frozenset(t.lemma.lower() for t in title if t.pos in ("NOUN", "PROPN", "ADJ"))
        phrase.gender = self._gender(title, phrase.words, phrase.roles)

    def _title_start(self, phrase: Phrase) -> int:
        """Where the title before a name begins: "Russian defense ministry spokesman, Igor ..."."""
        tokens, first = self.tokens, phrase.first
        start = self.tree.first(phrase.head)
        if start < first and not any(
            i in self.name_at and self.name_at[i].label == "PERSON" for i in range(start, first)
        ):
            first = start
        while first and self._continues_title(first - 1, tokens[phrase.head].sentence):
            first -= 1
        role = self._role_before(first)
        return first if role is None else self.tree.first(role)

    def _continues_title(self, i: int, sentence: int) -> bool:
        token = self.tokens[i]
        return (
            token.sentence == sentence
            and is_title(token.text)
            and (token.text[0].isupper() or token.pos == "NOUN")
        )

    def _role_before(self, first: int) -> int | None:
        """The role noun of "spokesman, NAME" and of "Director of the ... Department NAME"."""
        tokens = self.tokens
        if (
            first > 1
            and tokens[first - 1].text == ","
            and tokens[first].sentence == tokens[first - 1].sentence
        ):
            i = first - 2
            joined = tokens[i].pos in ("NOUN", "PROPN") and self.tokens[first].dep != "conj"
            same = any(tokens[c].dep == "appos" and first <= c < first + 4 for c in self.tree.children[i])
            return i if joined and same and self._role_at(i) and i not in self.name_at else None
        for i in range(first - 1, max(-1, first - 14), -1):
            token = tokens[i]
            if token.sentence != tokens[first].sentence or token.pos not in (
                "PROPN",
                "NOUN",
                "ADP",
                "DET",
                "ADJ",
                "CCONJ",
            ):
                return None
            if token.text[0].isupper() and is_title(token.text) and tokens[i + 1].text in ("of", "for"):
                return i
        return None

    def _pronoun(self, i: int) -> Phrase | None:
        token = self.tokens[i]
        capitals = token.text.isupper() and len(token.text) > 1
        if (
            not (token.pos in ("PRON", "DET", "ADJ") or capitals)
            or token.text in ("US", "IT")
            or token.dep == "expl"
        ):
            return None
        features = pronouns()[token.text.lower()]
        if features.gender == "n" and self._is_pleonastic(i):
            return None
        label = "PERSON" if features.gender in ("m", "f") or features.person in "12" else "OTHER"
        label = "GROUP" if features.number == "p" else label
        return Phrase(i, i + 1, i, MentionKind.PRONOUN, label, features.number, features.gender)

    def _is_pleonastic(self, i: int) -> bool:
        """ "It is clear that ...", "it seems", "it was raining": an it that stands for nothing."""
        verb = self.tokens[i].head
        if self.tokens[i].dep not in ("nsubj", "nsubjpass"):
            return False
        deps = {self.tokens[c].dep for c in self.tree.children[verb]}
        lemma = self.tokens[verb].lemma
        clause = bool(deps & {"ccomp", "xcomp", "advcl", "csubj"}) and bool(
            deps & {"acomp", "attr", "auxpass"} or lemma == "be"
        )
        return lemma in ("seem", "appear", "rain", "snow", "happen", "matter") or (
            lemma in ("be", "take") and clause
        )

    def _description(self, i: int) -> Phrase | None:
        token = self.tokens[i]
        if token.dep in ("compound", "amod", "nmod", "nummod") or (
            i in self.name_at and not self._role_at(i)
        ):
            return None
        if token.text == "old" and i > 2 and tuple(t.text for t in self.tokens[i - 3 : i : 2]) == ("-", "-"):
            return self._by_age(i)
        found = self._role_at(i)
        if found is None or self._is_body_part(i):
            return self._thing(i) if token.pos == "NOUN" else None
        noun, role = found
        phrase = Phrase(self.tree.first(i), i + 1, i, MentionKind.DESCRIPTION, KINDS[role.kind])
        plural = token.tag in PLURAL or role.kind == "people"
        phrase.number = "p" if plural else "s"
        if phrase.label == "PERSON" and plural:
            phrase.label = "GROUP"
        phrase.gender = role.gender if role.kind in ("person", "people") else "n"
        phrase.roles = (noun,)
        self._describe(phrase)
        return phrase

    def _by_age(self, i: int) -> Phrase | None:
        """ "The 19-year-old" alone, without a noun behind it."""
        first = i - 5
        if first < 0 or self.tokens[i].dep == "amod" or self.tokens[first].text.lower() not in DEFINITE:
            return None
        return Phrase(first, i + 1, i, MentionKind.DESCRIPTION, "PERSON", roles=(AGED,), definite=True)

    def _is_body_part(self, i: int) -> bool:
        """Whether a head is on somebody's shoulders: "her head", but "its head"."""
        owner = self.tree.child(i, "poss")
        features = pronouns().get(self.tokens[owner].text.lower()) if owner is not None else None
        return self.tokens[i].lemma == "head" and features is not None and features.gender != "n"

    def _thing(self, i: int) -> Phrase:
        """What is neither person, body nor document. No mention, but a pronoun may stand for it."""
        number = "p" if self.tokens[i].tag in PLURAL else "s"
        return Phrase(self.tree.first(i), i + 1, i, MentionKind.DESCRIPTION, "THING", number, "n")

    def _describe(self, phrase: Phrase) -> None:
        tokens, tree = self.tokens, self.tree
        words = tokens[phrase.first : phrase.head]
        phrase.possessor = tree.child(phrase.head, "poss")
        determiner = tree.child(phrase.head, "det")
        phrase.definite = phrase.possessor is not None or (
            determiner is not None and tokens[determiner].text.lower() in DEFINITE
        )
        phrase.end = self._end(phrase.head)
        if phrase.label == "PERSON":
            phrase.roles += tuple(r for r in self._implied(phrase.first, phrase.end) if r not in phrase.roles)
        phrase.nations = self._nations(phrase.first, phrase.end)
        phrase.own_nations = self._nations(phrase.first, phrase.head)
        phrase.modifiers = frozenset(
            t.lemma.lower() for t in words if t.pos in ("NOUN", "PROPN", "ADJ", "NUM")
        )

    def _end(self, head: int) -> int:
        """Past the head and an of-phrase that belongs to it: "director of the department"."""
        of = next(
            (c for c in self.tree.children[head] if c == head + 1 and self.tokens[c].text in ("of", "for")),
            None,
        )
        if of is None:
            return head + 1
        end = self.tree.rightmost(of) + 1
        stop = next(
            (
                i
                for i in range(of, end)
                if self.tokens[i].text in ',;:()"“”' or self.tokens[i].tag in ("WDT", "WP")
            ),
            end,
        )
        return max(stop, head + 1)

    def _role_at(self, i: int) -> tuple[str, Role] | None:
        """The longest known role that ends, or with an of-phrase begins, at token `i`."""
        tokens = self.tokens
        start = i
        while start > 0 and i - start < LONGEST_ROLE - 1 and tokens[start - 1].sentence == tokens[i].sentence:
            start -= 1
        last = tokens[i].lemma.lower()
        for first in range(start, i + 1):
            words = [t.text.lower() for t in tokens[first:i] if t.text.lower() not in places()]
            for noun in (" ".join([*words, last]), " ".join([*words, tokens[i].text.lower()])):
                if noun in roles():
                    return self._with_of(i, noun), roles()[noun]
        return None

    def _with_of(self, i: int, noun: str) -> str:
        tail = " ".join(t.text.lower() for t in self.tokens[i + 1 : i + 3])
        longer = f"{noun} {tail}"
        return longer if longer in roles() else noun

    def _roles_in(self, first: int, end: int) -> tuple[str, ...]:
        found = [self._role_at(i) for i in range(first, end) if self.tokens[i].pos in ("NOUN", "PROPN")]
        titles = [honorifics().get(t.text.lower(), ("-", "-"))[1] for t in self.tokens[first:end]]
        nouns = [f[0] for f in found if f and f[1].kind == "person"] + [t for t in titles if t != "-"]
        return tuple(dict.fromkeys(nouns + self._implied(first, end) if nouns else []))

    def _implied(self, first: int, end: int) -> list[str]:
        """Roles that the body in a title implies: an official of a foreign ministry is a diplomat."""
        title = f" {' '.join(t.text.lower() for t in self.tokens[first:end])} "
        return [role for body, role in employers().items() if f" {body} " in title]

    def _nations(self, first: int, end: int) -> frozenset[str]:
        words = [t.text.lower() for t in self.tokens[first:end]]
        grams = [" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words))]
        keys = [places().get(g) for g in grams] + [self._elsewhere(i) for i in range(first, end)]
        return frozenset(k for k in keys if k)

    def _elsewhere(self, i: int) -> str | None:
        """A key for a place or people that no table has: the same for "Bavaria" and "Bavarian"."""
        name = self.name_at.get(i)
        if name is None or name.label not in ("GPE", "NORP", "LOC") or i != name.first:
            return None
        key = self._place_key(name)
        return key if key in self.places_here else None

    def _place_key(self, name: Name) -> str | None:
        words = " ".join(t.text.lower() for t in self.tokens[name.first : name.end])
        return None if words in places() else respelled(words)[:SAME_PLACE]

    def _gender(self, title: Sequence[Token], name: Sequence[str], nouns: Sequence[str]) -> str:
        shown = [honorifics().get(t.text.lower(), ("-", ""))[0] for t in title]
        shown += [roles()[noun].gender for noun in nouns if noun in roles()]
        if len(name) > 1 and not any(g != "-" for g in shown):
            shown.append(first_names().get(name[0].lower(), "-"))
        return next((g for g in shown if g != "-"), "-")


def is_speech(phrase: Phrase) -> bool:
    """Whether a phrase is somebody's words: "Peskov's comments"."""
    return phrase.possessor is not None and bool(speech_nouns().intersection(phrase.roles))


def field_of(phrase: Phrase) -> frozenset[str]:
    """The fields of work that a phrase names."""
    return frozenset(fields()[m] for m in phrase.modifiers if m in fields())
