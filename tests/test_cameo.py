"""CAMEO codes of PLOVER events."""

from dataclasses import replace

import pytest

from onrecord import cameo
from onrecord.code_events import ontology
from onrecord.model import Event, Modality, Span, Status

EVENT = Event(id="e", type="ASSAULT", trigger=Span(0, 1), status=Status.ASSERTED, score=1.0)


@pytest.mark.parametrize(
    ("kind", "modes", "contexts", "code"),
    [
        ("ASSAULT", ("drone", "destroy"), (), "195"),
        ("ASSAULT", (), ("military",), "190"),
        ("ASSAULT", (), (), "180"),
        ("ACCUSE", ("allege",), ("corruption",), "1121"),
        ("AID", (), ("asylum",), "075"),
        ("COERCE", ("arrest",), ("election",), "173"),
        ("CONSULT", ("visit",), ("diplomatic",), "042"),
        ("PROTEST", ("vandalize",), (), "145"),
    ],
)
def test_the_first_row_that_fits(
    kind: str, modes: tuple[str, ...], contexts: tuple[str, ...], code: str
) -> None:
    assert cameo.of(replace(EVENT, type=kind, modes=modes, contexts=contexts)) == cameo.convert(
        kind, modes, contexts
    )
    assert cameo.convert(kind, modes, contexts)[:2] == (code, code[:2])  # type: ignore[index]


@pytest.mark.parametrize(
    "modality", [Modality.NEGATION, Modality.HYPOTHETICAL, Modality.HISTORICAL, Modality.FUTURE]
)
def test_what_has_not_happened_has_no_code(modality: Modality) -> None:
    assert cameo.of(replace(EVENT, modality=(modality,))) is None


def test_denied_acts_have_no_code_and_claimed_ones_do() -> None:
    assert cameo.of(replace(EVENT, status=Status.DENIED)) is None
    assert cameo.of(replace(EVENT, status=Status.CLAIMED)) is not None


def test_a_future_concession_is_an_intent_to_yield() -> None:
    assert cameo.of(replace(EVENT, type="CONCEDE", modality=(Modality.FUTURE,))) == ("035", "03", 7.0)


def test_every_type_and_mode_has_a_code_whose_sign_is_that_of_plover() -> None:
    for kind in ontology.types().values():
        for mode in ("", *kind.modes):
            coded = cameo.convert(kind.name, (mode,) if mode else ())
            assert coded is not None, (kind.name, mode)
            assert kind.name == "REQUEST" or coded.score * kind.score() > 0, (kind.name, mode, coded)


def test_the_table_names_only_types_and_modes_of_plover() -> None:
    for row in cameo.rows():
        assert row.mode in ("", *ontology.types()[row.type].modes), row
        assert -10 <= row.score <= 10 and row.code.isdigit(), row
