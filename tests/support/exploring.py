"""Packages with altered tables, for the tests of the page."""

import shutil
from pathlib import Path

import polars as pl

from legitimate_targets import load
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.tables.cell_text import cells_as_text
from legitimate_targets.tables.csv_io import canonical_csv
from tests.support.paths import ROOT


def altered(folder: Path, **tables: pl.DataFrame) -> Path:
    """Copy the package into `folder`, with these rows in these tables; return the folder."""
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "datapackage.json", folder)
    plan = read_plan(find(ROOT))
    for name, frame in tables.items():
        table = plan.tables[name]
        (folder / table.path).write_bytes(canonical_csv(cells_as_text(frame, table), table))
    return folder


def with_cell(table: str, column: str, value: str) -> pl.DataFrame:
    """Return the rows of a table with another value in one column of the first row."""
    frame = load(table)
    return frame.with_columns(pl.when(pl.int_range(pl.len()) == 0).then(pl.lit(value)).otherwise(column).alias(column))


def many_quotes(number: int) -> pl.DataFrame:
    """Return so many quotes: those of the package again and again, each with its own id, place and words."""
    quotes = load("quotes")
    copies = pl.concat([quotes] * (number // quotes.height + 1)).head(number)
    place = pl.int_range(pl.len(), dtype=pl.Int64)
    return copies.with_columns(
        pl.format("Q{}", place + 1000).alias("quote_id"),
        pl.format("{} {}", "text", place).alias("text"),
        (place * 10).alias("start"),
        (place * 10 + 5).alias("end"),
        pl.lit(None, pl.String).alias("joined_to"),
    )
