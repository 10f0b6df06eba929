"""The codebook as rows: one a column of a table, for the formats that hold tables and no documents."""

import polars as pl

from legitimate_targets.checks.plan import Plan
from legitimate_targets.tables.model import Field, Table

NAME = "codebook"
"""Name of the sheet and of the SQLite table."""


def rows(plan: Plan) -> pl.DataFrame:
    """One row a column: where it is, its type, what it means, and where its codes or keys come from."""
    return pl.DataFrame([_row(table, field) for table in plan.tables.values() for field in table.fields])


def _row(table: Table, field: Field) -> dict[str, str | None]:
    points_to = [reference.table for reference in table.references if reference.columns == (field.name,)]
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
        "points_to": points_to[0] if points_to else None,
        "rows_of_the_table": table.description,
    }
