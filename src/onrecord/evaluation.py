"""The gold sets that `onrecord eval` knows: where each lies under a data folder, and how it is scored.

Each set yields lines for people. No set is bundled; their texts belong to their publishers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import GoldError, UsageError
from onrecord.model import Reading, Report

if TYPE_CHECKING:
    from onrecord.attribute.evaluate import Result
    from onrecord.code_events.labelled import LabelledSentence


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A gold set: its place below a data folder, and what turns its path into lines of scores."""

    place: str
    score: Callable[[Path], Iterator[str]]
    about: str


def evaluate(name: str, path: Path) -> Iterator[str]:
    """Score one set at `path`, or with the name "all" every set below it. Raises UsageError, GoldError."""
    if name == "all":
        yield from _all(path)
    elif name not in SETS:
        raise UsageError(f"no gold set is called {name!r}. There are: all, {', '.join(SETS)}.")
    elif not path.exists():
        raise GoldError(f"{path}: not there. Give the path of the gold set {name!r}: {SETS[name].about}.")
    else:
        yield from SETS[name].score(path)


def _all(folder: Path) -> Iterator[str]:
    present = {name: folder / gold.place for name, gold in SETS.items() if (folder / gold.place).exists()}
    if not present:
        places = ", ".join(gold.place for gold in SETS.values())
        raise GoldError(f"{folder}: holds no gold set. Looked for {places}.")
    for name, path in present.items():
        yield f"== {name}: {SETS[name].about}"
        yield from SETS[name].score(path)
        yield ""


def polnear(path: Path, model: Path | None = None) -> Result:
    """Scores of attribution on the dev split of PolNeAR, by the shipped or by another model folder."""
    from onrecord.analyse import Analyse
    from onrecord.attribute import Attribute
    from onrecord.attribute.evaluate import evaluate as score

    return score(path, Analyse(), Attribute(model))


def polnear_lines(path: Path, model: Path | None = None) -> Iterator[str]:
    """The scores of `polnear` as lines for people."""
    yield from str(polnear(path, model)).splitlines()


def _own(path: Path) -> Iterator[str]:
    from onrecord import pipeline
    from onrecord.attribute.own_scores import evaluate as score
    from onrecord.attribute.own_scores import lines

    yield from lines(score(path, _as_published(pipeline.default())))


def _as_published(chain: Callable[[Report], Reading]) -> Callable[[str], Reading]:
    """Reads a text as if it were a plain text file, with its front matter and furniture marked."""
    from onrecord.acquire.draft import Draft
    from onrecord.acquire.finish import finish

    def read(text: str) -> Reading:
        items = finish(Draft(path="-", text=text, digest=""))
        return chain(next(item for item in items if isinstance(item, Report)))

    return read


def _plover(path: Path) -> Iterator[str]:
    from onrecord import pipeline
    from onrecord.code_events.evaluate import evaluate as score
    from onrecord.code_events.evaluate import lines

    yield from lines(score(path, _reader(pipeline.default())))


def _reader(chain: Callable[[Report], Reading]) -> Callable[[str], Reading]:
    return lambda text: chain(Report(id=Report.id_of(text, None, None), text=text, language="en", digest=""))


def _events(path: Path) -> Iterator[str]:
    from onrecord.code_events import labelled

    sentences = labelled.read(sorted(path.glob("*.txt")))
    yield from _own_events([s for s in sentences if labelled.is_held_out(s, HELD_OUT)])


def _articles(path: Path) -> Iterator[str]:
    from onrecord.code_events import anchored

    files = sorted(ARTICLES.glob("*.jsonl"))
    if not files:
        raise GoldError(f"{ARTICLES}: holds no .jsonl. The labels are the project's: run it in its folder.")
    yield from _own_events(anchored.read(files, anchored.texts(path)))


def _own_events(sentences: Sequence[LabelledSentence]) -> Iterator[str]:
    from onrecord import pipeline
    from onrecord.code_events.evaluate import confusion_table, evaluate_own

    scores = evaluate_own(sentences, _reader(pipeline.default()))
    yield from (f"{name}: {value}" for name, value in scores.items() if name != "confusion")
    yield "labelled types (rows), and the type coded at their word (columns):"
    yield from confusion_table(scores["confusion"])


def _status(path: Path) -> Iterator[str]:
    from onrecord import pipeline
    from onrecord.code_events import labelled, probe

    files = sorted((path / "status").glob("*.txt"))
    if not files:
        raise GoldError(f"{path}: holds no status/*.txt. Give the folder gold of the project.")
    yield from probe.lines(probe.evaluate(labelled.read(files), _reader(pipeline.default())))


def _unpolitical(path: Path) -> Iterator[str]:
    from onrecord import pipeline
    from onrecord.code_events import given
    from onrecord.code_events.evaluate import firing

    texts = given.unpolitical(path, given.UNPOLITICAL_TEST, 300)
    yield f"{len(texts)} sentences on sport and film: {firing(texts, _reader(pipeline.default())):.1%} coded"


def _places(path: Path) -> Iterator[str]:
    from onrecord.analyse import Analyse
    from onrecord.code_events import places_gold

    analyse = Analyse()
    read = _as_published(lambda report: analyse(Reading(report=report)))
    yield from places_gold.lines(places_gold.read(path), read)


def _actors(path: Path) -> Iterator[str]:
    from onrecord.identify.evaluate import evaluate_phrases

    scores = evaluate_phrases(path)
    country, both = scores.country_accuracy, scores.both_accuracy
    yield f"{scores.phrases} phrases: country {country:.3f}, country and sector {both:.3f}"


def _coreference(path: Path) -> Iterator[str]:
    from onrecord.analyse.evaluate import evaluate as score

    for kind, row in score(path).items():
        yield f"{kind:<12} " + "  ".join(f"{name} {value}" for name, value in row.items())


def _pages(path: Path) -> Iterator[str]:
    from onrecord.acquire.evaluate import pages

    yield from map(str, pages(path))


def _stories(path: Path) -> Iterator[str]:
    from onrecord.link.evaluate import read_gold, score_stories

    scores = score_stories(read_gold(path))
    yield f"{scores.count} reports, B-cubed {_rates(scores.precision, scores.recall, scores.f1)}"


def _claims(path: Path) -> Iterator[str]:
    from onrecord import pipeline
    from onrecord.link.claim_gold import evaluate as score
    from onrecord.link.claim_gold import read

    for name, scores in score(read(path), pipeline.default()):
        yield f"{name}: {scores.count} pairs, {_rates(scores.precision, scores.recall, scores.f1)}"


def _factuality(path: Path) -> Iterator[str]:
    from onrecord.analyse import Analyse
    from onrecord.code_events.factuality import rated
    from onrecord.code_events.factuality import score as count
    from onrecord.model import Parse

    analyse = Analyse()

    def parse(text: str) -> Parse:
        return analyse(_bare(text)).parse or Parse(tokens=(), sentences=(), entities=())

    items = list(rated(path, parse))
    found = count(items)
    rates = _rates(found.precision, found.recall, found.f1)
    yield f"{len(items)} event words, not said to have happened: {rates}, accuracy {found.accuracy:.3f}"


def _rates(precision: float, recall: float, f1: float) -> str:
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def _bare(text: str) -> Reading:
    return Reading(report=Report(id="r", text=text, language="en", digest=""))


HELD_OUT = 12
"""Every so many of our labelled sentences are kept from the training of the shipped event model."""

ARTICLES = Path("gold/events")
"""Folder of our labels on sentences of given articles; the texts are given as a path."""

SETS = {
    "polnear": GoldSet("polnear", polnear_lines, "PolNeAR, attribution, dev split"),
    "own": GoldSet("gold", _own, "our own passages by kind of text, attribution with speakers and nesting"),
    "status": GoldSet("gold", _status, "our own sentences on status and modality of events, and traps"),
    "coreference": GoldSet("gum", _coreference, "GUM, coreference of pronouns, surnames and descriptions"),
    "plover": GoldSet("plover/gsr_open.jsonl", _plover, "PLOVER gold sentences, events with both countries"),
    "factuality": GoldSet("factuality/uw_dev.jsonl", _factuality, "UW factuality, did the event happen"),
    "events": GoldSet("training/events", _events, "our labelled sentences that training has not seen"),
    "articles": GoldSet("articles", _articles, "folder of the articles that our labels stand on, events"),
    "actors": GoldSet("actors/phrases_open.jsonl", _actors, "actor phrases, country and sector"),
    "places": GoldSet("gold", _places, "our own sentences with places of one name, which one is meant"),
    "pages": GoldSet("pages", _pages, "pages of outlets, body, title, authors and date"),
    "stories": GoldSet("stories/articles_open.jsonl", _stories, "dated articles labelled with their story"),
    "claims": GoldSet("gold/claims", _claims, "our own reports on two disputes, claims and denials"),
    "unpolitical": GoldSet("ecb", _unpolitical, "ECB+ topics without politics, where no event belongs"),
    "ecb": GoldSet("ecb", _stories, "ECB+, two like stories in each topic"),
}
