"""Reads and writes the rows of a table as cells of text by column."""

from collections.abc import Mapping, Sequence

import polars as pl

from legitimate_targets.checks.cells import read_sound
from legitimate_targets.checks.plan import source_of
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.csv_io import canonical_csv
from legitimate_targets.tables.model import Table

Row = dict[str, str | None]


def read_rows(package: Package, table: Table) -> list[Row]:
    """Return the rows of a table in the order of the file; raise PackageError if its bytes are faulty."""
    return read_sound(package, table).select(table.columns).rows(named=True)


def rows_as_csv(rows: Sequence[Row], table: Table) -> bytes:
    """Return the canonical CSV of the rows; cells in columns that the table does not have are left out."""
    cells = [{name: row[name] for name in table.columns} for row in rows]
    return canonical_csv(pl.DataFrame(cells, schema=dict.fromkeys(table.columns, pl.String())), table)


def sources_table(tables: Mapping[str, Table]) -> Table:
    """Return the table that holds the sources of spans; raise PackageError if no table has spans."""
    for table in tables.values():
        if table.span:
            return tables[source_of(table).table]
    raise PackageError("no table of the package has spans")
