"""From a score to a probability."""

import itertools
import json
from pathlib import Path

import pytest

from onrecord.attribute.calibrate import Case, bins, curve, fit, reliability
from onrecord.attribute.calibration import FEATURES, Calibration, dump, load
from onrecord.attribute.stage import default_folder
from onrecord.errors import ModelError

FLAGS = list(itertools.product((0.0, 1.0), repeat=len(FEATURES) - 2))


@pytest.mark.parametrize("flags", FLAGS, ids=str)
def test_a_higher_score_is_never_worth_less(flags: tuple[float, ...]) -> None:
    shipped = load(default_folder())
    worth = [shipped.probability((1.0, odds / 4, *flags)) for odds in range(-28, 29)]
    assert worth == sorted(worth)
    assert 0 < worth[0] < worth[-1] < 1


def test_the_shipped_calibration_is_for_the_shipped_model() -> None:
    manifest = json.loads((default_folder() / "manifest.json").read_text(encoding="utf-8"))
    assert load(default_folder()).model == manifest["digest"]


def test_a_fit_finds_what_is_right() -> None:
    def case(odds: float, flag: float, right: bool) -> Case:
        return Case((1.0, odds, flag, 0.0, 0.0, 0.0, 0.0), right)

    good = [case(2.0, 0.0, n % 10 != 0) for n in range(100)]
    weak = [case(2.0, 1.0, n % 2 == 0) for n in range(100)]
    fitted = Calibration(fit([*good, *weak]), "m")
    assert fitted.probability(good[0].features) == pytest.approx(0.9, abs=0.01)
    assert fitted.probability(weak[0].features) == pytest.approx(0.5, abs=0.01)
    rows = bins([*good, *weak], fitted)
    assert sum(n for _, _, n in rows) == 200
    assert curve(rows).startswith("<svg ") and curve(rows).endswith("</svg>\n")
    assert reliability([*good, *weak], fitted)[-1].endswith(": 0.000.")


def test_a_calibration_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = Calibration((-0.5, 0.75, 0.0, -1.0, 0.5, 0.25, -0.125), "abc")
    (tmp_path / "calibration.json").write_text(dump(written, "a set"), encoding="utf-8")
    assert load(tmp_path) == written


def test_a_damaged_calibration_says_where_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "calibration.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"calibration\.json is damaged.*train calibration"):
        load(tmp_path)
