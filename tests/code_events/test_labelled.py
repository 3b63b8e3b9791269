from pathlib import Path

import pytest

from onrecord.code_events import labelled
from onrecord.errors import GoldError
from onrecord.model import Modality, Span, Status

TEXT = "text: Chad and Niger denied that Chad had armed rebels near Diffa."
TRAINING = Path(__file__).parents[2] / "training" / "events"


def write(folder: Path, *lines: str) -> list[Path]:
    path = folder / "some.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return [path]


def test_reads_every_field(tmp_path: Path) -> None:
    line = (
        "event: AID | trigger: armed | actors: Chad#2 | recipients: rebels"
        " | status: denied | by: Chad; Niger | modality: historical"
    )
    (sentence,) = labelled.read(write(tmp_path, "# ours", TEXT, line, "", "text: Rain fell."))[:1]
    (event,) = sentence.events
    assert event.trigger.of(sentence.text) == "armed"
    assert event.actors == (Span(27, 31),)
    assert [s.of(sentence.text) for s in event.by] == ["Chad", "Niger"]
    assert (event.status, event.modality) == (Status.DENIED, (Modality.HISTORICAL,))


def test_a_sentence_may_have_no_event(tmp_path: Path) -> None:
    sentences = labelled.read(write(tmp_path, TEXT, "", "text: Rain fell on Diffa."))
    assert [s.events for s in sentences] == [(), ()]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["event: AID | trigger: armed"], "begins with 'text:'"),
        ([TEXT, "event: HELP | trigger: armed"], "unknown type"),
        ([TEXT, "event: AID[release] | trigger: armed"], "AID has no mode 'release'"),
        ([TEXT, "event: AID | trigger: shelled"], "does not stand in the text"),
        ([TEXT, "event: AID | trigger: rm"], "does not stand in the text"),
        ([TEXT, "event: AID | trigger: armed#2"], "does not stand in the text"),
        ([TEXT, "event: AID | actors: Chad"], "an event has one trigger"),
        ([TEXT, "event: AID | trigger: armed | whom: rebels"], "unknown field"),
        ([TEXT, "event: AID | trigger: armed | trigger: armed"], "given twice"),
        ([TEXT, "event: AID | trigger: armed | status: said"], "not a valid Status"),
        ([TEXT, "event: AID | trigger: armed | actors: Chad | by: Niger"], "'by' is for claimed"),
        ([TEXT, "event: AID | trigger: armed | actors: Chad | modality: future"], "planned AID is AGREE"),
        ([TEXT, "", TEXT], "the same text stands at"),
    ],
)
def test_refuses_a_label_that_does_not_fit(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(GoldError, match=message):
        labelled.read(write(tmp_path, *lines))


def test_a_problem_names_file_and_line(tmp_path: Path) -> None:
    _, problems = labelled.parse(write(tmp_path, "", TEXT, "event: AID | trigger: shelled"))
    assert [p.split("some.txt:")[1].split(":")[0] for p in problems] == ["3"]


@pytest.mark.parametrize("path", sorted(TRAINING.glob("*.txt")), ids=lambda path: path.name)
def test_our_labels_fit_their_texts(path: Path) -> None:
    _, problems = labelled.parse([path])
    assert not problems, "\n".join(problems)
