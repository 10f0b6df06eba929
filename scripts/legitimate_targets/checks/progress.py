"""A bar on the terminal that shows how far a long validation is, where somebody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from legitimate_targets.datapackage.package import Package
from legitimate_targets.datapackage.storage import Archive, sizes
from legitimate_targets.errors import PackageError

Watch = Callable[[int], object]
LARGE = 16 * 2**20
"""Bytes from which a validation takes long enough to be watched."""

STEPS = 3
"""How often a validation tells of each byte: through the gate, read, checked."""


def unwatched(size: int) -> None:
    """Shows nothing."""


@contextmanager
def bar(size: int) -> Iterator[Watch]:
    """What a validation of `size` bytes is to tell of the bytes that each step is done with.

    It draws on standard error, and only when that is a terminal and the size is large.
    """
    if size < LARGE or not sys.stderr.isatty():
        yield unwatched
        return
    import click

    with click.progressbar(length=STEPS * size, label="validating", file=sys.stderr) as shown:
        yield shown.update


def size_of(package: Package) -> int:
    """The bytes of the tables of a package that are there."""
    if isinstance(package.files, Archive):
        return sum(sizes(package.files.file).values())
    return sum(_size(package, resource.path) for resource in package.resources)


def _size(package: Package, path: str) -> int:
    try:
        return package.where(path).stat().st_size
    except (PackageError, OSError):
        return 0
