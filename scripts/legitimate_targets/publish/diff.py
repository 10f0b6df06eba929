"""Compares two packages cell by cell: what was added, modified and deleted, and which version number that calls for."""

from dataclasses import dataclass

import polars as pl

from legitimate_targets.datapackage.package import Package
from legitimate_targets.datapackage.versions import Step, lowest
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.schema_diff import Alteration, alterations
from legitimate_targets.tables import gate
from legitimate_targets.tables.csv_io import read_text
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.read_schema import read_table

CHANGES = "changes"
"""The table that holds the difference to the release before; being that, it is not compared itself."""

SEPARATOR = "/"
"""Stands between the cells of a key of several columns where the key is written as one text."""

COLUMNS = ("op", "table", "row_id", "field", "old", "new")
CELL = ("row_id", "field")
ROW, FIELD, VALUE = "row id", "field name", "cell value"
"""Names that no column of a table has, as they are not in snake_case."""


@dataclass(frozen=True)
class Difference:
    """What lies between two packages.

    `cells` has one row a changed cell: op (add and delete with a whole row, else modify), table, row_id, field, old,
    new, all text as written, sorted by table, row and column. `alterations` are the changes to tables, columns and
    codes, `old` and `new` the two versions.
    """

    cells: pl.DataFrame
    alterations: tuple[Alteration, ...]
    old: str
    new: str

    @property
    def step(self) -> Step:
        """The step that the version number must take at least."""
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
        """Names of the tables with a change, sorted."""
        altered = {alteration.table for alteration in self.alterations}
        return sorted({*self.cells["table"].unique(), *altered})


def compare(old: Package, new: Package) -> Difference:
    """The difference between two packages; raises PackageError where one cannot be read."""
    before, after = _tables(old), _tables(new)
    cells = [
        _changed(name, _cells(old, before.get(name)), _cells(new, after.get(name)))
        for name in sorted({*before, *after})
    ]
    return Difference(pl.concat(cells), tuple(alterations(before, after)), old.version, new.version)


def row_id(table: Table) -> pl.Expr:
    """The key of a row as one text."""
    return pl.concat_str([pl.col(name).cast(pl.String()) for name in table.primary_key], separator=SEPARATOR)


def _tables(package: Package) -> dict[str, Table]:
    resources = [resource for resource in package.resources if resource.name != CHANGES]
    return {resource.name: read_table(package, resource) for resource in resources}


def _cells(package: Package, table: Table | None) -> pl.DataFrame:
    """The non-empty cells of a table as rows (row_id, field, value); of no table, none."""
    if table is None:
        return pl.DataFrame(schema={name: pl.String() for name in (*CELL, "value")})
    data = package.read(table.path)
    fault = next(gate.gate_faults(data, table.path, table.columns), None)
    if fault:
        raise PackageError(f"cannot be compared: {fault}")
    text = read_text(data, table).with_columns(row_id(table).alias(ROW))
    if not text[ROW].is_unique().all() or text[ROW].has_nulls():
        raise PackageError(f"cannot be compared: {table.path}: {', '.join(table.primary_key)}: is no key")
    cells = text.unpivot(table.columns, index=ROW, variable_name=FIELD, value_name=VALUE).drop_nulls(VALUE)
    return cells.rename({ROW: "row_id", FIELD: "field", VALUE: "value"})


def _changed(name: str, old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    both = old.join(new, on=CELL, how="full", coalesce=True, suffix="_new")
    cells = both.rename({"value": "old", "value_new": "new"}).filter(pl.col("old").ne_missing(pl.col("new")))
    in_old, in_new = (pl.col("row_id").is_in(frame["row_id"].unique().implode()) for frame in (old, new))
    op = pl.when(~in_old).then(pl.lit("add")).when(~in_new).then(pl.lit("delete")).otherwise(pl.lit("modify"))
    return cells.with_columns(op.alias("op"), pl.lit(name).alias("table")).select(COLUMNS).sort(CELL)
