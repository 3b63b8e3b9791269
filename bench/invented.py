"""Invented reports for measurements: the same for the same numbers, each with names of its own.

Sentences are drawn from patterns that the stages have work with: statements of all manners, denials, nested
speech, events with places, dates and amounts, and plain background. Names are made of syllables and differ
from report to report, so that whatever a worker keeps of names would show in its memory.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

OUTLETS = 40
PER_DAY = 200

PATTERNS = (
    "{leader} said on {day} that {country} would {plan} before the end of {month}.",
    '"We will not {act} as long as {rival} keeps its {force} in {town}," {leader} told reporters in {town}.',
    "{rival} denied that its {force} had {done} near {town}, and called the report an invention.",
    "{leader} accused {rival} of having {done} in {town}, where {number} people were {hurt}.",
    "According to {agency}, {number} {people} left {town} on {day} after {force} had {done}.",
    "The ministry of {office} in {country} promised {amount} million {money} in aid for {town}.",
    "{speaker}, spokeswoman of the ministry of {office}, said {leader} had told her that talks would {end}.",
    "{number} {people} marched through {town} on {day} and demanded that {leader} {demand}.",
    "{country} and {rival} signed an agreement on {goods} in {town} last {month}.",
    "{speaker} warned that {rival} could {plan} if {country} did not {act}.",
    "Police in {town} arrested {number} {people} who had blocked the road to {harbour}.",
    "The price of {goods} rose by {small} per cent in {month}, the central bank of {country} reported.",
    "{harbour} lies {small} kilometres from {town} and has had no railway since {year}.",
    "Nobody in {town} remembers a {season} as dry as this one.",
    '"That is not true," {speaker} said when asked whether {force} had {done}.',
    "{rival} rejected the demand, and {speaker} said that {country} would appeal to the court in {harbour}.",
)
WORDS = {
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "month": "January February March April May June July August September October November December",
    "season": "spring summer autumn winter",
    "plan": "close_the_border recall_its_ambassador lift_the_ban send_observers raise_tariffs halt_exports",
    "end": "resume_next_week go_on fail begin_in_secret be_put_off",
    "act": "negotiate withdraw pay vote sign_the_treaty open_the_port",
    "demand": "resign call_elections release_the_prisoners publish_the_contract",
    "done": "shelled_a_school seized_two_trawlers crossed_the_river fired_at_a_convoy burned_a_warehouse",
    "hurt": "killed wounded detained evacuated",
    "people": "teachers fishermen students farmers nurses miners pensioners",
    "force": "soldiers coastguards militias border_guards paratroopers",
    "office": "defence fisheries justice health transport finance",
    "goods": "wheat copper herring timber cement natural_gas",
    "money": "dollars euros crowns",
}


def name(choose: random.Random, syllables: int = 3) -> str:
    """A made-up name."""
    return "".join(
        choose.choice("bdfghjklmnprstvz") + choose.choice("aeiou") for _ in range(syllables)
    ).capitalize()


class Cast:
    """Who and what stands in one report. Each look at a word draws again; names stay."""

    def __init__(self, choose: random.Random) -> None:
        self.choose = choose
        self.names = {
            "leader": f"Prime Minister {name(choose, 2)} {name(choose)}",
            "speaker": f"{name(choose, 2)} {name(choose)}",
            "country": f"{name(choose, 2)}land",
            "rival": f"{name(choose)}ia",
            "town": name(choose),
            "harbour": f"Port {name(choose, 2)}",
            "agency": f"the {name(choose, 2)} News Agency",
        }

    def __getitem__(self, key: str) -> str:
        if key in self.names:
            return self.names[key]
        if key in WORDS:
            return self.choose.choice(WORDS[key].split()).replace("_", " ")
        low, high = {"number": (3, 900), "amount": (2, 80), "small": (2, 60), "year": (1950, 2020)}[key]
        return str(self.choose.randint(low, high))


def report(number: int, words: int) -> dict[str, str]:
    """One report of at least that many words, as a row of JSON lines."""
    choose = random.Random(f"report {number}")
    cast, paragraphs, length = Cast(choose), [], 0
    while length < words:
        sentence = choose.choice(PATTERNS).format_map(cast)
        paragraphs.append(sentence)
        length += len(sentence.split())
    return {
        "id": f"r{number}",
        "title": f"{cast['rival']} and {cast['country']} at odds over {cast['goods']}",
        "outlet": f"Outlet {number % OUTLETS}",
        "date": day(number // PER_DAY),
        "text": "\n\n".join(paragraphs),
    }


def day(ordinal: int) -> str:
    """The date of a day, in months of 28."""
    return f"{2031 + ordinal // 336}-{ordinal // 28 % 12 + 1:02}-{ordinal % 28 + 1:02}"


def reports(count: int, words: int) -> Iterator[dict[str, str]]:
    """That many reports."""
    return (report(number, words) for number in range(count))
