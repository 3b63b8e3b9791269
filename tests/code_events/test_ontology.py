import pytest
from events_by_hand import event

from onrecord.code_events import ontology
from onrecord.code_events.conversions import convert
from onrecord.model import Modality

FUTURE, NEGATION = Modality.FUTURE, Modality.NEGATION


def test_sixteen_types_in_four_quads() -> None:
    quads = [kind.quad for kind in ontology.types().values()]
    assert [quads.count(q) for q in (1, 2, 3, 4)] == [4, 3, 4, 5]


@pytest.mark.parametrize(
    ("name", "modes", "score"),
    [
        ("ACCUSE", (), -3),
        ("ACCUSE", ("disapprove", "allege"), -3.5),
        ("PROTEST", ("vandalize",), -5),
        ("AID", (), 10),
    ],
)
def test_conflict_score(name: str, modes: tuple[str, ...], score: float) -> None:
    assert ontology.types()[name].score(modes) == score


@pytest.mark.parametrize(
    ("kind", "modality", "expected", "left"),
    [
        ("CONSULT", (FUTURE,), "AGREE", ()),
        ("AID", (NEGATION, FUTURE), "AGREE", (NEGATION,)),
        ("AGREE", (FUTURE,), "AGREE", ()),
        ("RETREAT", (FUTURE,), "CONCEDE", (FUTURE,)),
        ("CONCEDE", (FUTURE,), "CONCEDE", (FUTURE,)),
        ("PROTEST", (FUTURE,), "PROTEST", (FUTURE,)),
        ("CONSULT", (NEGATION,), "CONSULT", (NEGATION,)),
    ],
)
def test_what_lies_ahead(
    kind: str, modality: tuple[Modality, ...], expected: str, left: tuple[Modality, ...]
) -> None:
    converted = convert(event("They meet.", kind, "meet", modality=modality))
    assert (converted.type, converted.modality) == (expected, left)
