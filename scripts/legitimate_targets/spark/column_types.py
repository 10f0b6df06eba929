"""The types of a schema's fields as Arrow and Spark name them: the one list of types for this room."""

import pyarrow as pa

ARROW: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}
"""Arrow's type for each type of field."""

SPARK: dict[pa.DataType, str] = {
    pa.string(): "string",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.date32(): "date",
    pa.bool_(): "boolean",
    pa.list_(pa.string()): "array<string>",
}
"""Spark's name for each of Arrow's types that a column of this room has."""


def spark_schema(schema: pa.Schema) -> str:
    """Return the columns of a schema as Spark declares them: "`line` bigint, `value` string"."""
    return ", ".join(f"`{field.name}` {SPARK[field.type]}" for field in schema)


def is_text(type_: pa.DataType) -> bool:
    """Return whether a column of this Arrow type holds text, in any of Arrow's three layouts."""
    return bool(pa.types.is_string(type_) or pa.types.is_large_string(type_) or pa.types.is_string_view(type_))
