"""The one ordered list of one-report stages, and the check that the chain can work.

A stage is a callable that takes a `Reading` and returns one with more in it. It says which fields
of the reading it requires and which it adds. Third parties add stages by the entry point group
`onrecord.stages`.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from onrecord.errors import PipelineError
from onrecord.model import Event, Omission, Reading, Reason, Report, Statement

log = logging.getLogger(__name__)

FIELDS = frozenset(f.name for f in dataclasses.fields(Reading))


class Stage(Protocol):
    """One step. `name` stands in provenance and omissions; `requires` and `adds` name fields of Reading."""

    name: str
    requires: frozenset[str]
    adds: frozenset[str]

    def __call__(self, reading: Reading) -> Reading:
        """Return the reading with more in it."""


class Pipeline:
    """Stages in order. Raises PipelineError at build time for a chain that cannot work."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self.stages = tuple(stages)
        known = {"report", "omissions"}
        for stage in self.stages:
            unknown = (stage.requires | stage.adds) - FIELDS
            if unknown:
                raise PipelineError(
                    f"stage {stage.name!r} names {sorted(unknown)}, which a Reading does not have. "
                    f"It has: {', '.join(sorted(FIELDS))}."
                )
            missing = stage.requires - known
            if missing:
                raise PipelineError(
                    f"stage {stage.name!r} requires {sorted(missing)}, which no earlier stage adds. "
                    f"Put a stage that adds it before {stage.name!r}."
                )
            known |= stage.adds

    def __call__(self, report: Report) -> Reading:
        """Read one report. A stage that fails leaves an Omission; stages that need its output are skipped."""
        reading = Reading(report=report)
        if report.language != "en":
            detail = f"language {report.language!r}; only English is analysed"
            return _omit(reading, "analyse", Reason.NOT_ENGLISH, detail)
        failed: frozenset[str] = frozenset()
        for stage in self.stages:
            lost = stage.requires & failed
            if lost:
                detail = f"not run: it requires {', '.join(sorted(lost))}"
                reading = _omit(reading, stage.name, Reason.STAGE_FAILED, detail)
                failed |= stage.adds - stage.requires
                continue
            try:
                reading = stage(reading)
            except Exception as error:  # one bad report never stops the rest
                log.warning("%s: stage %s failed", report.path or report.id, stage.name, exc_info=True)
                detail = f"{type(error).__name__}: {error}"
                reading = _omit(reading, stage.name, Reason.STAGE_FAILED, detail)
                failed |= stage.adds - stage.requires
        return reading

    def read(self, reports: Iterable[Report]) -> Iterable[Reading]:
        """Read many, in order."""
        return map(self, reports)


def _omit(reading: Reading, stage: str, reason: Reason, detail: str) -> Reading:
    omission = Omission(stage=stage, reason=reason, detail=detail, path=reading.report.path)
    return dataclasses.replace(reading, omissions=(*reading.omissions, omission))


NAMES = ("analyse", "attribute", "code_events", "identify")
"""The stages of `default`, in order."""


def default(model: Path | None = None) -> Pipeline:
    """The stages of onrecord, in the order in which data flows.

    `model` is a model folder for attribution in place of the bundled one. Loads the parser and both
    models: about a second. Raises ModelError where a model is missing.
    """
    from onrecord.analyse import Analyse
    from onrecord.attribute import Attribute
    from onrecord.code_events import CodeEvents
    from onrecord.identify import Identify

    return Pipeline([Analyse(), Attribute(model), CodeEvents(), Identify()])


def above(reading: Reading, min_score: float) -> Reading:
    """The reading without statements and events that score less; each is counted as an Omission.

    What hangs on a statement left out stays: a nested statement loses its `via`; an event keeps
    its status and loses `asserted_by`, so that a claim never turns into the outlet's own word.
    """
    scored: tuple[Statement | Event, ...] = (*reading.statements, *reading.events)
    weak = [x for x in scored if x.score < min_score]
    if not weak:
        return reading
    gone = {x.id for x in weak}
    statements = (
        dataclasses.replace(s, via=None) if s.via in gone else s
        for s in reading.statements
        if s.id not in gone
    )
    events = (
        dataclasses.replace(e, asserted_by=None) if e.asserted_by in gone else e
        for e in reading.events
        if e.id not in gone
    )
    omissions = (
        Omission(
            stage="attribute" if isinstance(x, Statement) else "code_events",
            reason=Reason.LOW_SCORE,
            detail=f"{x.id}: {x.score:.2f} is below {min_score:.2f}",
            span=x.content[0] if isinstance(x, Statement) else x.trigger,
        )
        for x in weak
    )
    return dataclasses.replace(
        reading,
        statements=tuple(statements),
        events=tuple(events),
        omissions=(*reading.omissions, *omissions),
    )
