"""The key of a row in the place of its line: one text that sorts as the key does, and its reading."""

from collections.abc import Sequence

from legitimate_targets.spark.sql import name
from legitimate_targets.tables.model import Field, Table

LEAST = 2**63
"""How far below zero an integer goes: negative ones are told by how far they lie above that."""


def line(table: Table) -> str:
    """The expression for the hidden column `line`: the cells of the primary key, behind one another.

    Integers have 19 digits and a letter for their sign, so that the order of the texts is the order of the keys.
    """
    parts = [_part(table.field(column)) for column in table.primary_key]
    return parts[0] if len(parts) == 1 else f"concat({', char(1), '.join(parts)})"


def _part(field: Field) -> str:
    cell = name(field.name)
    if field.type == "integer":
        below = f"concat('n', lpad(CAST({cell} + {LEAST - 1} + 1 AS STRING), 19, '0'))"
        cell = f"CASE WHEN {cell} < 0 THEN {below} ELSE concat('p', lpad(CAST({cell} AS STRING), 19, '0')) END"
    return f"coalesce(CAST({cell} AS STRING), '')"


def read(written: str, table: Table) -> str:
    """The key as it is shown, `attributions, Q014, 2`, from the hidden column `line`."""
    fields = [table.field(column) for column in table.primary_key]
    cells = written.split("\x01") if len(fields) > 1 else [written]
    return shown([_read(cell, field) for cell, field in zip(cells, fields, strict=False)])


def shown(cells: Sequence[str | None]) -> str:
    """The cells of a key as one text."""
    return ", ".join(cell or "" for cell in cells)


def _read(cell: str, field: Field) -> str:
    if field.type != "integer" or not cell:
        return cell
    return str(int(cell[1:]) - (LEAST if cell[0] == "n" else 0))
