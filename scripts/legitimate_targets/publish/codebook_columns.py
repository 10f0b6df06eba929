"""The codebook's table of one table's columns: type and constraints, content, cells filled and empty, evidence."""

from collections.abc import Iterator

import polars as pl

from legitimate_targets.publish import markdown
from legitimate_targets.tables.model import Field, Table

HEADER = ("column", "type", "content", "filled", "empty", "evidence")
BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
}


def columns(table: Table, frame: pl.DataFrame, evidence: pl.DataFrame) -> str:
    """One row a column of `table`; `frame` holds its rows and `evidence` the rows of the table evidence."""
    rows = []
    for field in table.fields:
        empty = frame[field.name].null_count()
        filled = frame.height - empty
        proof = _evidence(field, table.name, evidence, filled)
        rows.append((markdown.code(field.name), _type(field, table), _content(field), filled, empty, proof))
    return markdown.table(HEADER, rows, numbers=("filled", "empty"))


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
    for reference in table.references:
        if reference.columns == (field.name,):
            yield f"in [{reference.table}]({markdown.anchor(reference.table)})"
    for name, words in BOUNDS.items():
        if name in field.constraints:
            yield words.format(field.constraints[name])
    if "pattern" in field.constraints:
        yield markdown.code(field.constraints["pattern"].removeprefix("^(?:").removesuffix(")$"))


def _evidence(field: Field, table: str, evidence: pl.DataFrame, filled: int) -> str:
    if not field.evidence:
        return f"none: {field.why}"
    rows = evidence.filter((pl.col("table").cast(pl.String) == table) & (pl.col("field") == field.name))
    return f"required: {rows['row_id'].n_unique()} of {filled} proven, reasons: {rows.height}"
