"""Converts a table's frame between polars and pandas, with the types of its schema and without pyarrow."""

from collections.abc import Collection
from typing import Any

import pandas as pd
import polars as pl

from legitimate_targets.tables.model import Field, Table
from legitimate_targets.tables.types import TYPES


def to_pandas(frame: pl.DataFrame, table: Table) -> pd.DataFrame:
    """Return `frame` in pandas: the columns of `table`, codes as unordered categories in the order of the schema."""
    return pd.DataFrame({field.name: _to_series(frame[field.name], field) for field in table.fields})


def to_polars(frame: pd.DataFrame, table: Table, columns: Collection[str]) -> pl.DataFrame:
    """Return those of `columns` that `frame` has, in polars, codes as text; a cell that is not of its type is null."""
    present = [field for field in table.fields if field.name in columns and field.name in frame.columns]
    return pl.DataFrame([_from_series(frame[field.name], field) for field in present])


def _to_series(values: pl.Series, field: Field) -> "pd.Series[Any]":
    dtype = pd.CategoricalDtype(list(field.codes)) if field.codes else TYPES[field.type].pandas
    return pd.Series(values.to_list(), dtype=dtype)


def _from_series(series: "pd.Series[Any]", field: Field) -> pl.Series:
    values = [None if pd.isna(value) else value for value in series]
    return pl.Series(field.name, values, TYPES[field.type].polars, strict=False)
