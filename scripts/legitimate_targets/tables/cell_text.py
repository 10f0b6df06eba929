"""How typed cells and keys are written as text, by the same grammar that the checks read."""

from collections.abc import Iterable
from decimal import Decimal

import polars as pl

from legitimate_targets.tables.model import Table

KEY_SEPARATOR = "/"
"""Joins the cells of a key that has several columns, in messages, addresses and tables that name a row."""


def number_as_text(number: float) -> str:
    """Return a number in plain digits, without exponent or empty decimal part: 180, 3.5, 1100000000."""
    if number == 0:
        return "0"
    digits = format(Decimal(repr(float(number))), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def key_as_text(cells: Iterable[object]) -> str:
    """Return the cells of a row's key as one text, an empty cell as nothing: `Q014`, or `scope/foreign`."""
    return KEY_SEPARATOR.join("" if cell is None else str(cell) for cell in cells)


def cells_as_text(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the cells of a typed frame as a file has them, in the schema's order of columns; null stays null."""
    numbers = [field.name for field in table.fields if field.type == "number"]
    written = pl.col(numbers).map_batches(_numbers_as_text, return_dtype=pl.String())
    return frame.with_columns(written).select(pl.col(table.columns).cast(pl.String))


def _numbers_as_text(numbers: pl.Series) -> pl.Series:
    written = [None if number is None else number_as_text(number) for number in numbers]
    return pl.Series(numbers.name, written, pl.String())
