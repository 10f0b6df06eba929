"""Reads the files of a package from a folder or a zip, and never a file outside of it."""

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from legitimate_targets.problem import PackageError

LARGEST_UNPACKED = 2**30
LARGEST_RATIO = 100


class Files(Protocol):
    """What a package is read from."""

    def read(self, path: str) -> bytes:
        """Bytes of the file at `path`; raises PackageError when there is no such regular file inside."""

    def names(self, folder: str) -> list[str]:
        """Sorted names of what stands directly in `folder`; empty when there is no such folder."""


@dataclass(frozen=True)
class Folder:
    """A package that is a folder on disk."""

    root: Path

    def path(self, path: str) -> Path:
        """Where `path` is on disk, links resolved; raises PackageError when that is outside the folder."""
        root = self.root.resolve()
        found = (root / relative(path)).resolve()
        if not found.is_relative_to(root):
            raise PackageError(f"{path}: leads out of the package")
        return found

    def read(self, path: str) -> bytes:
        found = self.path(path)
        if not found.is_file():
            raise PackageError(f"{path}: there is no such file")
        return found.read_bytes()

    def names(self, folder: str) -> list[str]:
        found = self.path(folder)
        return sorted(entry.name for entry in found.iterdir()) if found.is_dir() else []


@dataclass(frozen=True)
class Archive:
    """A package that is a zip; `inside` is the folder of the zip that holds datapackage.json."""

    file: Path
    inside: str

    def read(self, path: str) -> bytes:
        name = f"{self.inside}{relative(path)}"
        try:
            with zipfile.ZipFile(self.file) as archive:
                refuse_bomb(archive)
                return archive.read(name)
        except KeyError:
            raise PackageError(f"{path}: there is no such file") from None
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise PackageError(f"{self.file.name}: cannot be unpacked: {error}") from None

    def names(self, folder: str) -> list[str]:
        inner = relative(folder)
        start = f"{self.inside}{inner}/" if inner.parts else self.inside
        with zipfile.ZipFile(self.file) as archive:
            below = (name.removeprefix(start) for name in archive.namelist() if name.startswith(start))
            return sorted(name for name in below if name and "/" not in name)


def relative(path: str) -> PurePosixPath:
    """`path` as a relative POSIX path; raises PackageError for an address, an absolute path or one with `..`."""
    parsed = PurePosixPath(path)
    if not path or "://" in path or "\\" in path or "\0" in path or parsed.is_absolute() or ".." in parsed.parts:
        raise PackageError(f"{path!r}: is not a path inside the package")
    return parsed


def refuse_bomb(archive: zipfile.ZipFile) -> None:
    """Raises PackageError when the zip would unpack past 1 GiB or 100 times its size."""
    unpacked = sum(entry.file_size for entry in archive.infolist())
    packed = sum(entry.compress_size for entry in archive.infolist())
    if unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * max(packed, 1):
        raise PackageError(f"{archive.filename}: unpacks to {unpacked} bytes, which is refused")
