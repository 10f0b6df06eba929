"""CSV <-> frames: reads a table by its schema and writes the canonical form."""

from collections.abc import Mapping

import polars as pl

from legitimate_targets.tables.model import Field, Table

LINE = "line"
"""Name of the hidden column with the number of the line in the file."""

FIRST_LINE = 2
TYPES: Mapping[str, pl.DataType] = {
    "string": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "date": pl.Date(),
    "boolean": pl.Boolean(),
    "year": pl.Int64(),
    "datetime": pl.Datetime("us"),
}


def read_text(data: bytes, table: Table) -> pl.DataFrame:
    """All cells of a CSV that passed the gate, as text; an empty cell is null; `line` is the line in the file."""
    return read_cells(data, table.columns, table.missing)


def read_cells(data: bytes, columns: tuple[str, ...], missing: tuple[str, ...] = ("",)) -> pl.DataFrame:
    """The same for a CSV with these columns, in which the cells that are one of `missing` are null."""
    text = dict.fromkeys(columns, pl.String())
    frame = pl.read_csv(
        data,
        has_header=False,
        skip_lines=1,
        schema=text,
        infer_schema=False,
        empty_string_is_null="" in missing,
        raise_if_empty=False,
        row_index_name=LINE,
        row_index_offset=FIRST_LINE,
    )
    frame = frame.select(*columns, pl.col(LINE).cast(pl.Int64()))
    if b'""' in data or missing != ("",):
        frame = frame.with_columns(pl.col(columns).replace(missing, [None] * len(missing)))
    return frame


def type_cells(text: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The same cells by the types of the schema; a cell that does not convert is null."""
    return text.with_columns(type_cell(field) for field in table.fields if field.type != "string")


def typed_column(name: str) -> str:
    """The name that a typed column has beside the column of its text; no column of a table is named like it."""
    return f"{name}\n"


def type_cell(field: Field) -> pl.Expr:
    """The expression that turns the text of a column into its type, null where it cannot."""
    cell = pl.col(field.name)
    match field.type:
        case "date":
            return cell.str.to_date("%Y-%m-%d", strict=False, cache=False)
        case "datetime":
            return cell.str.strip_suffix("Z").str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us", strict=False)
        case "boolean":
            return pl.when(cell == "true").then(True).when(cell == "false").then(False).alias(field.name)
        case _:
            return cell.cast(TYPES[field.type], strict=False)


def canonical_csv(text: pl.DataFrame, table: Table) -> bytes:
    """The one way to write a table: UTF-8, LF, quotes where needed, the schema's columns, sorted by the primary key.

    `text` holds at least the columns of the schema as text; numbers in the key sort as numbers, text by code point.
    """
    keys = [type_cell(table.field(name)) for name in table.primary_key]
    cells = text.select(table.columns)
    return cells.sort([*keys, *table.columns], nulls_last=True, maintain_order=True).write_csv().encode("utf-8")
