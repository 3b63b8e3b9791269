"""Named entities put right: what a small model gets wrong on foreign names, titles and glued words.

Works on token ranges. The order of the rules matters: each sees what the earlier ones left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.analyse.bordering import cut_in_headlines, looks_personal, persons_beside
from onrecord.analyse.lexicon import (
    capitals,
    first_names,
    honorifics,
    houses,
    known_names,
    nations,
    places,
    pronouns,
    roles,
    speech_verbs,
)
from onrecord.analyse.ranges import Name, taken, text_of
from onrecord.model import Entity, Token

NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "WORK_OF_ART", "PRODUCT"})
UNIONS = frozenset({"EUR", "UNO", "NTO"})
"""Keys of bodies among the countries."""
PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "da", "dos", "del", "di", "du", "la", "le", "bin", "al"}
)
"""Words inside a name that never end it."""
EDGES = frozenset(
    {"'s", "’s", "'", "’", "(", ")", "[", "]", ",", ".", ":", ";", "-", "–", "—", '"', "“", "”", "/", "|"}
)


def repaired(tokens: Sequence[Token], entities: Sequence[Entity]) -> list[Name]:
    """The names among `entities`, corrected, in order and without overlaps."""
    names = _whole([n for raw in _ranges(tokens, entities) for n in _trimmed(tokens, raw)], tokens)
    names = cut_in_headlines(tokens, [n for n in names if not _is_pronoun(tokens, n)])
    names = [n for n in (_relabelled(tokens, n) for n in names) if not _is_common(tokens, n)]
    names = [replace(n, label="LOC") if _has_article(tokens, n) else n for n in names]
    names = persons_beside(tokens, [part for n in names for part in _parted(tokens, n)])
    names = _voted(tokens, _with_speakers(tokens, _filled(tokens, names)))
    people = frozenset(text_of(tokens, n) for n in names if n.label == "PERSON" or _is_person(tokens, n))
    surnames = frozenset(words.split()[-1] for words in people if " " in words)
    names = [replace(n, label="PERSON") if _is_known(tokens, n, people, surnames) else n for n in names]
    return _with_surnames(tokens, names, surnames)


def _ranges(tokens: Sequence[Token], entities: Sequence[Entity]) -> Iterator[Name]:
    """Entities as token ranges, cut where a sentence ends."""
    starts = {t.start: i for i, t in enumerate(tokens)}
    for entity in entities:
        if entity.label not in NAMES:
            continue
        first = end = starts[entity.start]
        while (
            end < len(tokens)
            and tokens[end].end <= entity.end
            and tokens[end].sentence == tokens[first].sentence
        ):
            end += 1
        yield Name(first, end, entity.label)


def _trimmed(tokens: Sequence[Token], name: Name) -> Iterator[Name]:
    """Without determiners, quotes and brackets at the ends, and without a title before a person."""
    first, end = name.first, name.end
    bracket = next((i for i in range(first + 1, end) if tokens[i].text in "([|/"), end)
    end = bracket if tokens[end - 1].text not in ")]" else end
    while first < end and (tokens[first].text in EDGES or tokens[first].pos in ("DET", "PUNCT")):
        first += 1
    while end > first and (tokens[end - 1].text in EDGES or tokens[end - 1].pos == "PART"):
        end -= 1
    while name.label == "PERSON" and first < end - 1 and _leads(tokens[first]):
        first += 1
    if first < end and tokens[first].text[:1].isalnum():
        yield replace(name, first=first, end=end)


def _whole(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Persons' names that were cut behind a particle, with the word that follows: "Ursula von der Leyen"."""
    found: list[Name] = []
    for name in names:
        cut = name.label == "PERSON" and tokens[name.end - 1].text.lower() in PARTICLES
        if cut and name.end < len(tokens) and tokens[name.end].text[0].isupper():
            name = replace(name, end=name.end + 1)
        if not found or name.first >= found[-1].end:
            found.append(name)
    return found


def _is_pronoun(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name in capitals begins with a pronoun: "SHE SAID"."""
    first = tokens[name.first].text
    return first.isupper() and first not in ("US", "IT", "I") and first.lower() in pronouns()


def _leads(token: Token) -> bool:
    """Whether a word only stands before a name: a title, or a participle ("Meeting Ana Ruiz")."""
    return is_title(token.text) or (token.text.endswith("ing") and token.text.lower() not in first_names())


def is_title(word: str) -> bool:
    """Whether a word is an honorific or a role that stands before names."""
    word = word.lower()
    return word in honorifics() or (
        word in roles() and roles()[word].kind == "person" and word not in first_names()
    )


def _relabelled(tokens: Sequence[Token], name: Name) -> Name:
    words = text_of(tokens, name).lower()
    if name.label == "PERSON" and name.end - name.first == 1 and tokens[name.first].tag == "NNPS":
        return replace(name, label="NORP")
    if words in houses() or nations().get(words) in UNIONS:
        return replace(name, label="NORP" if tokens[name.end - 1].pos == "ADJ" else "ORG")
    if words in nations():
        adjective = tokens[name.end - 1].pos == "ADJ" or name.label in ("NORP", "LANGUAGE")
        return replace(name, label="NORP" if adjective else "GPE")
    if words in capitals():
        return replace(name, label="GPE")
    last = "-" + tokens[name.end - 1].text if name.end - name.first > 1 else ""
    label = known_names().get(text_of(tokens, name)) or known_names().get(last)
    return replace(name, label=label) if label else name


def _has_article(tokens: Sequence[Token], name: Name) -> bool:
    """Whether what the model takes for a person has an article: "the West Bank", but "the late Ana Ruiz"."""
    before = tokens[name.first - 1].text.lower() if name.first else ""
    longer = name.label == "PERSON" and name.end - name.first > 1
    return longer and before == "the" and first_names().get(tokens[name.first].text.lower(), "-") == "-"


def _is_common(tokens: Sequence[Token], name: Name) -> bool:
    """A role, not a name: "the Head of State", or a noun that modifies another: "the Department Director"."""
    token = tokens[name.first]
    role = roles().get(text_of(tokens, name).lower())
    if role is not None and role.kind == "person" and name.end - name.first > 1:
        return True
    single = name.end - name.first == 1
    return single and token.text.lower() in roles() and token.dep in ("compound", "pobj")


def _filled(tokens: Sequence[Token], names: list[Name]) -> list[Name]:
    """With the countries and capitals that the model has missed."""
    covered = taken(names)
    for i, token in enumerate(tokens):
        if (
            i not in covered
            and token.pos == "PROPN"
            and token.text.lower() in places()
            and token.text[0].isupper()
        ):
            names.append(_relabelled(tokens, Name(i, i + 1, "GPE")))
    return sorted(names, key=lambda n: n.first)


def _parted(tokens: Sequence[Token], name: Name) -> Iterator[Name]:
    """A body and the person behind it in one entity: "Foreign Ministry Liv Tangen" are two."""
    for i in range(name.first, name.end - 2):
        role = roles().get(tokens[i].text.lower())
        given = first_names().get(tokens[i + 1].text.lower())
        rest = [t.text for t in tokens[i + 1 : name.end]]
        if role and role.kind == "body" and given and len(rest) < 4 and looks_personal(rest):
            yield Name(name.first, i + 1, "ORG")
            yield Name(i + 1, name.end, "PERSON")
            return
    yield name


def _with_speakers(tokens: Sequence[Token], names: list[Name]) -> list[Name]:
    """With the persons whom the model has missed: a first name and a word, or a lone word that speaks."""
    covered = taken(names)
    for i, token in enumerate(tokens):
        if i in covered or token.pos != "PROPN" or token.dep not in ("nsubj", "nsubjpass"):
            continue
        first = i
        while first and i - first < 2 and first - 1 not in covered and _joined(tokens, first - 1):
            first -= 1
        words = [t.text for t in tokens[first : i + 1]]
        given = len(words) > 1 and words[0].lower() in first_names()
        speaks = len(words) == 1 and tokens[token.head].lemma in speech_verbs() and not _is_common_word(token)
        if (given or speaks) and looks_personal(words):
            names.append(Name(first, i + 1, "PERSON"))
    return sorted(names, key=lambda n: n.first)


def _joined(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token is part of the name that goes on behind it."""
    token = tokens[i]
    same = token.sentence == tokens[i + 1].sentence and token.dep == "compound"
    return same and token.pos == "PROPN" and not is_title(token.text)


def _is_common_word(token: Token) -> bool:
    """Whether a capitalised word is a noun for people or bodies, or in the style of headlines."""
    return token.text.isupper() or any(w.lower() in roles() for w in (token.text, token.lemma))


def _is_person(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a title before it or a first name shows that a name is a person's."""
    words = [t.text for t in tokens[name.first : name.end]]
    if not looks_personal(words) or len(words) > 3:
        return False
    before = tokens[name.first - 1] if name.first else None
    titled = before is not None and before.sentence == tokens[name.first].sentence and is_title(before.text)
    speaks = tokens[tokens[name.end - 1].head].lemma in speech_verbs()
    given = len(words) > 1 and first_names().get(words[0].lower(), "-") != "-"
    given = given and (speaks or name.label != "WORK_OF_ART")
    return given or (titled and words[-1].lower() not in roles())


def _is_known(tokens: Sequence[Token], name: Name, people: frozenset[str], surnames: frozenset[str]) -> bool:
    words = text_of(tokens, name)
    return words in people or (words in surnames and words.lower() not in places())


def _with_surnames(tokens: Sequence[Token], names: list[Name], surnames: frozenset[str]) -> list[Name]:
    covered = taken(names)
    for i, token in enumerate(tokens):
        if i not in covered and token.text in surnames and (token.pos == "PROPN" or token.dep == "nsubj"):
            names.append(Name(i, i + 1, "PERSON"))
    return sorted(names, key=lambda n: n.first)


def _voted(tokens: Sequence[Token], names: list[Name]) -> list[Name]:
    """The same words get the label that most of their occurrences have."""
    votes: dict[str, Counter[str]] = {}
    for name in names:
        votes.setdefault(text_of(tokens, name), Counter())[name.label] += 1
    best = {words: min(count, key=lambda label: (-count[label], label)) for words, count in votes.items()}
    return [n if n.label == "NORP" else replace(n, label=best[text_of(tokens, n)]) for n in names]
