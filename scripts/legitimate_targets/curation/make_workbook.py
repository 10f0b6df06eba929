"""Makes the workbook in which a person edits a package; `accept` takes its changes over."""

import datetime
from pathlib import Path

import polars as pl

from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.curation.anchor import FIND, OCCURRENCE
from legitimate_targets.datapackage.package import INDEX, Package, read_json
from legitimate_targets.datapackage.write import write_atomically
from legitimate_targets.errors import CannotWrite
from legitimate_targets.publish.codebook_columns import ROWS_NAME, column_rows
from legitimate_targets.publish.workbook_sheets import ABOUT
from legitimate_targets.publish.xlsx import workbook
from legitimate_targets.tables.model import Table

UNDATED = datetime.date(1980, 1, 1)
"""The day that the file gives as its own, the first that a zip can hold: the same package gives the same bytes."""

TO_FIND = {FIND: pl.String(), OCCURRENCE: pl.Int64()}
"""The columns after those of a table with spans, in which a person says which words of the article are meant."""

HOW_TO = (
    ("to correct a cell", "Change it in its sheet. Keys and derived tables are locked; a column of codes has a list."),
    ("to add a row", "Write it below the last row of its sheet, with a key that was never used before."),
    ("to give a span", "Leave start, end and sha256 empty. If the table has no text, put the words into `find`."),
    ("to take a row out", "Not here: use the command `remove`. Not here either: another key (`rename`)."),
    ("to hand in", "Save as .xlsx; `accept` shows what differs, and takes it over with --write if all is valid."),
)
"""What the first sheet says to a person who edits."""


def write_workbook(package: Package, path: Path) -> int:
    """Write the workbook of a package to a new file, and return its size in bytes.

    Raises CannotWrite if the file exists, as it may hold a person's changes, and PackageError if the package or a sheet
    cannot hold a cell.
    """
    if path.exists():
        raise CannotWrite(f"{path}: exists, and may hold changes that are in no package yet; choose another name")
    data = editing_workbook(package)
    write_atomically(path, data)
    return len(data)


def editing_workbook(package: Package) -> bytes:
    """Return the workbook of a package; raise PackageError if a table cannot be loaded, or a sheet cannot hold it."""
    index, tables = read_json(package.files, INDEX), read_plan(package).tables
    title = str(index.get("title", ""))
    about = pl.DataFrame(
        [("title", title), ("version", package.version), *HOW_TO], schema=["property", "value"], orient="row"
    )
    frames = {name: _with_words(frame, tables[name]) for name, frame in load(package=package).items()}
    return workbook(title, UNDATED, ((ABOUT, about), (ROWS_NAME, column_rows(tables))), tables, frames)


def _with_words(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the frame of a table that people write, with empty columns for the words of a span if it has spans."""
    if not table.span or table.derived:
        return frame
    return frame.with_columns(pl.lit(None, dtype=type_).alias(name) for name, type_ in TO_FIND.items())
