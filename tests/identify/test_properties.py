"""What holds for any report and any phrase."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.identify import Identify, resolve
from onrecord.model import MentionKind

from .readings_by_hand import mention, reading, statement

NAMES = ("Ana Ruiz", "Ruiz", "Moscow", "Peru", "NATO", "Sergey Lavrov", "Lavrov", "the diplomat", "he", "We")
LABELS = ("PERSON", "ORG", "GPE", "NORP", "GROUP", "DOCUMENT", "OTHER")


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(picked=st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(LABELS)), max_size=8))
def test_every_actor_id_resolves_and_every_mention_lies_in_the_text(parse_of, picked):
    text = " ".join(f"{n}: {name} spoke." for n, (name, _) in enumerate(picked)) or "Nothing."
    mentions, statements, seen = [], [], {}
    for n, (name, label) in enumerate(picked):
        nth = seen[name] = seen.get(name, 0) + 1
        kind = MentionKind.PRONOUN if name in ("he", "We") else None
        made = mention(text, name, label, kind=kind, nth=1)
        if nth == 1:
            mentions.append(made)
            statements.append(statement(text, made.span, "spoke", number=n))
    done = Identify()(reading(text, parse_of, mentions, statements))
    ids = [a.id for a in done.actors]
    assert len(ids) == len(set(ids))
    assert all(0 <= s.start < s.end <= len(text) for a in done.actors for s in a.mentions)
    assert {m.actor for m in done.mentions if m.actor} <= set(ids)
    assert {s.speaker for s in done.statements if s.speaker} <= set(ids)
    assert {c for s in done.statements for c in s.candidates} <= set(ids)
    assert done == Identify()(reading(text, parse_of, mentions, statements))


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=40))
def test_any_phrase_gets_an_answer(phrase):
    found = resolve(phrase)
    assert found.phrase == phrase
    assert 0 <= found.score <= 1
