import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from onrecord.encoder import (
    SURFACE_FEATURES,
    Model,
    SubwordTokenizer,
    split_words,
    surface,
    windows,
)
from onrecord.errors import ModelError
from onrecord.model import Span

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[unused1]", "he", "said", "un", "##said", "."]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vocabulary = {word: i for i, word in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    return tmp_path


@given(st.text(max_size=200))
def test_words_are_what_their_offsets_say(text: str) -> None:
    words = split_words(text)
    assert all(text[w.start : w.end] == w.text for w in words)
    assert all(a.end <= b.start for a, b in pairwise(words))


def test_words_leave_out_what_is_skipped() -> None:
    text = "Share this\nHe said.Later\nBack to top"
    words = split_words(text, [Span(0, 11), Span(24, len(text))])
    assert [w.text for w in words] == ["He", "said", ".", "Later"]


@given(st.integers(0, 2000), st.integers(1, 300), st.integers(1, 300))
def test_windows_cover_everything(length: int, size: int, stride: int) -> None:
    stride = min(size, stride)
    found = windows(length, size, stride)
    assert found[0].start == 0 and found[-1].stop == length
    assert all(a.stop >= b.start for a, b in pairwise(found))
    assert all(w.stop - w.start <= size for w in found)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('he “said it" twice', "0111" + "1" + "0"),
        ("he ''said it'' twice", "01111" + "10" + "0"),
        ("‘I don’t know,’ he", "1111111" + "1" + "0"),
        ("«Yes» he", "1110"),
        ('"a\n\nb', "1100"),
    ],
    ids=["mixed marks", "doubled single marks", "curly single marks", "guillemets", "not closed"],
)
def test_surface_knows_quotations(text: str, inside: str) -> None:
    features = surface([w.text for w in split_words(text)])
    assert "".join(str(int(f >= SURFACE_FEATURES // 2)) for f in features) == inside


def test_subwords_stay_aligned_with_words(folder: Path) -> None:
    subwords = SubwordTokenizer(folder / "tokenizer.json")(["he", "unsaid", "\n\n", "§"])
    assert subwords.ids == [5, 7, 8, 4, 1]
    assert subwords.owner == [0, 1, 1, 2, 3]
    assert subwords.first == [0, 1, 3, 4]


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("tokenizer.json", None, "missing"),
        ("tokenizer.json", "{", "damaged"),
        ("manifest.json", None, "cannot be read"),
        ("manifest.json", "[]", "no JSON object"),
        ("manifest.json", "{", "damaged"),
        ("model.onnx", None, "cannot be read"),
        ("model.onnx", "other weights", "SHA-256"),
    ],
)
def test_a_damaged_folder_is_named(folder: Path, file: str, content: str | None, message: str) -> None:
    (folder / "model.onnx").write_bytes(b"weights")
    (folder / "manifest.json").write_text(json.dumps({"digest": "0" * 64}))
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_text(content)
    with pytest.raises(ModelError, match=message):
        Model(folder)
