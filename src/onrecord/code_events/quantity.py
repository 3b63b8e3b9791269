"""How many and how much: counts and sums of money with their bounds, tied to the event they measure.

Dates, durations, ages, ordinals, addresses and names with numbers in them are not quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from onrecord import dates, numbers
from onrecord.code_events import scope
from onrecord.code_events.syntax import Tree, tree_at
from onrecord.code_events.when import anchor
from onrecord.code_events.words import cues
from onrecord.model import Event, Quantity, Reading, Span

TABLE = "quantity_words"


class Bounds(NamedTuple):
    """What a number says: a value, or a range that is open where None stands."""

    value: float | None
    low: float | None
    high: float | None
    approximate: bool


def assign(event: Event, reading: Reading) -> Event:
    """Set `event.quantities`: those in the event word's clause or in its outcome, in text order."""
    tree = tree_at(reading.parse, event.trigger) if reading.parse else None
    trigger = tree.at(event.trigger) if tree else None
    if tree is None or trigger is None:
        return replace(event, quantities=())
    words = _measured(tree, trigger)
    found = [
        quantity
        for quantity in of_sentence(tree, reading)
        if tree.at(quantity.span) in words and scope.same_voice(event, reading, quantity.span)
    ]
    return replace(event, quantities=tuple(found))


def _measured(tree: Tree, trigger: int) -> set[int]:
    """The words of the event's clause, and of clauses that tell its outcome."""
    words = set(scope.words(tree, trigger))
    for clause in tree.children(trigger, "relcl", "acl", "advcl"):
        if tree[clause].lemma.lower() in cues(TABLE, "result"):
            words.update(scope.words(tree, clause))
    for verb in sorted(words):
        if tree[verb].lemma.lower() in cues(TABLE, "result"):
            words.update(i for clause in tree.children(verb, "ccomp") for i in tree.subtree(clause))
    return words


def of_sentence(tree: Tree, reading: Reading) -> list[Quantity]:
    """All quantities of a sentence, in text order."""
    text, (start, end) = reading.report.text, tree.span
    dated = [when.span for when in dates.find(text, start, end, anchor(reading.report))]
    found = []
    for match in _pattern().finditer(text, start, end):
        span = Span(*match.span())
        if any(span.overlaps(other) for other in dated) or _is_name(text, match):
            continue
        if (quantity := _quantity(tree, match)) is not None:
            found.append(quantity)
    return found


def _quantity(tree: Tree, match: re.Match[str]) -> Quantity | None:
    bounds = _bounds(match)
    unit, money = _unit(match)
    if bounds is None or (match["word"] in ("pounds", "pound") and match.string[match.end() :][:4] == " of "):
        return None
    what = "money" if money else _counted(tree, match)
    if what is None:
        return None
    return Quantity(
        what=what,
        value=bounds.value,
        unit=unit,
        span=_span(match),
        low=bounds.low,
        high=bounds.high,
        approximate=bounds.approximate,
    )


def _span(match: re.Match[str]) -> Span:
    """From the words that bound the number to its unit."""
    return Span(match.start(), match.start() + len(match[0].rstrip()))


# Reading a number


@cache
def _pattern() -> re.Pattern[str]:
    figures = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    scale = "|".join(numbers.table("scale"))
    suffix = "|".join(sorted(numbers.table("suffix"), key=len, reverse=True))
    word = "|".join(w for w in numbers.table("unit") if w not in ("no", "zero"))
    more = rf"{word}|{scale}|dozen"
    spelled = rf"(?i:(?:a\s+|half\s+a\s+)?(?:{more})(?:(?:\s+and\s+|[\s-]+)(?:{more}))*)"
    number = rf"(?:(?:{figures})(?:(?:\s?-?(?:{scale})|\s?(?:{suffix}))\b)?|{spelled}\b)"
    signs, codes = (_any(cues("currencies", kind)) for kind in ("sign", "code"))
    before = "|".join(_any(cues(TABLE, kind)) for kind in ("about", "least", "most"))
    about = _any(cues(TABLE, "about"))
    return re.compile(
        rf"(?<![\w$£€.,/-])(?:(?P<bound>(?i:{before}))\s+(?:of\s+)?)?(?:(?P<about>(?i:{about}))\s+)?"
        rf"(?P<between>(?i:between)\s+)?(?:(?P<several>(?i:several|a\s+few|many))\s+(?={scale}|dozen))?(?:(?P<sign>{signs}|(?:{codes})(?=\s?\d))\s?)?"
        rf"(?:(?P<vague>(?i:{_any(cues(TABLE, 'vague'))}))(?=\s)|(?P<number>{number}))"
        rf"(?:(?(between)\s+and\s+|\s*(?:-|–|\b(?:to|or)\b)\s*)(?:{signs})?(?P<second>{number}))?"
        rf"(?:\s*(?P<percent>%)|[\s-]?(?P<word>{_any(cues('currencies', 'word'))}|{codes})\b"
        rf"|\s(?P<measure>{_any(cues(TABLE, 'measure'))})\b)?(?![\w%]|[-/:.,]\w)"
    )


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _bounds(match: re.Match[str]) -> Bounds | None:
    bound = " ".join((match["bound"] or "").lower().split())
    if match["vague"]:
        return _vague(match["vague"], bound)
    value = _value(match["number"])
    if value is None:
        return None
    if match["several"]:
        return Bounds(None, 2 * value, None, True)
    if match["second"] and (second := _value(match["second"])) is not None:
        return _range(value, second, match)
    if bound in cues(TABLE, "least"):
        return Bounds(None, value, None, match["about"] is not None)
    if bound in cues(TABLE, "most"):
        return Bounds(None, None, value, match["about"] is not None)
    return Bounds(value, None, None, bool(bound or match["about"]))


def _vague(words: str, bound: str) -> Bounds:
    """ "dozens", "a dozen", "at least a dozen"."""
    low, high = cues(TABLE, "vague")[" ".join(words.lower().split())].split("-")
    if bound in cues(TABLE, "least"):
        return Bounds(None, float(low), None, False)
    exact = float(low) if low == high else None
    return Bounds(exact, float(low), float(high) if high else None, True)


def _value(text: str) -> float | None:
    words = text.lower()
    half = words.removeprefix("half a ")
    value = numbers.value(half)
    return value / 2 if value is not None and half != words else value


def _range(first: float, second: float, match: re.Match[str]) -> Bounds | None:
    """ "between 40 and 60", "40 to 60", "$2-3 billion", which shares its scale."""
    figures = re.match(r"[\d.]+(?=\s?[a-z])", match["second"])
    if first < 1000 <= second and figures:
        first *= second / float(figures[0])
    scale = numbers.table("scale").get(match["second"].split()[-1].lower(), 1.0)
    if first < second / scale < scale:
        first *= scale
    return Bounds(None, first, second, False) if first < second else None


def _unit(match: re.Match[str]) -> tuple[str | None, bool]:
    """The unit, and whether it is money."""
    if match["sign"]:
        sign = match["sign"]
        return cues("currencies", "sign").get(sign) or cues("currencies", "code")[sign], True
    if match["word"]:
        word = " ".join(match["word"].split())
        return cues("currencies", "word").get(word) or cues("currencies", "code")[word], True
    written = match["percent"] or match["measure"]
    return (cues(TABLE, "measure")[written], False) if written else (None, False)


# What is counted


def _is_name(text: str, match: re.Match[str]) -> bool:
    """A number in a name, an age, an ordinal or an address."""
    before = text[max(match.start() - 20, 0) : match.start()].split()
    if before and before[-1].lower() in cues(TABLE, "not-after"):
        return True
    number = match["number"] or ""
    if number[:1].isupper() and before and before[-1][-1:] not in '.!?"”:':
        return True
    after = text[match.end() : match.end() + 12]
    age = text[: match.start()].endswith(", ") and after[:1] in (",", ")", ".")
    one_of = number.lower() == "one" and after.startswith(" of ")
    return age or one_of or re.match(r"[\s-]years?[\s-]old", after) is not None


def _counted(tree: Tree, match: re.Match[str]) -> str | None:
    """The noun phrase that a number counts, "" where the text leaves it out, None where it counts nothing."""
    span = Span(*match.span("number" if match["number"] else "vague"))
    index = tree.at(span)
    if index is None or match["percent"]:
        return "" if index is not None else None
    if match["measure"]:
        return next((tree[i].text for i in _measured_stuff(tree, index)), "")
    head = _noun(tree, index)
    state = _STATE.match(match.string, match.end())
    if state and (head is None or tree[head].pos in ("ADJ", "VERB")):
        return state["state"]
    if head is None:
        counts = tree[index].pos == "NUM" or bool(match["vague"])
        return "" if tree[index].dep in ("nsubj", "nsubjpass", "dobj") and counts else None
    if tree[head].lemma.lower() in cues(TABLE, "time") or tree[head].tag == "NNP" or _is_model(tree, index):
        return None
    return " ".join(tree[i].text for i in _phrase(tree, head, match.end())) or None


_STATE = re.compile(
    r"\s+(?:others\s+|more\s+|people\s+)?(?P<state>dead|injured|wounded|hurt|missing|killed|homeless)\b"
)
"""What people are left as: "eight dead and 21 injured"."""


def _measured_stuff(tree: Tree, number: int) -> list[int]:
    """ "wheat" in "4,000 tonnes of wheat"."""
    of = [p for p in tree.children(tree.head(number), "prep") if tree[p].text.lower() == "of"]
    return [noun for preposition in of for noun in tree.children(preposition, "pobj")]


def _noun(tree: Tree, index: int) -> int | None:
    if tree[index].dep in ("nummod", "compound", "amod", "quantmod", "det", "predet", "nmod"):
        head = tree.head(index)
        if tree[head].dep in ("nummod", "quantmod", "compound") and tree[head].pos in ("NUM", "SYM"):
            head = tree.head(head)
        return head if tree[head].pos in ("NOUN", "PROPN", "ADJ") else None
    for preposition in tree.children(index, "prep"):
        if tree[preposition].text.lower() == "of":
            return next(iter(tree.children(preposition, "pobj")), None)
    return None


def _is_model(tree: Tree, index: int) -> bool:
    """ "2" in "18 Leopard 2 tanks"."""
    before = index - 1
    return before >= 0 and tree[before].pos == "PROPN" and tree[before].dep in ("compound", "nmod")


def _phrase(tree: Tree, head: int, start: int) -> Iterator[int]:
    """The words from the number to the noun, and an "of" phrase behind it."""
    for index in tree.subtree(head):
        in_front = start <= tree[index].start <= tree[head].start and tree[index].pos not in ("DET", "PUNCT")
        if in_front or _of_phrase(tree, head, index):
            yield index


def _of_phrase(tree: Tree, head: int, index: int) -> bool:
    for preposition in tree.children(head, "prep"):
        if tree[preposition].text == "of" and index in (preposition, *tree.children(preposition, "pobj")):
            return True
    return False
