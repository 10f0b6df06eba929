"""The way of a table's frame from polars to pandas and back, with the types of its schema; needs no third library."""

from collections.abc import Collection
from typing import Any

import pandas as pd
import polars as pl

from legitimate_targets.tables.csv_io import TYPES
from legitimate_targets.tables.model import Field, Table

PANDAS_TYPES = {
    "string": "str",
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[s]",
    "boolean": "boolean",
}
"""The pandas type of each type of field; all of them hold missing values without changing the others."""


def to_pandas(frame: pl.DataFrame, table: Table) -> pd.DataFrame:
    """`frame` in pandas: the columns of `table`, codes as unordered categories in the order of the schema."""
    return pd.DataFrame({field.name: _series(frame[field.name], field) for field in table.fields})


def to_polars(frame: pd.DataFrame, table: Table, columns: Collection[str]) -> pl.DataFrame:
    """`columns` of `frame` in polars, as far as it has them, codes as text; what is not of its type becomes empty."""
    present = [field for field in table.fields if field.name in columns and field.name in frame.columns]
    return pl.DataFrame([_values(frame[field.name], field) for field in present])


def _series(values: pl.Series, field: Field) -> "pd.Series[Any]":
    dtype = pd.CategoricalDtype(list(field.codes)) if field.codes else PANDAS_TYPES[field.type]
    return pd.Series(values.to_list(), dtype=dtype)


def _values(series: "pd.Series[Any]", field: Field) -> pl.Series:
    values = [None if pd.isna(value) else value for value in series]
    return pl.Series(field.name, values, TYPES[field.type], strict=False)
