"""Reads the files of a package from a folder or a zip, and never a file outside of it."""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Protocol

from legitimate_targets.datapackage.limits import LARGEST_DIRECTORY, LARGEST_FILE, LARGEST_RATIO, LARGEST_UNPACKED
from legitimate_targets.errors import PackageError

DAMAGED = (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError)
"""What `zipfile` raises while it unpacks a file that is not what was packed."""

END_RECORD = struct.Struct("<4s8xLL2x")
"""The record at the end of a zip: its signature, and the size and place of the list of files."""

LONGEST_COMMENT = 2**16
"""Bytes of the comment that may follow the end record of a zip."""


class Files(Protocol):
    """What a package is read from."""

    def read(self, path: str, most: int = LARGEST_FILE) -> bytes:
        """Return the bytes of a file; raise PackageError if no such regular file is inside, or it is over `most`."""

    def names(self, folder: str) -> list[str]:
        """Return the sorted names of the entries of `folder`; an empty list if there is no such folder."""

    def damaged(self) -> list[str]:
        """Return the sorted paths of the files that are listed but cannot be read whole."""


@dataclass(frozen=True)
class Folder:
    """A package that is a folder on disk."""

    root: Path

    def path(self, path: str) -> Path:
        """Return where `path` is on disk, links resolved; raise PackageError if that is outside the folder."""
        try:
            root = self.root.resolve()
            found = (root / relative(path)).resolve()
        except (OSError, RuntimeError) as error:
            raise PackageError(f"{path}: cannot be found: {error}") from None
        if not found.is_relative_to(root):
            raise PackageError(f"{path}: leads out of the package")
        return found

    def read(self, path: str, most: int = LARGEST_FILE) -> bytes:
        found = self.path(path)
        try:
            if not found.is_file():
                raise PackageError(f"{path}: there is no such file")
            refuse_large(path, found.stat().st_size, most)
            return found.read_bytes()
        except OSError as error:
            raise PackageError(f"{path}: cannot be read: {error.strerror}") from None

    def names(self, folder: str) -> list[str]:
        found = self.path(folder)
        try:
            return sorted(entry.name for entry in found.iterdir()) if found.is_dir() else []
        except OSError as error:
            raise PackageError(f"{folder}: cannot be read: {error.strerror}") from None

    def damaged(self) -> list[str]:
        return []


@dataclass(frozen=True)
class Archive:
    """A package that is a zip; `inside` is the folder of the zip that holds datapackage.json."""

    file: Path
    inside: str

    def read(self, path: str, most: int = LARGEST_FILE) -> bytes:
        name = f"{self.inside}{relative(path)}"
        if name not in self._sizes:
            raise PackageError(f"{path}: there is no such file")
        refuse_large(path, self._sizes[name], most)
        try:
            return self._opened.read(name)
        except DAMAGED as error:
            raise PackageError(f"{path}: cannot be unpacked: {error}") from None

    def names(self, folder: str) -> list[str]:
        inner = relative(folder)
        start = f"{self.inside}{inner}/" if inner.parts else self.inside
        below = (name.removeprefix(start) for name in self._sizes if name.startswith(start))
        return sorted(name for name in below if name and "/" not in name)

    @cached_property
    def _opened(self) -> zipfile.ZipFile:
        """The zip, whose list of files is read only once; it closes when the package is no longer used."""
        return zipfile.ZipFile(self.file)

    @cached_property
    def _sizes(self) -> dict[str, int]:
        return sizes(self.file)

    def damaged(self) -> list[str]:
        with zipfile.ZipFile(self.file) as archive:
            refuse_bomb(archive)
            names = [name for name in archive.namelist() if name.startswith(self.inside)]
            return sorted(name.removeprefix(self.inside) for name in names if not _is_whole(archive, name))


def _is_whole(archive: zipfile.ZipFile, name: str) -> bool:
    try:
        with archive.open(name) as stream:
            while stream.read(2**20):
                pass
    except DAMAGED:
        return False
    return True


def sha256_hex(data: bytes | str) -> str:
    """Return the SHA-256 of bytes, or of a text in UTF-8, in hexadecimal."""
    return sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def sizes(file: Path) -> dict[str, int]:
    """Return the unpacked sizes of the files in a zip, by name; raise PackageError if unpacking it could do harm."""
    try:
        refuse_long_listing(file)
        with zipfile.ZipFile(file) as archive:
            refuse_bomb(archive)
            found = {entry.filename: entry.file_size for entry in archive.infolist()}
            if len(found) < len(archive.infolist()):
                raise PackageError(f"{file.name}: two files in it have the same name")
    except DAMAGED as error:
        raise PackageError(f"{file.name}: cannot be unpacked: {error}") from None
    return found


def refuse_large(path: str, size: int, most: int) -> None:
    """Raise PackageError for a file of more than `most` bytes."""
    if size > most:
        raise PackageError(f"{path}: has {size} bytes; the limit is {most}")


def refuse_long_listing(file: Path) -> None:
    """Raise PackageError if the list of files in a zip is too long to be read, or if the file is a Zip64."""
    with file.open("rb") as stream:
        stream.seek(max(file.stat().st_size - LONGEST_COMMENT - 64, 0))
        tail = stream.read()
    at = tail.rfind(b"PK\5\6")
    size = END_RECORD.unpack_from(tail, at)[1] if 0 <= at <= len(tail) - END_RECORD.size else 0
    if size > LARGEST_DIRECTORY or b"PK\6\7" in tail:
        raise PackageError(f"{file.name}: lists more files than are read")


def relative(path: str) -> PurePosixPath:
    """Return `path` as a relative POSIX path; raise PackageError for an address, an absolute path or one with `..`."""
    parsed = PurePosixPath(path)
    if not path or "://" in path or "\\" in path or "\0" in path or parsed.is_absolute() or ".." in parsed.parts:
        raise PackageError(f"{path!r}: is not a path inside the package")
    return parsed


def refuse_bomb(archive: zipfile.ZipFile) -> None:
    """Raise PackageError if the zip would unpack to more than `LARGEST_UNPACKED` or `LARGEST_RATIO` times its size."""
    unpacked = sum(entry.file_size for entry in archive.infolist())
    packed = sum(entry.compress_size for entry in archive.infolist())
    if unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * max(packed, 1):
        most = min(LARGEST_UNPACKED, LARGEST_RATIO * max(packed, 1))
        raise PackageError(f"{archive.filename}: unpacks to {unpacked} bytes; the limit is {most}")
