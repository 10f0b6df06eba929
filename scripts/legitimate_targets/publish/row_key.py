"""Writes the key of a row as one text, `Q014` or `scope/foreign`, and finds the row that such a text names."""

from collections.abc import Mapping, Sequence

import polars as pl

from legitimate_targets.datapackage.package import unknown_name
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.cell_text import KEY_SEPARATOR
from legitimate_targets.tables.model import Table


def row_key(table: Table) -> pl.Expr:
    """Return the expression for the key of a row of `table` as one text; null if a cell of the key is empty."""
    return pl.concat_str([pl.col(name).cast(pl.String()) for name in table.primary_key], separator=KEY_SEPARATOR)


def keys(table: Table, frame: pl.DataFrame) -> list[str]:
    """Return the keys of all rows of a table, in the order of its frame."""
    return frame.select(row_key(table)).to_series().to_list()


def find_table(keys_of: Mapping[str, Sequence[str]], key: str) -> str:
    """Return the name of the one table that has a row with this key; `keys_of` has the keys of each table.

    Raises PackageError if no table has one, with the nearest keys, or if several have.
    """
    found = [table for table, known in keys_of.items() if key in known]
    if len(found) > 1:
        raise PackageError(f"{key!r} is a row of {' and of '.join(found)}: name the table as well")
    if not found:
        raise unknown_name("row", key, [each for known in keys_of.values() for each in known])
    return found[0]
