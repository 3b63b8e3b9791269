"""The stage: mentions to actors, and actors into statements and events."""

from __future__ import annotations

import dataclasses

from onrecord.errors import PipelineError
from onrecord.identify.actors import Actors
from onrecord.identify.references import References
from onrecord.identify.roles import fill_events, fill_statements, unresolved
from onrecord.model import Mention, Reading


class Identify:
    """Adds `actors` to a reading; mentions, statements and events come back with their actors filled.

    A statement whose source resolves to nobody keeps `speaker` None, with the actors it may be as
    candidates, and leaves an Omission.
    """

    name = "identify"
    requires = frozenset({"parse", "mentions", "statements", "events"})
    adds = frozenset({"actors"})

    def __call__(self, reading: Reading) -> Reading:
        """Return the reading with actors. Raises PipelineError where it has no parse."""
        if reading.parse is None:
            raise PipelineError("identify needs a parse; run the stage that adds it first.")
        references = References(reading)
        actors = Actors(reading, references)
        statements, omissions = fill_statements(reading, references, actors)
        events = fill_events(reading, statements, references, actors)
        return dataclasses.replace(
            reading,
            mentions=tuple(_with_actor(m, actors) for m in reading.mentions),
            statements=statements,
            events=events,
            actors=actors.all(),
            omissions=(*reading.omissions, *omissions, *unresolved(events, reading.report.text)),
        )


def _with_actor(mention: Mention, actors: Actors) -> Mention:
    return dataclasses.replace(mention, actor=actors.at(mention.span))
