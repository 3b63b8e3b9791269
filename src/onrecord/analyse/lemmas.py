"""Part of speech and lemma of words, by spaCy's attribute ruler and lemmatizer, each word asked about once.

Both answer for a word by its spelling, tag and relation alone, but for a few words that are read together
with the next ("gonna", "there is"). Asked anew for each word of a text they cost a fifth of the parse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token

PIPES = ("attribute_ruler", "lemmatizer")
REMEMBERED = 100_000
"""Words with tag and relation whose answers are kept, some 20 MB."""

Key = tuple[int, int, int]
"""Spelling, tag and relation, as numbers of the vocabulary."""
Reading = tuple[str, str]
"""Lemma and part of speech."""


class Lemmas:
    """Takes the two components out of a pipeline and answers in their place."""

    def __init__(self, nlp: Language) -> None:
        self._pipes = [nlp.get_pipe(name) for name in PIPES]
        ruler: Any = self._pipes[0]
        self._joining = Matcher(nlp.vocab)
        self._joining.add("joining", list(_beginnings(ruler.patterns)))
        self._known: dict[Key, Reading] = {}
        for name in PIPES:
            nlp.disable_pipe(name)

    def __call__(self, doc: Doc) -> list[Reading]:
        """Lemma and part of speech of each word of a parsed text."""
        if self._joining(doc):
            return self._ask(doc)
        if len(self._known) > REMEMBERED:
            self._known = {}
        known = self._known
        keys = list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
        new = {key: i for i, key in enumerate(keys) if key not in known}
        if new:
            known.update(zip(new, self._ask(_copied([doc[i] for i in new.values()])), strict=True))
        return [known[key] for key in keys]

    def _ask(self, doc: Doc) -> list[Reading]:
        for pipe in self._pipes:
            doc = pipe(doc)
        return [(token.lemma_, token.pos_) for token in doc]


def _copied(tokens: Sequence[Token]) -> Doc:
    """The words with their tags and relations as a text of its own."""
    return Doc(
        tokens[0].vocab,
        words=[token.text for token in tokens],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        heads=list(range(len(tokens))),
    )


def _beginnings(groups: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    """The first words of the patterns of several words."""
    for group in groups:
        yield from (pattern[:1] for pattern in group["patterns"] if len(pattern) > 1)
