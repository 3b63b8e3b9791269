"""Words for people: dates, counts, codes and addresses as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from onrecord.serve.terminal import MODALITY_WORDS

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

STATUS = {
    "asserted": "in the outlet’s own voice",
    "claimed": "claimed",
    "denied": "denied",
}
MODALITY = {m.value: said for m, said in MODALITY_WORDS.items()}


def day(value: str | None) -> str:
    """An ISO date as people write it, as exact as it is: "4 March 2031, 18:20", "March 2031"."""
    if not value or value == "XXXX":
        return "undated"
    date, _, time = value.partition("T")
    year, *rest = date.split("-")
    parts = [str(int(rest[1]))] if len(rest) == 2 else []
    if rest and 1 <= int(rest[0]) <= 12:
        parts.append(_MONTHS[int(rest[0]) - 1])
    known = year if not year.startswith("X") else "(year not given)"
    return " ".join([*parts, known]) + (f", {time}" if time else "")


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 report", "12,400 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def one_line(text: str | None) -> str:
    """Text without line breaks."""
    return " ".join((text or "").split())


def kind(country: str | None, sector: str | None) -> str:
    """Country and sector codes of an actor, as shown beside its name."""
    return " ".join(part for part in (country, sector) if part)


def modality(values: Iterable[str]) -> list[str]:
    """What auxiliary modes mean."""
    return [MODALITY.get(value, value) for value in values]


def code(name: str) -> str:
    """A code of the ontology in running text: "heavy-weapons" stays, "ASSAULT" becomes "assault"."""
    return name.replace("_", " ").lower()


def says(act: str) -> str:
    """What somebody does who does this act: "denies", "calls for"."""
    verb, _, rest = act.partition("_")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        verb = verb[:-1] + "ie"
    elif verb.endswith(("s", "sh", "ch", "x", "z")):
        verb += "e"
    return f"{verb}s {rest}".strip().replace("_", " ")


def address(*parts: str, **query: object) -> str:
    """A path of this site with every part quoted, and the parameters that ask something."""
    path = "/" + "/".join(quote(part, safe=":-_.~") for part in parts)
    asked = {name: value for name, value in query.items() if value not in (None, "", ())}
    return path + ("?" + urlencode(asked, doseq=True) if asked else "")


def changed(path: str, query: Mapping[str, str], **changes: object) -> str:
    """The address of this page with some parameters changed; None takes one away. Paging starts anew."""
    asked: dict[str, object] = {k: v for k, v in query.items() if k != "page" and v}
    asked |= changes
    kept = {name: value for name, value in asked.items() if value not in (None, "")}
    return path + ("?" + urlencode(kept) if kept else "")
