"""Named entities put right: what a small model gets wrong on foreign names, titles and glued words.

Works on token ranges. The order of the rules matters: each sees what the earlier ones left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.analyse.lexicon import capitals, first_names, honorifics, houses, nations, places, roles
from onrecord.model import Entity, Token

NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "WORK_OF_ART", "PRODUCT"})
UNIONS = frozenset({"EUR", "UNO", "NTO"})
"""Keys of bodies among the countries."""
EDGES = frozenset(
    {"'s", "’s", "'", "’", "(", ")", "[", "]", ",", ".", ":", ";", "-", "–", "—", '"', "“", "”", "/", "|"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name over tokens `first` to `end` (half-open), with an OntoNotes label."""

    first: int
    end: int
    label: str


def repaired(tokens: Sequence[Token], entities: Sequence[Entity]) -> list[Name]:
    """The names among `entities`, corrected, in order and without overlaps."""
    names = [n for raw in _ranges(tokens, entities) for n in _trimmed(tokens, raw)]
    names = [n for n in map(lambda n: _relabelled(tokens, n), names) if not _is_common(tokens, n)]
    names = _filled(tokens, names)
    names = [_as_person(tokens, n, frozenset()) for n in names]
    surnames = frozenset(tokens[n.end - 1].text for n in names if n.label == "PERSON" and n.end - n.first > 1)
    names = [_as_person(tokens, n, surnames) for n in names]
    names = _with_surnames(tokens, names, surnames)
    return _voted(tokens, names)


def text_of(tokens: Sequence[Token], name: Name) -> str:
    """The words of a name, joined by blanks."""
    return " ".join(t.text for t in tokens[name.first : name.end])


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
    while name.label == "PERSON" and first < end - 1 and is_title(tokens[first].text):
        first += 1
    if first < end and tokens[first].text[:1].isalnum():
        yield replace(name, first=first, end=end)


def is_title(word: str) -> bool:
    """Whether a word is an honorific or a role that stands before names."""
    word = word.lower()
    return word in honorifics() or (
        word in roles() and roles()[word].kind == "person" and word not in first_names()
    )


def _relabelled(tokens: Sequence[Token], name: Name) -> Name:
    words = text_of(tokens, name).lower()
    if words in houses() or nations().get(words) in UNIONS:
        return replace(name, label="NORP" if tokens[name.end - 1].pos == "ADJ" else "ORG")
    if words in nations():
        adjective = tokens[name.end - 1].pos == "ADJ" or name.label in ("NORP", "LANGUAGE")
        return replace(name, label="NORP" if adjective else "GPE")
    return replace(name, label="GPE") if words in capitals() else name


def _is_common(tokens: Sequence[Token], name: Name) -> bool:
    """A single role noun that modifies another noun: "the Department Director"."""
    token = tokens[name.first]
    single = name.end - name.first == 1
    return single and token.text.lower() in roles() and token.dep in ("compound", "pobj")


def _filled(tokens: Sequence[Token], names: list[Name]) -> list[Name]:
    """With the countries and capitals that the model has missed."""
    taken = _taken(names)
    for i, token in enumerate(tokens):
        if (
            i not in taken
            and token.pos == "PROPN"
            and token.text.lower() in places()
            and token.text[0].isupper()
        ):
            names.append(_relabelled(tokens, Name(i, i + 1, "GPE")))
    return sorted(names, key=lambda n: n.first)


def _as_person(tokens: Sequence[Token], name: Name, surnames: frozenset[str]) -> Name:
    words = [t.text for t in tokens[name.first : name.end]]
    if name.label == "PERSON" or " ".join(words).lower() in nations():
        return name
    before = tokens[name.first - 1] if name.first else None
    titled = before is not None and before.sentence == tokens[name.first].sentence and is_title(before.text)
    capitalised = all(w[0].isupper() and w[1:2].islower() for w in words)
    given = (
        1 < len(words) < 4 and first_names().get(words[0].lower(), "-") != "-" and name.label != "WORK_OF_ART"
    )
    known = len(words) == 1 and words[0] in surnames
    titled = titled and len(words) < 4 and words[-1].lower() not in roles()
    return replace(name, label="PERSON") if capitalised and (titled or given or known) else name


def _with_surnames(tokens: Sequence[Token], names: list[Name], surnames: frozenset[str]) -> list[Name]:
    taken = _taken(names)
    for i, token in enumerate(tokens):
        if i not in taken and token.text in surnames and token.pos == "PROPN":
            names.append(Name(i, i + 1, "PERSON"))
    return sorted(names, key=lambda n: n.first)


def _voted(tokens: Sequence[Token], names: list[Name]) -> list[Name]:
    """The same words get the label that most of their occurrences have."""
    votes: dict[str, Counter[str]] = {}
    for name in names:
        votes.setdefault(text_of(tokens, name), Counter())[name.label] += 1
    best = {words: min(count, key=lambda label: (-count[label], label)) for words, count in votes.items()}
    return [n if n.label == "NORP" else replace(n, label=best[text_of(tokens, n)]) for n in names]


def _taken(names: Sequence[Name]) -> set[int]:
    return {i for n in names for i in range(n.first, n.end)}
