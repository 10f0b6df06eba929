"""Replaces files, each whole and synced to disk; files of one top-level folder of a package are replaced in one step.

One file is renamed into its place. For several files in one top-level folder, such as `data`, the whole folder is
exchanged for a new one, in which unchanged files are hard links. If they lie in several such folders, or next to
datapackage.json, they are renamed one after another. A kill between two renames leaves a package on which the same
command can be run again.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from legitimate_targets.datapackage.exchange import exchange_folders, sync_entry
from legitimate_targets.datapackage.lock import PART, lock, os_errors_as_sentences, staged
from legitimate_targets.datapackage.package import Package

MODE = 0o644
"""The mode of a new file."""


def put(package: Package, files: Mapping[str, bytes]) -> None:
    """Put files, given as bytes by path in the package, in place; leave those that already have these bytes untouched.

    Call it inside `exclusive`. Raises CannotWrite for a zip and if the disk refuses.
    """
    root = package.where(".")
    found = {package.where(path).relative_to(root): data for path, data in files.items()}
    changed = {path: data for path, data in found.items() if not _holds(root / path, data)}
    if not changed:
        return
    with staged(root) as stage:
        for path, data in changed.items():
            write(stage / path, data, root / path)
        top, *others = {path.parts[0] for path in changed}
        if len(changed) > 1 and not others and (root / top).is_dir():
            link(root / top, stage / top)
            exchange_folders(stage / top, root / top)
        else:
            _put_each(stage, root, changed)


def write(path: Path, data: bytes, like: Path | None = None) -> None:
    """Write a new file, and the folders above it, to the disk, with the mode of `like` if that exists."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    _fill(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), data, like)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file outside of any package by `data`, so that it is the old file or the new one at every moment.

    Raises CannotWrite if the file cannot be written, or another process is writing it.
    """
    part = path.with_name(f".{path.name}{PART}")
    with os_errors_as_sentences(path):
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW)
        try:
            lock(handle)
            _refuse_moved(part, handle)
            _replace(part, handle, path, data)
        finally:
            os.close(handle)


def link(old: Path, new: Path) -> None:
    """Add to the folder `new` every file of `old` that it lacks, as a hard link where possible.

    A file of `new` may therefore be replaced by `write`, but never be written into.
    """

    def there(folder: str, names: list[str]) -> list[str]:
        beside = new / Path(folder).relative_to(old)
        return [name for name in names if (beside / name).is_file()]

    shutil.copytree(old, new, symlinks=True, ignore=there, copy_function=_link, dirs_exist_ok=True)


def _put_each(stage: Path, root: Path, paths: Mapping[Path, bytes]) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (stage / path).replace(root / path)
        sync_entry((root / path).parent)


def _replace(part: Path, handle: int, path: Path, data: bytes) -> None:
    try:
        os.ftruncate(handle, 0)
        _fill(os.dup(handle), data, path)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_entry(path.parent)


def _fill(handle: int, data: bytes, like: Path | None) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fchmod(handle, like.stat().st_mode & 0o777 if like is not None and like.is_file() else MODE)
        os.fsync(handle)


def _refuse_moved(path: Path, handle: int) -> None:
    """Raise BlockingIOError if another process has meanwhile moved the open file into its place."""
    if not path.exists() or not os.path.samestat(path.stat(), os.fstat(handle)):
        raise BlockingIOError


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _link(old: str, new: str) -> None:
    """Make a hard link, or a copy if the file system has no such links."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new)
