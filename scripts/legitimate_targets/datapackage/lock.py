"""Lets one process at a time write into a folder, and gives it a place there to build a new state.

The place is a folder inside that folder, so that a kill or a full disk does no harm to the old state; the next lock
clears the place away. write.py says how much is exchanged in one step.
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
"""The name of the folder in which a new state is built, and the ending of a single file that is being written."""


@contextmanager
def exclusive(package: Package, needed: bool = True) -> Iterator[None]:
    """Hold the lock on a package's folder, like `exclusive_folder`; do nothing if `needed` is false.

    Raises CannotWrite for a zip, and if another process holds the lock.
    """
    if not needed:
        yield
        return
    with exclusive_folder(package.where(".")):
        yield


@contextmanager
def exclusive_folder(folder: Path) -> Iterator[None]:
    """Hold the lock on a folder, and clear away what a killed process left there.

    The lock ends with the process, however that ends. Raises CannotWrite at once if another process holds it.
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
    """Yield a new folder inside `folder` to build a new state in; it is gone when the context ends.

    Call it inside `exclusive_folder`. Raises CannotWrite if the disk refuses.
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
    """Raise CannotWrite, with a sentence, for what the disk refuses or another process has locked."""
    try:
        yield
    except BlockingIOError:
        raise CannotWrite(f"{place}: another process is writing there; nothing was written") from None
    except OSError as error:
        raise CannotWrite(f"{place}: cannot be written: {error.strerror or error}") from None


def lock(handle: int) -> None:
    """Take the system's lock on an open file or folder; raise BlockingIOError if another process holds it."""
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
