"""Reading PolNeAR, training examples, their rewriting, and the scores, on an article made by hand."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribute.augment import augment, rewrite
from onrecord.attribute.encoding import LABELS, label_runs
from onrecord.attribute.evaluate import maximum_matching, score
from onrecord.attribute.examples import IGNORE, NO_SOURCE, Example, example, training_windows
from onrecord.attribute.polnear import Attribution, GoldReport, parse_annotation, read_split
from onrecord.errors import GoldError

TEXT = "Ana Bolan said “it rains”. It was said that it snowed."
ANNOTATION = """T1\tSource 0 9\tAna Bolan
T2\tCue 10 14\tsaid
T3\tContent 15 25\t“it rains”
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
T5\tCue 27 38\tIt was said
T6\tContent 39 53\tthat it snowed
T7\tAttribution-no-source 27 38\tIt was said
E2\tAttribution-no-source:T7 Cue:T5 Content:T6
T8\tDiscard 53 54\t.
"""


@pytest.fixture
def report() -> GoldReport:
    attributions, discard = parse_annotation(ANNOTATION)
    return GoldReport(name="a", text=TEXT, attributions=attributions, discard=discard)


def test_annotation_is_read(report: GoldReport) -> None:
    first, second = report.attributions
    assert first == Attribution(source=((0, 9),), cue=((10, 14),), content=((15, 25),))
    assert second.source == () and TEXT[slice(*second.content[0])] == "that it snowed"
    assert report.discard == ((53, 54),)


def test_pieces_and_second_contents_belong_to_one_attribution() -> None:
    spans = "T1\tContent 0 2;5 7\tx\nT2\tContent 9 10\ty\nT3\tCue 3 4\tz\n"
    lines = spans + "E1\tAttribution:T3 Cue:T3 Content:T1 Content2:T2\n"
    (found,), _ = parse_annotation(lines)
    assert found.content == ((0, 2), (5, 7), (9, 10))


def test_splits_come_from_a_folder(tmp_path: Path) -> None:
    for folder, name, content in (("text", "a.txt", TEXT), ("attributions", "a_x1.ann", ANNOTATION)):
        (tmp_path / "data" / "dev" / folder).mkdir(parents=True)
        (tmp_path / "data" / "dev" / folder / name).write_text(content, encoding="utf-8")
    (found,) = read_split(tmp_path, "dev")
    assert (found.name, found.text, len(found.attributions)) == ("a", TEXT, 2)
    with pytest.raises(GoldError, match="no PolNeAR annotations"):
        list(read_split(tmp_path, "test"))


def test_example_has_labels_and_links(report: GoldReport) -> None:
    made = example(report)
    named = [LABELS[label] if label != IGNORE else "-" for label in made.labels]
    assert named[:8] == ["B-SOURCE", "I-SOURCE", "B-CUE", "B-CONTENT"] + ["I-CONTENT"] * 3 + ["O"]
    assert named[-1] == "-"
    assert made.cue_of[3:7] == [2, 2, 2, 2]
    assert (made.source_of[2], made.source_of[8]) == (0, NO_SOURCE)


def test_rewriting_keeps_labels_and_links(report: GoldReport) -> None:
    made = example(report)
    words = [["''"[0], "''"[1]] if w in "“”" else [w] for w in made.words]
    new = rewrite(made, words)
    assert "".join(new.words).startswith("AnaBolansaid''itrains''")
    assert [LABELS[label] for label in new.labels[3:6]] == ["B-CONTENT", "I-CONTENT", "I-CONTENT"]
    assert set(new.cue_of[3:9]) == {2}


@given(st.integers(0, 10_000))
def test_augmented_examples_stay_whole(seed: int) -> None:
    attributions, discard = parse_annotation(ANNOTATION)
    made = example(GoldReport(name="a", text=TEXT + "\n\nMore.", attributions=attributions, discard=discard))
    new = augment(made, ["Corin", "Delf"], random.Random(seed))
    assert len(new.words) == len(new.labels) == len(new.cue_of) == len(new.source_of)
    assert all(new.labels[c] in (3, 4) for c in new.cue_of if c >= 0)
    assert all(new.labels[s] == 1 for s in new.source_of if s >= 0)


@given(st.integers(1, 3000), st.integers(0, 1000))
def test_training_windows_cover_a_document(length: int, seed: int) -> None:
    found = training_windows(length, 32, random.Random(seed))
    assert found[-1].stop == length or length - found[-1].stop <= 32
    assert all(0 <= w.start < w.stop <= length for w in found)


@pytest.mark.parametrize(
    ("labels", "runs"),
    [
        ([5, 6, 0, 6], [[0, 1], [3]]),
        ([5, 6, 5], [[0, 1], [2]]),
        ([5, 0, 6], [[0, 2]]),
    ],
    ids=["I opens", "B opens anew", "line break inside"],
)
def test_runs_of_labels(labels: list[int], runs: list[list[int]]) -> None:
    breaks = [False, labels == [5, 0, 6], False, False][: len(labels)]
    assert label_runs(labels, "content", breaks) == runs


def test_scores(report: GoldReport) -> None:
    right, wrong = report.attributions
    unsourced = Attribution(source=(), cue=right.cue, content=right.content)
    result = score([report], [[unsourced, wrong]], "dev", 1.0)
    assert {name: s.matched for name, s in result.scores.items()} == {
        "detection": 2,
        "end_to_end": 1,
        "exact": 2,
        "exact_with_source": 1,
    }
    assert result.scores["end_to_end"].f1 == pytest.approx(0.5)
    assert "detection" in str(result)


def test_matching_is_one_to_one_and_as_large_as_can_be() -> None:
    assert maximum_matching({0: [0], 1: [0]}) == 1
    assert maximum_matching({0: [0, 1], 1: [0]}) == 2


def test_the_model_folder_says_what_it_is() -> None:
    folder = Path(__file__).parents[2] / "src" / "onrecord" / "attribute" / "model"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["labels"] == list(LABELS)
    assert (folder / "model.onnx").stat().st_size <= 30e6


def test_an_example_without_attributions_is_all_outside() -> None:
    made: Example = example(GoldReport(name="b", text="Rain.", attributions=()))
    assert list(made.labels) == [0, 0]
