"""The Parquet part of a release: each table typed, so that polars sees Enums and pandas unordered categories."""

import io
import json
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from legitimate_targets.publish.source import Parts, Source
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.types import TYPES

PANDAS_KINDS = {"string": "unicode", "integer": "int64", "number": "float64", "boolean": "bool"}
"""Types of field and what pandas calls them in the metadata of a Parquet file; it reads a date as it is."""


def files(source: Source) -> Parts:
    """`parquet/<table>.parquet` of every table."""
    return {f"parquet/{table.name}.parquet": _written(source.frames[table.name], table) for table in source.tables}


def _written(frame: pl.DataFrame, table: Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(arrow(frame, table), buffer, compression="zstd", version="2.6", store_schema=True)
    return buffer.getvalue()


def arrow(frame: pl.DataFrame, table: Table) -> pa.Table:
    """`frame` as an Arrow table whose codes have no order and whose metadata tell pandas its own types.

    polars marks every Enum as ordered, by which pandas would rank codes that have no rank; the Enum itself it finds
    in the metadata of the field, which stay.
    """
    ordered = frame.to_arrow()
    columns = [_column(ordered.column(name).combine_chunks()) for name in ordered.column_names]
    fields = [field.with_type(column.type) for field, column in zip(ordered.schema, columns, strict=True)]
    schema = pa.schema(fields, {"pandas": json.dumps(_for_pandas(table))})
    return pa.Table.from_arrays(columns, schema=schema)


def _column(values: Any) -> Any:
    if isinstance(values, pa.ChunkedArray):
        values = pa.concat_arrays(values.chunks) if values.num_chunks else pa.array([], values.type)
    if pa.types.is_dictionary(values.type):
        return pa.DictionaryArray.from_arrays(values.indices, values.dictionary.cast(pa.string()), ordered=False)
    return values.cast(pa.string()) if pa.types.is_large_string(values.type) else values


def _for_pandas(table: Table) -> dict[str, Any]:
    """What makes pandas read integers with empty cells as integers; without it they would be floats."""
    columns = [
        {
            "name": field.name,
            "field_name": field.name,
            "pandas_type": PANDAS_KINDS[field.type],
            "numpy_type": TYPES[field.type].pandas,
            "metadata": None,
        }
        for field in table.fields
        if field.type in PANDAS_KINDS and not field.codes
    ]
    return {"columns": columns, "index_columns": [], "column_indexes": [], "pandas_version": "3.0.0"}
