"""A speaker is not the doer of what another is said to do.

The model reads roles from the whole sentence and at times gives the one who speaks as an actor of an
act inside the words: "The spokesman said the strikes hit the port". Inside quoted words, and in a
clause of the content that has a subject of its own, whoever acts is named in the content.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.code_events.syntax import SUBJECTS, Tree, tree_at
from onrecord.model import Event, Manner, Reading, Span, Statement


def remove(event: Event, reading: Reading) -> Event:
    """The event without the speaker of its statement among its parties. `event.asserted_by` must be set."""
    statement = next((s for s in reading.statements if s.id == event.asserted_by), None)
    if statement is None or not _has_own_subject(event.trigger, statement, reading):
        return event
    actors, recipients = (
        tuple(r for r in role if not _names_speaker(r.span, statement))
        for role in (event.actors, event.recipients)
    )
    return replace(event, actors=actors, recipients=recipients)


def _names_speaker(span: Span, statement: Statement) -> bool:
    inside = any(part.overlaps(span) for part in statement.content)
    return not inside and any(part.overlaps(span) for part in statement.source)


def _has_own_subject(trigger: Span, statement: Statement, reading: Reading) -> bool:
    if statement.manner is Manner.DIRECT:
        return True
    tree = tree_at(reading.parse, trigger) if reading.parse else None
    word = tree.at(trigger) if tree else None
    if tree is None or word is None:
        return False
    path = (i for i in (word, *tree.ancestors(word)) if _lies_in(tree, i, statement))
    subjects = (subject for i in path for subject in tree.children(i, *SUBJECTS))
    # "Democrats said they would not negotiate": the pronoun may stand for the speaker.
    return any(tree[subject].tag != "PRP" for subject in subjects)


def _lies_in(tree: Tree, index: int, statement: Statement) -> bool:
    token = Span(tree[index].start, tree[index].end)
    return any(part.contains(token) for part in statement.content)
