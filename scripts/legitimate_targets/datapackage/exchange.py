"""Puts a whole folder in the place of another in one step, so that a kill leaves the old state or the new one.

Linux and macOS can exchange two folders atomically (renameat2, renamex_np). If the system or the file system cannot,
the old folder is renamed first and the new one takes its name. After a kill between the two, the next call of `recover`
moves the old folder back.
"""

import ctypes
import os
import shutil
import sys
from pathlib import Path

AT_FDCWD = -100
"""The value of <fcntl.h> that makes renameat2 take paths relative to the working directory."""

RENAME_EXCHANGE = 2
"""The flag of renameat2 that exchanges two paths; renamex_np of macOS calls the same value RENAME_SWAP."""

ASIDE = ".before"
"""The ending of the name of an old folder that was renamed."""


def exchange_folders(new: Path, old: Path) -> None:
    """Put the folder `new` in the place of `old`, on the same file system, and remove what was there."""
    sync(new)
    if not _exchange(new, old):
        new = _step_aside(new, old)
    sync_entry(old.parent)
    shutil.rmtree(new, ignore_errors=True)


def recover(folder: Path) -> None:
    """Undo an exchange that was killed: move the old folder back, or delete it if the new one is in place."""
    for aside in folder.glob(f".*{ASIDE}"):
        place = folder / aside.name[1 : -len(ASIDE)]
        if place.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(place)


def sync(folder: Path) -> None:
    """Make sure that everything in a folder is on disk."""
    for base, _, files in os.walk(folder):
        for path in (Path(base, name) for name in files):
            if path.is_file() and not path.is_symlink():
                sync_entry(path)
        sync_entry(Path(base))


def sync_entry(path: Path) -> None:
    """Make sure that a file, or the list of names in a folder, is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _step_aside(new: Path, old: Path) -> Path:
    aside = old.with_name(f".{old.name}{ASIDE}")
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    return aside


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False if that cannot be done here."""
    library = ctypes.CDLL(None, use_errno=True)
    names = (os.fsencode(one), os.fsencode(other))
    if sys.platform == "darwin":
        return getattr(library, "renamex_np", _never)(*names, RENAME_EXCHANGE) == 0
    function = getattr(library, "renameat2", None)
    return function is not None and function(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0


def _never(*_: object) -> int:
    return -1
