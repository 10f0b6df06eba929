"""CSV bytes <-> frames: reads a table by its schema, and writes the one canonical form."""

import polars as pl

from legitimate_targets.tables.model import Field, Table
from legitimate_targets.tables.types import TYPES

LINE = "line"
"""The name of the hidden column with the number of the row's line in the file."""

FIRST_LINE = 2
"""The line of the first row, after the header."""


def read_text(data: bytes, table: Table) -> pl.DataFrame:
    """Return all cells of a CSV that passed the gate, as text, and their `line`; an empty cell is null."""
    return read_cells(data, table.columns, table.missing)


def read_cells(data: bytes, columns: tuple[str, ...], missing: tuple[str, ...] = ("",)) -> pl.DataFrame:
    """Return the cells of a CSV with these columns, as text, and their `line`; cells among `missing` are null."""
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
    # polars reads a quoted empty cell as an empty text and never as null.
    if b'""' in data or missing != ("",):
        frame = frame.with_columns(pl.col(columns).replace(missing, [None] * len(missing)))
    return frame


def type_cells(text: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the cells of `text` by the types of the schema; a cell that cannot be converted is null."""
    return text.with_columns(type_cell(field) for field in table.fields if field.type != "string")


def typed_column(name: str) -> str:
    """Return the name of a typed column beside the column of its text; no column of a table can have such a name."""
    return f"{name}\n"


def type_cell(field: Field) -> pl.Expr:
    """Return the expression that converts the text of a column to its type, null if it cannot."""
    cell = pl.col(field.name)
    match field.type:
        case "date":
            return cell.str.to_date("%Y-%m-%d", strict=False, cache=False)
        case "datetime":
            return cell.str.strip_suffix("Z").str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us", strict=False)
        case "boolean":
            return pl.when(cell == "true").then(True).when(cell == "false").then(False).alias(field.name)
        case _:
            return cell.cast(TYPES[field.type].polars, strict=False)


def canonical_csv(text: pl.DataFrame, table: Table) -> bytes:
    """Return the one way to write a table: UTF-8, LF, quotes where needed, columns of the schema, sorted by key.

    `text` holds at least the columns of the schema as text. Numbers in the key sort as numbers, text by code point.
    """
    keys = [type_cell(table.field(name)) for name in table.primary_key]
    cells = text.select(table.columns)
    return cells.sort([*keys, *table.columns], nulls_last=True, maintain_order=True).write_csv().encode("utf-8")
