import pytest
from events_by_hand import event, reading

from onrecord.code_events import modes, ontology


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "scores", "expected"),
    [
        ("Chad freed ten men.", "RETREAT", "freed", {"release": 0.1, "withdraw": 0.2}, ("release",)),
        ("Chad let ten men go.", "RETREAT", "let", {"release": 0.8, "withdraw": 0.2}, ("release",)),
        ("Chad let ten men go.", "RETREAT", "let", {"release": 0.4, "withdraw": 0.2}, ()),
        ("Drones hit the port.", "ASSAULT", "hit", {"drone": 0.1, "destroy": 0.7}, ("drone", "destroy")),
    ],
    ids=["cue", "model", "neither", "both, in the order of the table"],
)
def test_modes(
    text: str, kind: str, trigger: str, scores: dict[str, float], expected: tuple[str, ...]
) -> None:
    coded = modes.assign(event(text, kind, trigger), reading(text), tuple(scores.items()))
    assert coded.modes == expected


def test_every_cue_is_for_a_mode_of_its_type() -> None:
    for kind, cues in modes.table().items():
        assert {cue.mode for cue in cues} <= set(ontology.types()[kind].modes)
