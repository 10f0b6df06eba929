"""The fast path: finds cheaply which cells and keys may be faulty, so that the exact checks read few rows.

Whatever the exact expressions of `polars_backend` refuse is suspicious here; a test compares both on drawn cells.
"""

from datetime import date

import polars as pl

from legitimate_targets.checks.cells import Cells
from legitimate_targets.checks.check import DAMAGED, NOTE, Check
from legitimate_targets.checks.polars_backend import is_unlike
from legitimate_targets.tables.csv_io import LINE, typed_column
from legitimate_targets.tables.model import Field
from legitimate_targets.tables.types import NUMBER_DIGITS

WRITTEN_KINDS = (DAMAGED, "type", NOTE)
"""Kinds of check that ask how a cell is written."""

MANY_ROWS = 10_000
"""Above this many rows, testing whether the keys are sorted is faster than comparing them all."""

DATE_BYTES = len("YYYY-MM-DD")


def suspicious(check: Check, field: Field, *, ascii: bool, printable: bool) -> pl.Expr:
    """Return the expression that is true if a cell might fail a check of how it is written.

    The expression reads the column's text, and the same cells typed in the column `typed_column` of its name. `ascii`
    is True if no cell has a character beyond ASCII, `printable` if none has a control character of ASCII.
    """
    cell, value = pl.col(field.name), pl.col(typed_column(field.name))
    if check.kind == DAMAGED and not field.printed:
        spaces = cell.str.contains("  ", literal=True) | cell.str.starts_with(" ") | cell.str.ends_with(" ")
        return spaces if ascii else spaces | (cell.str.len_bytes() != cell.str.len_chars())
    if field.type == "string":
        plain = printable or check.kind in (NOTE, DAMAGED)
        return cell.str.len_bytes() != cell.str.len_chars() if plain else cell.is_not_null()
    lost = value.is_null() & cell.is_not_null()
    match field.type:
        case "boolean":
            return lost
        case "number":
            return lost | (cell.str.len_bytes() > NUMBER_DIGITS) | is_unlike(cell, field)
        case "integer" if ascii and printable:
            zero = cell.str.starts_with("0") & (cell.str.len_bytes() > 1)
            return lost | zero | cell.str.starts_with("-0") | cell.str.starts_with("+")
        case "date" if ascii and printable:
            other = (cell.str.len_bytes() != DATE_BYTES) | cell.str.contains(" ", literal=True)
            return lost | other | cell.str.starts_with("+") | ~value.is_between(date.min, date.max)
    return lost | is_unlike(cell, field)


def can_fail(check: Check, cells: Cells) -> bool:
    """Return whether any cell of a table can fail a check of how it is written.

    Text of plain ASCII can fail none but that of its spaces.
    """
    field = cells.table.field(check.columns[0])
    if field.type != "string" or (check.kind == DAMAGED and not field.printed):
        return True
    return not (cells.ascii and (cells.printable or check.kind != "type"))


def possible_repetitions(check: Check, cells: Cells) -> pl.DataFrame:
    """Return the rows whose keys may repeat, as `line` and the key's columns: every repeated key is among them.

    No row is returned if the keys are in order. Keys in order cannot repeat, and sorted numbers show which ones do, so
    that few keys are hashed.
    """
    rows = cells.typed.select(LINE, *check.columns)
    if any(_is_in_order(rows[column]) for column in check.columns):
        return rows.clear()
    if len(check.columns) > 1 or rows.schema[check.columns[0]] == pl.String():
        return rows
    ordered = rows[check.columns[0]].sort()
    repeated = ordered.filter(ordered == ordered.shift()).unique()
    return rows.filter(pl.col(check.columns[0]).is_in(repeated.implode()))


def _is_in_order(values: pl.Series) -> bool:
    """Return whether each value is more than the one before it, and none is empty."""
    return (values > values.shift()).sum() + 1 == len(values)
