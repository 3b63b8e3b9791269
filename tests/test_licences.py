"""What onrecord runs with is known, and every part states a licence."""

import json
from pathlib import Path

import pytest

from onrecord.bill import cyclonedx, locked
from onrecord.errors import UsageError
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


def test_the_bill_of_materials_is_whole_and_always_the_same(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("numpy==2.0 \\\n    --hash=sha256:" + "ab" * 32 + "\nspacy==3.8 ; python_version > '3'\n")
    text = cyclonedx(parts(), locked(lock))
    bill = json.loads(text)
    components = {component["name"]: component for component in bill["components"]}
    refs = {"onrecord"} | {component["bom-ref"] for component in bill["components"]}
    assert text == cyclonedx(parts(), locked(lock))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {need for entry in bill["dependencies"] for need in (entry["ref"], *entry["dependsOn"])} == refs
    assert components["numpy"]["hashes"] == [{"alg": "SHA-256", "content": "ab" * 32}]
    assert "hashes" not in components["spacy"]
    assert components["attribute/model"]["type"] == "machine-learning-model"
    assert all(component["licenses"] for component in components.values())


def test_a_lock_without_pins_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.lock").write_text("numpy\n")
    with pytest.raises(UsageError, match="name==version"):
        locked(tmp_path / "empty.lock")
