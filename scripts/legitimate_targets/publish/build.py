"""Builds a release: makes its parts, checks the result from outside, and only then moves it to its place."""

from collections.abc import Callable
from pathlib import Path

from legitimate_targets.checks import checksums
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import LegitimateTargetsError
from legitimate_targets.publish import stage
from legitimate_targets.publish.croissant import croissant_file
from legitimate_targets.publish.package_files import documents, package_files
from legitimate_targets.publish.page.page import PAGE, page
from legitimate_targets.publish.parquet import parquet_files
from legitimate_targets.publish.preflight import release_blockers
from legitimate_targets.publish.source import Parts, ReleaseSource, read_source
from legitimate_targets.publish.sqlite import sqlite_file
from legitimate_targets.publish.verify import archive_blockers
from legitimate_targets.publish.xlsx import spreadsheet


class NotReleased(LegitimateTargetsError):
    """A release was refused; each argument is one reason, a sentence."""


def build(package: Package, out: Path, before: str | None = None) -> Path:
    """Build the release of a package in the folder `out`, and return the path of its zip, beside the unpacked folder.

    `before` is the earlier release, by default the git tag of its version. Raises NotReleased with the reasons if the
    package may not be released, and PackageError or CannotWrite if a file cannot be read or written; `out` is then
    unchanged.
    """
    _refuse(list(release_blockers(package, before)))
    source = read_source(package)
    stage.refuse_foreign(out, source.name)
    made = parts(source)
    archive = stage.zipped(source.name, made, source.release.day)
    with stage.staged(out, source.name, made, archive) as staged:
        _refuse(list(archive_blockers(staged.archive, source)))
        stage.move(staged, out)
    return out / f"{source.name}.zip"


def page_file(source: ReleaseSource) -> Parts:
    """Return the page that shows the tables, index.html."""
    return {PAGE: page(source.package)}


PARTS: tuple[Callable[[ReleaseSource], Parts], ...] = (
    package_files,
    parquet_files,
    sqlite_file,
    spreadsheet,
    croissant_file,
    documents,
    page_file,
)
"""The functions that make the parts of a release; a new part is one more function here."""


def parts(source: ReleaseSource) -> dict[str, bytes]:
    """Return all files of a release by their path in it, SHA256SUMS last."""
    made: dict[str, bytes] = {}
    for make in PARTS:
        made |= make(source)
    return {**made, checksums.PATH: checksums.sha256sums(made)}


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise NotReleased(*reasons)
