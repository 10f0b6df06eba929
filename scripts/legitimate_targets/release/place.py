"""Puts a release into its place so that, killed at any moment, the release that stood there is whole."""

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from legitimate_targets import sums
from legitimate_targets.problem import PackageError
from legitimate_targets.release.source import Parts

FILE_MODE, FOLDER_MODE = 0o644, 0o755
HERE, EXCHANGE = -100, 2
"""Arguments of Linux's renameat2: paths from the working directory; the two names change places."""


@dataclass(frozen=True)
class Staged:
    """A release beside its place, written and flushed: its folder and its zip."""

    folder: Path
    archive: Path


def refuse_foreign(out: Path, name: str) -> None:
    """Raises PackageError when what stands in the place of the release is not a release of that name."""
    folder = out / name
    if out.exists() and not out.is_dir():
        raise PackageError(f"{out}: is no folder")
    if not folder.exists():
        return
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}
    listed = {line.partition("  ")[2] for line in _sums(folder)}
    strange = sorted(found - listed - {sums.PATH})
    if folder.is_symlink() or not listed or strange:
        what = f"{strange[0]} in it" if strange else "it"
        raise PackageError(f"{folder}: is not replaced: {what} is not of a release")


@contextmanager
def staged(out: Path, name: str, parts: Parts, archive: bytes) -> Iterator[Staged]:
    """Writes a release into a temporary folder of `out`, which is gone when the context ends."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=f".{name}.") as beside:
        stage = Staged(Path(beside) / name, Path(beside) / f"{name}.zip")
        for path, data in parts.items():
            _write(stage.folder / path, data)
        _write(stage.archive, archive)
        for folder in (stage.folder, *(path for path in stage.folder.rglob("*") if path.is_dir())):
            folder.chmod(FOLDER_MODE)
            _flush(folder)
        yield stage


def move(stage: Staged, out: Path) -> None:
    """Puts the folder, then the zip, where they belong; each is at every moment the old one or the new one."""
    target = out / stage.folder.name
    if target.exists():
        _exchange(stage.folder, target)
    else:
        stage.folder.rename(target)
    stage.archive.replace(out / stage.archive.name)
    _flush(out)


def _sums(folder: Path) -> list[str]:
    path = folder / sums.PATH
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(FILE_MODE)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchange(new: Path, old: Path) -> None:
    """Lets two folders change places in one step; where the system has no such step, in two."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    if renameat2 and renameat2(HERE, os.fsencode(new), HERE, os.fsencode(old), EXCHANGE) == 0:
        return
    aside = new.with_name(f"{new.name}.old")
    old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside)
