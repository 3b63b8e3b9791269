"""Where a batch lies: a folder of this machine, or any store that fsspec knows (`s3://`, `gs://`, `sftp://`)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from onrecord.errors import BatchError


class Store(Protocol):
    """Files by name, relative and with slashes. `str` gives the address. Disk and net raise OSError."""

    def read(self, name: str) -> bytes | None:
        """The content of a file; None where there is none."""

    def files(self, folder: str) -> list[str]:
        """The names of the files in a folder, sorted; none where there is no folder."""

    def folders(self, folder: str) -> list[str]:
        """The names of the folders in a folder, "" for all of it, sorted; none where there is none."""

    def remove(self, folder: str) -> None:
        """Remove a folder of files, if there is one."""

    def publish(self, made: Path, name: str) -> None:
        """Move a local file or folder to its place. A file is there whole or not at all."""

    def scratch(self, name: str) -> Path:
        """An empty local folder from which can be published."""

    def local(self, folder: str) -> Any:
        """Context manager: a folder as a local path."""


def at(out: Path | str) -> Store:
    """The store of an address. Raises BatchError for one that fsspec does not know, or without fsspec."""
    if "://" not in str(out):
        return Folder(Path(out))
    try:
        import fsspec

        system, root = fsspec.core.url_to_fs(str(out))
    except (ImportError, ValueError) as error:
        hint = "Addresses other than folders need: pip install 'onrecord[ray]'"
        raise BatchError(f"{out}: {error}. {hint}, and the fsspec package of the store.") from None
    return Remote(system, root, str(out))


def absolute(out: str) -> str:
    """The same address for a process that works in another folder."""
    return out if "://" in out else str(Path(out).absolute())


class Folder:
    """A folder of this machine, or one that it has mounted. What is published is renamed into place."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __str__(self) -> str:
        return str(self.path)

    def read(self, name: str) -> bytes | None:
        """The content of a file; None where there is none."""
        path = self.path / name
        return path.read_bytes() if path.is_file() else None

    def files(self, folder: str) -> list[str]:
        """The names of the files in a folder, sorted; none where there is no folder."""
        return sorted(f"{folder}/{path.name}" for path in (self.path / folder).glob("*") if path.is_file())

    def folders(self, folder: str) -> list[str]:
        """The names of the folders in a folder, "" for all of it, sorted; none where there is none."""
        return sorted(
            str(path.relative_to(self.path)) for path in (self.path / folder).glob("*") if path.is_dir()
        )

    def remove(self, folder: str) -> None:
        """Remove a folder, if there is one."""
        shutil.rmtree(self.path / folder, ignore_errors=True)

    def publish(self, made: Path, name: str) -> None:
        """Rename a file or folder to its place."""
        place = self.path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_dir():
            shutil.rmtree(place)
        made.replace(place)

    def scratch(self, name: str) -> Path:
        """A folder below tmp, so that renaming stays within a disk."""
        path = self.path / "tmp" / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path

    @contextmanager
    def local(self, folder: str) -> Iterator[Path]:
        """The folder itself."""
        yield self.path / folder


class Remote:
    """A store of fsspec. The files of a folder come one by one: only the manifest says it is whole."""

    def __init__(self, system: Any, root: str, address: str) -> None:
        self.system, self.root, self.address = system, root.rstrip("/"), address

    def __str__(self) -> str:
        return self.address

    def read(self, name: str) -> bytes | None:
        """The content of a file; None where there is none."""
        try:
            content: bytes = self.system.cat_file(f"{self.root}/{name}")
        except FileNotFoundError:
            return None
        return content

    def files(self, folder: str) -> list[str]:
        """The names of the files in a folder, sorted; none where there is no folder."""
        return self._listed(folder, "file")

    def folders(self, folder: str) -> list[str]:
        """The names of the folders in a folder, "" for all of it, sorted; none where there is none."""
        return self._listed(folder, "directory")

    def _listed(self, folder: str, kind: str) -> list[str]:
        self.system.invalidate_cache()  # of listings, which know nothing of what others write
        try:
            found = self.system.ls(f"{self.root}/{folder}".rstrip("/"), detail=True)
        except FileNotFoundError:
            return []
        names = [about["name"].rstrip("/").rsplit("/", 1)[1] for about in found if about["type"] == kind]
        return sorted(f"{folder}/{name}".lstrip("/") for name in names)

    def remove(self, folder: str) -> None:
        """Remove a folder of files, if there is one."""
        for name in self.files(folder):
            self.system.rm_file(f"{self.root}/{name}")
        with suppress(OSError, NotImplementedError):  # some stores have no empty folders
            self.system.rmdir(f"{self.root}/{folder}")

    def publish(self, made: Path, name: str) -> None:
        """Send the files of a folder; a single file under a passing name, since not all put it whole."""
        place = f"{self.root}/{name}"
        if made.is_dir():
            self.remove(name)
            self.system.makedirs(place, exist_ok=True)
            for path in sorted(made.iterdir()):
                self.system.put_file(str(path), f"{place}/{path.name}")
            shutil.rmtree(made)
        else:
            self.system.makedirs(place.rsplit("/", 1)[0], exist_ok=True)
            self.system.makedirs(f"{self.root}/tmp", exist_ok=True)
            passing = f"{self.root}/tmp/{made.parent.name}.{made.name}"
            self.system.put_file(str(made), passing)
            self.system.mv(passing, place)

    def scratch(self, name: str) -> Path:
        """A temporary folder of this machine."""
        return Path(tempfile.mkdtemp(prefix=f"onrecord-{name}-"))

    @contextmanager
    def local(self, folder: str) -> Iterator[Path]:
        """A copy of the folder, for as long as the context lasts."""
        with tempfile.TemporaryDirectory(prefix="onrecord-") as name:
            for file in self.files(folder):
                self.system.get_file(f"{self.root}/{file}", str(Path(name) / Path(file).name))
            yield Path(name)
