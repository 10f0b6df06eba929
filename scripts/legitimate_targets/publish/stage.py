"""Writes the folder and the zip of a release into a temporary folder next to their place, then moves them there.

A process that is killed at any moment leaves the earlier release whole.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from legitimate_targets.checks import checksums
from legitimate_targets.datapackage import lock
from legitimate_targets.datapackage.exchange import exchange_folders, sync_entry
from legitimate_targets.datapackage.write import write
from legitimate_targets.errors import CannotWrite
from legitimate_targets.publish.source import Parts

FOLDER_MODE = 0o755
FILE_MODE = 0o100644
"""A regular file that its owner may write and all may read, whatever the umask of the build is."""

UNIX = 3
"""The code in a zip entry for the system whose file modes it holds."""


@dataclass(frozen=True)
class StagedRelease:
    """The folder and the zip of a release, written and flushed to disk in a temporary folder next to their place."""

    folder: Path
    archive: Path


def zipped(folder: str, parts: Parts, day: date) -> bytes:
    """Return a zip of the files in `folder`, sorted by name and dated at midnight of `day`.

    The same files give the same bytes, on any machine and at any time.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(parts):
            entry = zipfile.ZipInfo(f"{folder}/{path}", (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = FILE_MODE << 16  # The upper two bytes hold the mode of a Unix file.
            entry.create_system = UNIX
            archive.writestr(entry, parts[path], zipfile.ZIP_DEFLATED, compresslevel=9)
    return buffer.getvalue()


def refuse_foreign(out: Path, name: str) -> None:
    """Raise CannotWrite if the place of the release in `out` holds anything but a release of that name."""
    folder = out / name
    if out.exists() and not out.is_dir():
        raise CannotWrite(f"{out}: is not a folder")
    if not folder.exists():
        return
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}
    listed = {line.partition("  ")[2] for line in _checksum_lines(folder)}
    foreign = sorted(found - listed - {checksums.PATH})
    if folder.is_symlink() or not listed or foreign:
        what = f"{foreign[0]} in it" if foreign else "it"
        raise CannotWrite(f"{folder}: is not replaced: {what} is not part of a release")


@contextmanager
def staged(out: Path, name: str, parts: Parts, archive: bytes) -> Iterator[StagedRelease]:
    """Write a release into a folder of its own in `out`, which is removed when the context ends.

    Raises CannotWrite if another process is writing into `out`, or if the disk refuses a file.
    """
    with lock.exclusive_folder(out), lock.staged(out) as beside:
        stage = StagedRelease(beside / name, beside / f"{name}.zip")
        for path, data in parts.items():
            write(stage.folder / path, data)
        write(stage.archive, archive)
        for folder in (stage.folder, *(path for path in stage.folder.rglob("*") if path.is_dir())):
            folder.chmod(FOLDER_MODE)
            sync_entry(folder)
        yield stage


def move(stage: StagedRelease, out: Path) -> None:
    """Move the folder, then the zip, to their places in `out`.

    A process that is killed in between leaves the old or the new one of each, whole.
    """
    target = out / stage.folder.name
    if target.exists():
        exchange_folders(stage.folder, target)
    else:
        stage.folder.rename(target)
    stage.archive.replace(out / stage.archive.name)
    sync_entry(out)


def _checksum_lines(folder: Path) -> list[str]:
    path = folder / checksums.PATH
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
