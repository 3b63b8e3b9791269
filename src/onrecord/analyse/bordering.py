"""Names put right by what stands beside them: headlines, appositions, ages, letters behind a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.analyse.lexicon import after_names, first_names, known_names, places, roles
from onrecord.analyse.ranges import Name, taken, text_of
from onrecord.model import Token

LONGEST_TITLE = 12
"""Tokens between the article of a description and the comma before its name."""
MOSTLY = 0.7
"""The share of longer words with a capital that makes a line a headline."""


def cut_in_headlines(tokens: Sequence[Token], names: Sequence[Name]) -> list[Name]:
    """A name that goes on over a headline's verb, cut to the part that the body has as a name.

    "Ruiz Backs Harbour Plan" is Ruiz where the body names Ruiz and nowhere the longer form.
    """
    titles = _headlines(tokens)
    body = [n for n in names if tokens[n.first].sentence not in titles]
    labels = {text_of(tokens, n): n.label for n in body}
    labels |= {tokens[n.end - 1].text: "PERSON" for n in body if n.label == "PERSON"}
    return [_cut(tokens, n, labels) if tokens[n.first].sentence in titles else n for n in names]


def _headlines(tokens: Sequence[Token]) -> frozenset[int]:
    counts: dict[int, list[int]] = {}
    for token in tokens:
        if len(token.text) > 3 and token.text.isalpha():
            count = counts.setdefault(token.sentence, [0, 0])
            count[token.text[0].isupper()] += 1
    return frozenset(s for s, (low, high) in counts.items() if high > 2 and high >= MOSTLY * (low + high))


def _cut(tokens: Sequence[Token], name: Name, labels: dict[str, str]) -> Name:
    """The longest part of a name that begins or ends it and that the body has; "Ana Ruiz" for its "Ruiz"."""
    if text_of(tokens, name) in labels:
        return name
    for size in range(name.end - name.first - 1, 0, -1):
        for part in (replace(name, end=name.first + size), replace(name, first=name.end - size)):
            label = labels.get(text_of(tokens, part))
            given = size == 2 and tokens[part.first].text.lower() in first_names()
            if given and labels.get(tokens[part.end - 1].text) == "PERSON":
                label = "PERSON"
            if label is not None:
                return replace(part, label=label)
    return name


def persons_beside(tokens: Sequence[Token], names: Sequence[Name]) -> list[Name]:
    """The names with PERSON for those that a role, an age or letters behind them show to be persons."""
    found: list[Name] = []
    for name in names:
        name = _with_first_name(tokens, _behind_role(tokens, _before_letters(tokens, name)))
        personal = looks_personal([t.text for t in tokens[name.first : name.end]])
        if personal and (_is_apposed(tokens, name) or _has_age(tokens, name)):
            name = replace(name, label="PERSON")
        if not found or name.first >= found[-1].end:
            found.append(name)
    return sorted([*found, *_aged(tokens, found)], key=lambda n: n.first)


def _before_letters(tokens: Sequence[Token], name: Name) -> Name:
    """ "Ana Ruiz" for "Ana Ruiz KC", where the model takes but the letters, or all of it, for a name."""
    if tokens[name.end - 1].text not in after_names():
        return name
    end = name.end - 1
    first = end
    while first and first > end - 3 and tokens[first - 1].pos == "PROPN" and _same_sentence(tokens, first):
        first -= 1
    words = [t.text for t in tokens[first:end]]
    return Name(first, end, "PERSON") if len(words) > 1 and looks_personal(words) else name


def _with_first_name(tokens: Sequence[Token], name: Name) -> Name:
    """ "Gwen Prosser" where the model takes only "Prosser" for a name."""
    first = name.first - 1
    if first < 0 or name.end - name.first > 1 or not _same_sentence(tokens, name.first):
        return name
    given = tokens[first].pos == "PROPN" and tokens[first].text.lower() in first_names()
    words = [tokens[first].text, tokens[name.first].text]
    joined = given and tokens[first].end + 1 == tokens[name.first].start and looks_personal(words)
    return Name(first, name.end, "PERSON") if joined and name.label in ("PERSON", "PRODUCT", "ORG") else name


def _behind_role(tokens: Sequence[Token], name: Name) -> Name:
    """ "Tunde Bakare" for "Substitute Tunde Bakare"."""
    words = [t.text for t in tokens[name.first : name.end]]
    role = roles().get(words[0].lower())
    if not 2 < len(words) < 5 or role is None or role.kind != "person" or words[0].lower() in first_names():
        return name
    opens = name.first == 0 or not _same_sentence(tokens, name.first)
    given = (opens or words[1].lower() in first_names()) and looks_personal(words[1:])
    return Name(name.first + 1, name.end, "PERSON") if given else name


def _is_apposed(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name follows a person's role and a comma: "the head of the office, NAME,"."""
    comma = name.first - 1
    if comma < 1 or tokens[comma].text != "," or not 1 < name.end - name.first < 5:
        return False
    after = tokens[name.end] if name.end < len(tokens) else None
    if after is None or not (after.text in (",", ".", ":") or after.pos in ("VERB", "AUX", "ADV")):
        return False
    nouns = _described(tokens, comma)
    return bool(nouns) and roles()[nouns[0]].kind == "person"


def _described(tokens: Sequence[Token], comma: int) -> list[str]:
    """The role nouns between an article or possessive and a comma, in order."""
    for first in range(comma - 1, max(-1, comma - LONGEST_TITLE), -1):
        token = tokens[first]
        if token.sentence != tokens[comma].sentence or token.pos in ("VERB", "AUX", "PUNCT"):
            return []
        if token.tag in ("DT", "PRP$", "POS") and (first == 0 or tokens[first - 1].pos != "ADP"):
            words = [t.text.lower() for t in tokens[first:comma]]
            return [w for w in words if w in roles()]
    return []


def _has_age(tokens: Sequence[Token], name: Name) -> bool:
    """Whether an age stands behind a name between commas: "Kudirat Okesola, 46,"."""
    behind = tokens[name.end : name.end + 3]
    if len(behind) < 3 or name.end - name.first < 2:
        return False
    comma, age, end = (t.text for t in behind)
    return comma == "," and age.isdecimal() and 9 < int(age) < 110 and end in (",", ".", ":")


def _aged(tokens: Sequence[Token], names: Sequence[Name]) -> Iterator[Name]:
    """Names that the model has missed and that an age shows."""
    known = taken(names)
    for i, token in enumerate(tokens):
        if token.text != "," or not i or tokens[i - 1].pos != "PROPN" or i - 1 in known:
            continue
        first = i - 1
        while first and first > i - 3 and tokens[first - 1].pos == "PROPN" and first - 1 not in known:
            first -= 1
        name = Name(first, i, "PERSON")
        if _has_age(tokens, name) and looks_personal([t.text for t in tokens[first:i]]):
            yield name


def looks_personal(words: Sequence[str]) -> bool:
    """Whether words are capitalised like a person's name and are not known as something else."""
    known = (
        " ".join(words).lower() in places() or words[-1] in known_names() or "-" + words[-1] in known_names()
    )
    return not known and all(w[0].isupper() and (w[1:2].islower() or w[1:2] == ".") for w in words)


def _same_sentence(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i - 1].sentence == tokens[i].sentence
