"""Lets one process at a time write into a folder, and gives it a place there to build a new state in.

The place is a folder inside that folder, so that a kill or a full disk leaves what was there; `alone` clears it away.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from legitimate_targets.datapackage.exchange import recover
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import CannotWrite

PART = ".legitimate-targets.part"
"""The name of the folder in which a new state is built, and the end of the name of a file that has none."""


@contextmanager
def exclusive(package: Package, needed: bool = True) -> Iterator[None]:
    """Lets one process at a time change a package, as `alone_in` its folder; nothing where that is not `needed`.

    Raises PackageError for a zip as well.
    """
    if not needed:
        yield
        return
    with exclusive_folder(package.where(".")):
        yield


@contextmanager
def exclusive_folder(folder: Path) -> Iterator[None]:
    """Lets one process at a time write into a folder, and clears away what a killed one left there.

    Raises PackageError at once where another process has it; the lock ends with the process, however that ends.
    """
    with os_errors_as_sentences(folder):
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    try:
        with os_errors_as_sentences(folder):
            lock(handle)
            recover(folder)
            if (folder / PART).exists():
                shutil.rmtree(folder / PART)
        yield
    finally:
        os.close(handle)


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A new folder inside `folder` to build a new state in; it is gone when the context ends. Needs `alone_in`.

    Raises PackageError for what the disk refuses.
    """
    stage = folder / PART
    with os_errors_as_sentences(folder):
        stage.mkdir()
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def os_errors_as_sentences(place: Path) -> Iterator[None]:
    """Says in a sentence what the disk refuses, and that another process holds a lock."""
    try:
        yield
    except BlockingIOError:
        raise CannotWrite(f"{place}: another process is writing there; nothing was written") from None
    except OSError as error:
        raise CannotWrite(f"{place}: cannot be written: {error.strerror or error}") from None


def lock(handle: int) -> None:
    """Takes the system's lock on an open file or folder; raises BlockingIOError where another process has it."""
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
