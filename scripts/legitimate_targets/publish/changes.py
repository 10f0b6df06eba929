"""Writes the table of changes since the earlier release, and says what forbids to release them."""

from collections.abc import Iterator

import polars as pl

from legitimate_targets.checks.gone_ids import unretired
from legitimate_targets.checks.ids import RETIRED, ids_by_table
from legitimate_targets.checks.loading import load
from legitimate_targets.datapackage.changelog import PATH, Release, reason, release_of
from legitimate_targets.datapackage.package import Package
from legitimate_targets.datapackage.versions import Step, lowest, parse
from legitimate_targets.datapackage.write import put
from legitimate_targets.publish.diff import CHANGES, PackageDiff
from legitimate_targets.tables.csv_io import canonical_csv
from legitimate_targets.tables.read_schema import read_table


def change_blockers(diff: PackageDiff, new: Package) -> Iterator[str]:
    """Yield a sentence for each reason why the new package may not be released with its version and changelog."""
    release = release_of(new)
    least = needed_version(diff, release)
    if parse(new.version) < parse(least):
        yield f"version {new.version} is too low: the changes since {diff.old} call for {least}"
    for table in diff.tables:
        if not release.changes.get(table):
            yield f"{PATH}: {new.version} does not mention `{table}`, which changed"
    yield from _lost(diff, new)


def needed_version(diff: PackageDiff, release: Release) -> str:
    """Return the lowest version number for the changes; a bullet in bold in the changelog calls for a major step."""
    announced = Step.MAJOR if release.breaking else Step.NONE
    return lowest(diff.old, max(diff.step, announced))


def table_of(diff: PackageDiff, new: Package) -> bytes:
    """Return the table of changes of the new package as canonical CSV, with the reasons that its changelog gives.

    Raises PackageError if the new package has no table of changes.
    """
    release = release_of(new)
    keys = diff.cells.select("table", "row_id", "field").iter_rows()
    reasons = pl.Series("reason", [reason(release.changes, *key) for key in keys], dtype=pl.String())
    table = read_table(new, new.resource(CHANGES))
    return canonical_csv(diff.cells.with_columns(reasons, pl.lit(release.version).alias("release")), table)


def first_table(package: Package) -> bytes:
    """Return the table of changes of a first release: its header alone, as there is nothing to compare it with."""
    table = read_table(package, package.resource(CHANGES))
    return canonical_csv(pl.DataFrame(schema=dict.fromkeys(table.columns, pl.String())), table)


def write(data: bytes, package: Package) -> None:
    """Write a table of changes into a package that the caller has locked; raise PackageError for a zip."""
    put(package, {package.resource(CHANGES).path: data})


def _lost(diff: PackageDiff, new: Package) -> Iterator[str]:
    """Yield a sentence for each deleted row whose id was public and is not kept in the table retired."""
    table = read_table(new, new.resource(RETIRED))
    retired = load(RETIRED, package=new).select("table", "row_id")
    deleted = diff.cells.filter(pl.col("op") == "delete", pl.col("table").is_in(table.field("table").codes))
    gone = ids_by_table(deleted.select("table", "row_id").iter_rows())
    for name, row in unretired(gone, ids_by_table(retired.iter_rows())):
        yield f"{name}: {row} is gone and is not in {RETIRED}"
