"""Stores: a folder and an fsspec address hold the same, and files are published whole."""

from pathlib import Path

import fsspec
import pytest

from onrecord import stores
from onrecord.errors import BatchError


@pytest.fixture(params=["folder", "file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> stores.Store:
    if request.param == "memory":
        memory = fsspec.filesystem("memory")
        memory.store.clear()
        memory.pseudo_dirs[:] = [""]
        return stores.at("memory://out")
    return stores.at(tmp_path / "out" if request.param == "folder" else f"file://{tmp_path / 'out'}")


def made(store: stores.Store, **files: str) -> Path:
    folder = store.scratch("part-000000") / "tables"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content)
    return folder


def test_nothing_is_there_at_first(store: stores.Store) -> None:
    assert store.read("manifest/part-000000.json") is None
    assert store.files("manifest") == []


def test_a_folder_is_published(store: stores.Store) -> None:
    store.publish(made(store, a="1", b="2"), "month=2031-05/part-000000")
    assert store.files("month=2031-05/part-000000") == [
        "month=2031-05/part-000000/a",
        "month=2031-05/part-000000/b",
    ]
    with store.local("month=2031-05/part-000000") as folder:
        assert {path.name: path.read_text() for path in folder.iterdir()} == {"a": "1", "b": "2"}


def test_a_folder_is_published_again(store: stores.Store) -> None:
    store.publish(made(store, a="1", b="2"), "month=2031-05/part-000000")
    store.publish(made(store, a="3"), "month=2031-05/part-000000")
    assert store.read("month=2031-05/part-000000/a") == b"3"
    assert store.files("month=2031-05/part-000000") == ["month=2031-05/part-000000/a"]


def test_folders_are_listed_and_removed(store: stores.Store) -> None:
    assert store.folders("") == []
    store.publish(made(store, a="1"), "month=2031-05/part-000000")
    store.publish(made(store, a="1"), "month=2031-05/part-000001")
    assert "month=2031-05" in store.folders("")
    store.remove("month=2031-05/part-000000")
    store.remove("month=2031-05/part-000007")
    assert store.files("month=2031-05/part-000000") == []
    assert "month=2031-05/part-000001" in store.folders("month=2031-05")
    assert store.files("month=2031-05") == []


def test_a_file_is_published(store: stores.Store) -> None:
    store.publish(made(store, manifest="{}") / "manifest", "manifest/part-000000.json")
    assert store.read("manifest/part-000000.json") == b"{}"
    assert store.files("manifest") == ["manifest/part-000000.json"]
    assert store.files("tmp") == []


@pytest.mark.parametrize(
    ("address", "found"),
    [("nosuch://out", "nosuch"), ("s3://bucket/out", "s3fs")],
    ids=["unknown", "not installed"],
)
def test_an_address_that_cannot_be_used(address: str, found: str) -> None:
    with pytest.raises(BatchError, match=rf"{found}.*pip install"):
        stores.at(address)


def test_an_address_for_another_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert stores.absolute("out") == str(tmp_path / "out")
    assert stores.absolute("s3://bucket/out") == "s3://bucket/out"
