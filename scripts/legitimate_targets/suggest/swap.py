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
ASIDE = ".before-accept"


def swap(new: Path, old: Path) -> None:
    """Puts the folder `new` in the place of `old`, on the same file system; what was there is gone afterwards."""
    sync(new)
    if not _exchange(new, old):
        aside = old.with_name(f".{old.name}{ASIDE}")
        old.rename(aside)
        new.rename(old)
        new = aside
    _sync_entry(old.parent)
    shutil.rmtree(new)


def recover(folder: Path) -> None:
    """Brings a folder back that a killed `swap` left aside, or clears it away where the new one is in place."""
    aside = folder.with_name(f".{folder.name}{ASIDE}")
    if aside.exists() and not folder.exists():
        aside.rename(folder)
    elif aside.exists():
        shutil.rmtree(aside)


def sync(folder: Path) -> None:
    """Makes sure that everything in a folder is on disk."""
    for base, _, files in os.walk(folder):
        for name in files:
            _sync_entry(Path(base, name))
        _sync_entry(Path(base))


def _sync_entry(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
