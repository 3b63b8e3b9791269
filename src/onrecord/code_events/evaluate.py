"""Scores the coder: on PLOVER sentences by actor codes, on our own labelled sentences, on sport and film.

Counting is that of the GSR scorer: for each sentence the coded dyads and the gold dyads are
compared as sets of keys, micro-averaged; a recipient that gold leaves open is matched only by none.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from pathlib import Path

from onrecord.code_events import given, ontology
from onrecord.code_events.labelled import LabelledSentence
from onrecord.errors import GoldError
from onrecord.model import Actor, Event, Json, Omission, Reading, Reason, Reference, Span

Read = Callable[[str], Reading]
"""Runs the one-report stages, actors resolved, over a text."""

Dyad = tuple[str, str, str]
"""Type, country of the actor, country of the recipient; "" where there is none."""

LEVELS = {"type": 1, "type + source": 2, "type + source + target": 3}
MUTUAL = ontology.RECIPROCAL | {"ASSAULT"}
"""Types of which several actors without a recipient are read as acting on each other."""
SPELLINGS = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "UNO": "IGO", "EUR": "IGO"}
"""Codes of the gold file that are not ISO 3166 alpha-3. It is of 2016, when one code stood for all IGOs."""


@dataclass(slots=True)
class Count:
    """True positives, coded, gold; precision, recall and F1 of them."""

    right: int = 0
    coded: int = 0
    gold: int = 0

    def add(self, coded: set[tuple[str, ...]], gold: set[tuple[str, ...]]) -> None:
        """Count one sentence."""
        self.right += len(coded & gold)
        self.coded += len(coded)
        self.gold += len(gold)

    def row(self) -> dict[str, float]:
        """The figures, rounded to three places."""
        precision = self.right / self.coded if self.coded else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * self.right / (self.coded + self.gold) if self.coded + self.gold else 0.0
        figures = {"precision": precision, "recall": recall, "f1": f1}
        return {name: round(value, 3) for name, value in figures.items()} | {"gold": self.gold}


def evaluate(path: Path, read: Read) -> Json:
    """Scores on a JSON-lines file of PLOVER sentences (`text`, `events` with type, source, target).

    Returns F1 by level, by type, and the types confused. Raises GoldError for another form.
    """
    gold = list(_gold(path))
    pairs = [(coded_dyads(read(text)), dyads) for text, dyads in gold]
    levels = {name: Count() for name in LEVELS}
    for coded, dyads in pairs:
        for name, width in LEVELS.items():
            levels[name].add({d[:width] for d in coded}, {d[:width] for d in dyads})
    types = sorted({d[0] for coded, dyads in pairs for d in (*coded, *dyads)})
    return {
        "sentences": len(gold),
        "levels": {name: count.row() for name, count in levels.items()},
        "types": {name: _of_type(name, pairs).row() for name in types},
        "confusion": _confusion(pairs),
    }


def _gold(path: Path) -> Iterator[tuple[str, set[Dyad]]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                dyads = {_gold_dyad(event) for event in row["events"]}
            except (ValueError, KeyError, TypeError) as error:
                raise GoldError(f"{path}:{number}: not a coded sentence: {error!r}") from error
            yield row["text"], dyads


def _gold_dyad(event: Json) -> Dyad:
    name = event["type"].upper()
    return given.OLDER.get(name, name), _country(event["source"]), _country(event["target"])


def _country(code: str | None) -> str:
    letters = (code or "")[:3].upper()
    return SPELLINGS.get(letters, letters)


def coded_dyads(reading: Reading) -> set[Dyad]:
    """The events of a reading as dyads of countries, every actor with every recipient."""
    actors = {actor.id: actor for actor in reading.actors}
    return {dyad for event in reading.events for dyad in _dyads(event, actors)}


def _dyads(event: Event, actors: dict[str, Actor]) -> Iterator[Dyad]:
    sources = _countries(event.actors, actors)
    targets = _countries(event.recipients, actors)
    if event.type in MUTUAL and len(sources) > 1 and not targets:
        yield from ((event.type, a, b) for a, b in permutations(sources, 2))
    else:
        yield from ((event.type, a, b) for a, b in product(sources or [""], targets or [""]))


def _countries(references: Iterable[Reference], actors: dict[str, Actor]) -> list[str]:
    """Countries of those that have one, each once, in order."""
    found = (_country(actors[r.actor].country) for r in references if r.actor in actors)
    return list(dict.fromkeys(country for country in found if country))


def _of_type(name: str, pairs: Sequence[tuple[set[Dyad], set[Dyad]]]) -> Count:
    count = Count()
    for coded, gold in pairs:
        count.add({d[:1] for d in coded if d[0] == name}, {d[:1] for d in gold if d[0] == name})
    return count


def _confusion(pairs: Sequence[tuple[set[Dyad], set[Dyad]]]) -> list[Json]:
    """How often a gold type was missed while another was coded, most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for coded, gold in pairs:
        wrong, missed = ({d[0] for d in a} - {d[0] for d in b} for a, b in ((coded, gold), (gold, coded)))
        counts.update((m, w) for m in missed for w in wrong or {"nothing"})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"gold": m, "coded": w, "times": n} for (m, w), n in ranked]


def evaluate_own(sentences: Sequence[LabelledSentence], read: Read) -> Json:
    """Scores on labelled sentences: triggers found, and of these what else is right."""
    found = Count()
    right: Counter[str] = Counter()
    types: Counter[tuple[str, str]] = Counter()
    believed = noticed = 0
    for sentence in sentences:
        reading = read(sentence.text)
        events = reading.events
        seen = [
            *(e.trigger for e in events),
            *(o.span for o in reading.omissions if _is_doubted(o) and o.span),
        ]
        noticed += sum(any(span.overlaps(label.trigger) for span in seen) for label in sentence.events)
        found.coded += len(events)
        found.gold += len(sentence.events)
        for label in sentence.events:
            event = next((e for e in events if e.trigger.overlaps(label.trigger)), None)
            types[label.type, event.type if event else "nothing"] += 1
            if event is None:
                continue
            found.right += 1
            good = {
                "type": event.type == label.type,
                "modes": set(event.modes) == set(label.modes),
                "actors": matched(event.actors, label.actors),
                "recipients": matched(event.recipients, label.recipients),
                "status": event.status == label.status,
                "modality": set(event.modality) == set(label.modality),
            }
            right.update(name for name, value in good.items() if value)
            most = ("type", "actors", "recipients", "status", "modality")
            right["all but modes"] += all(good[name] for name in most)
            believed += all(good[name] for name in ("type", "actors", "status"))
    shares = {name: round(n / max(1, found.right), 3) for name, n in sorted(right.items())}
    confusion = [{"gold": g, "coded": c, "times": n} for (g, c), n in sorted(types.items())]
    return {
        "sentences": len(sentences),
        "triggers": found.row(),
        "right of those found": shares,
        "right in type, actors and status, of those coded": round(believed / max(1, found.coded), 3),
        "noticed: coded, or left out with a score": round(noticed / max(1, found.gold), 3),
        "confusion": confusion,
    }


def _is_doubted(omission: Omission) -> bool:
    return omission.stage == "code_events" and omission.reason is Reason.LOW_SCORE


def matched(references: Sequence[Reference], spans: Sequence[Span]) -> bool:
    """Whether each labelled span has a reference that overlaps it, and none is left over."""
    left = [r.span for r in references]
    for span in spans:
        hit = next((s for s in left if s.overlaps(span)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def firing(texts: Sequence[str], read: Read) -> float:
    """The share of these sentences in which an event is coded."""
    return sum(bool(read(text).events) for text in texts) / max(1, len(texts))


def lines(scores: Json) -> Iterator[str]:
    """The scores of `evaluate` for people: by level, by type, and the types confused."""
    yield f"{scores['sentences']} sentences"
    yield f"{'':<24}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}"
    for name, row in (*scores["levels"].items(), *scores["types"].items()):
        figures = (f"{row[key]:>7.3f}" for key in ("precision", "recall", "f1"))
        yield f"{name:<24}{''.join(figures)}{row['gold']:>7}"
    yield ""
    yield "gold types missed (rows), and what was coded in their place (columns):"
    yield from confusion_table(scores["confusion"])


def confusion_table(confusion: Sequence[Json]) -> Iterator[str]:
    """Counts of gold types by the type coded instead, "nothing" last; types never missed are left out."""
    counts = {(cell["gold"], cell["coded"]): cell["times"] for cell in confusion}
    columns = [*sorted({coded for _, coded in counts} - {"nothing"}), "nothing"]
    yield f"{'':<11}" + "".join(f"{name[:8]:>9}" for name in columns)
    for gold in sorted({gold for gold, _ in counts}):
        cells = (str(counts.get((gold, coded), ".")) for coded in columns)
        yield f"{gold:<11}" + "".join(f"{cell:>9}" for cell in cells)
