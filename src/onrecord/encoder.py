"""Words, subwords and windows of a text, and a small encoder run by onnxruntime.

A model folder is self-contained:

    model.onnx       weights, int8
    tokenizer.json   of the `tokenizers` library
    manifest.json    labels, window, SHA-256 of model.onnx, training data, command, seed, scores
    card.md          for people

The models for statements and for events differ in their heads only, so both run through `Model`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.model import Json, Span

WORD = re.compile(r"\n+|\w+|[^\w\s]")
"""A word is a run of line ends, a run of letters, digits and underscores, or one other character."""

BREAK = "[unused1]"
"""The subword that stands for a run of line ends."""

CONTENTS = "A model folder holds model.onnx, tokenizer.json and manifest.json."

REMEMBERED = 50_000
"""Words whose subwords are kept, some 10 MB."""

SHAPES = 5
SURFACE_FEATURES = 2 * SHAPES

CLOSERS = {"“": '”"', '"': '"”', "«": "»", "„": "“”", "‘": "’", "''": "'", "``": "'"}
"""What closes a quotation, by what opens it; mixed pairs of double marks occur in flattened pages."""

CONTRACTIONS = frozenset(("s", "t", "re", "ll", "ve", "d", "m"))

Array = NDArray[Any]
Row = Mapping[str, Sequence[int]]


class Word(NamedTuple):
    """A word and where it stands in the text."""

    start: int
    end: int
    text: str

    @property
    def is_break(self) -> bool:
        """Whether it is a run of line ends."""
        return self.text[0] == "\n"


class Subwords(NamedTuple):
    """Subword ids of a sequence of words, without special tokens."""

    ids: list[int]
    owner: list[int]
    """For each subword the index of its word."""
    first: list[int]
    """For each word the index of its first subword."""


class Window(NamedTuple):
    """A half-open range of subwords that one pass of the encoder sees."""

    start: int
    stop: int


def split_words(text: str, skip: Sequence[Span] = ()) -> list[Word]:
    """Words of `text` in order, without those that touch a span of `skip` (sorted, disjoint)."""
    words = [Word(m.start(), m.end(), m[0]) for m in WORD.finditer(text)]
    return list(_outside(words, skip)) if skip else words


def _outside(words: Sequence[Word], skip: Sequence[Span]) -> Iterator[Word]:
    k = 0
    for word in words:
        while k < len(skip) and skip[k].end <= word.start:
            k += 1
        if k == len(skip) or word.end <= skip[k].start:
            yield word


def surface(words: Sequence[str]) -> list[int]:
    """One feature a word: its shape (0-4), plus 5 inside quotation marks and on the marks.

    Straight single marks do not count: without spaces they cannot be told from apostrophes.
    A quotation that is not closed ends with its paragraph.
    """
    inside = _quoted(words)
    return [_shape(word) + SHAPES * inside[i] for i, word in enumerate(words)]


def _quoted(words: Sequence[str]) -> list[bool]:
    inside, closers = [], ""
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        if not closers:
            mark = word * 2 if word == after and word in "'`" else word
            closers = CLOSERS.get(mark, "")
            inside.append(bool(closers))
        elif word[0] == "\n":
            closers = ""
            inside.append(False)
        else:
            inside.append(True)
            if word in closers and not _apostrophe(word, words[i - 1], after):
                closers = ""
    return inside


def _apostrophe(word: str, before: str, after: str) -> bool:
    if word == "'":
        return after != "'"
    return word == "’" and before[0].isalnum() and after in CONTRACTIONS


def _shape(word: str) -> int:
    if not word[0].isalnum():
        return 4
    if word[0].isdigit():
        return 3
    if word.isupper() and len(word) > 1:
        return 2
    return int(word[0].isupper())


def windows(length: int, size: int, stride: int) -> list[Window]:
    """Windows of at most `size` subwords, `stride` apart, that together cover `length` of them."""
    starts = [0]
    while starts[-1] + size < length:
        starts.append(starts[-1] + stride)
    return [Window(s, min(length, s + size)) for s in starts]


class SubwordTokenizer:
    """Cuts words into subwords. Raises ModelError where `tokenizer.json` is missing or damaged."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ModelError(
                f"{path} is missing: a model folder holds model.onnx, tokenizer.json, manifest.json."
            )
        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # the library raises bare Exception
            raise ModelError(f"{path} is damaged: {error}") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.cls = self.id("[CLS]", "<s>")
        self.sep = self.id("[SEP]", "</s>")
        self.unknown = self.id("[UNK]", "<unk>")
        self.line_break = self.id(BREAK)
        self._known: dict[str, list[int]] = {}

    def id(self, *names: str) -> int:
        """The id of the first of these tokens that the vocabulary holds."""
        for name in names:
            found = self._tokenizer.token_to_id(name)
            if found is not None:
                return int(found)
        raise ModelError(f"the tokenizer knows none of {', '.join(names)}.")

    def __call__(self, words: Sequence[str]) -> Subwords:
        """Cut each word by itself, so that subwords and characters stay aligned."""
        known = self._learned(words)
        result = Subwords([], [], [])
        for i, word in enumerate(words):
            ids = known[word]
            result.first.append(len(result.ids))
            result.ids.extend(ids)
            result.owner.extend([i] * len(ids))
        return result

    def _learned(self, words: Sequence[str]) -> dict[str, list[int]]:
        """The subwords of at least these words. Most words of a text were met in the texts before it."""
        if len(self._known) > REMEMBERED:
            self._known = {}
        known = self._known
        new = sorted({word for word in words if word not in known})
        plain = ["" if word[0] == "\n" else word for word in new]
        encodings = self._tokenizer.encode_batch_fast(plain, add_special_tokens=False)
        for word, encoding in zip(new, encodings, strict=True):
            known[word] = encoding.ids or [self.line_break if word[0] == "\n" else self.unknown]
        return known


class Model:
    """A model folder, loaded. Runs on the CPU; the same rows give the same outputs.

    `threads` is the number of threads inside one operator; onnxruntime spins none of them idle.
    Raises ModelError where a file is missing, damaged or does not match the manifest.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = folder
        self.tokenizer = SubwordTokenizer(folder / "tokenizer.json")
        self.manifest = read_manifest(folder)
        weights = _read(folder / "model.onnx")
        self.digest = hashlib.sha256(weights).hexdigest()
        if self.digest != self.manifest.get("digest"):
            raise ModelError(
                f"{folder / 'model.onnx'} has SHA-256 {self.digest}, the manifest says "
                f"{self.manifest.get('digest')}. Fetch or train the model again."
            )
        self._session = _session(weights, threads)
        self._outputs = [o.name for o in self._session.get_outputs()]

    def run(self, rows: Iterable[Row]) -> Iterator[dict[str, Array]]:
        """Outputs by name for each row, in the order of the rows, one at a time.

        A row gives, for each input of the model but `mask`, integers of one length, special tokens
        included. Each row runs by itself: a batch is no faster on a CPU, pads, and makes what is read
        in one sentence depend on its neighbours, whose values widen the steps of quantisation.
        """
        return map(self._run, rows)

    def _run(self, row: Row) -> dict[str, Array]:
        arrays = {name: np.array([values], dtype=np.int64) for name, values in row.items()}
        arrays["mask"] = np.ones_like(arrays["ids"])
        outputs = self._session.run(None, arrays)
        return {name: out[0] for name, out in zip(self._outputs, outputs, strict=True)}


def read_manifest(folder: Path) -> Json:
    """The manifest of a model folder. Raises ModelError where it is missing or no JSON object."""
    path = folder / "manifest.json"
    try:
        manifest = json.loads(_read(path))
    except ValueError as error:
        raise ModelError(f"{path} is damaged: {error}") from error
    if not isinstance(manifest, dict):
        raise ModelError(f"{path} is damaged: it holds no JSON object.")
    return manifest


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}. {CONTENTS}") from error


def _session(weights: bytes, threads: int) -> Any:
    # Some builds of onnxruntime report to their makers unless told not to before they load.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    # A spinning thread takes a core from the process that shares the machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own bare classes
        raise ModelError(f"the weights are damaged: {error}") from error
