"""The stage: the model's attributions, then the rules, then statements."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from onrecord.attribute.boundaries import either_quoted_or_not, unparted, within_sentences
from onrecord.attribute.calibration import load
from onrecord.attribute.circumstances import addressee, said, venue
from onrecord.attribute.continuing import colons_speak_forward, continue_quotes
from onrecord.attribute.cues import read_cue
from onrecord.attribute.decode import decode
from onrecord.attribute.draft import Draft, draft
from onrecord.attribute.forms import spoken, with_forms
from onrecord.attribute.manner import manner, quotes_around
from onrecord.attribute.marks import marks
from onrecord.attribute.nesting import nested, parents
from onrecord.attribute.pieces import mend
from onrecord.attribute.quotes import joined, quotations
from onrecord.attribute.quoting import spoken_quotes
from onrecord.attribute.sources import fill_sources
from onrecord.attribute.strength import strong
from onrecord.attribute.tag import tag
from onrecord.attribute.tree import Tree
from onrecord.encoder import Model, split_words
from onrecord.errors import PipelineError
from onrecord.model import Parse, PartialDate, Reading, Report, Span, Statement


def default_folder() -> Path:
    """The model that comes with onrecord."""
    return Path(str(resources.files(__package__).joinpath("model")))


class Attribute:
    """Adds `statements` to a reading.

    `folder` is a model folder (see `onrecord.encoder`); `threads` run inside one operator.
    Raises ModelError where the model is missing or damaged.
    """

    name = "attribute"
    requires = frozenset({"report", "parse"})
    adds = frozenset({"statements"})

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        self.model = Model(folder or default_folder(), threads)
        self.calibration = load(folder or default_folder())

    def __call__(self, reading: Reading) -> Reading:
        """Find the statements outside boilerplate. Their speakers stay open here."""
        if reading.parse is None:
            raise PipelineError("attribute requires a parse.")
        statements = self.statements(reading.report, reading.parse)
        return dataclasses.replace(reading, statements=statements)

    def drafts(self, report: Report) -> list[Draft]:
        """What the model alone finds."""
        words = split_words(report.text, report.boilerplate)
        if not words:
            return []
        groups = decode(words, tag(words, self.model))
        drafts = (draft(group, score, words, report.text) for group, score in groups)
        return sorted((d for d in drafts if d is not None), key=lambda d: (d.start, d.content, d.cue))

    def candidates(self, report: Report, tree: Tree) -> tuple[list[Draft], list[Span]]:
        """What model and rules find outside of others' words before the weak are left out; the quotations."""
        quotes = quotations(report.text, report.boilerplate)
        drafts = unparted(fill_sources(self.drafts(report), tree))
        drafts += spoken_quotes(drafts, quotes, tree, report.text)
        drafts = continue_quotes(colons_speak_forward(drafts, report.text), quotes, report.text)
        drafts = within_sentences(mend(drafts, report.text), quotes, tree, report.text)
        return either_quoted_or_not(drafts, quotes, report.text), quotes

    def statements(self, report: Report, parse: Parse) -> tuple[Statement, ...]:
        """The statements of a report, in text order."""
        tree = Tree(parse)
        drafts, quotes = self.candidates(report, tree)
        drafts = strong(drafts, self.calibration, tree, quotes, report.text)
        drafts = with_forms(drafts, report, tree)
        drafts += nested(drafts, tree, report.text)
        drafts.sort(key=lambda d: (d.start, d.content, d.cue))
        return _statements(drafts, report, tree, joined([*quotes, *spoken(report, tree)]))


def _statements(
    drafts: Sequence[Draft], report: Report, tree: Tree, quotes: Sequence[Span]
) -> tuple[Statement, ...]:
    names = [f"{report.id}-s{n}" for n in range(1, len(drafts) + 1)]
    anchor = _anchor(report)
    result = []
    for name, d, parent in zip(names, drafts, parents(drafts), strict=True):
        own = quotes if parent is None else quotes_around(d.cue, report.text, quotes)
        how = manner(d.content, report.text, own)
        result.append(
            Statement(
                id=name,
                content=d.content,
                cue=d.cue,
                source=d.source,
                manner=how,
                act=read_cue(d.cue, tree).act,
                score=d.score,
                addressee=addressee(d, tree),
                venue=venue(d, tree),
                said=said(d, tree, report.text, anchor),
                via=None if parent is None else names[parent],
                marks=marks(d.content, how, report.text, own),
            )
        )
    return tuple(result)


def _anchor(report: Report) -> PartialDate | None:
    """The day against which relative dates are read: of publication, else of the dateline."""
    if report.published is not None:
        return report.published.value
    return report.dateline.date if report.dateline is not None else None
