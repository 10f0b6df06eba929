"""Describes the columns of the tables: in Markdown for the codebook, and as rows for SQLite and spreadsheets."""

from collections.abc import Iterator, Mapping

import polars as pl

from legitimate_targets.publish import markdown
from legitimate_targets.tables.model import Field, Table

ROWS_NAME = "codebook"
"""The name of the SQLite table and of the sheet that hold the described columns as rows."""

HEADER = ("column", "type", "content", "filled", "empty", "evidence")
BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
}


def columns(table: Table, frame: pl.DataFrame, evidence: pl.DataFrame) -> str:
    """Return a Markdown table with one row per column of `table`.

    `frame` holds the rows of the table and `evidence` those of the table evidence: both are counted.
    """
    rows = []
    for field in table.fields:
        empty = frame[field.name].null_count()
        filled = frame.height - empty
        proven = _evidence(field, table.name, evidence, filled)
        rows.append((markdown.code(field.name), _type(field, table), _content(field), filled, empty, proven))
    return markdown.table(HEADER, rows, numbers=("filled", "empty"))


def column_rows(tables: Mapping[str, Table]) -> pl.DataFrame:
    """Return one row per column of all tables: where it is, its type, its meaning, its codes and its target."""
    return pl.DataFrame([_row(table, field) for table in tables.values() for field in table.fields])


def _row(table: Table, field: Field) -> dict[str, str | None]:
    return {
        "table": table.name,
        "column": field.name,
        "type": field.type,
        "may_be_empty": "no" if field.required else "yes",
        "key": "yes" if field.name in table.primary_key else "no",
        "meaning": field.description,
        "example": field.example,
        "codes": ", ".join(field.codes) or None,
        "list": field.list,
        "points_to": next(_targets(field, table), None),
        "rows_of_the_table": table.description,
    }


def _content(field: Field) -> str:
    return field.description + (f" Example: {markdown.code(field.example)}." if field.example else "")


def _type(field: Field, table: Table) -> str:
    return ", ".join(_type_parts(field, table))


def _type_parts(field: Field, table: Table) -> Iterator[str]:
    if field.list:
        yield f"code of [{field.list}]({markdown.anchor(field.list)})"
    elif field.codes:
        yield f"one of {', '.join(field.codes)}"
    else:
        yield field.type
    yield "required" if field.required else "may be empty"
    if field.name in table.primary_key:
        yield "key" if len(table.primary_key) == 1 else "part of the key"
    if field.constraints.get("unique"):
        yield "unique"
    for target in _targets(field, table):
        yield f"in [{target}]({markdown.anchor(target)})"
    for name, words in BOUNDS.items():
        if name in field.constraints:
            yield words.format(field.constraints[name])
    if "pattern" in field.constraints:
        yield markdown.code(field.constraints["pattern"].removeprefix("^(?:").removesuffix(")$"))


def _targets(field: Field, table: Table) -> Iterator[str]:
    """Yield the tables to which the column alone is a foreign key."""
    return (reference.table for reference in table.references if reference.columns == (field.name,))


def _evidence(field: Field, table: str, evidence: pl.DataFrame, filled: int) -> str:
    if not field.evidence:
        return f"none: {field.why}"
    rows = evidence.filter((pl.col("table").cast(pl.String) == table) & (pl.col("field") == field.name))
    return f"required: {rows['row_id'].n_unique()} of {filled} cells have evidence; rows: {rows.height}"
