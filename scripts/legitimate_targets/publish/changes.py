"""The table of changes: the difference to the release before with its reasons, and what forbids to release it."""

from collections.abc import Iterator

import polars as pl

from legitimate_targets.checks.loading import load
from legitimate_targets.datapackage.changelog import PATH, Release, reason, release_of
from legitimate_targets.datapackage.package import Package
from legitimate_targets.datapackage.versions import Step, lowest, parse
from legitimate_targets.datapackage.write import put
from legitimate_targets.publish.diff import CHANGES, Difference
from legitimate_targets.tables.csv_io import canonical_csv
from legitimate_targets.tables.read_schema import read_table

RETIRED = "retired"
"""The table that keeps the ids of rows that are gone; its codes of `table` say whose ids are kept."""


def faults(difference: Difference, new: Package) -> Iterator[str]:
    """What forbids to release the new package with its number and changelog, a sentence each."""
    release = release_of(new)
    least = needed(difference, release)
    if parse(new.version) < parse(least):
        yield f"version {new.version} is too low: the changes since {difference.old} call for {least}"
    for table in difference.tables:
        if not release.changes.get(table):
            yield f"{PATH}: {new.version} says nothing of `{table}`, which changed"
    yield from _lost(difference, new)


def needed(difference: Difference, release: Release) -> str:
    """The lowest version number for the difference; a change in bold in the changelog calls for a major step."""
    told = Step.MAJOR if release.breaking else Step.NONE
    return lowest(difference.old, max(difference.step, told))


def table_of(difference: Difference, new: Package) -> bytes:
    """The table of changes in canonical form, for the new package; raises PackageError where that has no such table.

    The reason of a change is taken from the changelog.
    """
    release = release_of(new)
    keys = difference.cells.select("table", "row_id", "field").iter_rows()
    reasons = pl.Series("reason", [reason(release.changes, *key) for key in keys], dtype=pl.String())
    table = read_table(new, new.resource(CHANGES))
    return canonical_csv(difference.cells.with_columns(reasons, pl.lit(release.version).alias("release")), table)


def first(package: Package) -> bytes:
    """The table of changes of a first release: its header alone, for there is nothing before it to differ from."""
    table = read_table(package, package.resource(CHANGES))
    return canonical_csv(pl.DataFrame(schema=dict.fromkeys(table.columns, pl.String())), table)


def write(data: bytes, package: Package) -> None:
    """Puts a table of changes in its place; raises PackageError for a zip. To be called inside `alone`."""
    put(package, {package.resource(CHANGES).path: data})


def _lost(difference: Difference, new: Package) -> Iterator[str]:
    """Rows whose ids were public and that are gone without being kept among the retired."""
    kept = read_table(new, new.resource(RETIRED)).field("table").codes
    retired = load(RETIRED, package=new).with_columns(pl.col("table").cast(pl.String()))
    gone = difference.cells.filter(pl.col("op") == "delete", pl.col("table").is_in(kept))
    lost = gone.select("table", "row_id").unique().join(retired, on=["table", "row_id"], how="anti")
    for table, row in lost.sort("table", "row_id").iter_rows():
        yield f"{table}: {row} is gone and is not in {RETIRED}"
