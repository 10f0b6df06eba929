"""Builds a release: makes its parts, checks the result from the outside and only then puts it into its place."""

from collections.abc import Callable
from pathlib import Path

from legitimate_targets.checks import checksums as sums
from legitimate_targets.datapackage.package import Package
from legitimate_targets.publish import croissant, documents, parquet, release_page, sqlite, xlsx
from legitimate_targets.publish import csv as canonical
from legitimate_targets.publish import preflight as readiness
from legitimate_targets.publish import stage as place
from legitimate_targets.publish import verify as outcome
from legitimate_targets.publish.source import Parts, Source, read_source
from legitimate_targets.publish.zip import zipped

# One function a part; a further part is one more function here.
PARTS: tuple[Callable[[Source], Parts], ...] = (
    canonical.files,
    parquet.files,
    sqlite.files,
    xlsx.files,
    croissant.files,
    documents.files,
    release_page.files,
)


class NotReleased(Exception):
    """A release was refused; its arguments are the reasons, a sentence each."""


def build(package: Package, out: Path, before: str | None = None) -> Path:
    """Builds the release of a package in the folder `out` and returns its zip; the unpacked folder lies beside it.

    `before` is the release before, by default the git tag of its version. Raises NotReleased with the reasons, or
    PackageError where something cannot be read; what stood in `out` is then untouched.
    """
    _refuse(list(readiness.faults(package, before)))
    source = read_source(package)
    place.refuse_foreign(out, source.name)
    made = parts(source)
    with place.staged(out, source.name, made, zipped(source.name, made, source.release.day)) as stage:
        _refuse(list(outcome.faults(stage.archive, source)))
        place.move(stage, out)
    return out / f"{source.name}.zip"


def parts(source: Source) -> dict[str, bytes]:
    """All files of a release by their path in it."""
    made: dict[str, bytes] = {}
    for make in PARTS:
        made |= make(source)
    return {**made, sums.PATH: sums.sha256sums(made)}


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise NotReleased(*reasons)
