"""Puts a whole folder in the place of another in one step, so that a kill leaves the old state or the new one.

Linux and macOS can exchange two folders atomically (renameat2, renamex_np). Where the system or the file system cannot,
the old folder steps aside and the new one takes its place; a kill between the two leaves the old one aside, and the
next call of `recover` brings it back.
"""

import ctypes
import os
import shutil
import sys
from pathlib import Path

HERE = -100
EXCHANGE = 2
ASIDE = ".before"


def exchange_folders(new: Path, old: Path) -> None:
    """Puts the folder `new` in the place of `old`, on the same file system; what was there is gone afterwards."""
    sync(new)
    if not _exchange(new, old):
        new = _step_aside(new, old)
    sync_entry(old.parent)
    shutil.rmtree(new, ignore_errors=True)


def recover(folder: Path) -> None:
    """Brings back what a killed `swap` left aside in `folder`, or clears it away where the new one is in place."""
    for aside in folder.glob(f".*{ASIDE}"):
        place = folder / aside.name[1 : -len(ASIDE)]
        if place.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(place)


def sync(folder: Path) -> None:
    """Makes sure that everything in a folder is on disk."""
    for base, _, files in os.walk(folder):
        for path in (Path(base, name) for name in files):
            if path.is_file() and not path.is_symlink():
                sync_entry(path)
        sync_entry(Path(base))


def sync_entry(path: Path) -> None:
    """Makes sure that a file, or the list of names in a folder, is on disk."""
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
    """Exchanges two folders in one step; false where that cannot be done here."""
    library = ctypes.CDLL(None, use_errno=True)
    names = (os.fsencode(one), os.fsencode(other))
    if sys.platform == "darwin":
        return getattr(library, "renamex_np", _never)(*names, EXCHANGE) == 0
    function = getattr(library, "renameat2", None)
    return function is not None and function(HERE, names[0], HERE, names[1], EXCHANGE) == 0


def _never(*_: object) -> int:
    return -1
