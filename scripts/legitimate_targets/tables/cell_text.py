"""How typed cells are written: the text that the written grammar has for a number, a date, a code."""

from decimal import Decimal

import polars as pl

from legitimate_targets.tables.model import Table


def number_as_text(number: float) -> str:
    """A number in plain digits, without exponent and without an empty decimal part: 180, 3.5, 1100000000."""
    return str(int(number)) if float(number).is_integer() else format(Decimal(repr(number)), "f")


def cells_as_text(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The cells of a typed frame as they stand in a file, in the schema's order of columns; null stays null."""
    numbers = [field.name for field in table.fields if field.type == "number"]
    written = pl.col(numbers).map_batches(_plain, return_dtype=pl.String())
    return frame.with_columns(written).select(pl.col(table.columns).cast(pl.String))


def _plain(numbers: pl.Series) -> pl.Series:
    written = [None if number is None else number_as_text(number) for number in numbers]
    return pl.Series(numbers.name, written, pl.String())
