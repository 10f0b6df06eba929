"""The Parquet files of a release: typed so that polars reads codes as Enums and pandas as unordered categories."""

import io
import json
from collections.abc import Mapping
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from legitimate_targets.publish.source import Parts, ReleaseSource
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.types import TYPES

PANDAS_KINDS: Mapping[str, str] = {
    "string": "unicode",
    "integer": "int64",
    "number": "float64",
    "date": "",
    "boolean": "bool",
}
"""The name of each type of field in the metadata that pandas writes into a Parquet file.

A date needs no metadata: pandas reads it as `datetime.date`.
"""


def parquet_files(source: ReleaseSource) -> Parts:
    """Return `parquet/<table>.parquet` for each table."""
    return {f"parquet/{table.name}.parquet": _written(source.frames[table.name], table) for table in source.tables}


def arrow_table(frame: pl.DataFrame, table: Table) -> pa.Table:
    """Return `frame` as an Arrow table whose codes are unordered and whose metadata name the types of pandas.

    polars marks every Enum as ordered, so that pandas would rank codes that have no rank. The Enum itself is in the
    metadata of the field, which are kept.
    """
    ordered = frame.to_arrow()
    columns = [_column(ordered.column(name).combine_chunks()) for name in ordered.column_names]
    fields = [field.with_type(column.type) for field, column in zip(ordered.schema, columns, strict=True)]
    schema = pa.schema(fields, {"pandas": json.dumps(_for_pandas(table))})
    return pa.Table.from_arrays(columns, schema=schema)


def _written(frame: pl.DataFrame, table: Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(arrow_table(frame, table), buffer, compression="zstd", version="2.6", store_schema=True)
    return buffer.getvalue()


def _column(values: Any) -> Any:
    if isinstance(values, pa.ChunkedArray):
        values = pa.concat_arrays(values.chunks) if values.num_chunks else pa.array([], values.type)
    if pa.types.is_dictionary(values.type):
        return pa.DictionaryArray.from_arrays(values.indices, values.dictionary.cast(pa.string()), ordered=False)
    return values.cast(pa.string()) if pa.types.is_large_string(values.type) else values


def _for_pandas(table: Table) -> dict[str, Any]:
    """Return the metadata by which pandas reads integers with empty cells as integers and not as floats."""
    columns = [
        {
            "name": field.name,
            "field_name": field.name,
            "pandas_type": PANDAS_KINDS[field.type],
            "numpy_type": TYPES[field.type].pandas,
            "metadata": None,
        }
        for field in table.fields
        if PANDAS_KINDS[field.type] and not field.codes
    ]
    return {"columns": columns, "index_columns": [], "column_indexes": [], "pandas_version": "3.0.0"}
