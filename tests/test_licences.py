"""What onrecord runs with is known, and every part states a licence."""

from onrecord.licences import UNKNOWN, parts


def test_every_package_states_a_licence() -> None:
    found = {part.name: part for part in parts()}
    assert {"onrecord", "spacy", "numpy", "onnxruntime"} <= found.keys()
    assert [p.name for p in found.values() if p.kind == "package" and p.licence == UNKNOWN] == []


def test_no_package_forbids_what_apache_allows() -> None:
    """Packages whose every stated licence is GPL, AGPL or proprietary would bind users of onrecord."""
    strict = [p for p in parts() if all("GPL" in one and "LGPL" not in one for one in p.licence.split(" / "))]
    assert strict == []


def test_extras_and_development_tools_do_not_count() -> None:
    assert {"torch", "pytest", "ruff"}.isdisjoint(part.name for part in parts())


def test_the_models_are_listed() -> None:
    assert [part.name for part in parts() if part.kind == "model"] == ["attribute/model", "code_events/model"]
