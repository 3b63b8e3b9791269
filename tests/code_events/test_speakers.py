from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.code_events import speakers
from onrecord.model import Manner

ROWS = [
    pytest.param(
        "Major Lund said that rebels shelled the port.",
        ("said", "rebels shelled the port", "say", Manner.INDIRECT),
        "shelled",
        0,
        id="finite-clause",
    ),
    pytest.param(
        '"A strike hit the port," Major Lund said.',
        ("said", "A strike hit the port", "say", Manner.DIRECT),
        "strike",
        0,
        id="quoted-words",
    ),
    pytest.param(
        "Major Lund referred to an attack that killed nine men.",
        ("referred to", "an attack that killed nine men", "say", Manner.INDIRECT),
        "killed",
        0,
        id="relative-clause",
    ),
    pytest.param(
        "Major Lund denied shelling the port.",
        ("denied", "shelling the port", "deny", Manner.INDIRECT),
        "shelling",
        1,
        id="shared-subject",
    ),
    pytest.param(
        "Major Lund claimed responsibility for the attack.",
        ("claimed", "responsibility for the attack", "claim", Manner.INDIRECT),
        "attack",
        1,
        id="noun",
    ),
]


@pytest.mark.parametrize(("text", "said", "trigger", "left"), ROWS)
def test_the_speaker_is_no_doer_of_what_others_do(
    reading_of, event_of, statement_of, text, said, trigger, left
):
    cue, content, act, manner = said
    statement = replace(statement_of(text, cue, content, act, source="Major Lund"), manner=manner)
    event = replace(event_of(text, trigger, "Major Lund"), asserted_by=statement.id)
    assert len(speakers.remove(event, reading_of(text, [statement])).actors) == left
    suffering = replace(event, actors=(), recipients=event.actors)
    assert len(speakers.remove(suffering, reading_of(text, [statement])).recipients) == left


def test_an_event_in_the_outlets_voice_is_left_alone(reading_of, event_of):
    text = "Major Lund shelled the port."
    event = event_of(text, "shelled", "Major Lund")
    assert speakers.remove(event, reading_of(text)) is event
