"""Puts a release into its place so that, killed at any moment, the release that stood there is whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from legitimate_targets.checks import checksums as sums
from legitimate_targets.datapackage import lock as locking
from legitimate_targets.datapackage.exchange import exchange_folders, sync_entry
from legitimate_targets.datapackage.lock import exclusive_folder
from legitimate_targets.datapackage.write import write
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.source import Parts

FOLDER_MODE = 0o755


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
    """Writes a release into a folder of its own in `out`, which is gone when the context ends.

    Raises PackageError where another process is writing into `out`, or the disk refuses.
    """
    with exclusive_folder(out), locking.staged(out) as beside:
        stage = Staged(beside / name, beside / f"{name}.zip")
        for path, data in parts.items():
            write(stage.folder / path, data)
        write(stage.archive, archive)
        for folder in (stage.folder, *(path for path in stage.folder.rglob("*") if path.is_dir())):
            folder.chmod(FOLDER_MODE)
            sync_entry(folder)
        yield stage


def move(stage: Staged, out: Path) -> None:
    """Puts the folder, then the zip, where they belong; each is at every moment the old one or the new one."""
    target = out / stage.folder.name
    if target.exists():
        exchange_folders(stage.folder, target)
    else:
        stage.folder.rename(target)
    stage.archive.replace(out / stage.archive.name)
    sync_entry(out)


def _sums(folder: Path) -> list[str]:
    path = folder / sums.PATH
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
