"""Compares two packages cell by cell: what was added, modified and deleted, and the version number that it calls for.

A cell is compared as the text in its file.
"""

from dataclasses import dataclass

import polars as pl

from legitimate_targets.checks.cells import read_sound
from legitimate_targets.datapackage.package import Package
from legitimate_targets.datapackage.versions import Step, lowest
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.row_key import row_key
from legitimate_targets.publish.schema_diff import Alteration, alterations
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.read_schema import read_table

CHANGES = "changes"
"""The table that holds the difference to the earlier release; it is not compared itself."""

COLUMNS = ("op", "table", "row_id", "field", "old", "new")
CELL = ("row_id", "field")
ROW, FIELD, VALUE = "row id", "field name", "cell value"
"""Names of columns while a table is unpivoted; a table has no such column, as its names are in snake_case."""


@dataclass(frozen=True)
class PackageDiff:
    """The difference between two packages.

    `cells` has one row per changed cell, all columns text, sorted by table, row and column: op (add or delete for a
    whole row, else modify), table, row_id, field, old, new. `alterations` are the changes to tables, columns and
    codes; `old` and `new` are the two version numbers.
    """

    cells: pl.DataFrame
    alterations: tuple[Alteration, ...]
    old: str
    new: str

    @property
    def step(self) -> Step:
        """The smallest step that the version number must take."""
        steps = [alteration.step for alteration in self.alterations]
        if self.cells.height:
            whole_rows = self.cells["op"].is_in(["add", "delete"]).any()
            steps.append(Step.MINOR if whole_rows else Step.PATCH)
        return max(steps, default=Step.NONE)

    @property
    def lowest(self) -> str:
        """The lowest version number that the changes allow."""
        return lowest(self.old, self.step)

    @property
    def tables(self) -> list[str]:
        """The names of the tables that changed, sorted."""
        altered = {alteration.table for alteration in self.alterations}
        return sorted({*self.cells["table"].unique(), *altered})


def compare_packages(old: Package, new: Package) -> PackageDiff:
    """Return the difference between two packages; raise PackageError if one of them cannot be read."""
    before, after = _schemas(old), _schemas(new)
    cells = [
        _changed(name, _cells(old, before.get(name)), _cells(new, after.get(name)))
        for name in sorted({*before, *after})
    ]
    return PackageDiff(pl.concat(cells), tuple(alterations(before, after)), old.version, new.version)


def _schemas(package: Package) -> dict[str, Table]:
    resources = [resource for resource in package.resources if resource.name != CHANGES]
    return {resource.name: read_table(package, resource) for resource in resources}


def _cells(package: Package, table: Table | None) -> pl.DataFrame:
    """Return the non-empty cells of a table as rows (row_id, field, value); no rows if the package lacks the table."""
    if table is None:
        return pl.DataFrame(schema={name: pl.String() for name in (*CELL, "value")})
    text = read_sound(package, table).with_columns(row_key(table).alias(ROW))
    if not text[ROW].is_unique().all() or text[ROW].has_nulls():
        key = ", ".join(table.primary_key)
        raise PackageError(f"{table.path}: {key}: is not a key, so its rows cannot be compared")
    cells = text.unpivot(table.columns, index=ROW, variable_name=FIELD, value_name=VALUE).drop_nulls(VALUE)
    return cells.rename({ROW: "row_id", FIELD: "field", VALUE: "value"})


def _changed(name: str, old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    both = old.join(new, on=CELL, how="full", coalesce=True, suffix="_new")
    cells = both.rename({"value": "old", "value_new": "new"}).filter(pl.col("old").ne_missing(pl.col("new")))
    in_old, in_new = (pl.col("row_id").is_in(frame["row_id"].unique().implode()) for frame in (old, new))
    op = pl.when(~in_old).then(pl.lit("add")).when(~in_new).then(pl.lit("delete")).otherwise(pl.lit("modify"))
    return cells.with_columns(op.alias("op"), pl.lit(name).alias("table")).select(COLUMNS).sort(CELL)
